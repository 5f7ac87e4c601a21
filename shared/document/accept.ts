import * as Y from 'yjs'
import { resolveAnchor } from './anchors.ts'
import {
  type Formatted,
  formattedAt,
  formattedLike,
  isSameFormatted,
  isSameLook,
  type Look,
  looksOf,
  plainOf,
  runsOf,
} from './formatted.ts'
import { type Edit, editsBetween, merge3 } from './merge.ts'
import { mergeFormatted } from './merge-formatted.ts'
import { type Located, locatePassage, type Trail } from './passages.ts'
import { isSource } from './prose.ts'
import { lessonFragment } from './layout.ts'
import { LessonText, lessonTexts, type LessonTexts, type Piece } from './positions.ts'
import type { Anchor } from './quote.ts'

// A learner's better words go into the draft, wherever their sentence stands by now.

/** `base` are the words as they were published; `proposed` those that shall stand there. */
export type Proposal = { trail: Trail; proposed: string }

/**
 * - `applied`: the draft says so now; `before` and `after` are the whole passage
 * - `already`: it said so before
 * - `conflict`: the same words were changed otherwise since: nothing was done
 * - `gone`: the passage stands nowhere: nothing was done
 */
export type Accepted =
  | { status: 'applied'; before: string; after: string; located: Exclude<Located, { state: 'gone' }> }
  | { status: 'already'; now: string }
  | { status: 'conflict'; base: string; now: string; proposed: string }
  | { status: 'gone' }

/**
 * Applies a proposal to the draft as one change, touching only the letters that differ.
 *
 * With `over` the caller has seen what stands there now and wants `proposed` in its place; the answer is a conflict when
 * it changed again meanwhile.
 */
export function acceptPassage(doc: Y.Doc, { trail, proposed }: Proposal, over?: { now: string }): Accepted {
  const texts = lessonTexts(doc)
  const located = locatePassage(doc, trail, texts)
  if (located.state === 'gone') return { status: 'gone' }
  const done = mergeInto(doc, texts, located, { base: trail.quote.exact, proposed }, over)
  return done.status === 'applied' ? { ...done, located } : done
}

/** What a merge did: see `Accepted`. `looks`: what stands there now with its formatting, where formatting is merged too. */
type Merged =
  | { status: 'applied'; before: string; after: string }
  | { status: 'already'; now: string }
  | { status: 'conflict'; base: string; now: string; proposed: string; looks?: Formatted }
  | { status: 'gone' }

/** Words for a passage. `formatted`: both with their formatting, which is then merged as the words are. */
type Words = { base: string; proposed: string; formatted?: { was: Formatted; proposed: Formatted } | undefined }

/** Merges words into the passage an anchor stands on, which reads `now`; they were written for `base`. */
export function mergeInto(
  doc: Y.Doc,
  texts: LessonTexts,
  { anchor, now }: { anchor: Anchor; now: string },
  { base, proposed, formatted }: Words,
  over?: { now: string; formatted?: Formatted | undefined },
): Merged {
  const range = resolveAnchor(doc, anchor)
  const text = texts(anchor.lesson)
  const start = range && text.textAt(range.from)
  const looks = formatted && start !== null ? formattedAt(text, start, start + now.length) : undefined
  const conflict = { status: 'conflict', base, now, proposed, ...(looks && { looks }) } as const
  const isThere = (words: string, looking: Formatted | undefined) =>
    words === now && (!looks || !looking || isSameFormatted(looking, looks))
  if (isThere(proposed, formatted?.proposed)) return { status: 'already', now }
  if (over && !isThere(over.now, over.formatted)) return conflict
  const goal = over
    ? { text: proposed, words: formatted?.proposed }
    : merged(base, now, proposed, looks && formatted && { ...formatted, looks })
  if ('conflict' in goal) return conflict
  if (start === null) return { status: 'gone' }
  if (isThere(goal.text, goal.words)) return { status: 'already', now }
  const after = doc.transact(() => {
    const written = write(doc, text, start, now, goal.text)
    if (goal.words) format(new LessonText(lessonFragment(doc, anchor.lesson)), start, looksOf(formattedLike(written, goal.words)))
    return written
  })
  return { status: 'applied', before: now, after }
}

