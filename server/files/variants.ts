import { setTimeout as wait } from 'node:timers/promises'
import { variantWidths } from '../../shared/file-addresses.ts'
import type { StoredFile } from '../../shared/files.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Derived } from '../platform/derived.ts'
import { makeVariant, type VariantType, variantTypes } from './images.ts'
import type { FileRow } from './store.ts'

/** A picture as it is sent: made smaller, or the file itself where there is nothing to gain. */
export type Variant = { type: `image/${VariantType}`; bytes: number; body: () => NodeJS.ReadableStream }

/** What is drawn once and never moves. A GIF may move, and stays itself. */
const stillTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif']

/** Pictures at the widths of screens, made when first asked for or in the background, and kept while they are asked for. */
export function pictureVariants(blobs: Blobs, derived: Derived) {
  const keyOf = (id: string, width: number, type: VariantType) => `${id}-${width}.${type}`
  // Drawing takes a whole processor: one at a time leaves the others to people who write.
  let line: Promise<unknown> = Promise.resolve()
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work)
    line = done.catch(() => {})
    return done
  }

  const make = (id: string, width: number, type: VariantType) =>
    derived.make(keyOf(id, width, type), (file) =>
      inLine(async () => {
        const source = await blobs.stream(id)
        return source !== undefined && (await makeVariant(source.body, file, width, type))
      }),
    )
  const smallerThan = (file: { type: string; width: number | null }) =>
    stillTypes.includes(file.type) ? variantWidths.filter((width) => width < (file.width ?? 0)) : []

  return {
    /** As AVIF where that is there already and the browser takes it, else as WebP, made now if need be. Nothing: take the file itself. */
    async find(file: FileRow, width: number, takesAvif: boolean): Promise<Variant | undefined> {
      if (!smallerThan(file).includes(width as (typeof variantWidths)[number])) return undefined
      const best = takesAvif ? await derived.find(keyOf(file.id, width, 'avif')) : undefined
      if (best) return { type: 'image/avif', ...best }
      const key = keyOf(file.id, width, 'webp')
      if (!(await derived.find(key))) await make(file.id, width, 'webp')
      const made = await derived.find(key)
      return made && { type: 'image/webp', ...made }
    },
    /** Makes all that are missing, a breath between two so that nobody waits for them. */
    async makeAll(file: Pick<StoredFile, 'id' | 'type'> & { width: number | null }): Promise<void> {
      for (const width of smallerThan(file))
        for (const type of variantTypes.toReversed()) {
          if (!(await derived.find(keyOf(file.id, width, type)))) await make(file.id, width, type)
          await wait(20)
        }
    },
    sweep: derived.sweep,
  }
}
export type PictureVariants = ReturnType<typeof pictureVariants>
