import { open } from 'node:fs/promises'
import { Problem } from '../../shared/problem.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Parts } from '../platform/parts.ts'
import { tidyPicture } from './images.ts'
import { fittingName, sniff, sniffedBytes } from './sniff.ts'

/** What becomes of bytes that somebody sent: known by what they are, pictures made tidy, kept under their hash. */
export type Kept = { id: string; name: string; type: string; bytes: number; width: number | null; height: number | null }

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']

export function keeper(blobs: Blobs, parts: Parts) {
  return {
    /** From memory: small things, from programs of ours. */
    async keepBytes(name: string, bytes: Uint8Array): Promise<Kept> {
      const known = identify(name, bytes.subarray(0, sniffedBytes))
      const picture = pictureTypes.includes(known.type) ? await tidyPicture(bytes, known.type) : undefined
      const kept = picture?.bytes ?? bytes
      return { ...known, id: await blobs.put(kept), bytes: kept.length, ...sizeOf(picture) }
    },
    /** From the part `id` whose file is `file`, `bytes` long. It stays; it is the caller's to remove. `mustFit` may refuse its type. */
    async keepPart(name: string, id: string, file: string, bytes: number, mustFit?: (type: string) => void): Promise<Kept> {
      const known = identify(name, await headOf(file))
      mustFit?.(known.type)
      const picture = pictureTypes.includes(known.type) ? await tidyPicture(file, known.type) : undefined
      if (picture?.bytes) return { ...known, id: await blobs.put(picture.bytes), bytes: picture.bytes.length, ...sizeOf(picture) }
      const hash = await parts.hash(id)
      await blobs.adopt(file, hash)
      return { ...known, id: hash, bytes, ...sizeOf(picture) }
    },
  }
}

const sizeOf = (picture: { width: number; height: number } | undefined) => ({
  width: picture?.width ?? null,
  height: picture?.height ?? null,
})

/** What it is and what it shall be called. Throws `file.other` for what is not what its name says. */
function identify(name: string, head: Uint8Array): { name: string; type: string } {
  const type = sniff(head)
  const plain = plainName(name)
  const fitting = fittingName(plain, type)
  if (!fitting)
    throw new Problem(
      'invalid',
      'file.other',
      'This file is not what its name says: it is no picture, sound, film or PDF. Save it anew in the program it comes from and try again.',
    )
  return { name: fitting, type }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    const head = new Uint8Array(sniffedBytes)
    const { bytesRead } = await handle.read(head, 0, sniffedBytes, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The last part of a path, without what no file system and no header takes. */
export const plainName = (name: string) =>
  name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .trim()
    .slice(0, 200)
    .replace(/\p{Cs}/gu, '') || 'file'
