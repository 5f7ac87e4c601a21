import type { Node } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { allowedHref } from '../../../shared/document/addresses.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyParagraph } from '../nodes.ts'
import type { GetPos } from './boxes.ts'
import { element } from './elements.ts'

/** A button with its label in place, and beside it where it leads. */
class ButtonView implements NodeView {
  readonly dom = element('div', 'button-block')
  readonly contentDOM = element('span', 'button-label')
  private readonly address = element('input', 'button-address')
  private readonly fault = element('p', 'button-fault')
  private readonly view: EditorView

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    Object.assign(this.address, { type: 'text', inputMode: 'url', autocomplete: 'off', spellcheck: false })
    this.address.placeholder = t('blocks.buttonAddress')
    this.address.ariaLabel = t('blocks.buttonAddress')
    this.address.dir = 'ltr'
    this.fault.textContent = t('blocks.buttonBad')
    const save = () => {
      const pos = getPos()
      const href = complete(this.address.value.trim())
      const good = href === '' || allowedHref(href)
      this.say(href, good)
      if (good && pos !== undefined && view.editable && view.state.doc.nodeAt(pos)?.attrs.href !== href)
        view.dispatch(view.state.tr.setNodeAttribute(pos, 'href', href))
    }
    this.address.addEventListener('change', save)
    this.address.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return
      event.preventDefault()
      save()
      view.focus()
    })
    const beside = element('div', 'button-where', this.address, this.fault)
    beside.contentEditable = 'false'
    this.dom.append(this.contentDOM, beside)
    this.update(node)
  }

  private say(href: string, good: boolean) {
    this.fault.hidden = good
    this.address.classList.toggle('button-missing', href === '')
    this.address.setAttribute('aria-invalid', String(!good))
  }

  update(node: Node) {
    if (node.type.name !== 'button') return false
    const href = String(node.attrs.href)
    if (document.activeElement !== this.address) this.address.value = href
    this.address.disabled = !this.view.editable
    this.contentDOM.dataset.placeholder = t('blocks.buttonLabel')
    this.dom.toggleAttribute('data-hollow-label', node.content.size === 0)
    this.say(href, true)
    return true
  }

  stopEvent = (event: Event) => event.target === this.address
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** `example.org/page` is meant as a page of the web. */
const complete = (typed: string) => (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed)

/** Enter leaves the label for a new line: half a button is none. */
const below: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'button') return false
  const after = $from.after()
  const tr = state.tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** A button that leads somewhere. */
export const buttonLink: Block = {
  entries: [{ name: 'button', group: 'media', run: insertBlock((type) => type.create({ id: newDocumentId() }), 'button') }],
  keys: () => ({ Enter: below }),
  views: () => ({ button: (node, view, getPos) => new ButtonView(node, view, getPos) }),
}
