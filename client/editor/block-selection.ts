import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state'
import type { Mappable } from 'prosemirror-transform'
import { blockAt, isPart } from './nodes.ts'

/**
 * One or more whole blocks that stand side by side. It grows at its head, which may lie before its anchor.
 *
 * `first` and `last` are the outer edges; the two ends name blocks by the place right before each.
 */
export class BlockSelection extends Selection {
  readonly anchorBlock: number
  readonly headBlock: number

  constructor(doc: Node, anchorBlock: number, headBlock: number) {
    const edges = [anchorBlock, headBlock].map((pos) => pos + (doc.nodeAt(pos)?.nodeSize ?? 0))
    super(doc.resolve(Math.min(anchorBlock, headBlock)), doc.resolve(Math.max(...edges)))
    this.anchorBlock = anchorBlock
    this.headBlock = headBlock
  }

  /** From the block at one place to its sibling at another; null where no two siblings stand. */
  static between(doc: Node, anchorBlock: number, headBlock: number): BlockSelection | null {
    if (Math.min(anchorBlock, headBlock) < 0 || Math.max(anchorBlock, headBlock) >= doc.content.size) return null
    const [$anchor, $head] = [doc.resolve(anchorBlock), doc.resolve(headBlock)]
    const stand = $anchor.nodeAfter?.isBlock && $head.nodeAfter?.isBlock && $anchor.sameParent($head)
    return stand ? new BlockSelection(doc, anchorBlock, headBlock) : null
  }

  map(doc: Node, mapping: Mappable): Selection {
    const [anchor, head] = [mapping.mapResult(this.anchorBlock), mapping.mapResult(this.headBlock)]
    const still = anchor.deletedAfter || head.deletedAfter ? null : BlockSelection.between(doc, anchor.pos, head.pos)
    return still ?? Selection.near(doc.resolve(Math.min(head.pos, doc.content.size)))
  }

  override content(): Slice {
    return new Slice(Fragment.from(this.blocks()), 0, 0)
  }

  eq(other: Selection): boolean {
    return other instanceof BlockSelection && other.anchorBlock === this.anchorBlock && other.headBlock === this.headBlock
  }

  toJSON() {
    return { type: 'blocks', anchorBlock: this.anchorBlock, headBlock: this.headBlock }
  }

  static override fromJSON(doc: Node, json: { anchorBlock: number; headBlock: number }): Selection {
    return BlockSelection.between(doc, json.anchorBlock, json.headBlock) ?? Selection.atStart(doc)
  }

  /** What is selected, in order. */
  blocks(): Node[] {
    return blocksBetween(this.$from, this.$to)
  }
}
BlockSelection.jsonID('blocks', BlockSelection)
// The browser's own selection would draw letters where whole blocks are meant.
BlockSelection.prototype.visible = false

function blocksBetween($from: ResolvedPos, $to: ResolvedPos): Node[] {
  const found: Node[] = []
  for (let index = $from.index(); index < $to.index(); index++) found.push($from.parent.child(index))
  return found
}

/** Whole blocks side by side: `from` before the first, `to` behind the last. */
export type Stretch = { from: number; to: number; blocks: readonly Node[] }

const stretchOf = (doc: Node, from: number, to: number): Stretch => ({
  from,
  to,
  blocks: blocksBetween(doc.resolve(from), doc.resolve(to)),
})

/** The blocks that a selection is about: those selected, else the one with the caret, else all that selected words run over. */
export function selectedBlocks(state: EditorState): Stretch | null {
  const { selection, doc } = state
  if (selection instanceof BlockSelection) return { from: selection.from, to: selection.to, blocks: selection.blocks() }
  if (selection instanceof NodeSelection && selection.node.isBlock) return stretchOf(doc, selection.from, selection.to)
  if (selection.$from.depth === 0 && selection.$to.depth === 0 && selection.from < selection.to)
    return stretchOf(doc, selection.from, selection.to)
  const [first, last] = [blockAt(selection.$from), blockAt(selection.$to)]
  if (!first || !last) return null
  if (first.pos === last.pos) return stretchOf(doc, first.pos, first.pos + first.node.nodeSize)
  for (let depth = selection.$from.sharedDepth(selection.to); depth >= 0; depth--) {
    const [from, to] = [selection.$from.before(depth + 1), selection.$to.after(depth + 1)]
    const stretch = stretchOf(doc, from, to)
    if (!stretch.blocks.some(isPart) && selection.$from.node(depth).type.name !== 'listItem') return stretch
  }
  return null
}

/** Selects the blocks of a stretch; `head` says on which side it goes on growing. */
export function selectStretch(doc: Node, { from, to }: { from: number; to: number }, head: 'start' | 'end' = 'end'): Selection {
  const $to = doc.resolve(to)
  const last = to - ($to.nodeBefore?.nodeSize ?? 0)
  const found = head === 'end' ? BlockSelection.between(doc, from, last) : BlockSelection.between(doc, last, from)
  return found ?? TextSelection.near(doc.resolve(from))
}
