import { type MarkSpec, type Node as PMNode, type NodeSpec, Schema } from 'prosemirror-model'

// What a lesson can hold, as ProseMirror sees it. Every content expression is permissive: nothing is required and any
// number goes, because y-prosemirror deletes for everybody what a schema refuses. What a lesson needs to be valid is
// checked when it is published, with a message at the block.

/** http, https, mailto and tel, and places on this site. */
export function allowedHref(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2000) return false
  const trimmed = url.trim()
  if (/^(\/(?![/\\])|#)/.test(trimmed)) return true
  return /^(https?:\/\/[^\s/]|mailto:[^\s]|tel:[^\s])/i.test(trimmed) && URL.canParse(trimmed)
}

/** Pictures come from this site or by https. */
export const allowedImage = (url: unknown): url is string =>
  typeof url === 'string' &&
  url.length <= 2000 &&
  (/^\/api\/courses\/[\w-]+\/files\/[\w-]+$/.test(url) || (/^https:\/\/[^\s/]/i.test(url) && URL.canParse(url)))

const id = { id: { default: null, validate: 'string|null' } }
const idOf = (dom: HTMLElement) => ({ id: dom.getAttribute('data-id') })
const idAttr = (node: PMNode) => (node.attrs['id'] ? { 'data-id': node.attrs['id'] as string } : {})
const numberOf = (dom: HTMLElement, name: string, least: number, most: number) => {
  const value = Number(dom.getAttribute(name))
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}
const spans = { ...id, colspan: { default: 1, validate: 'number' }, rowspan: { default: 1, validate: 'number' } }
const cellSpec = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: 'block*',
  attrs: spans,
  tableRole,
  isolating: true,
  group: 'cell',
  parseDOM: [
    {
      tag,
      getAttrs: (dom) => ({ ...idOf(dom), colspan: numberOf(dom, 'colspan', 1, 50) ?? 1, rowspan: numberOf(dom, 'rowspan', 1, 500) ?? 1 }),
    },
  ],
  toDOM: (node) => [
    tag,
    {
      ...idAttr(node),
      ...(node.attrs['colspan'] !== 1 && { colspan: node.attrs['colspan'] }),
      ...(node.attrs['rowspan'] !== 1 && { rowspan: node.attrs['rowspan'] }),
    },
    0,
  ],
})

export const tones = ['note', 'tip', 'warning', 'danger'] as const

