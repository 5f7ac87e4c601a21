import type { Node as PMNode, NodeSpec } from 'prosemirror-model'
import { allowedEmbed, allowedFile, allowedImage } from '../addresses.ts'
import { id, idAttr, idOf } from './attrs.ts'

// Every fact about a picture, film or page is one plain attribute, so that two people at it at once merge; what is
// said in a film lies below it as blocks with text, so that it is written, discussed and corrected like any other text.

// What nobody has said is not written. A default that is would be, with the first change of a block that came from
// elsewhere, and could undo what somebody else says at that moment.
const words = { default: null, validate: 'string|null' }
const numbers = { default: null, validate: 'number|null' }
const yes = { default: null, validate: 'boolean|null' }

/** Of a stored file: its hash, its address, and what it is called. */
const file = { file: words, src: words, name: words }
/** What of a recording is played, in seconds: the whole of it where `end` is missing. */
const stretch = { seconds: numbers, start: numbers, end: numbers }
const sayable = { ...id, ...file, ...stretch, title: words, caption: words }

/** Attributes as `data-…`, for copying from one lesson to another. */
const dataOf = ({ attrs, type }: PMNode, ...skip: string[]) => {
  const data: Record<string, string> = {}
  for (const [name, value] of Object.entries(attrs))
    if (value !== null && value !== '' && value !== type.spec.attrs?.[name]?.default && !skip.includes(name))
      data[`data-${name}`] = String(value)
  return data
}
const readData = (spec: NodeSpec['attrs'], dom: HTMLElement) => {
  const attrs: Record<string, unknown> = {}
  for (const [name, { default: given, validate }] of Object.entries(spec ?? {}) as [string, { default: unknown; validate: string }][]) {
    const value = dom.getAttribute(`data-${name}`)
    if (value === null) attrs[name] = given
    else if (validate.startsWith('number')) attrs[name] = Number.isFinite(Number(value)) ? Number(value) : given
    else if (validate.startsWith('boolean')) attrs[name] = value === 'true'
    else attrs[name] = value.slice(0, 2000)
  }
  return attrs
}
/** Read back from what `dataOf` wrote; nothing where it points anywhere but to a file of ours. */
const copied = (spec: NodeSpec['attrs']) => (dom: HTMLElement) => {
  const attrs = readData(spec, dom)
  for (const name of ['src', 'poster']) if (name in attrs && attrs[name] !== null && !allowedFile(attrs[name])) return false
  return attrs
}

const pictureAttrs = {
  ...id,
  file: words,
  src: words,
  alt: { default: '', validate: 'string' },
  /** It only adorns, so nothing is read aloud in its place. */
  decorative: yes,
  caption: { default: '', validate: 'string' },
  width: numbers,
  height: numbers,
  /** What of it is shown: x, y, width and height as shares of its own, with blanks between. All of it where empty. */
  crop: words,
}
const filmAttrs = { ...sayable, width: numbers, height: numbers, poster: words }
const attachmentAttrs = { ...id, ...file, bytes: numbers, type: words }
const embedAttrs = { ...id, url: words, title: words, caption: words }

