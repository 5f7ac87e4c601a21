import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { fileAt } from '../../../shared/file-addresses.ts'
import { t } from '../../platform/text.ts'
import type { Lent } from '../block.ts'
import { idOf } from '../nodes.ts'
import { sendFile, takePicture, uploadOf, watchUploads } from '../uploads.ts'
import { button, element } from './elements.ts'
import { part, partsOf } from './question-commands.ts'
import { type GetPos, removeButton } from './question-parts.ts'

type Area = { x: number; y: number; w: number; h: number }
const areaOf = (node: Node): Area => {
  const { x, y, w, h } = node.attrs as Area
  return { x, y, w, h }
}
const tenths = (value: number) => Math.round(Math.max(0, Math.min(100, value)) * 10) / 10
const lay = (box: HTMLElement, { x, y, w, h }: Area) =>
  Object.assign(box.style, { left: `${x}%`, top: `${y}%`, width: `${w}%`, height: `${h}%` })

/** The picture of a question that asks for a place, with the right places drawn on it. A new one is drawn with the pointer. */
export class SpotImageView implements NodeView {
  readonly dom = element('figure', 'spot')
  private readonly stage = element('div', 'spot-stage')
  private readonly image = element('img', '')
  private readonly drawing = element('span', 'spot-area spot-drawing')
  private readonly choose: HTMLButtonElement
  private readonly add: HTMLButtonElement
  private readonly alt = element('input', 'picture-alt')
  private readonly file = element('input', 'visually-hidden')
  private readonly bar = element('div', 'spot-bar')
  private readonly unwatch: () => void
  private node: Node
  private readonly view: EditorView
  private readonly getPos: GetPos
  private readonly lent: Lent

