import type { NodeSpec } from 'prosemirror-model'
import { id, idAttr, idOf, numberOf } from './attrs.ts'

// The width in pixels is the column's; the first cell from above that has one speaks for all.
const spans = {
  ...id,
  colspan: { default: 1, validate: 'number' },
  rowspan: { default: 1, validate: 'number' },
  width: { default: null, validate: 'number|null' },
}
const cellSpec = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: 'block*',
  attrs: spans,
  tableRole,
  isolating: true,
  group: 'cell',
  parseDOM: [
    {
      tag,
      getAttrs: (dom) => ({
        ...idOf(dom),
        colspan: numberOf(dom, 'colspan', 1, 50) ?? 1,
        rowspan: numberOf(dom, 'rowspan', 1, 500) ?? 1,
        width: dom.hasAttribute('data-width') ? (numberOf(dom, 'data-width', 48, 2000) ?? null) : null,
      }),
    },
  ],
  toDOM: (node) => [
    tag,
    {
      ...idAttr(node),
      ...(node.attrs['colspan'] !== 1 && { colspan: node.attrs['colspan'] }),
      ...(node.attrs['rowspan'] !== 1 && { rowspan: node.attrs['rowspan'] }),
      ...(node.attrs['width'] && { 'data-width': node.attrs['width'] }),
    },
    0,
  ],
})

export const tableNodes: Record<string, NodeSpec> = {
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
}