export const mediaNodes: Record<string, NodeSpec> = {
  image: {
    group: 'block picture',
    draggable: true,
    attrs: pictureAttrs,
    parseDOM: [
      { tag: 'figure[data-image]', getAttrs: (dom) => imageAttrs(dom, dom.querySelector('img')) },
      { tag: 'img[src]', getAttrs: (dom) => imageAttrs(dom, dom) },
    ],
    toDOM: ({ attrs }) => [
      'figure',
      {
        'data-image': '',
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        ...(attrs['file'] && { 'data-file': attrs['file'] }),
        ...(attrs['crop'] && { 'data-crop': attrs['crop'] }),
        ...(attrs['decorative'] && { 'data-decorative': 'true' }),
      },
      ['img', { src: allowedImage(attrs['src']) ? attrs['src'] : '', alt: attrs['alt'], width: attrs['width'], height: attrs['height'] }],
      ['figcaption', attrs['caption']],
    ],
  },
  gallery: {
    content: 'picture*',
    group: 'block',
    isolating: true,
    attrs: { ...id, caption: words },
    parseDOM: [
      {
        tag: 'div[data-gallery]',
        getAttrs: (dom) => ({ ...idOf(dom), caption: dom.getAttribute('data-caption')?.slice(0, 1000) ?? null }),
      },
    ],
    toDOM: (node) => [
      'div',
      { 'data-gallery': '', ...idAttr(node), ...(node.attrs['caption'] && { 'data-caption': node.attrs['caption'] as string }) },
      0,
    ],
  },
  video: {
    content: 'moment*',
    group: 'block',
    isolating: true,
    draggable: true,
    attrs: filmAttrs,
    parseDOM: [{ tag: 'figure[data-video]', getAttrs: copied(filmAttrs) }],
    toDOM: (node) => ['figure', { 'data-video': '', ...dataOf(node) }, 0],
  },
  audio: {
    content: 'moment*',
    group: 'block',
    isolating: true,
    draggable: true,
    attrs: sayable,
    parseDOM: [{ tag: 'figure[data-audio]', getAttrs: copied(sayable) }],
    toDOM: (node) => ['figure', { 'data-audio': '', ...dataOf(node) }, 0],
  },
  /** What is said, in one language. */
  captions: {
    content: 'cue*',
    group: 'moment',
    isolating: true,
    attrs: { ...id, language: words },
    parseDOM: [
      {
        tag: 'div[data-captions]',
        getAttrs: (dom) => ({ ...idOf(dom), language: dom.getAttribute('data-language')?.slice(0, 20) ?? null }),
      },
    ],
    toDOM: (node) => ['div', { 'data-captions': '', ...dataOf(node) }, 0],
  },
  /** Words and when they are said, in seconds. */
  cue: {
    content: 'inline*',
    group: 'cue',
    defining: true,
    attrs: { ...id, start: { default: 0, validate: 'number' }, end: { default: 0, validate: 'number' } },
    parseDOM: [
      {
        tag: 'p[data-cue]',
        priority: 60,
        getAttrs: (dom) => ({ ...idOf(dom), start: secondsOf(dom, 'data-start'), end: secondsOf(dom, 'data-end') }),
      },
    ],
    toDOM: (node) => ['p', { 'data-cue': '', ...dataOf(node) }, 0],
  },
  chapter: {
    content: 'inline*',
    group: 'moment',
    defining: true,
    attrs: { ...id, at: { default: 0, validate: 'number' } },
    parseDOM: [{ tag: 'p[data-chapter]', priority: 60, getAttrs: (dom) => ({ ...idOf(dom), at: secondsOf(dom, 'data-at') }) }],
    toDOM: (node) => ['p', { 'data-chapter': '', ...dataOf(node) }, 0],
  },
  /** A file to save. */
  attachment: {
    group: 'block',
    draggable: true,
    attrs: attachmentAttrs,
    parseDOM: [{ tag: 'div[data-attachment]', getAttrs: copied(attachmentAttrs) }],
    toDOM: (node) => ['div', { 'data-attachment': '', ...dataOf(node) }],
  },
  /** A page of somebody else's, shown here. */
  embed: {
    group: 'block',
    draggable: true,
    attrs: embedAttrs,
    parseDOM: [
      {
        tag: 'div[data-embed]',
        getAttrs: (dom) => {
          const attrs = readData(embedAttrs, dom)
          return attrs['url'] === null || allowedEmbed(attrs['url']) ? attrs : false
        },
      },
    ],
    toDOM: (node) => ['div', { 'data-embed': '', ...dataOf(node) }],
  },
}

const secondsOf = (dom: HTMLElement, name: string) => {
  const value = Number(dom.getAttribute(name))
  return Number.isFinite(value) && value >= 0 ? value : 0
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
    decorative: dom.getAttribute('data-decorative') === 'true' || null,
    caption: dom.querySelector('figcaption')?.textContent ?? '',
    width: size('width'),
    height: size('height'),
    crop: dom.getAttribute('data-crop')?.slice(0, 60) ?? null,
  }
}
