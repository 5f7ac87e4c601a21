import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { Mapping, ReplaceAroundStep, ReplaceStep } from 'prosemirror-transform'
import { ySyncPluginKey } from 'y-prosemirror'
import { newDocumentId } from '../../../shared/id.ts'
import { idOf } from '../nodes.ts'

/** A change that came from the shared document: somebody else's, or an undo. */
export const isRemote = (tr: Transaction): boolean =>
  Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin)

/** Typing inside one block brings no node, so it can bring no id. */
const bringsNodes = (tr: Transaction) =>
  tr.steps.some((step) => {
    if (step instanceof ReplaceAroundStep) return true
    if (!(step instanceof ReplaceStep)) return false
    let found = false
    step.slice.content.descendants((node) => {
      found ||= 'id' in node.attrs
      return !found
    })
    return found
  })

/** Where each id stood before the change, seen from after it. */
function formerPlaces(before: Node, mapping: Mapping): Map<string, number> {
  const places = new Map<string, number>()
  before.descendants((node, pos) => {
    const id = idOf(node)
    if (id === null || places.has(id)) return
    const { pos: now, deletedAfter } = mapping.mapResult(pos, 1)
    if (!deletedAfter) places.set(id, now)
  })
  return places
}

/**
 * Of two nodes with one id, which one may keep it: the one that had it before. When Enter was pressed at the start of a
 * block, the text went into the second half, and the id goes with the text.
 */
function keeper(copies: { node: Node; pos: number }[], former: number | undefined): number {
  const first = copies.find(({ pos }) => pos === former) ?? copies[0]
  const second = first && copies[copies.indexOf(first) + 1]
  if (
    first &&
    second &&
    first.node.isTextblock &&
    first.node.content.size === 0 &&
    second.node.content.size > 0 &&
    second.pos === first.pos + first.node.nodeSize
  )
    return second.pos
  return first?.pos ?? -1
}

/**
 * Gives every block, question and choice an id of its own: ProseMirror's Enter copies attributes to the second half,
 * and a paste copies them whole. Only local changes are looked at, so that two editors never mend one thing twice.
 */
export const freshIds = () =>
  new Plugin({
    appendTransaction(transactions: readonly Transaction[], before: EditorState, after: EditorState) {
      const local = transactions.filter((tr) => tr.docChanged && !isRemote(tr))
      if (!local.some(bringsNodes)) return null
      const holders = new Map<string, { node: Node; pos: number }[]>()
      const tr = after.tr
      after.doc.descendants((node, pos) => {
        if (!('id' in node.attrs)) return
        const id = idOf(node)
        if (id === null) tr.setNodeAttribute(pos, 'id', newDocumentId())
        else holders.set(id, [...(holders.get(id) ?? []), { node, pos }])
      })
      const shared = [...holders].filter(([, copies]) => copies.length > 1)
      if (shared.length > 0) {
        const mapping = new Mapping()
        for (const one of transactions) mapping.appendMapping(one.mapping)
        const former = formerPlaces(before.doc, mapping)
        for (const [id, copies] of shared) {
          const keeps = keeper(copies, former.get(id))
          for (const { pos } of copies) if (pos !== keeps) tr.setNodeAttribute(pos, 'id', newDocumentId())
        }
      }
      return tr.docChanged ? tr : null
    },
  })
