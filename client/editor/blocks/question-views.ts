import type { Node } from 'prosemirror-model'
import type { Decoration, EditorView, NodeView } from 'prosemirror-view'
import type { Prose } from '../../../shared/document/prose.ts'
import { faultsOfQuestion, isOpinion, kindOf, mayShuffle, type QuestionKind, questionKinds } from '../../../shared/document/question.ts'
import { t } from '../../platform/text.ts'
import { askBank } from '../bank.ts'
import { run } from '../block.ts'
import { button, element, option } from './elements.ts'
import { addNote, addRepeated, goToFeedback, makeBlank, notesOf, removePart, repeatedIn, setCorrect, setKind } from './question-commands.ts'
import type { GetPos } from './question-parts.ts'

// A question as it is written: the words are ProseMirror's, the controls around them plain elements.

/** The mark that a decoration leaves on the question with the caret. */
export const writing = 'beingWritten'

/** A control with its words before it. */
function labelled(words: string, control: HTMLElement): HTMLLabelElement {
  const label = element('label', 'question-setting')
  label.append(words, control)
  return label
}

/** A question: its settings above, its parts, what is missing, and what can be added. */
export class QuestionView implements NodeView {
  readonly dom = element('section', 'question')
  readonly contentDOM = element('div', 'question-parts')
  private readonly kind = element('select', 'question-kind')
  private readonly points = element('input', 'question-points')
  private readonly shuffle = element('input', '')
  private readonly answer = element('input', 'question-points')
  private readonly tolerance = element('input', 'question-points')
  private readonly unit = element('input', 'question-unit')
  private readonly fault = element('p', 'question-fault')
  private readonly labels: Record<'points' | 'shuffle', HTMLElement>
  private readonly number: HTMLElement
  private readonly foot = element('div', 'question-foot')
  private readonly adds: { button: HTMLButtonElement; shows: (kind: QuestionKind, node: Node) => boolean }[]
  private readonly view: EditorView
  private readonly getPos: GetPos
  private wasLeft = false

  constructor(node: Node, view: EditorView, getPos: GetPos, decorations: readonly Decoration[]) {
    this.view = view
    this.getPos = getPos
    this.labels = this.head()
    this.number = this.numberRow()
    this.adds = this.footButtons()
    this.foot.append(...this.adds.map((one) => one.button))
    this.foot.contentEditable = 'false'
    this.fault.contentEditable = 'false'
    this.fault.setAttribute('role', 'status')
    this.dom.append(this.contentDOM, this.number, this.foot, this.fault)
    this.update(node, decorations)
  }

  private head() {
    const head = element('div', 'question-head')
    head.contentEditable = 'false'
    this.kind.ariaLabel = t('editor.questionKind')
    for (const kind of questionKinds) this.kind.add(option(t(`editor.kind.${kind}`), kind))
    this.kind.addEventListener('change', () => this.at((pos) => setKind(pos, kindOf(this.kind.value))))
    Object.assign(this.points, { type: 'number', min: '0', max: '100', step: '1' })
    this.points.addEventListener('change', () => this.set('points', Math.min(100, Math.max(0, Math.round(Number(this.points.value)) || 0))))
    this.shuffle.type = 'checkbox'
    this.shuffle.addEventListener('change', () => this.set('shuffle', this.shuffle.checked))
    const labels = { points: labelled(t('editor.points'), this.points), shuffle: labelled(t('editor.shuffle'), this.shuffle) }
    head.append(this.kind, labels.points, labels.shuffle)
    this.dom.append(head)
    return labels
  }

  /** What is right of a number, how far off is still right, and what it is counted in. */
  private numberRow() {
    Object.assign(this.answer, { type: 'number', step: 'any' })
    Object.assign(this.tolerance, { type: 'number', min: '0', step: 'any' })
    Object.assign(this.unit, { type: 'text', maxLength: 40, size: 8 })
    this.answer.addEventListener('change', () => this.set('answer', this.answer.value.trim() === '' ? null : Number(this.answer.value)))
    this.tolerance.addEventListener('change', () => this.set('tolerance', Math.max(0, Number(this.tolerance.value) || 0)))
    this.unit.addEventListener('change', () => this.set('unit', this.unit.value.trim()))
    const row = element(
      'div',
      'question-number',
      labelled(t('editor.answerIs'), this.answer),
      labelled(t('editor.tolerance'), this.tolerance),
      labelled(t('editor.unit'), this.unit),
    )
    row.contentEditable = 'false'
    return row
  }

