import type { Readable } from 'node:stream'
import sharp, { type Sharp } from 'sharp'
import { Problem } from '../../shared/problem.ts'

// Pictures come from phones: lying on their side, larger than any screen, with the place and time in them.

const mostPixels = 80_000_000
/** Twice the width of a large screen's reading column, and enough to look closely. */
const longestSide = 3840

/** `bytes` is missing where the picture can stay as it is. */
export type Picture = { bytes?: Uint8Array; width: number; height: number }

/**
 * The picture upright, without what a camera notes in it, and no larger than screens need.
 *
 * `from`: its bytes, or the path of its file. GIFs and moving WebPs stay as they are but for that; others are written
 * anew only where something is to change.
 * Throws `file.broken` for what cannot be drawn.
 */
export async function tidyPicture(from: Uint8Array | string, type: string): Promise<Picture> {
  try {
    const image = sharp(from, { animated: type === 'image/gif' || type === 'image/webp', failOn: 'error', limitInputPixels: mostPixels })
    const facts = await image.metadata()
    const upright = facts.autoOrient
    const frameHeight = facts.pageHeight ?? upright.height
    const tooLarge = Math.max(upright.width, frameHeight) > longestSide && (facts.pages ?? 1) === 1
    const hasNotes = Boolean(facts.exif ?? facts.xmp ?? facts.iptc) || (facts.orientation ?? 1) !== 1
    if (type === 'image/gif' || (!tooLarge && !hasNotes)) {
      // Drawn once, to a thumb, so that a broken one is refused now and not in a lesson.
      await image.resize({ width: 16, fastShrinkOnLoad: false }).raw().toBuffer()
      return { width: upright.width, height: frameHeight }
    }
    const turned = image.autoOrient()
    if (tooLarge) turned.resize({ width: longestSide, height: longestSide, fit: 'inside' })
    const { data, info } = await encode(turned.keepIccProfile(), type).toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.pageHeight ?? info.height }
  } catch (error) {
    throw new Problem('invalid', 'file.broken', 'This picture is damaged or too large to be drawn. Save it anew and try again.', {
      reason: plain(error),
    })
  }
}

/** In the format it came in, with little enough loss that nobody sees it. */
function encode(image: Sharp, type: string): Sharp {
  if (type === 'image/png') return image.png()
  if (type === 'image/webp') return image.webp({ quality: 88 })
  if (type === 'image/avif') return image.avif({ quality: 70 })
  return image.jpeg({ quality: 88, mozjpeg: true })
}

const plain = (error: unknown) => (error instanceof Error ? error.message.slice(0, 120) : 'unknown')

/** What a smaller picture is made in. */
export const variantTypes = ['avif', 'webp'] as const
export type VariantType = (typeof variantTypes)[number]

/** Writes the picture `from` a file `width` pixels wide into the file `to`. It is upright and tidy already. What moves is no AVIF: then false. */
export async function makeVariant(from: Readable, to: string, width: number, type: VariantType): Promise<boolean> {
  const image = sharp({ animated: type === 'webp', limitInputPixels: mostPixels })
  from.on('error', (error) => image.destroy(error))
  from.pipe(image)
  if (type === 'avif' && ((await image.metadata()).pages ?? 1) > 1) return false
  const smaller = image.resize({ width, withoutEnlargement: true })
  await (type === 'avif' ? smaller.avif({ quality: 55, effort: 2 }) : smaller.webp({ quality: 80 })).toFile(to)
  return true
}