  constructor(node: Node, view: EditorView, getPos: GetPos, lent: Lent) {
    this.node = node
    this.view = view
    this.getPos = getPos
    this.lent = lent
    this.dom.contentEditable = 'false'
    this.file.type = 'file'
    this.file.accept = 'image/*'
    this.file.tabIndex = -1
    this.file.ariaLabel = t('editor.choosePicture')
    this.choose = button('question-add', '', () => this.file.click())
    this.add = button('question-add', t('editor.addArea'), () => this.addArea({ x: 40, y: 40, w: 20, h: 20 }))
    this.file.addEventListener('change', () => {
      const [picked] = this.file.files ?? []
      const id = idOf(this.node)
      if (picked && id) void sendFile(lent.upload, id, picked)
    })
    this.alt.placeholder = t('editor.altText')
    this.alt.ariaLabel = t('editor.altText')
    this.alt.addEventListener('change', () => {
      const pos = this.getPos()
      if (pos !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, 'alt', this.alt.value.trim()))
    })
    this.drawing.hidden = true
    this.stage.append(this.image, this.drawing)
    this.stage.addEventListener('pointerdown', (event) => this.draw(event))
    this.dom.addEventListener('areas', () => this.show())
    this.bar.append(this.choose, this.add, this.file)
    this.dom.append(this.stage, this.alt, this.bar)
    this.unwatch = watchUploads(() => this.show())
    this.show()
  }

  /** Drags out a rectangle; a mere click makes none. */
  private draw(down: PointerEvent) {
    if (!this.view.editable || down.button !== 0) return
    down.preventDefault()
    const box = this.stage.getBoundingClientRect()
    const at = (event: PointerEvent) => ({
      x: tenths(((event.clientX - box.left) / box.width) * 100),
      y: tenths(((event.clientY - box.top) / box.height) * 100),
    })
    const from = at(down)
    let area: Area = { ...from, w: 0, h: 0 }
    const move = (event: PointerEvent) => {
      const to = at(event)
      area = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        w: tenths(Math.abs(to.x - from.x)),
        h: tenths(Math.abs(to.y - from.y)),
      }
      this.drawing.hidden = area.w < 1 || area.h < 1
      lay(this.drawing, area)
    }
    const end = () => {
      this.stage.removeEventListener('pointermove', move)
      this.drawing.hidden = true
      if (area.w >= 1 && area.h >= 1) this.addArea(area)
    }
    this.stage.setPointerCapture(down.pointerId)
    this.stage.addEventListener('pointermove', move)
    this.stage.addEventListener('pointerup', end, { once: true })
  }

  private addArea(area: Area) {
    const pos = this.getPos()
    if (pos === undefined || !this.view.editable) return
    const { state } = this.view
    const $pos = state.doc.resolve(pos)
    const parts = $pos.depth > 0 ? partsOf($pos.parent, $pos.before()) : []
    const last = parts.findLast(({ node }) => node.type.name === 'area' || node === this.node)
    const after = last ? last.pos + last.node.nodeSize : pos + this.node.nodeSize
    this.view.dispatch(state.tr.insert(after, part(state.schema, 'area', area)))
  }

  private areas(): Area[] {
    const pos = this.getPos()
    if (pos === undefined || pos > this.view.state.doc.content.size) return []
    const { parent } = this.view.state.doc.resolve(pos)
    return parent.content.content.filter((node) => node.type.name === 'area').map(areaOf)
  }

  private take(id: string) {
    const pos = this.getPos()
    const kept = this.view.editable && pos !== undefined ? takePicture(this.lent.upload, id) : null
    if (!kept || pos === undefined) return
    const { tr } = this.view.state
    for (const [name, value] of Object.entries(kept)) tr.setNodeAttribute(pos, name, value)
    this.view.dispatch(tr)
  }

  private show() {
    const { src, alt } = this.node.attrs as { src: string | null; alt: string }
    const id = idOf(this.node)
    const uploading = uploadOf(id)
    if (id && uploading?.result) queueMicrotask(() => this.take(id))
    const shown = fileAt(src) ? src : uploading?.failed === null ? uploading.preview : null
    this.stage.hidden = shown === null
    if (shown !== null && this.image.getAttribute('src') !== shown) this.image.src = shown
    this.image.alt = alt
    this.choose.textContent =
      uploading?.failed ?? t(uploading ? 'editor.uploading' : shown === null ? 'editor.choosePicture' : 'editor.otherPicture')
    this.choose.disabled = uploading !== null && uploading.failed === null
    this.add.hidden = shown === null
    this.bar.hidden = !this.view.editable
    this.alt.hidden = shown === null
    this.alt.readOnly = !this.view.editable
    this.alt.classList.toggle('picture-alt-missing', alt === '')
    if (document.activeElement !== this.alt) this.alt.value = alt
    for (const old of this.stage.querySelectorAll('.spot-area:not(.spot-drawing)')) old.remove()
    this.stage.append(
      ...this.areas().map((area, index) => {
        const box = element('span', 'spot-area')
        box.textContent = String(index + 1)
        lay(box, area)
        return box
      }),
    )
  }

  update(node: Node) {
    if (node.type.name !== 'spotImage' || idOf(node) !== idOf(this.node)) return false
    this.node = node
    this.show()
    return true
  }

  selectNode() {
    this.dom.classList.add('ProseMirror-selectednode')
  }
  deselectNode() {
    this.dom.classList.remove('ProseMirror-selectednode')
  }
  stopEvent = () => true
  ignoreMutation = () => true
  destroy() {
    this.unwatch()
  }
}

const sides = ['x', 'y', 'w', 'h'] as const

/** A right place in numbers, for those who do not draw. */
export class AreaView implements NodeView {
  readonly dom = element('div', 'area-row')
  private readonly fields: Record<(typeof sides)[number], HTMLInputElement>
  private readonly remove: HTMLButtonElement
  private readonly view: EditorView

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.dom.contentEditable = 'false'
    const field = (side: (typeof sides)[number]) => {
      const input = element('input', 'question-points')
      Object.assign(input, { type: 'number', min: '0', max: '100', step: 'any' })
      input.addEventListener('change', () => {
        const pos = getPos()
        if (pos !== undefined && view.editable) view.dispatch(view.state.tr.setNodeAttribute(pos, side, tenths(Number(input.value) || 0)))
      })
      const label = element('label', 'question-setting')
      label.append(t(`editor.area.${side}`), input)
      this.dom.append(label)
      return input
    }
    this.fields = { x: field('x'), y: field('y'), w: field('w'), h: field('h') }
    this.remove = removeButton(t('editor.removeArea'), view, getPos)
    this.dom.append(this.remove)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'area') return false
    const area = areaOf(node)
    for (const side of sides) {
      if (document.activeElement !== this.fields[side]) this.fields[side].value = String(area[side])
      this.fields[side].readOnly = !this.view.editable
    }
    this.remove.hidden = !this.view.editable
    return true
  }

  selectNode() {
    this.dom.classList.add('ProseMirror-selectednode')
  }
  deselectNode() {
    this.dom.classList.remove('ProseMirror-selectednode')
  }
  stopEvent = () => true
  ignoreMutation = () => true
}
