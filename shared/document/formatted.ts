import * as Y from 'yjs'
import type { LessonText } from './positions.ts'
import { canonicalJson, isSource, type ProseMark } from './prose.ts'
import { marksOf } from './walker.ts'

// Words of one block with what is bold, linked or code in them. What a newer program marks besides is none of ours: it
// is neither told nor touched.

/** Every mark of a lesson, in the order of `markSpecs`: this file is read before the schema is there. */
export const markNames = ['link', 'em', 'strong', 'underline', 'strike', 'maths', 'code'] as const

/** Stretches of text with their formatting, in order. A line break reads as a line feed. */
export type Formatted = { text: string; marks?: ProseMark[] | undefined }[]

/** The marks of one character: by name, as canonical JSON of what the mark says (a link its address). */
export type Look = Readonly<Record<string, string>>
const plainLook: Look = {}

export const plainOf = (words: Formatted): string => words.map(({ text }) => text).join('')

/** The look of each UTF-16 unit. */
export const looksOf = (words: Formatted): Look[] =>
  words.flatMap(({ text, marks = [] }) => {
    const known = marks.filter(({ type }) => (markNames as readonly string[]).includes(type))
    const look = known.length === 0 ? plainLook : Object.fromEntries(known.map(({ type, attrs }) => [type, canonicalJson(attrs ?? {})]))
    return Array.from({ length: text.length }, () => look)
  })

/** Joins characters of one look into stretches; marks stand in the order of the schema. */
export function formattedOf(text: string, looks: readonly Look[]): Formatted {
  const words: Formatted = []
  for (let from = 0; from < text.length;) {
    const look = looks[from] ?? plainLook
    let to = from + 1
    while (to < text.length && isSameLook(looks[to] ?? plainLook, look)) to++
    const marks = markNames.flatMap((type): ProseMark[] => {
      const said = look[type]
      return said === undefined ? [] : [said === '{}' ? { type } : { type, attrs: JSON.parse(said) as Record<string, unknown> }]
    })
    words.push({ text: text.slice(from, to), ...(marks.length > 0 && { marks }) })
    from = to
  }
  return words
}

export const isSameLook = (a: Look, b: Look): boolean => a === b || markNames.every((type) => a[type] === b[type])

/** Whether two say the same and look alike, however they are cut into stretches. */
export function isSameFormatted(a: Formatted, b: Formatted): boolean {
  if (plainOf(a) !== plainOf(b)) return false
  const [mine, theirs] = [looksOf(a), looksOf(b)]
  return mine.every((look, at) => isSameLook(look, theirs[at] ?? plainLook))
}

export const isPlain = (words: Formatted): boolean => looksOf(words).every((look) => isSameLook(look, plainLook))

/** The words of a stretch of a lesson's plain text, as they look there. Code and formulas look like nothing. */
export function formattedAt({ pieces, text }: LessonText, from: number, to: number): Formatted {
  const looks: Look[] = []
  for (const { type, text: words, at, block } of pieces) {
    if (at >= to || at + words.length <= from) continue
    const own = type instanceof Y.XmlText && !isSource(block.nodeName) ? looksOf(runsOf(type)) : []
    for (let i = Math.max(from, at); i < Math.min(to, at + words.length); i++) looks[i - from] = own[i - at] ?? plainLook
  }
  return formattedOf(text.slice(from, to), looks)
}

/** All of one text. What is embedded counts one character, so that offsets agree with Yjs. */
export const runsOf = (text: Y.XmlText): Formatted =>
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(({ insert, attributes }) => ({
    text: typeof insert === 'string' ? insert : '\n',
    marks: marksOf(attributes),
  }))

/** Other words, each looking as the one it came from; new ones look as what they replace, or as what they follow. */
export function formattedLike(text: string, like: Formatted): Formatted {
  const was = plainOf(like)
  const looks = looksOf(like)
  let start = 0
  while (start < was.length && start < text.length && was[start] === text[start]) start++
  let end = 0
  while (end < was.length - start && end < text.length - start && was.at(-1 - end) === text.at(-1 - end)) end++
  const middle = looks[start < was.length - end ? start : start - 1] ?? looks[start] ?? plainLook
  const fresh = Array.from({ length: text.length - start - end }, () => middle)
  return formattedOf(text, [...looks.slice(0, start), ...fresh, ...looks.slice(was.length - end)])
}
