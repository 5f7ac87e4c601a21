import * as Y from 'yjs'
import { resolveAnchor } from './anchors.ts'
import { type Edit, editsBetween, merge3 } from './merge.ts'
import { type Located, locatePassage, type Trail } from './passages.ts'
import { isSource } from './prose.ts'
import { lessonTexts, type LessonText, type LessonTexts, type Piece } from './positions.ts'
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

/** What a merge did: see `Accepted`. */
type Merged = { status: 'applied'; before: string; after: string } | Exclude<Accepted, { status: 'applied' }>

/** Merges words into the passage an anchor stands on, which reads `now`; they were written for `base`. */
export function mergeInto(
  doc: Y.Doc,
  texts: LessonTexts,
  { anchor, now }: { anchor: Anchor; now: string },
  { base, proposed }: { base: string; proposed: string },
  over?: { now: string },
): Merged {
  const conflict = { status: 'conflict', base, now, proposed } as const
  if (now === proposed) return { status: 'already', now }
  if (over && over.now !== now) return conflict
  const goal = over ? { text: proposed } : merge3(base, now, proposed)
  if ('conflict' in goal) return conflict
  const range = resolveAnchor(doc, anchor)
  if (!range) return { status: 'gone' }
  if (goal.text === now) return { status: 'already', now }
  const text = texts(anchor.lesson)
  return { status: 'applied', before: now, after: write(doc, text, text.textAt(range.from), now, goal.text) }
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
