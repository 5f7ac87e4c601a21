import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { emptyParagraph } from '../nodes.ts'
import { isRemote } from './fresh-ids.ts'

/** Adds a paragraph at the end when there is none to write in, and puts the caret there. */
export function writeAtEnd(view: EditorView): void {
  const { doc, schema } = view.state
  const last = doc.lastChild
  const tr = view.state.tr
  if (!last || last.type !== schema.nodes.paragraph || last.content.size > 0) tr.insert(doc.content.size, emptyParagraph(schema))
  view.dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView())
  view.focus()
}

/**
 * The schema lets a lesson be empty, because a stricter one would delete content of others. A person still needs a line
 * to write in: an emptied lesson gets one back, and a click below the last block makes one.
 */
export const alwaysWritable = () =>
  new Plugin({
    appendTransaction(transactions, _before, after) {
      if (after.doc.childCount > 0 || transactions.some((tr) => !tr.docChanged || isRemote(tr))) return null
      const tr = after.tr.insert(0, emptyParagraph(after.schema))
      return tr.setSelection(TextSelection.atStart(tr.doc))
    },
    props: {
      handleDOMEvents: {
        focus(view) {
          if (view.editable && view.state.doc.childCount === 0) writeAtEnd(view)
          return false
        },
        mousedown(view, event) {
          const last = view.dom.lastElementChild
          if (!view.editable || event.target !== view.dom || !last || event.clientY <= last.getBoundingClientRect().bottom) return false
          event.preventDefault()
          writeAtEnd(view)
          return true
        },
      },
    },
  })
