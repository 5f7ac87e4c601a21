import type { NodeSpec } from 'prosemirror-model'
import { id, idAttr, idOf, numberOf } from './attrs.ts'

export const listNodes: Record<string, NodeSpec> = {
  /** A list that each reader ticks for themselves: what is done is theirs and not the course's. */
  checkList: {
    content: 'item*',
    group: 'block',
    attrs: id,
    parseDOM: [{ tag: 'ul[data-check], ul.contains-task-list', getAttrs: idOf, priority: 60 }],
    toDOM: (node) => ['ul', { ...idAttr(node), 'data-check': '' }, 0],
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
}
