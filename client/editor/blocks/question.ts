import CircleDot from 'lucide-solid/icons/circle-dot'
import ListChecks from 'lucide-solid/icons/list-checks'
import { Fragment, type Schema } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import { newDocumentId } from '../../../shared/id.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyParagraph, enclosing, nodeType } from '../nodes.ts'
import { addChoice, emptyChoice, removePart, setCorrect } from './question-commands.ts'
import { ChoiceView, ExplanationView, QuestionView, StemView } from './question-views.ts'

const emptyStem = (schema: Schema) => nodeType(schema, 'stem').create({ id: newDocumentId() })

const emptyQuestion = (schema: Schema, kind: 'single' | 'multiple') =>
  nodeType(schema, 'question').create({ id: newDocumentId(), kind }, [emptyStem(schema), emptyChoice(schema), emptyChoice(schema)])

const partAt = (state: Parameters<Command>[0]) => {
  const { $from } = state.selection
  const { parent } = $from
  return parent.type.spec.group === 'part' && parent.isTextblock
    ? { node: parent, pos: $from.before(), questionPos: $from.before($from.depth - 1) }
    : null
}

/** Enter goes from the question to its first choice, and from choice to choice; on an empty last one it leaves the question. */
const enter: Command = (state, dispatch, view) => {
  const part = partAt(state)
  if (!part) return false
  const { $from } = state.selection
  const question = $from.node($from.depth - 1)
  const next = question.maybeChild($from.index($from.depth - 1) + 1)
  if (part.node.type.name === 'stem') {
    if (next?.type.name !== 'choice') return addChoice(part.questionPos)(state, dispatch, view)
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.after() + 1)).scrollIntoView())
    return true
  }
  if (part.node.content.size === 0 && next?.type.name !== 'choice') return leave(state, dispatch, view)
  if ($from.parentOffset === part.node.content.size && next?.type.name === 'choice' && next.content.size === 0) {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.after() + 1)).scrollIntoView())
    return true
  }
  const tr = state.tr.deleteSelection()
  const at = tr.selection.$from
  const rest = at.parent.content.cut(at.parentOffset)
  tr.delete(at.pos, at.end())
  const pos = tr.selection.$from.after()
  tr.insert(pos, nodeType(state.schema, 'choice').create({ id: newDocumentId() }, rest))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView())
  return true
}

/** Leaves the question for a new paragraph; an empty choice that was only a way out goes. */
const leave: Command = (state, dispatch) => {
  const part = partAt(state)
  const question = enclosing(state.selection.$from, 'question')
  if (!part || !question) return false
  const tr = state.tr.delete(part.pos, part.pos + part.node.nodeSize)
  const after = tr.mapping.map(question.pos + question.node.nodeSize)
  tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** Backspace never melts two parts of a question into one; it removes what is empty. */
const backspace: Command = (state, dispatch, view) => {
  const part = partAt(state)
  if (!part || !state.selection.empty || state.selection.$from.parentOffset > 0) return false
  const question = enclosing(state.selection.$from, 'question')
  if (part.node.content.size > 0 || !question) return true
  if (part.node.type.name === 'choice') return removePart(part.pos)(state, dispatch, view)
  if (question.node.textContent !== '') return true
  const tr = state.tr.replaceWith(question.pos, question.pos + question.node.nodeSize, Fragment.from(emptyParagraph(state.schema)))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, question.pos + 1)))
  return true
}

/** Tab goes through the parts of a question. */
const goTo =
  (step: 1 | -1): Command =>
  (state, dispatch) => {
    if (!partAt(state)) return false
    const { $from } = state.selection
    const sibling = TextSelection.near(state.doc.resolve(step > 0 ? $from.after() : $from.before()), step)
    dispatch?.(state.tr.setSelection(sibling).scrollIntoView())
    return true
  }

const toggleCorrect: Command = (state, dispatch, view) => {
  const part = partAt(state)
  return part?.node.type.name === 'choice' && setCorrect(part.pos, part.node.attrs.correct !== true)(state, dispatch, view)
}

/** A question with choices, written where it will be asked. */
export const question: Block = {
  entries: [
    { name: 'single', icon: CircleDot, group: 'question', run: insertBlock((type) => emptyQuestion(type.schema, 'single'), 'question') },
    {
      name: 'multiple',
      icon: ListChecks,
      group: 'question',
      run: insertBlock((type) => emptyQuestion(type.schema, 'multiple'), 'question'),
    },
  ],
  keys: () => ({ Enter: enter, Backspace: backspace, Tab: goTo(1), 'Shift-Tab': goTo(-1), 'Mod-.': toggleCorrect }),
  views: () => ({
    question: (node, view, getPos) => new QuestionView(node, view, getPos),
    stem: (node) => new StemView(node),
    choice: (node, view, getPos) => new ChoiceView(node, view, getPos),
    explanation: (node, view, getPos) => new ExplanationView(node, view, getPos),
  }),
}
