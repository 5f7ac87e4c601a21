import type { NodeSpec } from 'prosemirror-model'
import { id, idAttr, idOf } from './attrs.ts'

/** A word of advice to whoever writes the course. It stands in no list of what is public, so no version holds it. */
export const guideNodes: Record<string, NodeSpec> = {
  guide: {
    content: 'block*',
    group: 'block',
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'aside[data-guide]', getAttrs: idOf }],
    toDOM: (node) => ['aside', { ...idAttr(node), 'data-guide': '' }, 0],
  },
}
