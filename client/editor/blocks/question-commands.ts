import { Fragment, type Node, type Schema } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { hasChoices, isForCoach, kindOf, type QuestionKind } from '../../../shared/document/question.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { emptyParagraph, enclosing, nodeType, type Placed } from '../nodes.ts'

// What the controls around a question do; `questionPos` and `pos` lie right before the node they name.

const words = (schema: Schema, text: string) => (text === '' ? Fragment.empty : Fragment.from(schema.text(text)))
/** A part with an id of its own. */
export const part = (schema: Schema, name: string, attrs: Record<string, unknown> = {}, content: Fragment | Node[] = Fragment.empty) =>
  nodeType(schema, name).create({ ...attrs, id: newDocumentId() }, content)
const pair = (schema: Schema) => part(schema, 'pair', {}, [part(schema, 'prompt'), part(schema, 'match')])

/** The parts that a question of this kind has several of. */
export const repeatedIn = (kind: QuestionKind): 'choice' | 'sortItem' | 'pair' | null =>
  hasChoices(kind) ? 'choice' : kind === 'ordering' ? 'sortItem' : kind === 'matching' ? 'pair' : null

/** What a new question of this kind begins with, behind its stem. */
function firstParts(schema: Schema, kind: QuestionKind): Node[] {
  if (kind === 'trueFalse') return [t('editor.true'), t('editor.false')].map((text) => part(schema, 'choice', {}, words(schema, text)))
  if (kind === 'hotspot') return [part(schema, 'spotImage')]
  const name = repeatedIn(kind)
  return name ? [0, 1].map(() => (name === 'pair' ? pair(schema) : part(schema, name))) : []
}

export const emptyQuestion = (schema: Schema, kind: QuestionKind): Node =>
  part(schema, 'question', { kind, points: kind === 'poll' || kind === 'wall' ? 0 : 1 }, [
    part(schema, 'stem'),
    ...firstParts(schema, kind),
  ])

/** Where each part of a question begins. */
export function partsOf(question: Node, pos: number): Placed[] {
  const parts: Placed[] = []
  question.forEach((node, offset) => parts.push({ node, pos: pos + 1 + offset }))
  return parts
}

export const questionAt = (state: EditorState, pos: number): Node | null => {
  const node = state.doc.nodeAt(pos)
  return node?.type.name === 'question' ? node : null
}

/** The caret into the first text at or behind a place. */
const caretNear = (tr: Transaction, pos: number) => tr.setSelection(TextSelection.near(tr.doc.resolve(pos), 1)).scrollIntoView()

/** Adds one more of what a question of its kind has several of, behind the last one. */
export const addRepeated =
  (questionPos: number): Command =>
  (state, dispatch) => {
    const question = questionAt(state, questionPos)
    const name = question && repeatedIn(kindOf(question.attrs.kind))
    if (!question || !name) return false
    const parts = partsOf(question, questionPos)
    const last = parts.findLast(({ node }) => node.type.name === name || node.type.name === 'feedback' || node.type.name === 'stem')
    return addBehind(last ?? null, questionPos, name === 'pair' ? pair(state.schema) : part(state.schema, name))(state, dispatch)
  }

const addBehind =
  (last: Placed | null, questionPos: number, made: Node): Command =>
  (state, dispatch) => {
    const pos = last ? last.pos + last.node.nodeSize : questionPos + 1
    dispatch?.(caretNear(state.tr.insert(pos, made), pos + 1))
    return true
  }

/** Adds a part behind the choice (or pair, or hint …) at `pos`, and the caret into it. */
export const addAfter =
  (pos: number, name: string): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (!node) return false
    return addBehind({ node, pos }, pos, name === 'pair' ? pair(state.schema) : part(state.schema, name))(state, dispatch)
  }

/** Adds a hint, what is told afterwards, or what a coach looks for, at the end of the question. */
export const addNote =
  (name: 'hint' | 'explanation' | 'rubric') =>
  (questionPos: number): Command =>
  (state, dispatch) => {
    const question = questionAt(state, questionPos)
    if (!question) return false
    // Hints come before what is told after the answer.
    const before = name === 'hint' ? partsOf(question, questionPos).find(({ node }) => isTold(node)) : undefined
    const pos = before?.pos ?? questionPos + question.nodeSize - 1
    const content = name === 'hint' ? Fragment.empty : Fragment.from(emptyParagraph(state.schema))
    dispatch?.(caretNear(state.tr.insert(pos, part(state.schema, name, {}, content)), pos + 1))
    return true
  }
