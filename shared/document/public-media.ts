import { allowedEmbed, allowedFile } from './addresses.ts'
import { cropOf } from './crop.ts'

// What learners may see of film, sound, files and pages: see public.ts.

type Reader = (value: unknown) => unknown

const text: Reader = (value) => (typeof value === 'string' && value !== '' ? value.slice(0, 1000) : undefined)
const file: Reader = (value) => (allowedFile(value) ? value : undefined)
const most = 1e12
/** A number from zero on, to the thousandth. */
const number: Reader = (value) => (typeof value === 'number' && value >= 0 && value < most ? Math.round(value * 1000) / 1000 : undefined)
const size: Reader = (value) => (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 100_000 ? value : undefined)

const stored = { file: text, src: file, name: text }
const sayable = { ...stored, seconds: number, start: number, end: number, title: text, caption: text }

export const publicMedia: Record<string, Record<string, Reader>> = {
  gallery: { caption: text },
  video: { ...sayable, width: size, height: size, poster: file },
  audio: sayable,
  captions: { language: (value) => (typeof value === 'string' && /^[a-zA-Z-]{2,20}$/.test(value) ? value : undefined) },
  cue: { start: (value) => number(value) ?? 0, end: (value) => number(value) ?? 0 },
  chapter: { at: (value) => number(value) ?? 0 },
  attachment: { ...stored, bytes: number, type: text },
  embed: { url: (value) => (allowedEmbed(value) ? value : undefined), title: text, caption: text },
}

/** Of a picture beside its address and words. */
export const publicPicture: Record<string, Reader> = {
  crop: (value) => (cropOf(value) ? value : undefined),
  decorative: (value) => (value === true ? true : undefined),
}
