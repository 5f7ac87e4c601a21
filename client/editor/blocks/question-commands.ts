import type { Node, Schema } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import { newDocumentId } from '../../../shared/id.ts'
import { emptyParagraph, nodeType } from '../nodes.ts'

// What the controls around a question do; `questionPos` and `pos` lie right before the node they name.

export const emptyChoice = (schema: Schema) => nodeType(schema, 'choice').create({ id: newDocumentId() })
/** Where each part of a question begins. */
function partsOf(question: Node, pos: number): { node: Node; pos: number }[] {
  const parts: { node: Node; pos: number }[] = []
  question.forEach((node, offset) => parts.push({ node, pos: pos + 1 + offset }))
  return parts
}

/** Adds a choice behind the last one, and the caret into it. */
export const addChoice =
  (questionPos: number): Command =>
  (state, dispatch) => {
    const question = state.doc.nodeAt(questionPos)
    if (question?.type.name !== 'question') return false
    const parts = partsOf(question, questionPos)
    const last = parts.findLast(({ node }) => node.type.name === 'choice') ?? parts.findLast(({ node }) => node.type.name === 'stem')
    const pos = last ? last.pos + last.node.nodeSize : questionPos + 1
    const tr = state.tr.insert(pos, emptyChoice(state.schema))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView())
    return true
  }

/** Adds what is shown after the answer; a question has one. */
export const addExplanation =
  (questionPos: number): Command =>
  (state, dispatch) => {
    const question = state.doc.nodeAt(questionPos)
    if (question?.type.name !== 'question') return false
    const pos = questionPos + question.nodeSize - 1
    const tr = state.tr.insert(pos, nodeType(state.schema, 'explanation').create({ id: newDocumentId() }, emptyParagraph(state.schema)))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 2)).scrollIntoView())
    return true
  }

/** Marks a choice right or wrong. Of a single-choice question only one is right. */
export const setCorrect =
  (choicePos: number, correct: boolean): Command =>
  (state, dispatch) => {
    if (state.doc.nodeAt(choicePos)?.type.name !== 'choice') return false
    const $choice = state.doc.resolve(choicePos)
    const question = $choice.parent
    const tr = state.tr.setNodeAttribute(choicePos, 'correct', correct)
    if (correct && question.attrs.kind === 'single')
      for (const { node, pos } of partsOf(question, $choice.before()))
        if (node.attrs.correct === true && pos !== choicePos) tr.setNodeAttribute(pos, 'correct', false)
    dispatch?.(tr)
    return true
  }

/** Changes single to multiple or back; going back, the first right choice stays right. */
export const setKind =
  (questionPos: number, kind: 'single' | 'multiple'): Command =>
  (state, dispatch) => {
    const question = state.doc.nodeAt(questionPos)
    if (question?.type.name !== 'question') return false
    const tr = state.tr.setNodeAttribute(questionPos, 'kind', kind)
    const right = partsOf(question, questionPos).filter(({ node }) => node.attrs.correct === true)
    if (kind === 'single') for (const { pos } of right.slice(1)) tr.setNodeAttribute(pos, 'correct', false)
    dispatch?.(tr)
    return true
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
