import type { Node } from 'prosemirror-model'
import { type Command, Selection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { newDocumentId } from '../../../shared/id.ts'
import { readTime, showTime, writeVtt } from '../../../shared/timed-text.ts'
import { t } from '../../platform/text.ts'
import { button, element, option } from '../blocks/elements.ts'
import { enclosing, nodeType } from '../nodes.ts'
import { players } from './media-view.ts'

// What is said in a film and where its chapters begin: lines of text, each with its times beside it.

type GetPos = () => number | undefined

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'cs', 'tr', 'uk', 'ru', 'ar', 'he', 'hi', 'zh', 'ja', 'ko']
const nameOf = (tag: string) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag

/** How long a new line is, in seconds. */
const lineSeconds = 3

function set(view: EditorView, getPos: GetPos, attrs: Record<string, unknown>) {
  const pos = getPos()
  if (pos === undefined || !view.editable) return
  const { tr } = view.state
  for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, name, value)
  view.dispatch(tr)
}
function remove(view: EditorView, getPos: GetPos, node: Node) {
  const pos = getPos()
  if (pos === undefined || !view.editable) return
  view.dispatch(view.state.tr.delete(pos, pos + node.nodeSize))
  view.focus()
}

/** A time that is typed; what is no time goes back to what it was. */
function timeField(label: string, write: (seconds: number) => void) {
  const input = element('input', 'media-time')
  Object.assign(input, { type: 'text', inputMode: 'decimal', autocomplete: 'off', ariaLabel: label, title: label, dir: 'ltr' })
  let shown = ''
  const leave = () => {
    const seconds = readTime(input.value)
    if (seconds === undefined) input.value = shown
    else if (input.value !== shown) write(seconds)
  }
  input.addEventListener('change', leave)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') leave()
  })
  return {
    input,
    show(seconds: number, editable: boolean) {
      shown = showTime(seconds, true)
      if (document.activeElement !== input) input.value = shown
      input.readOnly = !editable
    },
  }
}

const playerOf = (dom: Element) => {
  const block = dom.closest('.media')
  return (block && players.get(block)?.current) ?? null
}

abstract class Part implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  protected node: Node
  protected readonly view: EditorView

  constructor(node: Node, view: EditorView, className: string, tag: 'div' | 'p') {
    this.node = node
    this.view = view
    this.dom = element('div', className)
    this.contentDOM = element(tag, `${className}-text`)
  }

  protected abstract draw(): void

  update(node: Node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.draw()
    return true
  }

  stopEvent = (event: Event) => !(event.target instanceof globalThis.Node && this.contentDOM.contains(event.target))
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

class CaptionsView extends Part {
  private readonly language = element('select', 'media-language')

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    super(node, view, 'captions', 'div')
    this.language.ariaLabel = t('media.captionsLanguage')
    for (const tag of languages) this.language.append(option(nameOf(tag), tag))
    this.language.addEventListener('change', () => set(view, getPos, { language: this.language.value }))
    const heading = element('strong', 'captions-name')
    heading.textContent = t('media.captions')
    const save = button('media-tool', t('media.saveCaptions'), () => this.save())
    const drop = button('media-tool', t('media.removeCaptions'), () => remove(view, getPos, this.node))
    const add = button('media-tool', t('media.addCue'), () => {
      const pos = getPos()
      if (pos !== undefined) addCue(pos, playerOf(this.dom)?.currentTime)(view.state, view.dispatch, view)
      view.focus()
    })
    const head = element('div', 'captions-head', heading, this.language, save, drop)
    const foot = element('div', 'captions-foot', add)
    for (const part of [head, foot]) part.contentEditable = 'false'
    this.dom.append(head, this.contentDOM, foot)
    this.draw()
  }

  protected draw() {
    const tag = String(this.node.attrs.language ?? 'en')
    if (!languages.includes(tag) && !this.language.querySelector(`[value="${CSS.escape(tag)}"]`)) this.language.append(option(tag, tag))
    this.language.value = tag
    this.language.disabled = !this.view.editable
  }

  private save() {
    const cues: Parameters<typeof writeVtt>[0][number][] = []
    this.node.forEach((cue) => cues.push({ start: Number(cue.attrs.start), end: Number(cue.attrs.end), text: cue.textContent }))
    const link = element('a', '')
    link.href = URL.createObjectURL(new Blob([writeVtt(cues)], { type: 'text/vtt' }))
    link.download = `captions-${String(this.node.attrs.language ?? 'en')}.vtt`
    link.click()
    URL.revokeObjectURL(link.href)
  }
}

