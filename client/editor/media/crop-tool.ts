import { type Crop, cropOf, writeCrop } from '../../../shared/document/crop.ts'
import { t } from '../../platform/text.ts'
import { button, element } from '../blocks/elements.ts'

const whole: Crop = { x: 0, y: 0, width: 1, height: 1 }
const least = 0.05
const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The frame moved by so many shares of the picture, never over its edge. */
export const moved = (crop: Crop, dx: number, dy: number): Crop => ({
  ...crop,
  x: between(crop.x + dx, 0, 1 - crop.width),
  y: between(crop.y + dy, 0, 1 - crop.height),
})

/** The frame with one corner moved; the opposite corner stays. */
export function stretched(crop: Crop, corner: Corner, dx: number, dy: number): Crop {
  const [right, bottom] = [crop.x + crop.width, crop.y + crop.height]
  const left = corner.includes('w') ? between(crop.x + dx, 0, right - least) : crop.x
  const top = corner.includes('n') ? between(crop.y + dy, 0, bottom - least) : crop.y
  const newRight = corner.includes('e') ? between(right + dx, left + least, 1) : right
  const newBottom = corner.includes('s') ? between(bottom + dy, top + least, 1) : bottom
  return { x: left, y: top, width: newRight - left, height: newBottom - top }
}
const corners = ['nw', 'ne', 'se', 'sw'] as const
type Corner = (typeof corners)[number]

/** Asks which part of a picture is to be shown. Resolves with it as the document writes it; null when nothing was decided. */
export function openCrop({ src, crop: before, alt }: { src: string; crop: string | null; alt: string }): Promise<string | null> {
  let crop = cropOf(before) ?? whole
  const dialog = element('dialog', 'crop')
  const picture = element('img', '')
  const frame = element('div', 'crop-frame')
  const area = element('div', 'crop-area', picture, frame)
  const about = element('p', 'crop-about')
  Object.assign(picture, { src, alt })
  about.textContent = t('media.cropAbout')
  dialog.ariaLabel = t('media.crop')
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.ariaLabel = t('media.cropMove')

  const draw = () =>
    Object.assign(frame.style, {
      left: `${crop.x * 100}%`,
      top: `${crop.y * 100}%`,
      width: `${crop.width * 100}%`,
      height: `${crop.height * 100}%`,
    })
  const change = (next: Crop) => {
    crop = next
    draw()
  }
  /** Hears a pointer that drags and keys that push; both say how far in shares of the picture. */
  const hear = (part: HTMLElement, move: (dx: number, dy: number) => void) => {
    part.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      event.stopPropagation()
      part.focus()
      part.setPointerCapture(event.pointerId)
      let [x, y] = [event.clientX, event.clientY]
      const drag = (now: PointerEvent) => {
        const { width, height } = area.getBoundingClientRect()
        move((now.clientX - x) / width, (now.clientY - y) / height)
        ;[x, y] = [now.clientX, now.clientY]
      }
      part.addEventListener('pointermove', drag)
      part.addEventListener('lostpointercapture', () => part.removeEventListener('pointermove', drag), { once: true })
    })
    part.addEventListener('keydown', (event) => {
      const step = event.shiftKey ? 0.1 : 0.01
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
      if (!by) return
      event.preventDefault()
      event.stopPropagation()
      move(by[0]!, by[1]!)
    })
  }
  hear(frame, (dx, dy) => change(moved(crop, dx, dy)))
  for (const corner of corners) {
    const handle = button(`crop-corner crop-${corner}`, '', () => {})
    handle.ariaLabel = t('media.cropCorner')
    hear(handle, (dx, dy) => change(stretched(crop, corner, dx, dy)))
    frame.append(handle)
  }
  draw()

  return new Promise((resolve) => {
    const end = (answer: string | null) => {
      dialog.close()
      dialog.remove()
      resolve(answer)
    }
    const cancel = button('crop-button', t('media.cancel'), () => end(null))
    const all = button('crop-button', t('media.cropAll'), () => end(''))
    const done = button('crop-button crop-done', t('media.cropDone'), () => end(writeCrop(crop)))
    dialog.append(about, area, element('div', 'crop-foot', cancel, all, done))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      end(null)
    })
    document.body.append(dialog)
    dialog.showModal()
    frame.focus()
  })
}
