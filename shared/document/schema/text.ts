import type { NodeSpec } from 'prosemirror-model'
import { allowedHref } from '../addresses.ts'
import { id, idAttr, idOf } from './attrs.ts'

export const tones = ['note', 'tip', 'warning', 'danger'] as const

/** Text, and what stands between it. */
export const textNodes: Record<string, NodeSpec> = {
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
  /** TeX, set as a formula on a line of its own. */
  mathsBlock: {
    content: 'inline*',
    group: 'block',
    code: true,
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'pre[data-maths]', preserveWhitespace: 'full', priority: 60, getAttrs: idOf }],
    toDOM: (node) => ['pre', { ...idAttr(node), 'data-maths': '' }, ['code', 0]],
  },
  button: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { ...id, href: { default: '', validate: 'string' } },
    parseDOM: [
      {
        tag: 'div[data-button]',
        getAttrs: (dom) => ({ ...idOf(dom), href: allowedHref(dom.dataset['button']) ? dom.dataset['button'] : '' }),
      },
    ],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-button': node.attrs['href'] as string }, 0],
  },
  divider: { group: 'block', attrs: id, parseDOM: [{ tag: 'hr', getAttrs: idOf }], toDOM: (node) => ['hr', idAttr(node)] },
  callout: {
    content: 'block*',
    group: 'block',
    defining: true,
    attrs: { ...id, tone: { default: 'note', validate: 'string' } },
    parseDOM: [{ tag: 'aside[data-tone]', getAttrs: (dom) => ({ ...idOf(dom), tone: dom.getAttribute('data-tone') }) }],
    toDOM: (node) => ['aside', { ...idAttr(node), 'data-tone': node.attrs['tone'] as string }, 0],
  },
  hardBreak: { inline: true, group: 'inline', selectable: false, leafText: () => '\n', parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  text: { group: 'inline' },
}

function languageOf(dom: HTMLElement): string {
  const named =
    dom.getAttribute('data-language') ?? /\blanguage-([\w+#-]+)/.exec(dom.querySelector('code')?.className ?? dom.className)?.[1] ?? ''
  return named.slice(0, 40)
}
