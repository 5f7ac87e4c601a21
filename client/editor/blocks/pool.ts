import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { t } from '../../platform/text.ts'
import { run } from '../block.ts'
import { button, element } from './elements.ts'
import { emptyQuestion } from './question-commands.ts'
import type { GetPos } from './question-parts.ts'

/** Questions of which some are asked: how many, and the questions below. */
export class PoolView implements NodeView {
  readonly dom = element('section', 'pool')
  readonly contentDOM = element('div', 'pool-questions')
  private readonly draw = element('input', 'question-points')
  private readonly count = element('span', '')
  private readonly add: HTMLButtonElement
  private readonly fault = element('p', 'question-fault')
  private readonly view: EditorView

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    Object.assign(this.draw, { type: 'number', min: '1', max: '100', step: '1' })
    this.draw.addEventListener('change', () => {
      const pos = getPos()
      const draw = Math.min(100, Math.max(1, Math.round(Number(this.draw.value)) || 1))
      if (pos !== undefined && view.editable) view.dispatch(view.state.tr.setNodeAttribute(pos, 'draw', draw))
    })
    const label = element('label', 'question-setting')
    label.append(t('editor.poolDraw'), this.draw)
    const head = element('div', 'question-head', label, this.count)
    head.contentEditable = 'false'
    this.add = button('question-add', t('editor.poolAdd'), () => {
      const pos = getPos()
      const pool = pos === undefined ? null : view.state.doc.nodeAt(pos)
      if (pos === undefined || !pool) return
      const end = pos + pool.nodeSize - 1
      run(view, (state, dispatch) => {
        dispatch?.(state.tr.insert(end, emptyQuestion(state.schema, 'single')).scrollIntoView())
        return true
      })
    })
    const foot = element('div', 'question-foot', this.add)
    foot.contentEditable = 'false'
    this.fault.contentEditable = 'false'
    this.fault.setAttribute('role', 'status')
    this.dom.append(head, this.contentDOM, foot, this.fault)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'pool') return false
    const count = node.content.content.filter((one) => one.type.name === 'question').length
    if (document.activeElement !== this.draw) this.draw.value = String(node.attrs.draw)
    this.draw.disabled = !this.view.editable
    this.count.textContent = t('editor.poolOf', { count })
    this.add.hidden = !this.view.editable
    this.fault.hidden = count >= Number(node.attrs.draw)
    this.fault.textContent = this.fault.hidden ? '' : t('editor.fault.pool.tooFew')
    return true
  }

  stopEvent = (event: Event) =>
    event.target instanceof HTMLElement && !this.contentDOM.contains(event.target) && this.dom.contains(event.target)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}
