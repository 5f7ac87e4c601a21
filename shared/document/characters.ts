import * as Y from 'yjs'
import { Problem } from '../problem.ts'
import { anchorOn, resolveAnchor } from './anchors.ts'
import type { Run } from './freeze.ts'
import { lessonFragment } from './layout.ts'
import type { LessonId } from '../id.ts'
import { LessonText, type Piece } from './positions.ts'
import { blockIdOf } from './prose.ts'
import type { Anchor } from './quote.ts'
import { readElement } from './walker.ts'

/** The Yjs ids of a passage's characters and of all of its block: they tell what was typed over its edges from what stood beside it. */
export type Characters = { runs: Run[]; block: Run[] }

/** The characters an anchor stands on. Throws unless they are of one text block: parting and joining blocks is no matter of a sentence. */
export function charactersAt(doc: Y.Doc, anchor: Anchor): Characters {
  const text = new LessonText(lessonFragment(doc, anchor.lesson))
  const range = resolveAnchor(doc, anchor)
  const [from, to] = range ? [text.textAt(range.from), text.textAt(range.to)] : [0, 0]
  const touched = text.pieces.filter((piece) => piece.at < to && piece.at + piece.text.length > from)
  const [block, another] = new Set(touched.map((piece) => piece.block))
  if (!block || another)
    throw new Problem('invalid', 'suggestion.severalBlocks', 'A suggestion is for words of one paragraph. Select fewer of them.')
  const all: Characters = { runs: [], block: [] }
  for (const piece of text.pieces.filter((each) => each.block === block)) {
    let at = piece.at
    for (const [client, clock, length] of runsIn(piece)) {
      all.block.push([client, clock, length])
      const [first, last] = [Math.max(from, at), Math.min(to, at + length)]
      if (first < last) all.runs.push([client, clock + first - at, last - first])
      at += length
    }
  }
  return all
}

/** An anchor on all words of a text block, or null where it has none, or is not in this lesson. */
export function anchorOnBlock(doc: Y.Doc, lesson: LessonId, id: string): Anchor | null {
  const text = new LessonText(lessonFragment(doc, lesson))
  const pieces = text.pieces.filter(({ block }) => blockIdOf(readElement(block)) === id)
  const [first, last] = [pieces[0], pieces.at(-1)]
  return first && last && last.at + last.text.length > first.at ? anchorOn(text, lesson, first.at, last.at + last.text.length) : null
}

/** The visible characters of one piece. */
function* runsIn({ type }: Piece): Generator<Run> {
  if (type instanceof Y.XmlElement) {
    if (type._item) yield [type._item.id.client, type._item.id.clock, 1]
    return
  }
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) yield [item.id.client, item.id.clock, item.length]
}
