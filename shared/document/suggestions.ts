import type * as Y from 'yjs'
import type { LessonId, PersonId, SuggestionId } from '../id.ts'
import { Problem, unknown } from '../problem.ts'
import type { Credit, RejectReason, SuggestionSource, SuggestionState } from '../suggestions.ts'
import type { Time } from '../time.ts'
import { anchorOn, resolveAnchor, resolveAnchors } from './anchors.ts'
import { type Characters, charactersAt } from './characters.ts'
import { type Formatted, formattedAt, formattedLike, formattedOf, isPlain, isSameFormatted, looksOf, plainOf } from './formatted.ts'
import { answeredOf, answerKey, anchorsOf, lessonFragment, type StoredAnchor, type StoredAnswer, suggestionsOf, votesOf } from './layout.ts'
import { lessonsInOrder } from './outline.ts'
import { locateById } from './passages.ts'
import { LessonText, type LessonTexts } from './positions.ts'
import { isSource } from './prose.ts'
import type { Anchor, Quote } from './quote.ts'

// Other words for a passage, and what became of them. Only the server writes this, by command; every verb may be told
// twice and does its work once. Putting the words into the text is the matter of accept-suggestion.ts.

export type Suggestion = {
  id: SuggestionId
  by: PersonId
  at: Time
  source: SuggestionSource
  /** The answer it was made of. */
  credit?: Credit
  /** Where it was made. */
  lesson: LessonId
  /** The words it was made for, with those around them then. */
  quote: Quote
  /** Empty when the words shall go. */
  proposed: string
  /** Old and new words with their formatting, where either has some. */
  formatted?: { was: Formatted; proposed: Formatted }
  reason?: string
  /** Where it hangs now: the words it was made for, or once it was accepted those that came. */
  anchor?: StoredAnchor
  state: SuggestionState
  answer?: StoredAnswer
  /** In order of their ids, so that all see one list. */
  votes: PersonId[]
} & Characters

