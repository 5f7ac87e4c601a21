import { type Command, type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { BlockSelection, selectedBlocks, selectStretch, type Stretch } from './block-selection.ts'
import { emptyParagraph } from './nodes.ts'
import { moved } from './plugins/highlights.ts'

// What is done with whole blocks: the one at the caret, those that selected words run over, or those selected as blocks.
// Each is a step of its own to undo (`apart`), however quickly they follow each other.

/** Parts that stay first in what holds them. */
const heads = new Set(['stem', 'panelTitle'])
/** Groups of parts that stay when what they hold is removed. */
const rooms = new Set(['cell', 'column', 'side'])

/** The same words or blocks selected as before, `by` places further on. */
const selectAgain = (tr: Transaction, was: Selection, by: number) => {
  if (was instanceof BlockSelection)
    return tr.setSelection(BlockSelection.between(tr.doc, was.anchorBlock + by, was.headBlock + by) ?? Selection.near(tr.doc.resolve(0)))
  if (was instanceof NodeSelection) return tr.setSelection(NodeSelection.create(tr.doc, was.from + by))
  return tr.setSelection(TextSelection.between(tr.doc.resolve(was.anchor + by), tr.doc.resolve(was.head + by)))
}

/** Moves the blocks over their neighbour. At the edge of a quote or list they stay, and the key is used up. */
export const moveBlock =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const stretch = selectedBlocks(state)
    return stretch !== null && moveOver(state, stretch, direction, dispatch)
  }

function moveOver(state: EditorState, { from, to, blocks }: Stretch, direction: 1 | -1, dispatch?: (tr: Transaction) => void): boolean {
  const neighbour = direction < 0 ? state.doc.resolve(from).nodeBefore : state.doc.resolve(to).nodeAfter
  if (!neighbour || heads.has(neighbour.type.name)) return true
  const by = direction * neighbour.nodeSize
  const tr = state.tr
    .delete(from, to)
    .insert(from + by, [...blocks])
    .setMeta('apart', true)
  moved(tr, from, to, by)
  dispatch?.(selectAgain(tr, state.selection, by).scrollIntoView())
  return true
}

/** Copies the blocks right below themselves; the copies get ids of their own, and are what is selected then. */
export const duplicateBlock: Command = (state, dispatch) => {
  const stretch = selectedBlocks(state)
  if (!stretch) return false
  const { from, to, blocks } = stretch
  const tr = state.tr.insert(to, [...blocks]).setMeta('apart', true)
  const copies =
    state.selection instanceof BlockSelection
      ? selectStretch(tr.doc, { from: to, to: to + to - from })
      : Selection.near(tr.doc.resolve(to + 1))
  dispatch?.(tr.setSelection(copies).scrollIntoView())
  return true
}

/** Removes the blocks, and the list or quote that they leave empty. */
export const deleteBlock: Command = (state, dispatch) => {
  const stretch = selectedBlocks(state)
  if (!stretch) return false
  let { from, to } = stretch
  let $from = state.doc.resolve(from)
  while ($from.depth > 0 && to - from === $from.parent.content.size && !rooms.has(String($from.parent.type.spec.group))) {
    ;[from, to] = [$from.before(), $from.after()]
    $from = state.doc.resolve(from)
  }
  // A cell or a column stays, and needs a line to write in.
  const head = $from.parent.firstChild?.type.name === 'panelTitle' ? $from.parent.firstChild.nodeSize : 0
  const isAll = $from.depth > 0 && to - from === $from.parent.content.size - head
  const tr = (isAll ? state.tr.replaceWith(from, to, emptyParagraph(state.schema)) : state.tr.delete(from, to)).setMeta('apart', true)
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)))).scrollIntoView())
  return true
}

/** Selects the block at the caret, or all that the selected words run over. */
export const selectBlocks: Command = (state, dispatch) => {
  if (state.selection instanceof BlockSelection) return false
  const stretch = selectedBlocks(state)
  if (!stretch) return false
  dispatch?.(state.tr.setSelection(selectStretch(state.doc, stretch)))
  return true
}

/** The block beside one, among its siblings; null at the edge. */
function beside(state: EditorState, pos: number, direction: 1 | -1): number | null {
  const $pos = state.doc.resolve(pos)
  if (direction < 0) return $pos.nodeBefore?.isBlock && !heads.has($pos.nodeBefore.type.name) ? pos - $pos.nodeBefore.nodeSize : null
  const next = pos + ($pos.nodeAfter?.nodeSize ?? 0)
  return state.doc.resolve(next).nodeAfter?.isBlock ? next : null
}

/** With blocks selected: one more or one fewer (`grow`), or the next one instead. */
export const stepBlocks =
  (direction: 1 | -1, grow: boolean): Command =>
  (state, dispatch) => {
    const { selection } = state
    if (!(selection instanceof BlockSelection)) return false
    const head = beside(state, selection.headBlock, direction) ?? (grow ? null : selection.headBlock)
    const next = head === null ? null : BlockSelection.between(state.doc, grow ? selection.anchorBlock : head, head)
    if (next) dispatch?.(state.tr.setSelection(next).scrollIntoView())
    return true
  }

/** With blocks selected: all of their siblings too. */
export const growToAll: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof BlockSelection)) return false
  const { $from } = selection
  dispatch?.(state.tr.setSelection(selectStretch(state.doc, { from: $from.start(), to: $from.end() })))
  return true
}

/** With blocks selected: the caret goes to the end of the last one, to write there. */
export const writeInBlocks: Command = (state, dispatch) => {
  if (!(state.selection instanceof BlockSelection)) return false
  const inside = Selection.findFrom(state.selection.$to, -1, true)
  dispatch?.(state.tr.setSelection(inside ?? Selection.near(state.selection.$to, -1)).scrollIntoView())
  return true
}

/** With blocks selected: removes them. */
export const deleteBlocks: Command = (state, dispatch) => state.selection instanceof BlockSelection && deleteBlock(state, dispatch)