class CueView extends Part {
  private readonly start
  private readonly end

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    super(node, view, 'cue', 'p')
    this.start = timeField(t('media.cueStart'), (start) => set(view, getPos, { start }))
    this.end = timeField(t('media.cueEnd'), (end) => set(view, getPos, { end }))
    const play = button('media-tool cue-play', '▶', () => {
      const player = playerOf(this.dom)
      if (!player) return
      player.currentTime = Number(this.node.attrs.start)
      player.play().catch(() => {}) // then it stands at the line
    })
    play.ariaLabel = t('media.playCue')
    const drop = button('media-tool cue-remove', '×', () => remove(view, getPos, this.node))
    drop.ariaLabel = t('media.removeCue')
    const times = element('span', 'cue-times', play, this.start.input, this.end.input)
    const end = element('span', 'cue-end', drop)
    for (const part of [times, end]) part.contentEditable = 'false'
    this.contentDOM.dataset.placeholder = t('media.cueText')
    this.dom.append(times, this.contentDOM, end)
    this.draw()
  }

  protected draw() {
    const [start, end] = [Number(this.node.attrs.start), Number(this.node.attrs.end)]
    this.start.show(start, this.view.editable)
    this.end.show(end, this.view.editable)
    this.end.input.setAttribute('aria-invalid', String(end <= start))
    this.contentDOM.classList.toggle('is-blank', this.node.content.size === 0)
  }
}

class ChapterView extends Part {
  private readonly at

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    super(node, view, 'chapter', 'p')
    this.at = timeField(t('media.chapterAt'), (at) => set(view, getPos, { at }))
    const drop = button('media-tool cue-remove', '×', () => remove(view, getPos, this.node))
    drop.ariaLabel = t('media.removeChapter')
    const times = element('span', 'cue-times', this.at.input)
    const end = element('span', 'cue-end', drop)
    for (const part of [times, end]) part.contentEditable = 'false'
    this.contentDOM.dataset.placeholder = t('media.chapterTitle')
    this.dom.append(times, this.contentDOM, end)
    this.draw()
  }

  protected draw() {
    this.at.show(Number(this.node.attrs.at), this.view.editable)
    this.contentDOM.classList.toggle('is-blank', this.node.content.size === 0)
  }
}

/** A line at the end of the captions at `pos`: where the film stands, or after the last line. */
const addCue =
  (pos: number, at?: number): Command =>
  (state, dispatch) => {
    const captions = state.doc.nodeAt(pos)
    if (!captions) return false
    const last = Number(captions.lastChild?.attrs.end ?? 0)
    const start = at !== undefined && at > last ? Math.round(at * 10) / 10 : last
    const cue = nodeType(state.schema, 'cue').create({ id: newDocumentId(), start, end: start + lineSeconds })
    const end = pos + captions.nodeSize - 1
    const tr = state.tr.insert(end, cue)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(end + 1))).scrollIntoView())
    return true
  }

/** Enter goes on in a new line that begins where this one ends. */
const nextLine: Command = (state, dispatch) => {
  const found = enclosing(state.selection.$from, 'cue', 'chapter')
  if (!found) return false
  const { node, pos } = found
  const after = pos + node.nodeSize
  const start = Number(node.attrs.end ?? 0)
  const times = node.type.name === 'cue' ? { start, end: start + lineSeconds } : { at: Number(node.attrs.at) }
  const tr = state.tr.insert(after, node.type.create({ id: newDocumentId(), ...times }))
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(after + 1))).scrollIntoView())
  return true
}

/** Backspace in an empty line takes it away; at the start of any other it does nothing, for no line flows into another. */
const dropLine: Command = (state, dispatch) => {
  const found = enclosing(state.selection.$from, 'cue', 'chapter')
  if (!found || !state.selection.empty || state.selection.$from.parentOffset > 0) return false
  if (found.node.content.size > 0) return true
  const tr = state.tr.delete(found.pos, found.pos + found.node.nodeSize)
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(found.pos), -1)))
  return true
}

export const momentKeys = () => ({ Enter: nextLine, Backspace: dropLine })
export const momentViews = {
  captions: (node: Node, view: EditorView, getPos: GetPos) => new CaptionsView(node, view, getPos),
  cue: (node: Node, view: EditorView, getPos: GetPos) => new CueView(node, view, getPos),
  chapter: (node: Node, view: EditorView, getPos: GetPos) => new ChapterView(node, view, getPos),
}