const isTold = (node: Node) => node.type.name === 'explanation' || node.type.name === 'rubric'

/** Marks a choice right or wrong. Where one answer is right, only one choice is. */
export const setCorrect =
  (choicePos: number, correct: boolean): Command =>
  (state, dispatch) => {
    if (state.doc.nodeAt(choicePos)?.type.name !== 'choice') return false
    const $choice = state.doc.resolve(choicePos)
    const question = $choice.parent
    const tr = state.tr.setNodeAttribute(choicePos, 'correct', correct)
    if (correct && kindOf(question.attrs.kind) !== 'multiple')
      for (const { node, pos } of partsOf(question, $choice.before()))
        if (node.attrs.correct === true && pos !== choicePos) tr.setNodeAttribute(pos, 'correct', false)
    dispatch?.(tr)
    return true
  }

/**
 * Makes a question one of another kind, as one step. Choices become things to sort and back, with their words; what the
 * new kind lacks is added, and what was empty anyway goes. Everything else stays, so that going back loses nothing.
 */
export const setKind =
  (questionPos: number, kind: QuestionKind): Command =>
  (state, dispatch) => {
    const question = questionAt(state, questionPos)
    if (!question) return false
    const name = repeatedIn(kind)
    const tr = state.tr.setNodeAttribute(questionPos, 'kind', kind)
    const plain = (node: Node) => node.type.name === 'choice' || node.type.name === 'sortItem'
    for (const { node, pos } of partsOf(question, questionPos).toReversed()) {
      if (!plain(node) || node.type.name === name) continue
      if (name === 'choice' || name === 'sortItem') tr.setNodeMarkup(pos, nodeType(state.schema, name), { id: node.attrs.id })
      else if (node.content.size === 0) tr.delete(pos, pos + node.nodeSize)
    }
    const now = tr.doc.nodeAt(questionPos)
    if (now) complete(tr, now, questionPos, kind, state.schema)
    if (kind === 'single' || kind === 'trueFalse') keepFirstRight(tr, questionPos)
    dispatch?.(tr)
    return true
  }

function complete(tr: Transaction, question: Node, questionPos: number, kind: QuestionKind, schema: Schema) {
  const name = kind === 'hotspot' ? 'spotImage' : repeatedIn(kind)
  const parts = partsOf(question, questionPos)
  if (!name || parts.some(({ node }) => node.type.name === name)) return
  const stem = parts.findLast(({ node }) => node.type.name === 'stem')
  tr.insert(stem ? stem.pos + stem.node.nodeSize : questionPos + 1, firstParts(schema, kind))
}

function keepFirstRight(tr: Transaction, questionPos: number) {
  const question = tr.doc.nodeAt(questionPos)
  const right = question ? partsOf(question, questionPos).filter(({ node }) => node.attrs.correct === true) : []
  for (const { pos } of right.slice(1)) tr.setNodeAttribute(pos, 'correct', false)
}

export const removePart =
  (pos: number): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (!node) return false
    const tr = state.tr.delete(pos, pos + node.nodeSize)
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(pos), -1)).scrollIntoView())
    return true
  }

/** What an author says of a choice: the caret goes to it, and it is made where there is none. */
export const goToFeedback =
  (choicePos: number): Command =>
  (state, dispatch) => {
    const choice = state.doc.nodeAt(choicePos)
    if (choice?.type.name !== 'choice') return false
    const after = choicePos + choice.nodeSize
    if (state.doc.nodeAt(after)?.type.name !== 'feedback') return addAfter(choicePos, 'feedback')(state, dispatch)
    dispatch?.(caretNear(state.tr, after + 1))
    return true
  }

/** Makes the selected words of a text to complete a gap that accepts them; without a selection, an empty gap. */
export const makeBlank: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection
  const question = enclosing($from, 'question')
  if (
    !question ||
    kindOf(question.node.attrs.kind) !== 'fill' ||
    $from.parent.type.name !== 'stem' ||
    !$from.sameParent(state.selection.$to)
  )
    return false
  const accept = state.doc.textBetween(from, to).trim()
  dispatch?.(state.tr.replaceWith(from, to, part(state.schema, 'blank', { accept })).scrollIntoView())
  return true
}

/** Which notes a question of this kind can have. */
export const notesOf = (kind: QuestionKind): ('hint' | 'explanation' | 'rubric')[] => {
  if (kind === 'wall' || kind === 'poll') return ['explanation']
  return isForCoach(kind) ? ['hint', 'explanation', 'rubric'] : ['hint', 'explanation']
}
