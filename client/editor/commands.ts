import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import { InputRule } from 'prosemirror-inputrules'
import { Fragment, type Node, type NodeType } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state'
import { newDocumentId } from '../../shared/id.ts'
import { emptyParagraph, enclosing, markType, nodeType, selectedBlock } from './nodes.ts'

/** A command whose node types come from the state's own schema, which may have learned more than ours. */
const by =
  (make: (state: EditorState) => Command): Command =>
  (state, dispatch, view) =>
    make(state)(state, dispatch, view)

export const toggle = (mark: string): Command => by((state) => toggleMark(markType(state.schema, mark)))

export function isMarked(state: EditorState, mark: string): boolean {
  const type = markType(state.schema, mark)
  const { from, to, empty, $from } = state.selection
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type)
}

/** The text block around the caret is one of this name with these attributes. */
export function isIn(state: EditorState, name: string, attrs: Record<string, unknown> = {}): boolean {
  const found = enclosing(state.selection.$from, name)
  return found !== null && Object.entries(attrs).every(([key, value]) => found.node.attrs[key] === value)
}

/** A block of its own, and no part of one: the title of a part never becomes a heading, which would leave it without. */
const isBlock = (node: Node) => node.type.spec.group === 'block'

/** Makes the selected text blocks paragraphs, headings or code; their ids stay. */
export const turnIntoText =
  (name: string, attrs: Record<string, unknown> = {}): Command =>
  (state, dispatch) => {
    const type = nodeType(state.schema, name)
    if (!isBlock(state.selection.$from.parent) || !setBlockType(type, attrs)(state)) return isIn(state, name, attrs)
    const { from, to } = state.selection
    dispatch?.(state.tr.setBlockType(from, to, type, (node) => ({ ...attrs, id: node.attrs.id as string | null })).scrollIntoView())
    return true
  }

/** Signs at the start of a text block that change its type. Its id stays, so what hangs on the block stays too. */
export const textRule = (pattern: RegExp, type: NodeType, attrs: (match: RegExpMatchArray) => Record<string, unknown>) =>
  new InputRule(pattern, (state, match, start, end) => {
    const $start = state.doc.resolve(start)
    if (!isBlock($start.parent) || !$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), type)) return null
    return state.tr.delete(start, end).setBlockType(start, start, type, (node) => ({ ...attrs(match), id: node.attrs.id as string | null }))
  })

const lists = ['bulletList', 'orderedList', 'checkList']

/** A list of the other kind changes its kind, the same kind is undone, and anything else is put into a list. */
export const turnIntoList =
  (name: string): Command =>
  (state, dispatch, view) => {
    const around = enclosing(state.selection.$from, ...lists)
    const type = nodeType(state.schema, name)
    if (!around) return wrapInList(type, { id: newDocumentId() })(state, dispatch, view)
    if (around.node.type === type) return liftListItem(nodeType(state.schema, 'listItem'))(state, dispatch, view)
    dispatch?.(state.tr.setNodeMarkup(around.pos, type, { id: around.node.attrs.id }))
    return true
  }

/** Puts the selected blocks into a quote or callout, or takes them out again. */
export const turnIntoWrapper =
  (name: string): Command =>
  (state, dispatch, view) =>
    enclosing(state.selection.$from, name)
      ? lift(state, dispatch, view)
      : wrapIn(nodeType(state.schema, name), { id: newDocumentId() })(state, dispatch, view)

/**
 * Puts a new block after the one at the caret, or in its place where that is an empty paragraph, and the caret into it.
 * A block that holds no text is followed by a paragraph, so that writing goes on.
 */
export const insertBlock =
  (make: (type: NodeType, state: EditorState) => Node, name: string): Command =>
  (state, dispatch) => {
    const at = selectedBlock(state)
    if (!dispatch) return true
    const node = make(nodeType(state.schema, name), state)
    const replaces = at?.node.type.name === 'paragraph' && at.node.content.size === 0
    const from = at ? (replaces ? at.pos : at.pos + at.node.nodeSize) : state.doc.content.size
    const $from = state.doc.resolve(from)
    const isLast = $from.indexAfter() + (replaces ? 1 : 0) >= $from.parent.childCount
    const holdsText = node.isTextblock || node.content.size > 0
    const tr = state.tr.replaceWith(
      from,
      replaces && at ? from + at.node.nodeSize : from,
      Fragment.from(isLast && (!holdsText || node.type.spec.isolating) ? [node, emptyParagraph(state.schema)] : [node]),
    )
    const inside = holdsText
      ? Selection.findFrom(tr.doc.resolve(from), 1, true)
      : Selection.findFrom(tr.doc.resolve(from + node.nodeSize), 1, true)
    dispatch(tr.setSelection(inside ?? NodeSelection.create(tr.doc, from)).scrollIntoView())
    return true
  }

/** Leaves the block at the caret for a new paragraph below the whole outermost block. */
export const writeBelow: Command = (state, dispatch) => {
  const { $to } = state.selection
  const after = $to.depth > 0 ? $to.after(1) : state.selection.to
  const tr = state.tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}
