import * as Y from 'yjs'
import type { LessonText, Piece, Span } from './positions.ts'

// Which words of a lesson are newer than a moment. Words that were cut and pasted, dragged or undone are new characters
// to Yjs, while words that stood elsewhere all along are old ones: so a copy is never taken for what was moved.

/** A state of the document: for each client, how many of its characters there were. */
export type Moment = ReadonlyMap<number, number>

export const momentOf = (doc: Y.Doc): Moment => Y.decodeStateVector(Y.encodeStateVector(doc))

/** The state that a state vector tells of. */
export const momentFrom = (stateVector: Uint8Array): Moment => Y.decodeStateVector(stateVector)

/** The stretches of a lesson's plain text that were written after a moment, in order; within `span` when one is named. */
export function newSpans(text: LessonText, since: Moment, span: Span = { from: 0, to: text.text.length }): Span[] {
  const found: Span[] = []
  const add = (from: number, to: number) => {
    const last = found.at(-1)
    if (from >= to) return
    if (last?.to === from) last.to = to
    else found.push({ from, to })
  }
  for (const piece of piecesIn(text, span))
    for (const { id, at, size } of charactersOf(piece)) {
      const isNewFrom = at + Math.max(0, (since.get(id.client) ?? 0) - id.clock)
      add(Math.max(span.from, isNewFrom), Math.min(span.to, at + size))
    }
  return found
}

/** The share of a stretch that was written after a moment. */
export function newShare(text: LessonText, span: Span, since: Moment): number {
  const size = newSpans(text, since, span).reduce((sum, { from, to }) => sum + to - from, 0)
  return span.to > span.from ? size / (span.to - span.from) : 0
}

function* piecesIn({ pieces }: LessonText, { from, to }: Span): Generator<Piece> {
  for (const piece of pieces) {
    if (piece.at >= to) return
    if (piece.at + piece.text.length > from) yield piece
  }
}

/** Runs of living characters: the id of the first, where it stands, and how many there are. */
function* charactersOf({ type, at }: Piece): Generator<{ id: Y.ID; at: number; size: number }> {
  if (type instanceof Y.XmlElement) {
    if (type._item) yield { id: type._item.id, at, size: 1 }
    return
  }
  let place = at
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    yield { id: item.id, at: place, size: item.length }
    place += item.length
  }
}
