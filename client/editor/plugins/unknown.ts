import type { Schema } from 'prosemirror-model'
import * as Y from 'yjs'
import { markNameOf } from '../../../shared/document/walker.ts'

/** A new struct is content that this schema cannot hold. */
function isUnknown(item: Y.Item, schema: Schema): boolean {
  const { content, parent, parentSub } = item
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) return !schema.nodes[content.type.nodeName]
  if (content instanceof Y.ContentFormat) return !schema.marks[markNameOf(content.key)]
  if (parentSub === null || !(parent instanceof Y.XmlElement)) return false
  const attrs = schema.nodes[parent.nodeName]?.spec.attrs
  return attrs !== undefined && !Object.hasOwn(attrs, parentSub)
}

function isIn(fragment: Y.XmlFragment, item: Y.Item): boolean {
  let at: unknown = item.parent
  while (at instanceof Y.AbstractType) {
    if (at === fragment) return true
    at = at._item?.parent
  }
  return false
}

/** Whether a transaction brought nodes, marks or attributes into a fragment that this schema does not know. */
export function holdsUnknown(transaction: Y.Transaction, fragment: Y.XmlFragment, schema: Schema): boolean {
  for (const [client, end] of transaction.afterState) {
    const begin = transaction.beforeState.get(client) ?? 0
    if (begin === end) continue
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (!struct || struct.id.clock < begin) break
      if (struct instanceof Y.Item && !struct.deleted && isUnknown(struct, schema) && isIn(fragment, struct)) return true
    }
  }
  return false
}
