import type { NodeSpec } from 'prosemirror-model'
import { allowedImage } from '../addresses.ts'
import { id, idOf } from './attrs.ts'

export const mediaNodes: Record<string, NodeSpec> = {
  image: {
    group: 'block',
    draggable: true,
    attrs: {
      ...id,
      file: { default: null, validate: 'string|null' },
      src: { default: null, validate: 'string|null' },
      alt: { default: '', validate: 'string' },
      caption: { default: '', validate: 'string' },
      width: { default: null, validate: 'number|null' },
      height: { default: null, validate: 'number|null' },
    },
    parseDOM: [
      { tag: 'figure[data-image]', getAttrs: (dom) => imageAttrs(dom, dom.querySelector('img')) },
      { tag: 'img[src]', getAttrs: (dom) => imageAttrs(dom, dom) },
    ],
    toDOM: ({ attrs }) => [
      'figure',
      { 'data-image': '', ...(attrs['id'] && { 'data-id': attrs['id'] }), ...(attrs['file'] && { 'data-file': attrs['file'] }) },
      ['img', { src: allowedImage(attrs['src']) ? attrs['src'] : '', alt: attrs['alt'], width: attrs['width'], height: attrs['height'] }],
      ['figcaption', attrs['caption']],
    ],
  },
}

function imageAttrs(dom: HTMLElement, img: Element | null) {
  const src = img?.getAttribute('src')
  if (!allowedImage(src)) return false
  const size = (name: string) => Number(img?.getAttribute(name)) || null
  return {
    ...idOf(dom),
    file: dom.getAttribute('data-file'),
    src,
    alt: img?.getAttribute('alt') ?? '',
    caption: dom.querySelector('figcaption')?.textContent ?? '',
    width: size('width'),
    height: size('height'),
  }
}
