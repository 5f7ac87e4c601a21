import type * as Y from 'yjs'
import type { PersonId, SuggestionId } from '../id.ts'
import type { Time } from '../time.ts'
import { mergeInto } from './accept.ts'
import { anchorOn, resolveAnchor } from './anchors.ts'
import { type Formatted, formattedAt, formattedLike, isSameFormatted } from './formatted.ts'
import { anchorsOf, lessonFragment } from './layout.ts'
import { lessonsInOrder } from './outline.ts'
import { LessonText, type LessonTexts, lessonTexts } from './positions.ts'
import type { Anchor } from './quote.ts'
import { answered, formatBack, passageOf, putAnswer, type Suggestion, suggestionIn, undoneAt } from './suggestions.ts'

// How suggested words come into the draft, wherever their passage stands by now and whatever it says.

/** What accepting did; see `Accepted` of a learner's words, which come into the draft alike. */
export type Taken =
  | { status: 'applied' | 'already' }
  | { status: 'conflict'; was: string; now: string; proposed: string; formatted?: { was: Formatted; now: Formatted; proposed: Formatted } }
  | { status: 'gone' }

type Accepting = {
  id: SuggestionId
  by: PersonId
  at: Time
  /** The final words, when they are not those that were suggested. */
  text?: string
  /** The same as they shall look; without it they look as what was suggested. */
  formatted?: Formatted | undefined
  /** What was seen to stand there, to be replaced whatever it was before. */
  over?: { now: string; formatted?: Formatted | undefined }
}

/**
 * Puts the words of a suggestion into the draft and closes it; on a conflict, or when its words are gone, does nothing.
 *
 * What was accepted and undone can be accepted again. Throws when it was rejected or withdrawn.
 */
export function takeSuggestion(doc: Y.Doc, { id, by, at, text: edited, formatted: editedLooks, over }: Accepting): Taken {
  const suggestion = suggestionIn(doc, id)
  if (suggestion.state === 'rejected' || suggestion.state === 'withdrawn') throw answered(suggestion.state)
  const texts = lessonTexts(doc)
  const place = placeOf(doc, suggestion, texts)
  if (place === 'done') return { status: 'already' }
  if (!place) return { status: 'gone' }
  const { exact: was } = suggestion.quote
  const proposed = edited ?? suggestion.proposed
  const start = startOf(doc, texts, place.anchor)
  const looks = formattedAt(texts(place.anchor.lesson), start, start + place.now.length)
  const formatted = formattedFor(suggestion, { text: edited, formatted: editedLooks })
  // Nearly the same words are a guess about where it belongs: somebody must look.
  if (place.probably && over?.now !== place.now) return conflict(was, place.now, proposed, formatted && { ...formatted, now: looks })
  const done = mergeInto(doc, texts, place, { base: was, proposed, formatted }, over)
  if (done.status === 'gone') return done
  if (done.status === 'conflict') return conflict(was, done.now, proposed, formatted && { ...formatted, now: looks })
  const after = done.status === 'applied' ? done.after : done.now
  const text = new LessonText(lessonFragment(doc, place.anchor.lesson))
  const isEdited =
    proposed !== suggestion.proposed || (formatted && !isSameFormatted(formatted.proposed, proposedLooks(suggestion, formatted.was)))
  putAnswer(doc, id, {
    by,
    at,
    state: 'accepted',
    after,
    ...(suggestion.formatted && { formatted: formattedAt(text, start, start + after.length) }),
    ...(isEdited && { edited: true }),
  })
  // It hangs on the words that came, so that people find them; words that went leave no place.
  if (after === '') anchorsOf(doc).delete(id)
  else anchorsOf(doc).set(id, anchorOn(text, place.anchor.lesson, start, start + after.length))
  return { status: done.status }
}

const conflict = (
  was: string,
  now: string,
  proposed: string,
  formatted: { was: Formatted; now: Formatted; proposed: Formatted } | undefined,
): Taken => ({
  status: 'conflict',
  was,
  now,
  proposed,
  ...(formatted && { formatted }),
})

const proposedLooks = ({ formatted, proposed }: Suggestion, was: Formatted) => formatted?.proposed ?? formattedLike(proposed, was)

/** How old and final words look; undefined where formatting is no matter of this suggestion, and of nobody who edited it. */
function formattedFor(
  suggestion: Suggestion,
  edited: { text: string | undefined; formatted: Formatted | undefined },
): { was: Formatted; proposed: Formatted } | undefined {
  if (!suggestion.formatted && !edited.formatted) return undefined
  // Without any, it was made on plain words, or by somebody who knows nothing of formatting: what came since stays.
  const was = suggestion.formatted?.was ?? [{ text: suggestion.quote.exact }]
  const like = edited.formatted ?? proposedLooks(suggestion, was)
  return { was, proposed: formattedLike(edited.text ?? suggestion.proposed, like) }
}

type Place = { anchor: Anchor; now: string; probably: boolean }

/** Where its words stand; `'done'` when it was accepted and nobody took it back. */
function placeOf(doc: Y.Doc, suggestion: Suggestion, texts: LessonTexts): Place | 'done' | null {
  const { state, anchor, quote, lesson } = suggestion
  if (state === 'accepted') {
    const text = texts(anchor?.lesson ?? lesson)
    const range = anchor && resolveAnchor(doc, anchor)
    if (range) {
      const [start, end] = [text.textAt(range.from), text.textAt(range.to)]
      const back = formatBack(suggestion, text.text.slice(start, end), formattedAt(text, start, end))
      if (back) return back === 'undone' ? { anchor, now: quote.exact, probably: false } : 'done'
    }
    const from = undoneAt(text.text, quote)
    if (from < 0) return 'done'
    return { anchor: anchorOn(text, anchor?.lesson ?? lesson, from, from + quote.exact.length), now: quote.exact, probably: false }
  }
  // By its own characters first: only they tell what was typed over an edge of it.
  const byId = passageOf(doc, suggestion, texts)
  if (byId) return { ...byId, probably: false }
  if (!anchor) return null
  // The server brings anchors back to words that moved; one that stands nowhere now is not looked for among its equals.
  if (!resolveAnchor(doc, anchor)) return null
  if (!lessonsInOrder(doc).some(({ id }) => id === anchor.lesson)) return null // what lies in the trash is no place to mend
  return { anchor, now: wordsAt(doc, texts, anchor), probably: anchor.probably ?? false }
}

function wordsAt(doc: Y.Doc, texts: LessonTexts, anchor: Anchor): string {
  const text = texts(anchor.lesson)
  const range = resolveAnchor(doc, anchor)
  return range ? text.text.slice(text.textAt(range.from), text.textAt(range.to)) : ''
}

function startOf(doc: Y.Doc, texts: LessonTexts, anchor: Anchor): number {
  const range = resolveAnchor(doc, anchor)
  return range ? texts(anchor.lesson).textAt(range.from) : 0
}
