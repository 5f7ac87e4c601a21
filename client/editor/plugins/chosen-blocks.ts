import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { BlockSelection } from '../block-selection.ts'
import { idOf } from '../nodes.ts'
import { isRemote } from './fresh-ids.ts'

const idAt = (doc: Node, pos: number) => {
  const node = doc.nodeAt(pos)
  return node ? idOf(node) : null
}

/** The same blocks in a document that somebody else has changed, by their ids. */
function again(before: EditorState, after: EditorState): BlockSelection | null {
  if (!(before.selection instanceof BlockSelection) || after.selection instanceof BlockSelection) return null
  const [anchor, head] = [idAt(before.doc, before.selection.anchorBlock), idAt(before.doc, before.selection.headBlock)]
  if (anchor === null || head === null) return null
  const places = new Map<string, number>()
  after.doc.descendants((node, pos) => {
    const id = idOf(node)
    if (id === anchor || id === head) places.set(id, pos)
    return !node.isTextblock && places.size < 2
  })
  return BlockSelection.between(after.doc, places.get(anchor) ?? -1, places.get(head) ?? -1)
}

/** Draws the selected blocks, and keeps them selected while others write: y-prosemirror knows selections of text only. */
export const chosenBlocks = () =>
  new Plugin({
    appendTransaction(transactions: readonly Transaction[], before, after) {
      const selection = transactions.some(isRemote) ? again(before, after) : null
      return selection && after.tr.setSelection(selection)
    },
    props: {
      decorations({ doc, selection }) {
        if (!(selection instanceof BlockSelection)) return null
        const drawn: Decoration[] = []
        let pos = selection.from
        for (const node of selection.blocks()) {
          drawn.push(Decoration.node(pos, pos + node.nodeSize, { class: 'block-chosen' }))
          pos += node.nodeSize
        }
        return DecorationSet.create(doc, drawn)
      },
    },
  })
