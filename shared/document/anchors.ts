import search from 'approx-string-match'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { lessonFragment } from './layout.ts'
import { lessonsInOrder } from './outline.ts'
import { childOffset, LessonText, type LessonTexts, lessonTexts, type Span, toY, type YPlace } from './positions.ts'
import type { Anchor, Quote } from './quote.ts'

// Where a thread, a flag or a suggestion hangs in the living text, and how it is found again after the text moved.

export type { Anchor, Quote } from './quote.ts'

/** ProseMirror positions in the lesson's document. */
export type Range = { from: number; to: number }

const contextLength = 32

/** Text beside a range, for telling equal words apart. */
const quoteOf = (text: string, from: number, to: number): Quote => ({
  exact: text.slice(from, to),
  prefix: text.slice(Math.max(0, from - contextLength), from),
  suffix: text.slice(to, to + contextLength),
})

/**
 * An anchor on a range of ProseMirror positions.
 *
 * The start holds on to the character after it and the end to the one before, so that what is typed at the edges stays out.
 */
export function anchorAt(fragment: Y.XmlFragment, lesson: LessonId, from: number, to: number, text = new LessonText(fragment)): Anchor {
  return {
    lesson,
    start: encode(startOf(fragment, from), 0),
    end: encode(toY(fragment, to), -1),
    quote: quoteOf(text.text, text.textAt(from), text.textAt(to)),
  }
}

/** At a seam of two texts the start belongs to the right one, as the end (by `toY`) belongs to the left one. */
function startOf(fragment: Y.XmlFragment, from: number) {
  const place = toY(fragment, from)
  if (place.type instanceof Y.XmlText && place.index === place.type.length && place.type.length > 0) {
    const next = place.type.nextSibling
    if (next instanceof Y.XmlText && next.length > 0) return { type: next, index: 0 }
  }
  return place
}

const encode = (place: YPlace, assoc: 0 | -1) =>
  toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(place.type as Y.AbstractType<unknown>, place.index, assoc)))

/** Where many anchors of one lesson stand now, found in one walk; null where the words are gone, or the anchor is damaged. */
export function resolveAnchors<Key>(
  doc: Y.Doc,
  lesson: LessonId,
  anchors: ReadonlyMap<Key, Anchor>,
  text = new LessonText(lessonFragment(doc, lesson)),
): Map<Key, Range | null> {
  return new Map(Array.from(anchors, ([key, anchor]) => [key, anchor.lesson === lesson ? resolve(doc, text, anchor) : null]))
}

/** Where one anchor stands now. */
export const resolveAnchor = (doc: Y.Doc, anchor: Anchor): Range | null =>
  resolveAnchors(doc, anchor.lesson, new Map([['', anchor]])).get('') ?? null

function resolve(doc: Y.Doc, text: LessonText, anchor: Anchor): Range | null {
  const from = positionOf(doc, text, anchor.start)
  const to = positionOf(doc, text, anchor.end)
  return from === null || to === null || from >= to ? null : { from, to }
}

function positionOf(doc: Y.Doc, text: LessonText, encoded: string): number | null {
  const place = placeIn(doc, text, encoded)
  const start = place && text.starts.get(place.type as Y.AbstractType<unknown>)
  if (place === null || start === undefined || start === null) return null
  return start + (place.type instanceof Y.XmlFragment ? childOffset(place.type, place.index) : place.index)
}

/**
 * The place that a relative position names; null where its type is gone, or it is none. As Yjs finds it without following
 * undone deletions (replicas without the undo would disagree), but counted once for all anchors instead of from each one
 * to the start of its text.
 */
function placeIn(doc: Y.Doc, text: LessonText, encoded: string): YPlace | null {
  const position = decode(encoded)
  // A position that names no item is the end of a type: an anchor on words never says that of a root.
  if (position === null || (position.item === null && position.type === null)) return null
  if (position.item === null) return Y.createAbsolutePositionFromRelativePosition(position, doc, false) as YPlace | null
  const { item: id, assoc } = position
  if (Y.getState(doc.store, id.client) <= id.clock) return null // a part of the history that this replica has not seen
  const item = Y.getItem(doc.store, id)
  if (!(item instanceof Y.Item) || !(item.parent instanceof Y.AbstractType)) return null
  const before = text.before(item)
  if (before === undefined) return null
  const index = item.deleted || !item.countable ? before : before + id.clock - item.id.clock + (assoc >= 0 ? 0 : 1)
  return { type: item.parent as YPlace['type'], index }
}

function decode(encoded: string): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(fromBase64(encoded))
  } catch {
    return null // damaged
  }
}

// Healing: what the server does when an anchor's words were cut and pasted, dragged, or undone.

/** Words found again: surely, or `probably` when up to a quarter of them changed. */
export type Healed = { anchor: Anchor; probably: boolean }

/** A place whose words agree. `agreeing`: how many characters do, those around them included; `errors`: how many differ. */
export type Candidate = Span & { lesson: LessonId; text: LessonText; agreeing: number; nearly: boolean; errors: number }
/** What is known beside the words about where they can be. */
export type Evidence = {
  /** Whether the words can have come to this place. */
  fits?: (place: Candidate) => boolean
  /** The stretches of a lesson where they may stand with changes; all of it unless told. */
  nearlyIn?: (lesson: LessonId, text: LessonText) => readonly Span[]
}

/**
 * Finds an anchor's words where they stand now: as they were, in its lesson, then in the course; then nearly as they were.
 *
 * `'tie'` when two places fit equally well, null when none does: a wrong place is worse than none.
 */
