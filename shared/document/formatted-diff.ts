import { diffWords } from '../prose-diff.ts'
import { type Formatted, formattedOf, isSameLook, type Look, looksOf, plainOf } from './formatted.ts'
import type { ProseMark } from './prose.ts'

/**
 * A stretch of two versions of some words: what stays, goes and comes as in `diffWords`, with its marks; `format`: the words
 * stay and look otherwise, `was` being how they looked.
 */
export type FormattedRun = { op: 'same' | 'gone' | 'new' | 'format'; text: string; marks: readonly ProseMark[]; was?: readonly ProseMark[] }

/** What changed, word by word, and within the words that stay look by look. */
export function diffFormatted(before: Formatted, after: Formatted): FormattedRun[] {
  const looks = { before: looksOf(before), after: looksOf(after) }
  const runs: FormattedRun[] = []
  let [old, fresh] = [0, 0]
  const cut = (text: string, all: readonly Look[], from: number) => formattedOf(text, all.slice(from, from + text.length))
  for (const { op, text } of diffWords(plainOf(before), plainOf(after))) {
    if (op === 'gone') for (const { text: words, marks = [] } of cut(text, looks.before, old)) runs.push({ op, text: words, marks })
    if (op === 'new') for (const { text: words, marks = [] } of cut(text, looks.after, fresh)) runs.push({ op, text: words, marks })
    if (op === 'same') runs.push(...stayed(text, looks.before.slice(old), looks.after.slice(fresh)))
    if (op !== 'new') old += text.length
    if (op !== 'gone') fresh += text.length
  }
  return runs
}

function stayed(text: string, was: readonly Look[], is: readonly Look[]): FormattedRun[] {
  const runs: FormattedRun[] = []
  for (let from = 0; from < text.length;) {
    const [before, after] = [was[from] ?? {}, is[from] ?? {}]
    let to = from + 1
    while (to < text.length && isSameLook(was[to] ?? {}, before) && isSameLook(is[to] ?? {}, after)) to++
    const words = text.slice(from, to)
    if (isSameLook(before, after)) runs.push({ op: 'same', text: words, marks: marksOf(after) })
    else runs.push({ op: 'format', text: words, marks: marksOf(after), was: marksOf(before) })
    from = to
  }
  return runs
}

const marksOf = (look: Look): readonly ProseMark[] => formattedOf(' ', [look])[0]?.marks ?? []

/** Marks that words gained and lost, those that now say something else (a link its address) on both sides. */
export function marksChanged({ marks, was = [] }: FormattedRun): { gained: ProseMark[]; lost: ProseMark[] } {
  const says = (mark: ProseMark, among: readonly ProseMark[]) =>
    among.some(({ type, attrs }) => type === mark.type && attrs?.['href'] === mark.attrs?.['href'])
  return { gained: marks.filter((mark) => !says(mark, was)), lost: was.filter((mark) => !says(mark, marks)) }
}