/** All suggestions, oldest first. */
export function readSuggestions(doc: Y.Doc): Suggestion[] {
  const anchors = anchorsOf(doc)
  const answers = readAnswers(doc)
  const votes = readVotes(doc)
  return [...suggestionsOf(doc)]
    .map(([key, stored]): Suggestion => {
      const id = key as SuggestionId // keys are suggestion ids by the layout
      const anchor = anchors.get(id)
      const answer = answers.get(id)?.answer
      const its = { id, ...stored, ...(anchor && { anchor }), votes: (votes.get(id) ?? []).sort() }
      return { ...its, state: answer?.state ?? 'open', ...(answer && { answer }) }
    })
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function readVotes(doc: Y.Doc): Map<string, PersonId[]> {
  const votes = new Map<string, PersonId[]>()
  for (const key of votesOf(doc).keys()) {
    const [subject, person] = key.split('/') as [string, PersonId]
    votes.set(subject, [...(votes.get(subject) ?? []), person])
  }
  return votes
}

/** One key a person, so that two people voting at once both count. Answers whether that changed anything. */
export function setSuggestionVote(doc: Y.Doc, id: SuggestionId, person: PersonId, on: boolean): boolean {
  const had = suggestionIn(doc, id).votes.includes(person)
  if (had === on) return false
  const key = `${id}/${person}`
  if (on) votesOf(doc).set(key, true)
  else votesOf(doc).delete(key)
  return true
}

function readAnswers(doc: Y.Doc): Map<SuggestionId, { n: number; answer: StoredAnswer }> {
  const latest = new Map<SuggestionId, { n: number; answer: StoredAnswer }>()
  for (const [key, answer] of answeredOf(doc)) {
    const [suggestion, count] = key.split('/') as [SuggestionId, string]
    const n = Number(count)
    if (n > (latest.get(suggestion)?.n ?? 0)) latest.set(suggestion, { n, answer })
  }
  return latest
}

/** The suggestion of this id; throws when there is none. */
export function suggestionIn(doc: Y.Doc, id: SuggestionId): Suggestion {
  const found = readSuggestions(doc).find((each) => each.id === id)
  if (!found) throw unknown('suggestion')
  return found
}

export type NewSuggestion = {
  id: SuggestionId
  by: PersonId
  at: Time
  source: SuggestionSource
  credit?: Credit | undefined
  /** On words of one text block. */
  anchor: Anchor
  proposed: string
  /** The proposed words as they shall look; without it they take on the formatting of those they replace. */
  formatted?: Formatted | undefined
  reason?: string
}

/** Suggests other words for those of the anchor; they are of one block. */
export function addSuggestion(doc: Y.Doc, { id, by, at, source, credit, anchor, proposed, formatted: looking, reason }: NewSuggestion) {
  if (suggestionsOf(doc).has(id)) return
  const formatted = looking && formattingOf(doc, anchor, formattedLike(proposed, looking))
  if (proposed === anchor.quote.exact && (!formatted || isSameFormatted(formatted.was, formatted.proposed)))
    throw new Problem('invalid', 'suggestion.unchanged', 'The draft says these words already. Change them, then send your suggestion.')
  const characters = charactersAt(doc, anchor)
  suggestionsOf(doc).set(id, {
    by,
    at,
    source,
    ...(credit && { credit }),
    lesson: anchor.lesson,
    quote: anchor.quote,
    ...characters,
    proposed,
    ...(formatted && { formatted }),
    ...(reason && { reason }),
  })
  anchorsOf(doc).set(id, anchor)
}

/** Words of a passage and those for it, with their formatting; undefined where there is none, and in code. */
function formattingOf(doc: Y.Doc, anchor: Anchor, proposed: Formatted): Suggestion['formatted'] {
  const was = formattedIn(doc, anchor)
  if (!was) return undefined
  const words = { was, proposed: formattedOf(plainOf(proposed), looksOf(proposed)) }
  return isPlain(words.was) && isPlain(words.proposed) ? undefined : words
}

/** How the words of an anchor look; null where nothing can be bold, as in code, and where they are gone. */
export function formattedIn(doc: Y.Doc, anchor: Anchor): Formatted | null {
  const text = new LessonText(lessonFragment(doc, anchor.lesson))
  const range = resolveAnchors(doc, anchor.lesson, new Map([['', anchor]]), text).get('')
  if (!range) return null
  const [from, to] = [text.textAt(range.from), text.textAt(range.to)]
  return isSource(text.pieceAt(from, 'right')?.block.nodeName ?? '') ? null : formattedAt(text, from, to)
}

/** Answers an open suggestion for good: its place in the text is let go. The same answer a second time does nothing. */
export function closeSuggestion(
  doc: Y.Doc,
  id: SuggestionId,
  ending: { by: PersonId; at: Time } & ({ state: 'rejected'; reason: RejectReason; note?: string } | { state: 'withdrawn' }),
): boolean {
  const { state } = suggestionIn(doc, id)
  if (state === ending.state) return false
  if (state !== 'open') throw answered(state)
  putAnswer(doc, id, ending)
  anchorsOf(doc).delete(id)
  return true
}

/** Writes the next answer. */
export function putAnswer(doc: Y.Doc, id: SuggestionId, answer: StoredAnswer) {
  answeredOf(doc).set(answerKey(id, (readAnswers(doc).get(id)?.n ?? 0) + 1), answer)
}

export const answered = (state: SuggestionState) =>
  new Problem('conflict', 'suggestion.answered', 'Somebody has answered this suggestion already. Look at it again.', { state })

/**
 * How a suggestion stands to the draft of this moment.
 *
 * - `fits`: the draft says what it was made for; when accepted: what it brought
 * - `already`: the draft says what is suggested
 * - `changed`: the words were changed since, by hand or by another suggestion: it needs a look
 * - `undone`: it was accepted, and the draft says the old words again
 * - `gone`: the words are nowhere, or in the trash
 */
export type Spot =
  | {
      state: 'fits' | 'already' | 'changed' | 'undone'
      lesson: LessonId
      /** ProseMirror's position of its beginning. */
      from: number
      now: string
      /** The same with its formatting, where that is suggested too. */
      formatted?: Formatted
      /** The whole passage, where it reaches farther than the stored anchor. */
      anchor?: Anchor
    }
  | { state: 'gone' }

/** How all open and accepted suggestions stand to the draft: one walk for each lesson with some. */
export function locateSuggestions(doc: Y.Doc, suggestions: readonly Suggestion[]): Map<SuggestionId, Spot> {
  const spots = new Map<SuggestionId, Spot>()
  for (const { id: lesson } of lessonsInOrder(doc)) {
    const here = suggestions.filter(({ anchor, state, lesson: first }) => (anchor?.lesson ?? first) === lesson && state in living)
    if (here.length === 0) continue
    const text = new LessonText(lessonFragment(doc, lesson))
    const anchors = new Map(here.flatMap(({ id, anchor }) => (anchor ? [[id, anchor] as const] : [])))
    const ranges = resolveAnchors(doc, lesson, anchors, text)
    for (const suggestion of here) {
      const range = ranges.get(suggestion.id)
      const byIds = suggestion.state === 'open' ? passageOf(doc, suggestion, () => text) : undefined
      const now = byIds?.now ?? (range && text.text.slice(text.textAt(range.from), text.textAt(range.to)))
      const place = suggestion.formatted && byIds ? resolveAnchors(doc, lesson, new Map([['', byIds.anchor]]), text).get('') : range
      const start = text.textAt(place?.from ?? 0)
      const formatted = suggestion.formatted && place ? formattedAt(text, start, start + (now ?? '').length) : undefined
      const state = stateAt(suggestion, now ?? undefined, text.text, byIds !== undefined, formatted)
      const whole = { ...(state === 'changed' && byIds && { anchor: byIds.anchor }), ...(formatted && { formatted }) }
      spots.set(suggestion.id, state === 'gone' ? { state } : { state, lesson, from: range?.from ?? 0, now: now ?? '', ...whole })
    }
  }
  return spots
}
const living = { open: true, accepted: true }

/**
 * The passage of an open suggestion by its own characters, and what it says by now.
 *
 * Words typed over its edge may lie behind a space that stood there before, because editors write differences: a
 * passage that changed reaches to the words that stood around it.
 */
export function passageOf(doc: Y.Doc, { quote, runs, block }: Suggestion, texts: LessonTexts): { anchor: Anchor; now: string } | undefined {
  const found = locateById(doc, { runs, block }, texts)
  if (!found || found.now === quote.exact) return found
  const { text, lesson } = { text: texts(found.anchor.lesson), lesson: found.anchor.lesson }
  const range = resolveAnchor(doc, found.anchor)
  if (!range) return found
  const [from, to] = reach(text.text, text.textAt(range.from), text.textAt(range.to), quote)
  return { anchor: anchorOn(text, lesson, from, to), now: text.text.slice(from, to) }
}

/** So many letters of what stood around are enough to know it again within its line. */
const edgeLength = 12

function reach(text: string, from: number, to: number, { prefix, suffix }: Quote): [number, number] {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const lineEnd = text.indexOf('\n', to) < 0 ? text.length : text.indexOf('\n', to)
  const before = (prefix.split('\n').at(-1) ?? '').slice(-edgeLength)
  const after = (suffix.split('\n')[0] ?? '').slice(0, edgeLength)
  const line = text.slice(lineStart, lineEnd)
  // Less than that is all there was up to the end of the line, and must be there still.
  const start = before.length === edgeLength ? line.lastIndexOf(before, from - lineStart - edgeLength) : line.startsWith(before) ? 0 : -1
  const end = after.length === edgeLength ? line.indexOf(after, to - lineStart) : line.endsWith(after) ? line.length - after.length : -1
  return [start < 0 ? from : Math.min(from, lineStart + start + before.length), end < to - lineStart ? to : lineStart + end]
}

function stateAt(
  suggestion: Suggestion,
  now: string | undefined,
  text: string,
  isSure: boolean,
  looks: Formatted | undefined,
): Spot['state'] {
  const { quote, proposed, formatted, answer } = suggestion
  if (answer?.state === 'accepted') {
    const backTo = formatBack(suggestion, now, looks)
    if (backTo) return backTo
    if (now === answer.after || (now === undefined && answer.after === '' && !isUndone(text, quote))) return 'fits'
    return isUndone(text, quote) ? 'undone' : 'changed'
  }
  if (now === undefined) return 'gone'
  if (suggestion.anchor?.probably && !isSure) return 'changed'
  if (formatted && looks)
    return isSameFormatted(looks, formatted.was) ? 'fits' : isSameFormatted(looks, formatted.proposed) ? 'already' : 'changed'
  return now === quote.exact ? 'fits' : now === proposed ? 'already' : 'changed'
}

/** How an accepted suggestion stands whose words are there as it brought them: their formatting may have gone back. */
export function formatBack({ quote, formatted, answer }: Suggestion, now: string | undefined, looks: Formatted | undefined) {
  if (answer?.state !== 'accepted' || !answer.formatted || !formatted || !looks || now !== answer.after) return undefined
  if (isSameFormatted(looks, answer.formatted)) return 'fits'
  return now === quote.exact && isSameFormatted(looks, formatted.was) ? 'undone' : 'changed'
}

const isUndone = (text: string, quote: Quote) => undoneAt(text, quote) >= 0

/** Where the old words stand again between the words that were around them: in one place, or -1. */
export function undoneAt(text: string, { prefix, exact, suffix }: Quote): number {
  const whole = prefix + exact + suffix
  const at = text.indexOf(whole)
  return at < 0 || text.includes(whole, at + 1) ? -1 : at + prefix.length
}

/** How many suggestions were accepted after a time and stand in the draft as they came: not undone, written over or in the trash. */
export function suggestionsAcceptedSince(doc: Y.Doc, since: Time): number {
  const accepted = readSuggestions(doc).filter(({ answer }) => answer?.state === 'accepted' && answer.at > since)
  const spots = locateSuggestions(doc, accepted)
  return accepted.filter(({ id }) => spots.get(id)?.state === 'fits').length
}
