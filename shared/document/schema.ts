import { type NodeSpec, Schema } from 'prosemirror-model'
import { guideNodes } from './schema/guide.ts'
import { boxNodes } from './schema/boxes.ts'
import { listNodes } from './schema/list.ts'
import { markSpecs } from './schema/marks.ts'
import { mediaNodes } from './schema/media.ts'
import { questionNodes } from './schema/question.ts'
import { tableNodes } from './schema/table.ts'
import { textNodes } from './schema/text.ts'

// What a lesson can hold, as ProseMirror sees it. Every content expression is permissive: nothing is required and any
// number goes, because y-prosemirror deletes for everybody what a schema refuses. What a lesson needs to be valid is
// checked when it is published, with a message at the block.

/** Groups name a kind of place, not a node, so that learned nodes fit wherever they turn up. */
export const nodeSpecs: Record<string, NodeSpec> = {
  doc: { content: 'block*' },
  ...textNodes,
  ...listNodes,
  ...tableNodes,
  ...boxNodes,
  ...mediaNodes,
  ...questionNodes,
  ...guideNodes,
}

/** The schema of every lesson. A fragment with newer content takes `schemaFor` instead. */
export const schema = new Schema({ nodes: nodeSpecs, marks: markSpecs })

/** Nodes that hold nothing and so measure 1 in a ProseMirror document; all others measure 2 and what they hold. */
export const isLeaf = (name: string): boolean => schema.nodes[name]?.isLeaf ?? false

/** Nodes that stand among letters and hold nothing: each counts as one line feed of plain text. */
export const isInline = (name: string): boolean => isLeaf(name) && schema.nodes[name]?.isInline === true
