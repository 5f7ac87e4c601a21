import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { tones } from '../../../shared/document/schema/text.ts'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { isIn, turnIntoWrapper } from '../commands.ts'

type Tone = (typeof tones)[number]
const signs: Record<Tone, string> = { note: 'i', tip: '★', warning: '!', danger: '!' }
const toneOf = (node: Node): Tone => tones.find((tone) => tone === node.attrs.tone) ?? 'note'

/** A callout with its sign, which is the button that changes its tone. */
class CalloutView implements NodeView {
  readonly dom = document.createElement('aside')
  readonly contentDOM = document.createElement('div')
  private readonly sign = document.createElement('button')

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.sign.type = 'button'
    this.sign.className = 'callout-sign'
    this.sign.contentEditable = 'false'
    this.sign.addEventListener('click', () => {
      const pos = getPos()
      const now = pos === undefined ? null : view.state.doc.nodeAt(pos)
      if (pos === undefined || !now || !view.editable) return
      view.dispatch(view.state.tr.setNodeAttribute(pos, 'tone', tones[(tones.indexOf(toneOf(now)) + 1) % tones.length]))
    })
    this.dom.append(this.sign, this.contentDOM)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'callout') return false
    const tone = toneOf(node)
    this.dom.dataset.tone = tone
    this.sign.textContent = signs[tone]
    this.sign.title = t(`editor.tone.${tone}`)
    this.sign.ariaLabel = t('editor.changeTone', { tone: t(`editor.tone.${tone}`) })
    return true
  }

  stopEvent = (event: Event) => this.sign.contains(event.target as Element)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** A passage that must not be overlooked. */
export const callout: Block = {
  entries: [
    {
      name: 'callout',
      group: 'text',
      turns: true,
      run: turnIntoWrapper('callout'),
      isActive: (state) => isIn(state, 'callout'),
    },
  ],
  views: () => ({ callout: (node, view, getPos) => new CalloutView(node, view, getPos) }),
}
