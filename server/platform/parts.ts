import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, truncate } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BlobHash } from './blobs.ts'

/** Bytes as they come over the wire, piece by piece. */
export type Pieces = AsyncIterable<Uint8Array>

/** Files that are still arriving, each under an id of its own. Nothing of them is ever held in memory whole. */
export type Parts = {
  /**
   * Writes what comes at `offset` and resolves, once it is on disk, with how many bytes that were and their hash.
   * More than `most` bytes end it with RangeError; what was written by then counts for nothing.
   */
  write(id: string, offset: number, pieces: Pieces, most: number): Promise<{ bytes: number; sha256: BlobHash }>
  /** Where it lies; it ends after its first `bytes` bytes. Nothing when it is shorter than that. */
  close(id: string, bytes: number): Promise<string | undefined>
  hash(id: string): Promise<BlobHash>
  remove(id: string): Promise<void>
  /** Ids of all that lie here untouched since `before`. */
  old(before: number): Promise<string[]>
}

/** Keeps them as files under `folder`, which is made at the first write. */
export function diskParts(folder: string): Parts {
  const fileOf = (id: string) => {
    // The id becomes a path, so nothing but letters may pass.
    if (!/^[0-9A-Za-z_-]{4,80}$/.test(id)) throw new RangeError('no id')
    return path.join(folder, id)
  }
  return {
    async write(id, offset, pieces, most) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const handle = await open(fileOf(id), constants.O_RDWR | constants.O_CREAT, 0o600)
      const hash = createHash('sha256')
      let bytes = 0
      try {
        for await (const piece of pieces) {
          if (bytes + piece.length > most) throw new RangeError('more than was announced')
          hash.update(piece)
          for (let done = 0; done < piece.length;)
            done += (await handle.write(piece, done, piece.length - done, offset + bytes + done)).bytesWritten
          bytes += piece.length
        }
        await handle.sync()
      } finally {
        await handle.close()
      }
      return { bytes, sha256: hash.digest('hex') }
    },
    async close(id, bytes) {
      const file = fileOf(id)
      const size = (await stat(file).catch(() => undefined))?.size ?? -1
      if (size < bytes) return undefined
      // A piece that was refused may have left something behind the end.
      if (size > bytes) await truncate(file, bytes)
      return file
    },
    async hash(id) {
      const hash = createHash('sha256')
      await pipeline(createReadStream(fileOf(id)), hash)
      return hash.digest('hex')
    },
    remove: (id) => rm(fileOf(id), { force: true }),
    async old(before) {
      const names = await readdir(folder).catch(() => [])
      const ages = await Promise.all(
        names.map(async (name) => ({ name, at: (await stat(path.join(folder, name)).catch(() => undefined))?.mtimeMs })),
      )
      return ages.filter(({ at }) => at !== undefined && at < before).map(({ name }) => name)
    },
  }
}
