import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** What can be made again from something else: kept because making it takes long, and thrown away when nobody asks for it. */
export type Derived = {
  find(key: string): Promise<{ body: () => Readable; bytes: number } | undefined>
  /** Lets `make` write a file and keeps it under `key`, unless it answers false. Asked twice at once, it is made once. */
  make(key: string, make: (file: string) => Promise<boolean>): Promise<void>
  /** Removes what nobody has asked for since `before`. */
  sweep(before: number): Promise<number>
}

/** Keeps them as files under `folder`, in folders by the first two letters of their keys. */
export function diskDerived(folder: string): Derived {
  const making = new Map<string, Promise<void>>()
  const fileOf = (key: string) => {
    if (!/^[0-9a-z][0-9a-z.-]{3,99}$/.test(key)) throw new RangeError('no key')
    return path.join(folder, key.slice(0, 2), key)
  }
  async function makeNow(key: string, make: (file: string) => Promise<boolean>) {
    const file = fileOf(key)
    const draft = `${file}.${randomUUID()}`
    await mkdir(path.dirname(file), { recursive: true })
    try {
      if (await make(draft)) await rename(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
  }
  return {
    async find(key) {
      const file = fileOf(key)
      const facts = await stat(file).catch(() => undefined)
      if (!facts) return undefined
      // The time of the last use, at most once a day, so that reading does not mean writing.
      if (Date.now() - facts.mtimeMs > 86_400_000) void utimes(file, new Date(), new Date()).catch(() => {})
      return { body: () => createReadStream(file), bytes: facts.size }
    },
    make(key, make) {
      const now = making.get(key) ?? makeNow(key, make).finally(() => making.delete(key))
      making.set(key, now)
      return now
    },
    async sweep(before) {
      let gone = 0
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
        const file = path.join(entry.parentPath, entry.name)
        if (!entry.isFile() || ((await stat(file).catch(() => undefined))?.mtimeMs ?? before) >= before) continue
        await rm(file, { force: true })
        gone++
      }
      return gone
    },
  }
}
