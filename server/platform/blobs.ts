import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** The SHA-256 of some bytes in lower-case hex: their name wherever they are kept. */
export type BlobHash = string

/** Bytes kept by their own hash: the same bytes are kept once, and what a hash names never changes. */
export type Blobs = {
  /** Resolves with the name of `bytes` once they are on disk. */
  put(bytes: Uint8Array): Promise<BlobHash>
  /** Keeps a file of this program's that is known to hash so; the file itself stays, and is the caller's to remove. */
  adopt(file: string, hash: BlobHash): Promise<void>
  get(hash: BlobHash): Promise<Uint8Array | undefined>
  /** A part of it, for players that seek: `from` and `to` count bytes, `to` is included. */
  stream(hash: BlobHash, part?: { from: number; to: number }): Promise<{ body: Readable; size: number } | undefined>
  has(hash: BlobHash): Promise<boolean>
}

export const hashOf = (bytes: Uint8Array): BlobHash => createHash('sha256').update(bytes).digest('hex')

/** Keeps blobs as files under `folder`, which is made at the first `put`. */
export function diskBlobs(folder: string): Blobs {
  const fileOf = (hash: BlobHash) => {
    // The name becomes a path, so nothing but a hash may pass.
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
    return path.join(folder, hash.slice(0, 2), hash)
  }
  const sizeOf = async (file: string) => (await stat(file).catch(whenThere))?.size

  return {
    async put(bytes) {
      const hash = hashOf(bytes)
      const file = fileOf(hash)!
      if ((await sizeOf(file)) === bytes.length) return hash
      await mkdir(path.dirname(file), { recursive: true })
      await writeDurably(file, bytes)
      return hash
    },
    async adopt(from, hash) {
      const file = fileOf(hash)
      if (!file) throw new RangeError('no hash')
      if ((await sizeOf(file)) !== undefined) return
      await mkdir(path.dirname(file), { recursive: true })
      // A second name for the same bytes costs nothing; where the folders lie on different disks they are copied.
      await link(from, file).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') await copyDurably(from, file)
      })
      await flushFolder(path.dirname(file))
    },
    async get(hash) {
      const file = fileOf(hash)
      return file ? await readFile(file).catch(whenThere) : undefined
    },
    async stream(hash, part) {
      const file = fileOf(hash)
      if (!file) return undefined
      const size = await sizeOf(file)
      if (size === undefined) return undefined
      return { body: createReadStream(file, part && { start: part.from, end: part.to }), size }
    },
    async has(hash) {
      const file = fileOf(hash)
      return file !== undefined && (await sizeOf(file)) !== undefined
    },
  }
}

/** Nobody ever sees half a file: it is written beside its place, flushed, and moved there whole. */
async function writeDurably(file: string, bytes: Uint8Array) {
  const draft = `${file}.${randomUUID()}`
  try {
    const handle = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
    await flushFolder(path.dirname(file))
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function copyDurably(from: string, to: string) {
  const draft = `${to}.${randomUUID()}`
  try {
    await copyFile(from, draft)
    const handle = await open(draft, constants.O_RDWR)
    await handle.sync().finally(() => handle.close())
    await rename(draft, to)
  } finally {
    await rm(draft, { force: true })
  }
}

/** A rename is durable when its folder is. Systems that cannot open a folder do this by themselves. */
async function flushFolder(folder: string) {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function whenThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
