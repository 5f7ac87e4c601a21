import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { acceptedBy } from '../../../shared/document/question.ts'
import { t } from '../../platform/text.ts'
import { element } from './elements.ts'
import type { GetPos } from './question-parts.ts'

/** A gap among words: a field that holds what may stand there. Arrow keys lead into it and out again. */
export class BlankView implements NodeView {
  readonly dom = element('span', 'blank')
  private readonly field = element('input', 'blank-field')
  private readonly view: EditorView
  private readonly getPos: GetPos

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.getPos = getPos
    this.dom.contentEditable = 'false'
    this.field.type = 'text'
    this.field.maxLength = 1000
    this.field.ariaLabel = t('editor.blankAccepts')
    this.field.placeholder = t('editor.blankEmpty')
    this.field.dataset.tip = t('editor.blankAccepts')
    this.field.addEventListener('change', () => this.keep())
    this.field.addEventListener('input', () => this.grow())
    this.field.addEventListener('keydown', (event) => this.key(event))
    this.dom.append(this.field)
    this.update(node)
  }

  private keep() {
    const pos = this.getPos()
    const node = pos === undefined ? null : this.view.state.doc.nodeAt(pos)
    const accept = acceptedBy(this.field.value).join(' | ')
    if (pos === undefined || node?.type.name !== 'blank' || node.attrs.accept === accept || !this.view.editable) return
    this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, 'accept', accept))
  }

  private key(event: KeyboardEvent) {
    const { selectionStart, selectionEnd, value } = this.field
    const out =
      event.key === 'Enter' ||
      event.key === 'Escape' ||
      event.key === 'Tab' ||
      (event.key === 'ArrowRight' && selectionEnd === value.length)
        ? 1
        : event.key === 'ArrowLeft' && selectionStart === 0 && selectionEnd === 0
          ? -1
          : 0
    if (out === 0 || event.isComposing) return
    event.preventDefault()
    this.keep()
    const pos = this.getPos()
    if (pos === undefined) return
    const step = event.key === 'Tab' && event.shiftKey ? -1 : out
    const { state } = this.view
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, step > 0 ? pos + 1 : pos)))
    this.view.focus()
  }

  private grow() {
    this.field.size = Math.max(6, Math.min(40, this.field.value.length + 1))
  }

  update(node: Node) {
    if (node.type.name !== 'blank') return false
    if (document.activeElement !== this.field) this.field.value = String(node.attrs.accept)
    this.field.readOnly = !this.view.editable
    this.dom.classList.toggle('blank-open', acceptedBy(node.attrs.accept).length === 0)
    this.grow()
    return true
  }

  /** The caret came to it by key: go on in the field. */
  selectNode() {
    this.field.focus()
  }
  deselectNode() {
    // The field shows its own focus.
  }
  stopEvent = () => true
  ignoreMutation = () => true
  destroy() {
    if (document.activeElement === this.field) this.keep()
  }
}
