import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { isIn, turnIntoWrapper } from '../commands.ts'
import { button, element } from './elements.ts'

/** Advice to the authors, with the button that puts it away for everybody. */
class GuideView implements NodeView {
  readonly dom = element('aside', 'guide')
  readonly contentDOM = element('div', 'guide-text')
  private readonly head = element('div', 'guide-head')

  constructor(_: Node, view: EditorView, getPos: () => number | undefined) {
    const label = element('span', 'guide-label')
    label.textContent = t('editor.guideLabel')
    const dismiss = button('guide-dismiss', t('editor.guideDismiss'), () => {
      const pos = getPos()
      const node = pos === undefined ? null : view.state.doc.nodeAt(pos)
      if (pos === undefined || !node || !view.editable) return
      view.dispatch(view.state.tr.delete(pos, pos + node.nodeSize))
      view.focus()
    })
    this.head.contentEditable = 'false'
    this.head.append(label, dismiss)
    this.dom.dataset.guide = ''
    this.dom.append(this.head, this.contentDOM)
  }

  update = (node: Node) => node.type.name === 'guide'
  stopEvent = (event: Event) => this.head.contains(event.target as Element)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** A note that authors leave for authors: learners never get it. */
export const guide: Block = {
  entries: [
    {
      name: 'guide',
      group: 'text',
      turns: true,
      run: turnIntoWrapper('guide'),
      isActive: (state) => isIn(state, 'guide'),
    },
  ],
  views: () => ({ guide: (node, view, getPos) => new GuideView(node, view, getPos) }),
}