export function healAnchor(
  doc: Y.Doc,
  anchor: { lesson: LessonId; quote: Quote },
  textOf: LessonTexts = lessonTexts(doc),
  { fits = () => true, nearlyIn = (_, { text }) => [{ from: 0, to: text.length }] }: Evidence = {},
): Healed | 'tie' | null {
  const lessons = [
    anchor.lesson,
    ...lessonsInOrder(doc)
      .map((each) => each.id)
      .filter((id) => id !== anchor.lesson),
  ]
  const texts = lessons.map((lesson) => ({ lesson, text: textOf(lesson) }))
  for (const nearly of [false, true]) {
    for (const scope of [texts.slice(0, 1), texts.slice(1)]) {
      const places = scope.flatMap(({ lesson, text }) =>
        (nearly ? findNearly(text.text, anchor.quote, nearlyIn(lesson, text)) : findExactly(text.text, anchor.quote)).map((match) => ({
          ...match,
          agreeing: anchor.quote.exact.length + match.score,
          lesson,
          text,
          nearly,
        })),
      )
      const best = bestOf(places.filter(fits))
      if (best === 'tie') return 'tie'
      if (best) return { anchor: anchorOn(best.text, best.lesson, best.from, best.to), probably: nearly }
    }
  }
  return null
}

/** An anchor on a stretch of the lesson's plain text. */
export const anchorOn = (text: LessonText, lesson: LessonId, from: number, to: number): Anchor => ({
  lesson,
  start: encode(placeOf(text, from, 'right'), 0),
  end: encode(placeOf(text, to, 'left'), -1),
  quote: quoteOf(text.text, from, to),
})

/** The Yjs place of one in the plain text, found without walking the lesson. */
function placeOf(text: LessonText, at: number, side: 'left' | 'right'): YPlace {
  const piece = text.pieceAt(at, side)
  if (!(piece?.type instanceof Y.XmlText)) return toY(text.fragment, text.posOf(at, side))
  return { type: piece.type, index: Math.max(0, Math.min(at - piece.at, piece.text.length)) }
}

/** The words that stand in a range, with those around them. */
export const quoteAt = (text: LessonText, { from, to }: Range): Quote => quoteOf(text.text, text.textAt(from), text.textAt(to))

type Match = Span & { score: number; errors: number }

/** Few letters without their surroundings are no evidence: "the" stands everywhere. */
const leastEvidence = 12

function findExactly(text: string, quote: Quote): Match[] {
  const matches: Match[] = []
  if (!quote.exact.trim()) return matches
  for (let from = text.indexOf(quote.exact); from >= 0; from = text.indexOf(quote.exact, from + 1)) {
    const match = { from, to: from + quote.exact.length }
    const score = contextScore(text, match, quote)
    if (quote.exact.length + score >= leastEvidence) matches.push({ ...match, score, errors: 0 })
  }
  return matches
}

function findNearly(text: string, quote: Quote, stretches: readonly Span[]): Match[] {
  if (quote.exact.length < leastEvidence || quote.exact.length > 2000) return []
  const mayDiffer = Math.min(64, Math.floor(quote.exact.length / 4))
  const found = stretches.flatMap((stretch) =>
    search(text.slice(stretch.from, stretch.to), quote.exact, mayDiffer).map(({ start, end, errors }) => {
      const match = withoutNeighbours(text, { from: stretch.from + start, to: stretch.from + end }, quote)
      return { ...match, score: contextScore(text, match, quote) - 4 * errors, errors }
    }),
  )
  // One place is found with several ends; the best of those that overlap speaks for it.
  const apart: Match[] = []
  for (const match of found.sort((a, b) => b.score - a.score))
    if (!apart.some((other) => match.from < other.to && other.from < match.to)) apart.push(match)
  return apart
}

/** What stood beside the words is none of them, also where it takes the place of some that are gone. */
function withoutNeighbours(text: string, { from, to }: Span, { prefix, suffix }: Quote): Span {
  const words = text.slice(from, to)
  let [left, right] = [0, 0]
  for (let size = 3; size <= prefix.length; size++) if (words.startsWith(prefix.slice(-size))) left = size
  for (let size = 3; size <= suffix.length; size++) if (words.endsWith(suffix.slice(0, size))) right = size
  return left + right < words.length ? { from: from + left, to: to - right } : { from, to }
}

/** Whether words stand in a text, or nearly so; their surroundings are not asked. */
export const standsIn = (text: string, exact: string): boolean =>
  text.includes(exact) || findNearly(text, { exact, prefix: '', suffix: '' }, [{ from: 0, to: text.length }]).length > 0

/** Whether words stand in a text with at most so many letters other. */
export const standsLike = (text: string, words: string, mayDiffer: number): boolean => search(text, words, mayDiffer).length > 0

/** How many characters before and after agree with the quote's surroundings. */
function contextScore(text: string, { from, to }: { from: number; to: number }, { prefix, suffix }: Quote): number {
  let score = 0
  for (let i = 1; i <= prefix.length && text[from - i] === prefix[prefix.length - i]; i++) score++
  for (let i = 0; i < suffix.length && text[to + i] === suffix[i]; i++) score++
  return score
}

function bestOf<M extends Match>(matches: M[]): M | 'tie' | undefined {
  const [first, second] = matches.sort((a, b) => b.score - a.score)
  return first && second && first.score === second.score ? 'tie' : first
}