/** Groups name a kind of place, not a node, so that learned nodes fit wherever they turn up. */
export const nodeSpecs: Record<string, NodeSpec> = {
  doc: { content: 'block*' },
  paragraph: {
    content: 'inline*',
    group: 'block',
    attrs: id,
    parseDOM: [{ tag: 'p', getAttrs: idOf }],
    toDOM: (node) => ['p', idAttr(node), 0],
  },
  heading: {
    content: 'inline*',
    group: 'block',
    attrs: { ...id, level: { default: 2, validate: 'number' } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom: HTMLElement) => ({ ...idOf(dom), level: Math.min(level, 3) }),
    })),
    toDOM: (node) => [node.attrs['level'] === 1 ? 'h1' : node.attrs['level'] === 3 ? 'h3' : 'h2', idAttr(node), 0],
  },
  bulletList: {
    content: 'item*',
    group: 'block',
    attrs: id,
    parseDOM: [{ tag: 'ul', getAttrs: idOf }],
    toDOM: (node) => ['ul', idAttr(node), 0],
  },
  orderedList: {
    content: 'item*',
    group: 'block',
    attrs: { ...id, start: { default: 1, validate: 'number' } },
    parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ ...idOf(dom), start: numberOf(dom, 'start', 0, 1_000_000) ?? 1 }) }],
    toDOM: (node) => ['ol', { ...idAttr(node), ...(node.attrs['start'] !== 1 && { start: node.attrs['start'] }) }, 0],
  },
  listItem: {
    content: 'block*',
    group: 'item',
    attrs: id,
    defining: true,
    parseDOM: [{ tag: 'li', getAttrs: idOf }],
    toDOM: (node) => ['li', idAttr(node), 0],
  },
  quote: {
    content: 'block*',
    group: 'block',
    attrs: id,
    defining: true,
    parseDOM: [{ tag: 'blockquote', getAttrs: idOf }],
    toDOM: (node) => ['blockquote', idAttr(node), 0],
  },
  codeBlock: {
    content: 'inline*',
    group: 'block',
    code: true,
    defining: true,
    attrs: { ...id, language: { default: '', validate: 'string' } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (dom) => ({ ...idOf(dom), language: languageOf(dom) }) }],
    toDOM: (node) => ['pre', { ...idAttr(node), 'data-language': node.attrs['language'] as string }, ['code', 0]],
  },
  divider: { group: 'block', attrs: id, parseDOM: [{ tag: 'hr', getAttrs: idOf }], toDOM: (node) => ['hr', idAttr(node)] },
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
  table: {
    content: 'row*',
    group: 'block',
    attrs: id,
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table', getAttrs: idOf }],
    toDOM: (node) => ['table', idAttr(node), ['tbody', 0]],
  },
  tableRow: {
    content: 'cell*',
    group: 'row',
    attrs: id,
    tableRole: 'row',
    parseDOM: [{ tag: 'tr', getAttrs: idOf }],
    toDOM: (node) => ['tr', idAttr(node), 0],
  },
  tableCell: cellSpec('td', 'cell'),
  tableHeader: cellSpec('th', 'header_cell'),
  callout: {
    content: 'block*',
    group: 'block',
    defining: true,
    attrs: { ...id, tone: { default: 'note', validate: 'string' } },
    parseDOM: [{ tag: 'aside[data-tone]', getAttrs: (dom) => ({ ...idOf(dom), tone: dom.getAttribute('data-tone') }) }],
    toDOM: (node) => ['aside', { ...idAttr(node), 'data-tone': node.attrs['tone'] as string }, 0],
  },
  question: {
    content: 'part*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: {
      ...id,
      kind: { default: 'single', validate: 'string' },
      points: { default: 1, validate: 'number' },
      shuffle: { default: false, validate: 'boolean' },
    },
    parseDOM: [
      {
        tag: 'section[data-question]',
        getAttrs: (dom) => ({
          ...idOf(dom),
          kind: dom.getAttribute('data-question') === 'multiple' ? 'multiple' : 'single',
          points: numberOf(dom, 'data-points', 0, 1000) ?? 1,
          shuffle: dom.hasAttribute('data-shuffle'),
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'section',
      {
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        'data-question': attrs['kind'],
        'data-points': attrs['points'],
        ...(attrs['shuffle'] && { 'data-shuffle': '' }),
      },
      0,
    ],
  },
  stem: {
    content: 'inline*',
    group: 'part',
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'div[data-stem]', getAttrs: idOf }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-stem': '' }, 0],
  },
  choice: {
    content: 'inline*',
    group: 'part',
    defining: true,
    attrs: { ...id, correct: { default: false, validate: 'boolean' } },
    parseDOM: [{ tag: 'div[data-choice]', getAttrs: (dom) => ({ ...idOf(dom), correct: dom.getAttribute('data-choice') === 'correct' }) }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-choice': node.attrs['correct'] ? 'correct' : '' }, 0],
  },
  explanation: {
    content: 'block*',
    group: 'part',
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'div[data-explanation]', getAttrs: idOf }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-explanation': '' }, 0],
  },
  hardBreak: { inline: true, group: 'inline', selectable: false, leafText: () => '\n', parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  text: { group: 'inline' },
}

function languageOf(dom: HTMLElement): string {
  const named =
    dom.getAttribute('data-language') ?? /\blanguage-([\w+#-]+)/.exec(dom.querySelector('code')?.className ?? dom.className)?.[1] ?? ''
  return named.slice(0, 40)
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

export const markSpecs: Record<string, MarkSpec> = {
  link: {
    attrs: { href: { default: '', validate: 'string' } },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => (allowedHref(dom.getAttribute('href')) ? { href: dom.getAttribute('href') } : false) }],
    toDOM: (mark) => ['a', { ...(allowedHref(mark.attrs['href']) && { href: mark.attrs['href'] }), rel: 'noopener noreferrer' }, 0],
  },
  em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }, { style: 'font-style=italic' }], toDOM: () => ['em', 0] },
  strong: {
    // Google Docs wraps all it copies in a <b> of normal weight.
    parseDOM: [
      { tag: 'strong' },
      { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[5-9]\d{2,})$/.test(value) && null },
    ],
    toDOM: () => ['strong', 0],
  },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
  strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: () => ['s', 0] },
  code: { code: true, parseDOM: [{ tag: 'code', getAttrs: (dom) => !dom.closest('pre') && null }], toDOM: () => ['code', 0] },
}

/** The schema of every lesson. A fragment with newer content takes `schemaFor` instead. */
export const schema = new Schema({ nodes: nodeSpecs, marks: markSpecs })

/** Nodes that hold nothing and so measure 1 in a ProseMirror document; all others measure 2 and what they hold. */
export const isLeaf = (name: string): boolean => schema.nodes[name]?.isLeaf ?? false
