import type { Node } from 'prosemirror-model'
import { NodeSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { cropOf, cropStyles } from '../../../shared/document/crop.ts'
import { fileAt, srcsetOf } from '../../../shared/file-addresses.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import type { Block, Lent } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { idOf } from '../nodes.ts'
import { pictures } from '../plugins/pictures.ts'
import { sendFile, takePicture, uploadOf, watchUploads } from '../uploads.ts'
import { button, element } from './elements.ts'

/** One line under the picture that writes an attribute when it is left. */
function line(className: string, words: string, write: (value: string) => void, leave: () => void): HTMLInputElement {
  const input = element('input', className)
  input.placeholder = words
  input.ariaLabel = words
  input.addEventListener('change', () => write(input.value.trim()))
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    input.blur()
    leave()
  })
  return input
}

/** A picture with its two lines: what it shows for those who cannot see it, and a caption for all. */
class ImageView implements NodeView {
  readonly dom = element('figure', 'picture')
  private readonly image = element('img', '')
  private readonly frame = element('div', 'picture-frame', this.image)
  private readonly empty = element('div', 'picture-empty')
  private readonly choose = element('button', 'picture-choose')
  private readonly bar = element('progress', 'picture-bar')
  private readonly alt: HTMLInputElement
  private readonly caption: HTMLInputElement
  private readonly file = element('input', 'visually-hidden')
  private readonly tools = element('div', 'picture-tools')
  private readonly decorative = element('input', '')
  private readonly lent: Lent
  private readonly unwatch: () => void
  private asked = false
  private node: Node
  private readonly view: EditorView
  private readonly getPos: () => number | undefined

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lent: Lent) {
    this.node = node
    this.view = view
    this.getPos = getPos
    this.lent = lent
    this.alt = line(
      'picture-alt',
      t('editor.altText'),
      (alt) => this.set({ alt }),
      () => this.view.focus(),
    )
    this.caption = line(
      'picture-caption',
      t('editor.caption'),
      (caption) => this.set({ caption }),
      () => this.view.focus(),
    )
    this.file.type = 'file'
    this.file.accept = 'image/*'
    this.file.tabIndex = -1
    this.file.ariaLabel = t('editor.choosePicture')
    this.choose.type = 'button'
    this.choose.addEventListener('click', () => this.file.click())
    this.file.addEventListener('change', () => {
      const [picked] = this.file.files ?? []
      const id = idOf(this.node)
      if (picked && id) void sendFile(lent.upload, id, picked)
    })
    this.empty.append(this.choose, this.bar, this.file)
    this.addTools()
    this.dom.append(this.frame, this.empty, this.tools, this.alt, this.caption)
    this.unwatch = watchUploads(() => this.draw())
    this.draw()
  }

  private addTools() {
    this.decorative.type = 'checkbox'
    this.decorative.addEventListener('change', () => this.set({ decorative: this.decorative.checked || null }))
    const label = element('label', 'picture-decorative', this.decorative)
    label.append(t('media.decorative'))
    const crop = button('picture-tool', t('media.crop'), () => void this.crop())
    const replace = button('picture-tool', t('media.replace'), () => this.file.click())
    this.tools.append(crop, replace, label)
  }

  /** Its frame is drawn by a tool of its own, fetched when it is wanted. */
  private async crop() {
    const { openCrop } = await import('../media/crop-tool.ts')
    const { src, crop, alt } = this.node.attrs as { src: string; crop: string | null; alt: string }
    const chosen = await openCrop({ src, crop, alt })
    if (chosen !== null) this.set({ crop: chosen || null })
    this.view.focus()
  }

  private set(attrs: Record<string, unknown>) {
    const pos = this.getPos()
    if (pos === undefined || this.view.state.doc.nodeAt(pos)?.type.name !== 'image') return
    const tr = this.view.state.tr
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, name, value)
    if (tr.docChanged) this.view.dispatch(tr)
  }

  private draw() {
    const { src, alt, caption, width, height, crop, decorative } = this.node.attrs as {
      src: string | null
      alt: string
      caption: string
      width: number | null
      height: number | null
      crop: string | null
      decorative: boolean | null
    }
    const id = idOf(this.node)
    const uploading = uploadOf(id)
    if (id && uploading?.result) queueMicrotask(() => this.take(id))
    // Nobody but this site is asked for a picture: one from elsewhere is brought here first.
    const shown = fileAt(src) ? src : uploading?.failed === null ? uploading.preview : null
    const cut = shown === src ? cropStyles(cropOf(crop), width ?? undefined, height ?? undefined) : undefined
    this.image.hidden = shown === null
    if (shown !== null && this.image.getAttribute('src') !== shown) this.image.src = shown
    this.image.srcset = (shown === src && srcsetOf(src, width)) || ''
    this.image.sizes = '(max-width: 720px) 100vw, 720px'
    this.image.alt = alt
    this.image.removeAttribute('style')
    this.frame.removeAttribute('style')
    if (width && height) this.image.style.aspectRatio = `${width} / ${height}`
    this.frame.classList.toggle('picture-cut', cut !== undefined)
    for (const [name, value] of Object.entries(cut?.frame ?? {})) this.frame.style.setProperty(name, value)
    for (const [name, value] of Object.entries(cut?.picture ?? {})) this.image.style.setProperty(name, value)
    this.frame.hidden = shown === null
    this.empty.hidden = fileAt(src) !== undefined && uploading === null
    this.empty.classList.toggle('picture-sending', uploading !== null && uploading.failed === null)
    // A picture that lies elsewhere may be on its way from there.
    this.choose.textContent =
      uploading?.failed ??
      t(uploading ? 'editor.uploading' : src ? 'editor.pictureElsewhere' : 'editor.choosePicture', { host: src?.split('/')[2] ?? '' })
    this.choose.disabled = !this.view.editable || (uploading !== null && uploading.failed === null)
    this.bar.hidden = uploading === null || uploading.failed !== null
    this.bar.value = uploading?.share ?? 0
    this.bar.ariaLabel = t('editor.uploading')
    for (const [input, value] of [
      [this.alt, alt],
      [this.caption, caption],
    ] as const) {
      if (document.activeElement !== input) input.value = value
      input.readOnly = !this.view.editable
    }
    this.tools.hidden = !this.view.editable || !fileAt(src) || uploading !== null
    this.decorative.checked = decorative === true
    this.alt.hidden = !this.view.editable || !fileAt(src) || decorative === true
    this.alt.classList.toggle('picture-alt-missing', alt === '')
    this.caption.hidden = shown === null || (!this.view.editable && caption === '')
  }

  /** What has arrived, if it is a picture; a new one shows all of itself. */
  private take(id: string) {
    if (!this.view.editable || this.view.isDestroyed) return
    const kept = takePicture(this.lent.upload, id)
    if (!kept) return
    this.set({ ...kept, crop: null })
    this.askForAlt(this.node.attrs.alt === '' && !this.node.attrs.decorative)
  }

  /** What a picture shows is asked once, when it has arrived, while the author still thinks of it. */
  private askForAlt(now: boolean) {
    if (!now || this.asked) return
    this.asked = true
    requestAnimationFrame(() => this.alt.focus({ preventScroll: true }))
  }

  update(node: Node) {
    if (node.type !== this.node.type || idOf(node) !== idOf(this.node)) return false
    this.node = node
    this.draw()
    return true
  }

  selectNode() {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode() {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  stopEvent = (event: Event) =>
    event.target instanceof HTMLInputElement || event.target === this.choose || this.tools.contains(event.target as HTMLElement)
  ignoreMutation = () => true
  destroy() {
    this.unwatch()
  }
}

/** A picture. It is in the text from the moment it is wanted, and filled when its file has arrived. */
export const image: Block = {
  entries: [
    {
      name: 'image',
      group: 'media',
      run: (state, dispatch, view) => {
        const id = newDocumentId<string>()
        const put = insertBlock((type) => type.create({ id }), 'image')
        if (!dispatch) return true
        put(state, dispatch, view)
        if (view) queueMicrotask(() => chooseFor(view, id))
        return true
      },
    },
  ],
  views: (lent) => ({ image: (node, view, getPos) => new ImageView(node, view, getPos, lent) }),
  plugins: (lent) => [pictures(lent.upload)],
}

/** Opens the file chooser of a picture that was just put in. */
function chooseFor(view: EditorView, id: string) {
  view.state.doc.descendants((node, pos) => {
    if (idOf(node) !== id) return true
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)))
    const dom = view.nodeDOM(pos)
    if (dom instanceof HTMLElement) dom.querySelector<HTMLInputElement>('input[type=file]')?.click()
    return false
  })
}
