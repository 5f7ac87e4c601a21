import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import type { Prose } from '../../../shared/document/prose.ts'
import { faultsOfQuestion, type QuestionFault } from '../../../shared/document/question.ts'
import { t } from '../../platform/text.ts'
import { run } from '../block.ts'
import { button, element, option } from './elements.ts'
import { addChoice, addExplanation, removePart, setCorrect, setKind } from './question-commands.ts'

// The parts of a question as they are written: the words are ProseMirror's, the controls around them plain elements.

type GetPos = () => number | undefined

/** A control with its words before it. */
function labelled(words: string, control: HTMLElement): HTMLLabelElement {
  const label = element('label', 'question-setting')
  label.append(words, control)
  return label
}

/** What is still missing, by the rules that publishing asks again. */
function faultsOf(question: Node): QuestionFault[] {
  const parts: Prose[] = []
  let correct = 0
  question.forEach((part) => {
    if (part.type.name === 'explanation') return
    parts.push(part.toJSON() as Prose)
    if (part.type.name === 'choice' && part.attrs.correct === true) correct++
  })
  return faultsOfQuestion(parts, correct, question.attrs.kind === 'multiple')
}

/** A question: its settings above, its parts, what is missing, and what can be added. */
export class QuestionView implements NodeView {
  readonly dom = element('section', 'question')
  readonly contentDOM = element('div', 'question-parts')
  private readonly kind = element('select', 'question-kind')
  private readonly points = element('input', 'question-points')
  private readonly shuffle = element('input', '')
  private readonly fault = element('p', 'question-fault')
  private readonly addExplanation: HTMLButtonElement
  private readonly foot: HTMLElement
  private readonly view: EditorView
  private readonly getPos: GetPos

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.getPos = getPos
    const head = element('div', 'question-head')
    head.contentEditable = 'false'
    this.kind.ariaLabel = t('editor.questionKind')
    for (const kind of ['single', 'multiple'] as const) this.kind.add(option(t(`editor.kind.${kind}`), kind))
    this.kind.addEventListener('change', () => this.at((pos) => setKind(pos, this.kind.value === 'multiple' ? 'multiple' : 'single')))
    Object.assign(this.points, { type: 'number', min: '0', max: '100', step: '1' })
    this.points.addEventListener('change', () => this.set('points', Math.min(100, Math.max(0, Math.round(Number(this.points.value)) || 0))))
    this.shuffle.type = 'checkbox'
    this.shuffle.addEventListener('change', () => this.set('shuffle', this.shuffle.checked))
    head.append(this.kind, labelled(t('editor.points'), this.points), labelled(t('editor.shuffle'), this.shuffle))

    this.addExplanation = button('question-add', t('editor.addExplanation'), () => this.at(addExplanation))
    this.foot = element(
      'div',
      'question-foot',
      button('question-add', t('editor.addChoice'), () => this.at(addChoice)),
      this.addExplanation,
    )
    this.foot.contentEditable = 'false'
    this.fault.contentEditable = 'false'
    this.fault.setAttribute('role', 'status')
    this.dom.append(head, this.contentDOM, this.foot, this.fault)
    this.update(node)
  }

  private at(command: (pos: number) => Parameters<typeof run>[1]) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) run(this.view, command(pos))
  }

  private set(name: string, value: unknown) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, name, value))
  }

  update(node: Node) {
    if (node.type.name !== 'question') return false
    const editable = this.view.editable
    const multiple = node.attrs.kind === 'multiple'
    this.dom.dataset.kind = multiple ? 'multiple' : 'single'
    this.kind.value = multiple ? 'multiple' : 'single'
    if (document.activeElement !== this.points) this.points.value = String(node.attrs.points)
    this.shuffle.checked = node.attrs.shuffle === true
    for (const control of [this.kind, this.points, this.shuffle]) control.disabled = !editable
    let explained = false
    node.forEach((part) => (explained ||= part.type.name === 'explanation'))
    this.addExplanation.hidden = explained
    this.foot.hidden = !editable
    const [first] = faultsOf(node)
    this.fault.hidden = first === undefined
    if (first !== undefined) this.fault.textContent = t(`editor.fault.${first}`)
    for (const mark of this.contentDOM.querySelectorAll('.choice-mark')) mark.role = multiple ? 'checkbox' : 'radio'
    return true
  }

  stopEvent = (event: Event) =>
    event.target instanceof HTMLElement && !this.contentDOM.contains(event.target) && this.dom.contains(event.target)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** What is asked. */
export class StemView implements NodeView {
  readonly dom = element('div', 'stem')
  readonly contentDOM = this.dom

  constructor(node: Node) {
    this.dom.dataset.placeholder = t('editor.stem')
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'stem') return false
    this.dom.classList.toggle('is-empty', node.content.size === 0)
    return true
  }
}

/** One answer to choose, with the mark that says whether it is right. */
export class ChoiceView implements NodeView {
  readonly dom = element('div', 'choice')
  readonly contentDOM = element('div', 'choice-text')
  private readonly mark: HTMLButtonElement
  private readonly remove: HTMLButtonElement
  private readonly view: EditorView
  private readonly getPos: GetPos

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.getPos = getPos
    this.mark = button('choice-mark', '', () => this.at((pos) => setCorrect(pos, this.mark.ariaChecked !== 'true')))
    this.remove = button('choice-remove', '×', () => this.at(removePart))
    this.remove.ariaLabel = t('editor.removeChoice')
    this.mark.contentEditable = 'false'
    this.remove.contentEditable = 'false'
    this.contentDOM.dataset.placeholder = t('editor.choice')
    this.dom.append(this.mark, this.contentDOM, this.remove)
    this.update(node)
  }

  private at(command: (pos: number) => Parameters<typeof run>[1]) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) run(this.view, command(pos))
  }

  update(node: Node) {
    if (node.type.name !== 'choice') return false
    const pos = this.getPos()
    const single =
      pos !== undefined && pos <= this.view.state.doc.content.size && this.view.state.doc.resolve(pos).parent.attrs.kind === 'single'
    const correct = node.attrs.correct === true
    this.dom.classList.toggle('choice-correct', correct)
    this.mark.role = single ? 'radio' : 'checkbox'
    this.mark.ariaChecked = String(correct)
    this.mark.ariaLabel = t(correct ? 'editor.isCorrect' : 'editor.markCorrect')
    this.mark.dataset.tip = this.mark.ariaLabel
    this.mark.disabled = !this.view.editable
    this.remove.hidden = !this.view.editable
    this.contentDOM.classList.toggle('is-empty', node.content.size === 0)
    return true
  }

  stopEvent = (event: Event) => event.target === this.mark || event.target === this.remove
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** What is shown after the answer. */
export class ExplanationView implements NodeView {
  readonly dom = element('div', 'explanation')
  readonly contentDOM = element('div', 'explanation-text')

  constructor(_node: Node, view: EditorView, getPos: GetPos) {
    const label = element('span', 'explanation-label')
    label.textContent = t('editor.explanation')
    const remove = button('choice-remove', '×', () => {
      const pos = getPos()
      if (pos !== undefined && view.editable) run(view, removePart(pos))
    })
    remove.ariaLabel = t('editor.removeExplanation')
    remove.hidden = !view.editable
    const head = element('div', 'explanation-head', label, remove)
    head.contentEditable = 'false'
    this.dom.append(head, this.contentDOM)
  }

  stopEvent = (event: Event) => event.target instanceof HTMLElement && !this.contentDOM.contains(event.target)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}