  private footButtons() {
    const add = (words: string, command: (pos: number) => Parameters<typeof run>[1]) =>
      button('question-add', words, () => this.at(command))
    const has = (node: Node, name: string) => node.content.content.some((one) => one.type.name === name)
    const more = (name: 'choice' | 'sortItem' | 'pair') => ({
      button: add(t(`editor.more.${name}`), addRepeated),
      shows: (kind: QuestionKind) => repeatedIn(kind) === name && kind !== 'trueFalse',
    })
    const note = (name: 'hint' | 'explanation' | 'rubric', isOnce: boolean) => ({
      button: add(t(`editor.more.${name}`), addNote(name)),
      shows: (kind: QuestionKind, node: Node) => notesOf(kind).includes(name) && !(isOnce && has(node, name)),
    })
    return [
      more('choice'),
      more('sortItem'),
      more('pair'),
      { button: add(t('editor.more.blank'), () => makeBlank), shows: (kind: QuestionKind) => kind === 'fill' },
      note('hint', false),
      note('explanation', true),
      note('rubric', true),
      {
        button: button('question-add question-keep', t('editor.bankKeep'), () => this.keep()),
        shows: (_: QuestionKind, node: Node) => faultsOfQuestion(node.toJSON() as Prose).length === 0,
      },
    ]
  }

  private at(command: (pos: number) => Parameters<typeof run>[1]) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) run(this.view, command(pos))
  }

  /** Asks for the bank; from then on the question says which of its questions it is. */
  private keep() {
    const pos = this.getPos()
    const node = pos === undefined ? null : this.view.state.doc.nodeAt(pos)
    if (!node || !this.view.editable) return
    askBank(this.view, {
      keep: node.toJSON() as Prose,
      onKept: (id, version) => {
        const now = this.getPos()
        if (now === undefined || this.view.isDestroyed) return
        this.view.dispatch(this.view.state.tr.setNodeAttribute(now, 'bank', id).setNodeAttribute(now, 'bankVersion', version))
      },
    })
  }

  private set(name: string, value: unknown) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, name, value))
  }

  update(node: Node, decorations: readonly Decoration[]) {
    if (node.type.name !== 'question') return false
    const kind = kindOf(node.attrs.kind)
    this.dom.dataset.kind = kind
    this.kind.value = kind
    // A group: as a landmark, each of many questions would stand in the list of the page's parts.
    this.dom.role = 'group'
    this.dom.ariaLabel = t(`editor.kind.${kind}`)
    for (const [control, value] of [
      [this.points, node.attrs.points],
      [this.answer, node.attrs.answer ?? ''],
      [this.tolerance, node.attrs.tolerance],
      [this.unit, node.attrs.unit],
    ] as const)
      if (document.activeElement !== control) control.value = String(value)
    this.shuffle.checked = node.attrs.shuffle === true
    for (const control of [this.kind, this.points, this.shuffle, this.answer, this.tolerance, this.unit])
      control.disabled = !this.view.editable
    this.labels.points.hidden = isOpinion(kind)
    this.labels.shuffle.hidden = !mayShuffle(kind)
    this.number.hidden = kind !== 'number'
    for (const { button: one, shows } of this.adds) one.hidden = !shows(kind, node)
    this.foot.hidden = !this.view.editable
    // Parts that stay as they are do not hear that the kind around them changed.
    for (const mark of this.contentDOM.querySelectorAll('.choice-mark')) mark.role = kind === 'multiple' ? 'checkbox' : 'radio'
    for (const stem of this.contentDOM.querySelectorAll<HTMLElement>(':scope > .stem'))
      stem.dataset.placeholder = t(kind === 'fill' ? 'editor.stemFill' : 'editor.stem')
    this.tellFault(node, decorations)
    this.contentDOM.querySelector('.spot')?.dispatchEvent(new CustomEvent('areas'))
    return true
  }

  /** What is missing is told once its author has left the question, and from then on until it is mended. */
  private tellFault(node: Node, decorations: readonly Decoration[]) {
    const isWriting = decorations.some((one) => (one.spec as Record<string, unknown>)[writing] === true)
    this.wasLeft ||= !isWriting && !this.dom.contains(document.activeElement)
    const [first] = this.wasLeft ? faultsOfQuestion(node.toJSON() as Prose) : []
    this.fault.hidden = first === undefined
    const words = first === undefined ? '' : t(`editor.fault.${first}`)
    if (this.fault.textContent !== words) this.fault.textContent = words
  }

  stopEvent = (event: Event) =>
    event.target instanceof HTMLElement && !this.contentDOM.contains(event.target) && this.dom.contains(event.target)
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** The kind of the question around a part; while a change is drawn, the position may not be there yet. */
function kindAround(view: EditorView, getPos: GetPos): QuestionKind {
  const pos = getPos()
  return kindOf(pos !== undefined && pos <= view.state.doc.content.size ? view.state.doc.resolve(pos).parent.attrs.kind : 'single')
}

