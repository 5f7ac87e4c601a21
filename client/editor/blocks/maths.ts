import { InputRule } from 'prosemirror-inputrules'
import type { Node } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import { newDocumentId } from '../../../shared/id.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyParagraph, markType, nodeType } from '../nodes.ts'
import { FormulaBox, formulas } from '../plugins/formulas.ts'
import { element } from './elements.ts'

const inFormula = (name: string) => name === 'mathsBlock'

/** Enter breaks the line while there is more to write below; at the end it leaves the formula. */
const leave: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!inFormula($from.parent.type.name) || !empty || $from.parentOffset < $from.parent.content.size) return false
  const after = $from.after()
  const tr = state.tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** Backspace in an empty formula leaves a plain line. */
const plainFirst: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!inFormula($from.parent.type.name) || !empty || $from.parentOffset > 0) return false
  const { id } = $from.parent.attrs
  dispatch?.(state.tr.setBlockType($from.pos, $from.pos, nodeType(state.schema, 'paragraph'), { id }))
  return true
}

/** The arrow at the end of a formula in the text leaves it first: what is typed next is plain again. */
const stepOut: Command = (state, dispatch) => {
  const type = markType(state.schema, 'maths')
  const { $from, empty } = state.selection
  const marks = state.storedMarks ?? $from.marks()
  if (!empty || !type.isInSet(marks) || ($from.nodeAfter && type.isInSet($from.nodeAfter.marks))) return false
  dispatch?.(state.tr.setStoredMarks(type.removeFromSet(marks)))
  return true
}

/** What is selected becomes a formula in the text; without a selection an example that the first key replaces. */
const writeInline: Command = (state, dispatch) => {
  const type = markType(state.schema, 'maths')
  const { from, to, empty, $from } = state.selection
  if (!$from.parent.inlineContent || $from.parent.type.spec.code) return false
  const tr = state.tr
  if (empty) tr.insertText('x^2', from).addMark(from, from + 3, type.create())
  else tr.addMark(from, to, type.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, empty ? from : to, empty ? from + 3 : to)).scrollIntoView())
  return true
}

/** Formulas in the text and on a line of their own, written in TeX. */
export const maths: Block = {
  entries: [
    {
      name: 'mathsBlock',
      group: 'media',
      shorthand: '$$',
      run: insertBlock((type) => type.create({ id: newDocumentId() }), 'mathsBlock'),
    },
    { name: 'maths', group: 'media', shorthand: '$x$', run: writeInline },
  ],
  inputRules: (schema) => [
    new InputRule(/^\$\$\s$/, (state, _match, start, end) => {
      const $start = state.doc.resolve(start)
      if ($start.parent.type.name !== 'paragraph') return null
      return state.tr
        .delete(start, end)
        .setBlockType(start, start, nodeType(schema, 'mathsBlock'), { id: $start.parent.attrs.id as string })
    }),
    // No space after the first sign and none before the last, so that prices stay prices.
    new InputRule(
      /(?<![\\$\w])\$([^\s$](?:[^$]*[^\s$\\])?)\$$/,
      (state, match, start, end) => {
        const type = markType(schema, 'maths')
        const inner = match[1] ?? ''
        if (state.doc.resolve(start).parent.type.spec.code) return null
        const tr = state.tr.delete(start, start + 1)
        return tr
          .addMark(start, start + inner.length, type.create())
          .setStoredMarks(type.removeFromSet(state.storedMarks ?? state.doc.resolve(end).marks()))
      },
      { inCodeMark: false },
    ),
  ],
  keys: () => ({ Enter: leave, Backspace: plainFirst, ArrowRight: stepOut }),
  views: () => ({
    mathsBlock: (first, view, getPos) => {
      const dom = element('div', 'maths-block')
      const contentDOM = element('code', 'maths-text')
      contentDOM.spellcheck = false
      const box = new FormulaBox(true)
      dom.append(contentDOM, box.dom)
      box.dom.addEventListener('mousedown', (event) => {
        const pos = getPos()
        const node = pos === undefined ? null : view.state.doc.nodeAt(pos)
        if (pos === undefined || !node || !view.editable) return
        event.preventDefault()
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1 + node.content.size)))
        view.focus()
      })
      const update = (node: Node) => {
        if (node.type.name !== 'mathsBlock') return false
        box.say(node.textContent)
        return true
      }
      update(first)
      return { dom, contentDOM, update, ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) }
    },
  }),
  plugins: () => [formulas()],
}
