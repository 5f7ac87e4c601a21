import type { MarkType, Node, NodeType, ResolvedPos, Schema } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { newDocumentId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'

/** A node type that every course schema has. */
export function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name]
  invariant(type, `the schema knows the node ${name}`)
  return type
}

export function markType(schema: Schema, name: string): MarkType {
  const type = schema.marks[name]
  invariant(type, `the schema knows the mark ${name}`)
  return type
}

/** A fresh paragraph; every block is born with an id of its own. */
export const emptyParagraph = (schema: Schema) => nodeType(schema, 'paragraph').create({ id: newDocumentId() })

/** A node in the document: `pos` lies right before it. */
export type Placed = { node: Node; pos: number }

/** The nearest ancestor of `$pos` with one of these names, from the inside out. */
export function enclosing($pos: ResolvedPos, ...names: string[]): (Placed & { depth: number }) | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth)
    if (names.includes(node.type.name)) return { node, pos: $pos.before(depth), depth }
  }
  return null
}

/** Parts of a larger block: they are never moved, copied or removed as if they were blocks. */
const parts = new Set([
  'tableRow',
  'tableCell',
  'tableHeader',
  'stem',
  'feedback',
  'prompt',
  'match',
  'spotImage',
  'area',
  'hint',
  'explanation',
  'rubric',
  'panelTitle',
  'column',
  'side',
])
/** A cell, a stem and the like: nothing by itself. */
export const isPart = (node: Node): boolean => parts.has(node.type.name)
/** Parts whose blocks stand on their own, as those of a page do. */
const pages = new Set(['column', 'side'])
/** Blocks that hold parts with blocks in them; they are chosen as a whole by their edge. */
export const boxes = ['columns', 'panels', 'cards']
/** Blocks whose first child only carries their text. */
const wrappers = new Set(['listItem'])

/**
 * The block a person means when the caret is at `$pos`: the innermost one that stands on its own.
 * A list item stands for its first paragraph, a whole table for each of its cells, a titled part for its title.
 */
export function blockAt($pos: ResolvedPos): (Placed & { depth: number }) | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth)
    if (parts.has(node.type.name)) continue
    const around = depth > 1 ? $pos.node(depth - 1) : null
    const within = around?.type.name ?? ''
    if (wrappers.has(within) ? $pos.index(depth - 1) === 0 : parts.has(within) && !pages.has(within)) continue
    return { node, pos: $pos.before(depth), depth }
  }
  const after = $pos.nodeAfter
  return after?.isBlock ? { node: after, pos: $pos.pos, depth: 1 } : null
}

/** The block that a selection is about: the selected node itself, else the one around its start. */
export function selectedBlock(state: EditorState): Placed | null {
  const { selection } = state
  if ('node' in selection && (selection.node as Node).isBlock) return { node: selection.node as Node, pos: selection.from }
  return blockAt(selection.$from)
}

/** The attribute `id` of a node, or null where it has none yet. */
export const idOf = (node: Node): string | null => (typeof node.attrs.id === 'string' ? node.attrs.id : null)
