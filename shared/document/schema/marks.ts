import type { MarkSpec } from 'prosemirror-model'
import { allowedHref } from '../addresses.ts'

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
  /** TeX within a sentence: text like any other, set as a formula where it is read. */
  maths: { code: true, parseDOM: [{ tag: 'span[data-maths]' }], toDOM: () => ['span', { 'data-maths': '' }, 0] },
  code: { code: true, parseDOM: [{ tag: 'code', getAttrs: (dom) => !dom.closest('pre') && null }], toDOM: () => ['code', 0] },
}
