import type { Passage, Quote } from '../../shared/document/quote.ts'
import type { FrozenLesson, Run } from '../../shared/document/freeze.ts'
import { momentFrom } from '../../shared/document/newness.ts'
import { overlapOf, runsOf, type Trail } from '../../shared/document/passages.ts'
import { blockIdOf, type Prose, textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { sameSpot } from '../../shared/flags.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import type { FlagRow } from './store.ts'

// Where flags stand in published versions. Pure functions of frozen lessons.

/** `since`: the state vector of the version. */
type Lesson = Pick<FrozenLesson, 'id' | 'title' | 'ids' | 'public' | 'key'> & { since?: Uint8Array }
export type Spot = Pick<FlagRow, 'version' | 'lesson' | 'block' | 'from' | 'to' | 'quote'>
/** Frozen lessons by version and id, as far as they are at hand. */
export type Lessons = (version: number, lesson: LessonId) => Lesson | undefined

/** All that a learner reads of a lesson, the explanations after an answer included. */
const shownIn = (lesson: Lesson): Prose[] => [lesson.public, ...Object.values(lesson.key).flatMap((answer) => answer.explanation ?? [])]

/** The plain text of each text block of a lesson. */
export function* textsIn(lesson: Lesson): Generator<{ block: BlockId; text: string }> {
  for (const shown of shownIn(lesson)) {
    for (const node of textBlocksIn(shown)) {
      const block = blockIdOf(node)
      if (block) yield { block, text: textOfBlock(node) }
    }
  }
}

/** The words of a passage with their surroundings, as they were published; nothing when the passage is not of this lesson. */
export function quoteIn(lesson: Lesson, { block, from, to, quote }: Pick<Passage, 'block' | 'from' | 'to' | 'quote'>): Quote | undefined {
  const [found] = Array.from(textsIn(lesson)).filter((each) => each.block === block)
  if (!found || found.text.slice(from, to) !== quote.exact || !quote.exact.trim()) return undefined
  return { exact: quote.exact, prefix: found.text.slice(Math.max(0, from - 32), from), suffix: found.text.slice(to, to + 32) }
}

/** Whether two learners mean one spot, in whichever versions they marked it. */
export function isSameSpot(a: Spot, b: Spot, lessons: Lessons): boolean {
  if (a.lesson !== b.lesson) return false
  if (a.block === b.block && a.quote.exact === b.quote.exact && (a.version !== b.version || a.from === b.from)) return true
  return overlapOf(charactersOf(a, lessons), charactersOf(b, lessons)) >= sameSpot
}

const charactersOf = (spot: Spot, lessons: Lessons): Run[] => {
  const lesson = lessons(spot.version, spot.lesson)
  return lesson ? runsOf(lesson, spot) : []
}

/** What leads from a flag into the draft. */
export function trailOf(spot: Spot, lessons: Lessons): Trail {
  const lesson = lessons(spot.version, spot.lesson)
  const since = lesson?.since ? { since: momentFrom(lesson.since) } : {}
  return { lesson: spot.lesson, quote: spot.quote, runs: charactersOf(spot, lessons), block: lesson?.ids[spot.block] ?? [], ...since }
}

/**
 * The block of a later version that carries a flag's better words, its own block first.
 *
 * When the better words are none, because the passage was struck out, it is any block of a lesson without the old ones.
 */
export function fixedBlock(
  lessons: readonly Lesson[],
  flag: Spot & { after: string | null },
): { lesson: LessonId; block: BlockId } | undefined {
  const own = lessons.find((lesson) => lesson.id === flag.lesson)
  if (!flag.after) {
    const texts = own ? [...textsIn(own)] : []
    const [first] = texts
    if (!own || !first || texts.some((each) => each.text.includes(flag.quote.exact))) return undefined
    return { lesson: own.id, block: texts.some((each) => each.block === flag.block) ? flag.block : first.block }
  }
  const carries = (text: string) => text.includes(flag.after ?? '')
  for (const lesson of own ? [own, ...lessons.filter((each) => each !== own)] : lessons) {
    const found = [...textsIn(lesson)].filter((each) => carries(each.text))
    const best = found.find((each) => each.block === flag.block) ?? found[0]
    if (best) return { lesson: lesson.id, block: best.block }
  }
  return undefined
}