/** What is asked. */
export class StemView implements NodeView {
  readonly dom = element('div', 'stem')
  readonly contentDOM = this.dom
  private readonly view: EditorView
  private readonly getPos: GetPos

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.getPos = getPos
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'stem') return false
    this.dom.dataset.placeholder = t(kindAround(this.view, this.getPos) === 'fill' ? 'editor.stemFill' : 'editor.stem')
    this.dom.classList.toggle('is-empty', node.content.size === 0)
    return true
  }
}

/** One answer to choose, with the mark that says whether it is right, and a way to say why. */
export class ChoiceView implements NodeView {
  readonly dom = element('div', 'choice')
  readonly contentDOM = element('div', 'choice-text')
  private readonly mark: HTMLButtonElement
  private readonly say: HTMLButtonElement
  private readonly remove: HTMLButtonElement
  private readonly view: EditorView
  private readonly getPos: GetPos

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.getPos = getPos
    this.mark = button('choice-mark', '', () => this.at((pos) => setCorrect(pos, this.mark.ariaChecked !== 'true')))
    this.say = button('choice-remove choice-say', '↳', () => this.at(goToFeedback))
    this.say.ariaLabel = t('editor.addFeedback')
    this.say.dataset.tip = t('editor.addFeedback')
    this.remove = button('choice-remove', '×', () => this.at(removePart))
    this.remove.ariaLabel = t('editor.removeChoice')
    for (const control of [this.mark, this.say, this.remove]) control.contentEditable = 'false'
    this.contentDOM.dataset.placeholder = t('editor.choice')
    this.dom.append(this.mark, this.contentDOM, this.say, this.remove)
    this.update(node)
  }

  private at(command: (pos: number) => Parameters<typeof run>[1]) {
    const pos = this.getPos()
    if (pos !== undefined && this.view.editable) run(this.view, command(pos))
  }

  update(node: Node) {
    if (node.type.name !== 'choice') return false
    const kind = kindAround(this.view, this.getPos)
    const correct = node.attrs.correct === true
    this.dom.classList.toggle('choice-correct', correct && kind !== 'poll')
    this.mark.role = kind === 'multiple' ? 'checkbox' : 'radio'
    this.mark.ariaChecked = String(correct)
    this.mark.ariaLabel = t(correct ? 'editor.isCorrect' : 'editor.markCorrect')
    this.mark.dataset.tip = this.mark.ariaLabel
    this.mark.disabled = !this.view.editable
    this.say.hidden = !this.view.editable
    this.remove.hidden = !this.view.editable
    this.contentDOM.classList.toggle('is-empty', node.content.size === 0)
    return true
  }

  stopEvent = (event: Event) => event.target === this.mark || event.target === this.remove || event.target === this.say
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}
