import type { NodeSpec } from 'prosemirror-model'
import { id, idAttr, idOf } from './attrs.ts'

// Blocks that hold blocks side by side or one behind the other. What a part is called stands in the document as text,
// so that two people can write it, comment on it and flag it like any other.

/** How titled parts are laid out. An attribute and no kind of block: changing it moves no words. */
export const panelLooks = ['accordion', 'tabs', 'steps', 'timeline'] as const

const part = (name: string, content: string, group: string): NodeSpec => ({
  content,
  group,
  attrs: id,
  isolating: true,
  parseDOM: [{ tag: `div[data-${name}]`, getAttrs: idOf }],
  toDOM: (node) => ['div', { ...idAttr(node), [`data-${name}`]: '' }, 0],
})

export const boxNodes: Record<string, NodeSpec> = {
  columns: { ...part('columns', 'column*', 'block'), defining: true },
  column: part('column', 'block*', 'column'),
  panels: {
    content: 'panel*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: { ...id, look: { default: 'accordion', validate: 'string' } },
    parseDOM: [
      {
        tag: 'div[data-panels]',
        getAttrs: (dom) => ({ ...idOf(dom), look: panelLooks.find((look) => look === dom.dataset['panels']) ?? 'accordion' }),
      },
    ],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-panels': node.attrs['look'] as string }, 0],
  },
  panel: {
    ...part('panel', '(block | title)*', 'panel'),
    parseDOM: [
      { tag: 'div[data-panel]', getAttrs: idOf },
      { tag: 'details', getAttrs: idOf },
    ],
  },
  panelTitle: {
    content: 'inline*',
    group: 'title',
    defining: true,
    attrs: id,
    parseDOM: [
      { tag: 'div[data-panel-title]', getAttrs: idOf },
      { tag: 'summary', getAttrs: idOf },
    ],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-panel-title': '' }, 0],
  },
  cards: { ...part('cards', 'card*', 'block'), defining: true },
  card: part('card', 'side*', 'card'),
  /** The first is the front; what is behind is the back. */
  side: part('side', 'block*', 'side'),
}
