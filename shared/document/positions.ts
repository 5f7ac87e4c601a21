import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { lessonFragment } from './layout.ts'
import { isInline, isLeaf } from './schema.ts'

// Places in a lesson, in two tongues: ProseMirror counts positions through the whole document, Yjs names a type and an
// index in it. The Yjs tree mirrors ProseMirror's: an element is a node, and each Y.XmlText one run of text nodes.

/** A place inside one Yjs type: characters into a text, children into an element. */
export type YPlace = { type: Y.XmlText | Y.XmlFragment; index: number }

/** How much a child measures in ProseMirror positions. */
function sizeOf(child: Y.XmlText | Y.XmlFragment | Y.XmlHook): number {
  if (child instanceof Y.XmlText) return child.length
  if (!(child instanceof Y.XmlElement)) return 0
  if (isLeaf(child.nodeName)) return 1
  let size = 2
  for (const each of childrenOf(child)) size += sizeOf(each)
  return size
}

/** Living children, in order. Reads the item chain, because `toArray` of a large fragment at every step is slow. */
export function* childrenOf(parent: Y.XmlFragment): Generator<Y.XmlText | Y.XmlElement> {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const type = item.content.type
    if (type instanceof Y.XmlText || type instanceof Y.XmlElement) yield type
  }
}

/** The Yjs place of a ProseMirror position; beyond the end it is the end. */
export function toY(fragment: Y.XmlFragment, pos: number): YPlace {
  let parent: Y.XmlFragment = fragment
  let offset = pos
  descend: for (;;) {
    let index = 0
    for (const child of childrenOf(parent)) {
      if (child instanceof Y.XmlText && offset <= child.length) return { type: child, index: offset }
      const size = sizeOf(child)
      if (child instanceof Y.XmlElement && offset === 0) return { type: parent, index }
      if (child instanceof Y.XmlElement && offset < size) {
        parent = child
        offset -= 1
        continue descend
      }
      offset -= size
      index++
    }
    return { type: parent, index }
  }
}

/** The ProseMirror position of a Yjs place, or null when its type lives no more in this fragment. */
export function fromY(fragment: Y.XmlFragment, { type, index }: YPlace): number | null {
  let pos = type instanceof Y.XmlText ? index : childOffset(type, index)
  let at: Y.XmlText | Y.XmlFragment = type
  while (at !== fragment) {
    const item: Y.Item | null = at._item
    if (item === null || item.deleted || !(item.parent instanceof Y.XmlFragment)) return null
    for (const sibling of childrenOf(item.parent)) {
      if (sibling === at) break
      pos += sizeOf(sibling)
    }
    if (!(at instanceof Y.XmlText)) pos += 1
    at = item.parent
  }
  return pos
}

/** Where in an element its `index`th child begins. */
export function childOffset(parent: Y.XmlFragment, index: number): number {
  let offset = 0
  for (const child of childrenOf(parent)) {
    if (index-- <= 0) break
    offset += sizeOf(child)
  }
  return offset
}

/** A stretch of a lesson's plain text: one Y.XmlText, or one thing inline that counts as a line feed. */
export type Piece = {
  type: Y.XmlText | Y.XmlElement
  /** The element that holds it: a text block. */
  block: Y.XmlElement
  text: string
  /** Where it begins in the lesson's plain text, and as a ProseMirror position. */
  at: number
  pos: number
}

/** A stretch of a lesson's plain text. */
export type Span = { from: number; to: number }

/** A lesson as plain text, one line a text block, with the way back to its positions. */
export class LessonText {
  readonly pieces: Piece[] = []
  readonly text: string
  /** Where the content of each living type begins, as a ProseMirror position. */
  readonly starts = new Map<Y.AbstractType<unknown>, number>()

  readonly fragment: Y.XmlFragment
  private readonly counted = new Map<unknown, Map<Y.Item, number>>()

