import { Fragment, type Node } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import { kindOf } from '../../../shared/document/question.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { emptyParagraph, enclosing, type Placed } from '../nodes.ts'
import { addAfter, addRepeated, goToFeedback, makeBlank, removePart, repeatedIn, setCorrect } from './question-commands.ts'

// What keys do inside a question. Enter goes on to what comes next and makes it where it is missing; an empty last part
// leads out.

type Here = { node: Node; pos: number; question: Placed; around: Placed | null }

/** The part with the caret; `around` is its pair. */
function here(state: EditorState): Here | null {
  const { $from } = state.selection
  const { parent } = $from
  const question = enclosing($from, 'question')
  if (!question || parent.type.spec.group !== 'part' || !parent.isTextblock) return null
  return { node: parent, pos: $from.before(), question, around: enclosing($from, 'pair') }
}

const caretInto =
  (pos: number): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos), 1)).scrollIntoView())
    return true
  }

/** Out of the question to a new paragraph behind it; an empty part that was only a way out goes. */
const leave =
  (question: Placed, gone: Placed | null): Command =>
  (state, dispatch) => {
    const tr = state.tr
    if (gone) tr.delete(gone.pos, gone.pos + gone.node.nodeSize)
    const after = tr.mapping.map(question.pos + question.node.nodeSize)
    tr.insert(after, emptyParagraph(state.schema))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
    return true
  }

export const enter: Command = (state, dispatch, view) => {
  const at = here(state)
  if (!at) return false
  const does = enterIn(at, state)
  return does(state, dispatch, view)
}

function enterIn(at: Here, state: EditorState): Command {
  const { node, pos, question, around } = at
  const kind = kindOf(question.node.attrs.kind)
  const repeated = repeatedIn(kind)
  const behind = state.doc.nodeAt(pos + node.nodeSize)
  switch (node.type.name) {
    case 'stem':
      if (behind && behind.type.name === repeated) return caretInto(pos + node.nodeSize + 1)
      if (kind === 'fill') return splitPart
      return repeated ? addRepeated(question.pos) : leave(question, null)
    case 'prompt':
      return around && behind?.type.name === 'match' ? caretInto(pos + node.nodeSize + 1) : () => true
    case 'match':
      return around ? enterInMatch(at, around, state) : () => true
    case 'choice':
    case 'sortItem':
      return enterInRepeated(at, behind, state)
    case 'feedback':
      return behind?.type.name === 'choice' ? caretInto(pos + node.nodeSize + 1) : addAfter(pos, 'choice')
    default:
      return leave(question, node.content.size === 0 ? { node, pos } : null)
  }
}

function enterInMatch({ question }: Here, around: Placed, state: EditorState): Command {
  const after = around.pos + around.node.nodeSize
  const next = state.doc.nodeAt(after)
  if (next?.type.name === 'pair') return caretInto(after + 1)
  if (around.node.textContent === '') return leave(question, around)
  return addAfter(around.pos, 'pair')
}

function enterInRepeated({ node, pos, question }: Here, behind: Node | null, state: EditorState): Command {
  const { $from } = state.selection
  const isNext = behind?.type === node.type
  if (node.content.size === 0 && !isNext) return leave(question, { node, pos })
  const atEnd = $from.parentOffset === node.content.size
  if (atEnd && isNext && behind.content.size === 0) return caretInto(pos + node.nodeSize + 1)
  // A new one never comes between a choice and what is said of it.
  if (atEnd && behind?.type.name === 'feedback') return enterBehindFeedback(pos + node.nodeSize, behind, state)
  return splitPart
}

function enterBehindFeedback(pos: number, feedback: Node, state: EditorState): Command {
  const next = state.doc.nodeAt(pos + feedback.nodeSize)
  return next?.type.name === 'choice' && next.content.size === 0 ? caretInto(pos + feedback.nodeSize + 1) : addAfter(pos, 'choice')
}

/** What stands behind the caret goes on in a new part of the same kind. */
const splitPart: Command = (state, dispatch) => {
  const tr = state.tr.deleteSelection()
  const at = tr.selection.$from
  const rest = at.parent.content.cut(at.parentOffset)
  tr.delete(at.pos, at.end())
  const pos = tr.selection.$from.after()
  tr.insert(pos, at.parent.type.create({ id: newDocumentId() }, rest))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView())
  return true
}

/** Backspace never melts two parts of a question into one; it removes what is empty. */
export const backspace: Command = (state, dispatch, view) => {
  const at = here(state)
  if (!at || !state.selection.empty || state.selection.$from.parentOffset > 0) return false
  const { node, pos, question, around } = at
  if (node.content.size > 0) return true
  if (around) {
    if (around.node.textContent === '' && node.type.name === 'prompt') return removePart(around.pos)(state, dispatch, view)
    if (node.type.name === 'match') return caretBefore(pos)(state, dispatch, view)
    return true
  }
  if (node.type.name !== 'stem') return removePart(pos)(state, dispatch, view)
  const stems = question.node.content.content.filter((one) => one.type.name === 'stem')
  if (stems.length > 1) return removePart(pos)(state, dispatch, view)
  if (question.node.textContent !== '') return true
  const tr = state.tr.replaceWith(question.pos, question.pos + question.node.nodeSize, Fragment.from(emptyParagraph(state.schema)))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, question.pos + 1)))
  return true
}

const caretBefore =
  (pos: number): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos), -1)).scrollIntoView())
    return true
  }

/** Tab goes through the parts of a question. */
export const goTo =
  (step: 1 | -1): Command =>
  (state, dispatch) => {
    if (!here(state)) return false
    const { $from } = state.selection
    const sibling = TextSelection.near(state.doc.resolve(step > 0 ? $from.after() : $from.before()), step)
    dispatch?.(state.tr.setSelection(sibling).scrollIntoView())
    return true
  }

/** Marks the choice with the caret right or wrong; in a text to complete, makes the selected words a gap. */
export const markOrBlank: Command = (state, dispatch, view) => {
  const at = here(state)
  if (at?.node.type.name === 'choice') return setCorrect(at.pos, at.node.attrs.correct !== true)(state, dispatch, view)
  return makeBlank(state, dispatch, view)
}

/** To what is said of the choice with the caret. */
export const sayWhy: Command = (state, dispatch, view) => {
  const at = here(state)
  return at?.node.type.name === 'choice' && goToFeedback(at.pos)(state, dispatch, view)
}
