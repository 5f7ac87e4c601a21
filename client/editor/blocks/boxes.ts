import { Fragment, type Node, type NodeType, type Schema } from 'prosemirror-model'
import { type Command, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { newDocumentId } from '../../../shared/id.ts'
import { run } from '../block.ts'
import { emptyParagraph, enclosing, nodeType, type Placed } from '../nodes.ts'
import { button, element } from './elements.ts'

// What columns, titled parts and flip cards share: they hold parts, and the parts hold blocks. A schema that demanded a
// part or a line in it would delete what others wrote, so an empty one is met here, when somebody wants to write in it.

/** The parts of boxes, by the name of their node. */
export const boxParts = ['column', 'panel', 'side'] as const

export type GetPos = () => number | undefined

/** A part with an empty line in it. */
export const emptyPart = (schema: Schema, name: string, ...before: Node[]) =>
  nodeType(schema, name).create({ id: newDocumentId() }, [...before, emptyParagraph(schema)])

/** A new part after all others, and the caret in it. */
export const addPart =
  (pos: number, make: (schema: Schema) => Node): Command =>
  (state, dispatch) => {
    const box = state.doc.nodeAt(pos)
    if (!box) return false
    const at = pos + box.nodeSize - 1
    const tr = state.tr.insert(at, make(state.schema))
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView())
    return true
  }

/** Takes away the part that holds the caret; with the last one goes the box, and a line to write in takes its place. */
export const removePartAt =
  (name: string): Command =>
  (state, dispatch) => {
    const part = enclosing(state.selection.$from, name)
    if (!part) return false
    dispatch?.(withoutPart(state.tr, part).scrollIntoView())
    return true
  }

export function withoutPart(tr: Transaction, { node, pos }: Placed): Transaction {
  const $pos = tr.doc.resolve(pos)
  const isOnly = $pos.parent.childCount === 1
  if (isOnly) tr.replaceWith($pos.before(), $pos.after(), Fragment.from(emptyParagraph(node.type.schema)))
  else tr.delete(pos, pos + node.nodeSize)
  const at = isOnly ? $pos.before() + 1 : pos
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), -1))
}

const isHollow = (node: Node) => node.childCount === 0 || (node.childCount === 1 && node.firstChild?.type.name === 'panelTitle')

/** A click into a part that holds nothing gives it a line. */
export function fillHollow(view: EditorView, event: Event): boolean {
  const part = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-hollow]') : null
  if (!part || !view.editable) return false
  const $at = view.state.doc.resolve(view.posAtDOM(part, 0))
  const found = enclosing($at, ...boxParts)
  if (!found || !isHollow(found.node)) return false
  const at = found.pos + found.node.nodeSize - 1
  const tr = view.state.tr.insert(at, emptyParagraph(view.state.schema))
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)))
  view.focus()
  event.preventDefault()
  return true
}

/** A part as an element of its own that says when it holds nothing. */
export const partView = (className: string, name: string, dress?: (dom: HTMLElement) => void) => (node: Node) => {
  const dom = element('div', className)
  dress?.(dom)
  const update = (now: Node) => {
    if (now.type.name !== name) return false
    dom.toggleAttribute('data-hollow', isHollow(now))
    return true
  }
  update(node)
  return {
    dom,
    contentDOM: dom,
    update,
    ignoreMutation: (mutation: MutationRecord | { type: 'selection' }) => mutation.type === 'attributes',
  }
}

/** The controls below a box: one adds a part, one takes the part with the caret away. */
export function boxFoot(
  view: EditorView,
  getPos: GetPos,
  words: { add: string; remove: string },
  make: (schema: Schema) => Node,
  part: string,
) {
  const add = button('box-add', words.add, () => {
    const pos = getPos()
    if (pos !== undefined && view.editable) run(view, addPart(pos, make))
  })
  const remove = button('box-remove', words.remove, () => {
    const pos = getPos()
    const around = enclosing(view.state.selection.$from, part)
    const box = around && view.state.doc.resolve(around.pos)
    if (view.editable && box && box.before() === pos) run(view, removePartAt(part))
  })
  const foot = element('div', 'box-foot', add, remove)
  foot.contentEditable = 'false'
  return {
    dom: foot,
    say(now: { add: string; remove: string }) {
      add.textContent = now.add
      remove.textContent = now.remove
    },
  }
}

/** Backspace at the very beginning of a part never melts two parts into one; an empty part goes. */
export const keepParts: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const part = enclosing($from, ...boxParts)
  if (!part || $from.pos !== part.pos + 1 + ($from.depth - part.depth)) return false
  if ($from.parent.type.name !== 'paragraph' && $from.parent.type.name !== 'panelTitle') return false
  if ($from.depth > part.depth + 1) return false // a list or a quote in it is taken apart first
  const holdsOnlyLine = part.node.textContent === '' && part.node.childCount <= 2 && part.node.children.every((each) => each.isTextblock)
  if (!holdsOnlyLine) return true
  // The two sides of a card go together.
  const whole = part.node.type.name === 'side' ? enclosing($from, 'card') : part
  if (whole && whole.node.textContent === '') dispatch?.(withoutPart(state.tr, whole).scrollIntoView())
  return true
}

/** Enter in an empty last line leaves the box for a new line below it, as it leaves a list. */
export const leaveByEnter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const part = enclosing($from, ...boxParts)
  if (!empty || !part || $from.depth !== part.depth + 1 || $from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0)
    return false
  const index = $from.index(part.depth)
  const before = index > 0 ? part.node.child(index - 1) : null
  if (index < part.node.childCount - 1 || !before || before.type.name === 'panelTitle') return false
  const box = enclosing(state.doc.resolve(part.pos), 'columns', 'panels', 'cards')
  if (!box) return false
  const tr = state.tr.delete($from.before(), $from.after())
  const after = tr.mapping.map(box.pos + box.node.nodeSize)
  tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** A box with some parts, ready to be written in. */
export const emptyBox = (type: NodeType, attrs: Record<string, unknown>, parts: Node[]) =>
  type.create({ id: newDocumentId(), ...attrs }, parts)
