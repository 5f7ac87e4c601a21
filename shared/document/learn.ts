import { type MarkSpec, type Node as PMNode, type NodeSpec, Schema } from 'prosemirror-model'
import * as Y from 'yjs'
import { childrenOf } from './positions.ts'
import { nodeSpecs, schema } from './schema.ts'
import { markSpecs } from './schema/marks.ts'
import { markNameOf } from './walker.ts'

// Newer content survives older clients. What a newer program wrote into a lesson is learned before the lesson is
// mounted, and carried through unread: y-prosemirror deletes for everybody what the schema it was given cannot hold.

/** What a fragment holds beyond this program's schema. */
export type Unknown = { nodes: Map<string, { inline: boolean; holdsInline: boolean }>; marks: Set<string>; attrs: Map<string, Set<string>> }

/** Looks through a fragment for nodes, marks and attributes this program does not know; null when it knows them all. */
export function learnUnknown(fragment: Y.XmlFragment): Unknown | null {
  const unknown: Unknown = { nodes: new Map(), marks: new Set(), attrs: new Map() }
  const walk = (parent: Y.XmlFragment) => {
    const holdsText = [...childrenOf(parent)].some((child) => child instanceof Y.XmlText || nodeSpecs[child.nodeName]?.inline === true)
    const parentHoldsInline = holdsText || (parent instanceof Y.XmlElement && nodeSpecs[parent.nodeName]?.content === 'inline*')
    for (const child of childrenOf(parent)) {
      if (child instanceof Y.XmlText) learnMarks(unknown, child)
      else {
        learnElement(unknown, child, parentHoldsInline)
        walk(child)
      }
    }
  }
  walk(fragment)
  return unknown.nodes.size + unknown.marks.size + unknown.attrs.size > 0 ? unknown : null
}

function learnElement(unknown: Unknown, element: Y.XmlElement, inline: boolean) {
  const name = element.nodeName
  if (!nodeSpecs[name]) {
    const holdsInline = [...childrenOf(element)].some((child) => child instanceof Y.XmlText || nodeSpecs[child.nodeName]?.inline === true)
    const before = unknown.nodes.get(name)
    unknown.nodes.set(name, { inline: inline || before?.inline === true, holdsInline: holdsInline || before?.holdsInline === true })
  }
  learnAttrs(unknown, name, Object.keys(element.getAttributes()), nodeSpecs[name]?.attrs)
}

function learnMarks(unknown: Unknown, text: Y.XmlText) {
  for (const { attributes } of text.toDelta() as { attributes?: Record<string, unknown> }[]) {
    for (const [key, value] of Object.entries(attributes ?? {})) {
      const name = markNameOf(key)
      if (!markSpecs[name]) unknown.marks.add(name)
      if (typeof value === 'object' && value !== null) learnAttrs(unknown, name, Object.keys(value), markSpecs[name]?.attrs)
    }
  }
}

function learnAttrs(unknown: Unknown, owner: string, names: string[], known: object | undefined) {
  const fresh = names.filter((name) => !known || !Object.hasOwn(known, name))
  if (fresh.length > 0) unknown.attrs.set(owner, new Set([...(unknown.attrs.get(owner) ?? []), ...fresh]))
}

/** The schema that holds all of a fragment: the usual one, or one with pass-through specs for what is newer. */
export function schemaFor(fragment: Y.XmlFragment): Schema {
  const unknown = learnUnknown(fragment)
  return unknown ? schemaWith(unknown) : schema
}

/** The usual schema with specs that carry unknown things through, shown as "made with a newer version". */
function schemaWith(unknown: Unknown): Schema {
  const attrs = (owner: string) => Object.fromEntries(Array.from(unknown.attrs.get(owner) ?? [], (name) => [name, { default: null }]))
  const nodes: Record<string, NodeSpec> = {}
  for (const [name, spec] of Object.entries(nodeSpecs)) nodes[name] = { ...spec, attrs: { ...spec.attrs, ...attrs(name) } }
  for (const [name, { inline, holdsInline }] of unknown.nodes) nodes[name] = carriedNode(name, inline, holdsInline, attrs(name))
  const marks: Record<string, MarkSpec> = {}
  for (const [name, spec] of Object.entries(markSpecs)) marks[name] = { ...spec, attrs: { ...spec.attrs, ...attrs(name) } }
  for (const name of unknown.marks) marks[name] = { attrs: attrs(name), toDOM: () => ['span', { 'data-newer': name }, 0] }
  return new Schema({ nodes, marks })
}

/** Every kind of place there is for what is not inline. */
const anywhere = ['block', 'item', 'row', 'cell', 'column', 'panel', 'title', 'card', 'side', 'part', 'picture', 'moment', 'cue']

// Never a leaf: what it measures must not depend on whether it happens to be empty.
const carriedNode = (name: string, inline: boolean, holdsInline: boolean, attrs: NodeSpec['attrs']): NodeSpec =>
  inline
    ? {
        inline: true,
        group: 'inline',
        content: 'inline*',
        atom: true,
        attrs: attrs ?? {},
        toDOM: () => ['span', { 'data-newer': name }, 0],
      }
    : {
        group: anywhere.join(' '),
        content: holdsInline ? 'inline*' : `(${anywhere.join(' | ')})*`,
        attrs: attrs ?? {},
        toDOM: () => ['div', { 'data-newer': name }, 0],
      }

/** Positions of blocks that lack an id or repeat an earlier one: they came from Enter, or were pasted. */
export function duplicateIds(doc: PMNode): number[] {
  const seen = new Set<unknown>()
  const positions: number[] = []
  doc.descendants((node, pos) => {
    if (node.isText || !node.type.spec.attrs || !('id' in node.type.spec.attrs)) return
    const id: unknown = node.attrs['id']
    if (!id || seen.has(id)) positions.push(pos)
    seen.add(id)
  })
  return positions
}