function merged(
  base: string,
  now: string,
  proposed: string,
  formatted: { was: Formatted; looks: Formatted; proposed: Formatted } | undefined,
) {
  if (!formatted) return { ...merge3(base, now, proposed), words: undefined }
  const done = mergeFormatted(formatted.was, formatted.looks, formatted.proposed)
  return 'conflict' in done ? done : { text: plainOf(done.words), words: done.words }
}

/** Makes text look so, character by character, and touches nothing that does already. */
function format({ pieces }: LessonText, start: number, looks: readonly Look[]) {
  for (const { type, at, text } of pieces) {
    if (!(type instanceof Y.XmlText)) continue
    const now = looksOf(runsOf(type))
    const from = Math.max(0, start - at)
    const to = Math.min(text.length, start + looks.length - at)
    for (let first = from; first < to;) {
      const [is, shall] = [now[first] ?? {}, looks[at + first - start] ?? {}]
      let next = first + 1
      while (next < to && isSameLook(now[next] ?? {}, is) && isSameLook(looks[at + next - start] ?? {}, shall)) next++
      const change = attributesFor(is, shall)
      if (change) type.format(first, next - first, change)
      first = next
    }
  }
}

/** Attributes as y-prosemirror writes marks; undefined where nothing changes. */
function attributesFor(is: Look, shall: Look): Record<string, unknown> | undefined {
  const names = [...new Set([...Object.keys(is), ...Object.keys(shall)])].filter((name) => is[name] !== shall[name])
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, shall[name] === undefined ? null : (JSON.parse(shall[name]) as unknown)]))
}

/** Writes from the back, so that places further ahead stay right; answers what stands there now. */
function write(doc: Y.Doc, text: LessonText, start: number, now: string, goal: string): string {
  const block = text.pieces.findLast((piece) => piece.at <= start)?.block
  // A line feed is text in code alone; elsewhere one that is new reads as a space.
  const isCode = block !== undefined && isSource(block.nodeName)
  const edits = editsBetween(now, goal).map((edit) => (isCode ? edit : { ...edit, text: edit.text.replaceAll(/\s*\n\s*/g, ' ') }))
  let after = now
  doc.transact(() => {
    for (const edit of edits.reverse()) {
      writeEdit(text, start, edit)
      after = after.slice(0, edit.from) + edit.text + after.slice(edit.to)
    }
  })
  return after
}

/** Puts words in the place of others. `start` is where the places of the edit are counted from, in the plain text. */
export function writeEdit({ pieces }: LessonText, start: number, edit: Edit) {
  const from = start + edit.from
  const to = start + edit.to
  const touched = pieces.filter((piece) => piece.at < to && piece.at + piece.text.length > from)
  const home = touched.find(isText) ?? pieces.findLast((piece) => isText(piece) && piece.at <= from)
  if (edit.text && home?.type instanceof Y.XmlText) {
    // At the end of what it replaces, so that it takes on the formatting of that.
    const offset = Math.min((touched.includes(home) ? to : from) - home.at, home.text.length)
    home.type.insert(offset, edit.text)
  }
  for (const piece of touched) {
    if (piece.type instanceof Y.XmlElement) removeElement(piece.type)
    else {
      const first = Math.max(from - piece.at, 0)
      piece.type.delete(first, Math.min(to - piece.at, piece.text.length) - first)
    }
  }
}

const isText = (piece: Piece) => piece.type instanceof Y.XmlText

function removeElement(element: Y.XmlElement) {
  if (element.parent instanceof Y.XmlFragment) element.parent.delete(element.parent.toArray().indexOf(element), 1)
}