  constructor(fragment: Y.XmlFragment) {
    this.fragment = fragment
    this.starts.set(fragment as Y.AbstractType<unknown>, 0)
    let text = ''
    let line: Y.XmlElement | undefined
    const walk = (parent: Y.XmlFragment, start: number) => {
      let pos = start
      for (const child of childrenOf(parent)) {
        const inline = parent instanceof Y.XmlElement && (child instanceof Y.XmlText || isInline(child.nodeName))
        if (inline && parent instanceof Y.XmlElement) {
          if (line !== undefined && line !== parent) text += '\n'
          line = parent
          const piece: Piece = {
            type: child,
            block: parent,
            text: child instanceof Y.XmlText ? plainOf(child) : '\n',
            at: text.length,
            pos,
          }
          this.pieces.push(piece)
          text += piece.text
        }
        if (child instanceof Y.XmlText) this.starts.set(child as Y.AbstractType<unknown>, pos)
        else this.starts.set(child as Y.AbstractType<unknown>, pos + 1)
        pos += child instanceof Y.XmlText ? child.length : isLeaf(child.nodeName) ? 1 : walk(child, pos + 1) + 2
      }
      return pos - start
    }
    walk(fragment, 0)
    this.text = text
  }

  /** How many characters or children live before an item in its type; counted once for each type, when first asked. */
  before(item: Y.Item): number | undefined {
    const { parent } = item
    if (!(parent instanceof Y.AbstractType)) return undefined
    const known = this.counted.get(parent) ?? countBefore(parent)
    this.counted.set(parent, known)
    return known.get(item)
  }

  /** The ProseMirror position of a place in the plain text. `side` settles it between two lines or pieces. */
  posOf(at: number, side: 'left' | 'right'): number {
    const piece = this.pieceAt(at, side)
    return piece ? piece.pos + Math.max(0, Math.min(at - piece.at, piece.text.length)) : 0
  }

  /** The piece that holds the character before (`left`) or after a place in the plain text, or else the nearest. */
  pieceAt(at: number, side: 'left' | 'right'): Piece | undefined {
    const { pieces } = this
    return side === 'left'
      ? pieces[Math.max(0, countWhile(pieces, (piece) => piece.at < at || (at === 0 && piece.at === 0)) - 1)]
      : (pieces[countWhile(pieces, (piece) => piece.at + piece.text.length <= at)] ?? pieces.at(-1))
  }

  /** The place in the plain text of a ProseMirror position: the nearest text at or before it. */
  textAt(pos: number): number {
    const piece = this.pieces[countWhile(this.pieces, (each) => each.pos <= pos) - 1]
    return piece ? piece.at + Math.min(pos - piece.pos, piece.text.length) : 0
  }
}

function countBefore(type: Y.AbstractType<unknown>): Map<Y.Item, number> {
  const counts = new Map<Y.Item, number>()
  let count = 0
  for (let item = type._start; item !== null; item = item.right) {
    counts.set(item, count)
    if (!item.deleted && item.countable) count += item.length
  }
  return counts
}

/** How many of the first pieces hold, by halves: none holds after one that does not. */
function countWhile(pieces: readonly Piece[], holds: (piece: Piece) => boolean): number {
  let [low, high] = [0, pieces.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(pieces[middle]!)) low = middle + 1 // within bounds
    else high = middle
  }
  return low
}

/** A text's characters. What is embedded counts one, so that lengths agree with Yjs. */
function plainOf(text: Y.XmlText): string {
  let plain = ''
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    plain += item.content instanceof Y.ContentString ? item.content.str : '\n'.repeat(item.length)
  }
  return plain
}

/** Plain texts of a document's lessons, each read once. Good for as long as nothing is written. */
export type LessonTexts = (lesson: LessonId) => LessonText
export function lessonTexts(doc: Y.Doc): LessonTexts {
  const known = new Map<LessonId, LessonText>()
  return (lesson) => {
    const text = known.get(lesson) ?? new LessonText(lessonFragment(doc, lesson))
    known.set(lesson, text)
    return text
  }
}
