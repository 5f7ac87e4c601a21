import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { t } from '../../platform/text.ts'
import { run } from '../block.ts'
import { button, element } from './elements.ts'
import { removePart } from './question-commands.ts'

// Parts of a question that are words, or blocks: each with what it is for and a way to take it out.

export type GetPos = () => number | undefined
type WordsName = 'feedback' | 'sortItem' | 'prompt' | 'match' | 'hint'

export function removeButton(words: string, view: EditorView, getPos: GetPos): HTMLButtonElement {
  const made = button('choice-remove', '×', () => {
    const pos = getPos()
    if (pos !== undefined && view.editable) run(view, removePart(pos))
  })
  made.ariaLabel = words
  made.contentEditable = 'false'
  return made
}

/** A line of words. `stays`: it goes only with what is around it. */
export class WordsView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM = element('div', 'part-text')
  private readonly remove: HTMLButtonElement | undefined
  private readonly name: WordsName
  private readonly view: EditorView

  constructor(
    node: Node,
    view: EditorView,
    getPos: GetPos,
    { name, label, stays }: { name: WordsName; label?: 'editor.feedback' | 'editor.hintLabel'; stays?: true },
  ) {
    this.name = name
    this.view = view
    this.dom = element('div', `part part-${name}`)
    if (label) {
      const said = element('span', 'part-label')
      said.textContent = t(label)
      said.contentEditable = 'false'
      this.dom.append(said)
    }
    this.dom.append(this.contentDOM)
    if (!stays) {
      this.remove = removeButton(t('editor.removePart'), view, getPos)
      this.dom.append(this.remove)
    }
    this.contentDOM.dataset.placeholder = t(`editor.empty.${name}`)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== this.name) return false
    if (this.remove) this.remove.hidden = !this.view.editable
    this.contentDOM.classList.toggle('is-empty', node.content.size === 0)
    return true
  }

  stopEvent = (event: Event) => event.target === this.remove
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** A prompt and what belongs to it, side by side. */
export class PairView implements NodeView {
  readonly dom = element('div', 'pair')
  readonly contentDOM = element('div', 'pair-sides')
  private readonly remove: HTMLButtonElement
  private readonly view: EditorView

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.remove = removeButton(t('editor.removePair'), view, getPos)
    this.dom.append(this.contentDOM, this.remove)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'pair') return false
    this.remove.hidden = !this.view.editable
    return true
  }

  stopEvent = (event: Event) => event.target === this.remove
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** Blocks with a line above that says what they are for. */
export class NotesView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM = element('div', 'explanation-text')

  constructor(_node: Node, view: EditorView, getPos: GetPos, name: 'explanation' | 'rubric') {
    const label = element('span', 'explanation-label')
    label.textContent = t(`editor.${name}`)
    const remove = removeButton(t(name === 'rubric' ? 'editor.removeRubric' : 'editor.removeExplanation'), view, getPos)
    remove.hidden = !view.editable
    const head = element('div', 'explanation-head', label, remove)
    head.contentEditable = 'false'
    this.dom = element('div', `explanation ${name}`, head, this.contentDOM)
  }

  stopEvent = (event: Event) => event.target instanceof HTMLElement && !this.contentDOM.contains(event.target)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}
