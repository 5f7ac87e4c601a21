import { setBlockType } from 'prosemirror-commands'
import type { Command } from 'prosemirror-state'
import type { Block } from '../block.ts'
import { isIn, textRule, turnIntoText } from '../commands.ts'
import { nodeType } from '../nodes.ts'

/** Backspace at the start of a heading makes it plain text before it joins the block above. */
const plainFirst: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name !== 'heading') return false
  return setBlockType(nodeType(state.schema, 'paragraph'), { id: $from.parent.attrs.id as string })(state, dispatch, view)
}

/** Paragraphs and headings. */
export const text: Block = {
  entries: [
    {
      name: 'paragraph',
      group: 'text',
      turns: true,
      run: turnIntoText('paragraph'),
      isActive: (state) => state.selection.$from.depth === 1 && isIn(state, 'paragraph'),
    },
    {
      name: 'heading1',
      group: 'text',
      shorthand: '#',
      turns: true,
      run: turnIntoText('heading', { level: 1 }),
      isActive: (state) => isIn(state, 'heading', { level: 1 }),
    },
    {
      name: 'heading2',
      group: 'text',
      shorthand: '##',
      turns: true,
      run: turnIntoText('heading', { level: 2 }),
      isActive: (state) => isIn(state, 'heading', { level: 2 }),
    },
    {
      name: 'heading3',
      group: 'text',
      shorthand: '###',
      turns: true,
      run: turnIntoText('heading', { level: 3 }),
      isActive: (state) => isIn(state, 'heading', { level: 3 }),
    },
  ],
  inputRules: (schema) => [textRule(/^(#{1,3})\s$/, nodeType(schema, 'heading'), (match) => ({ level: match[1]?.length ?? 2 }))],
  // The lesson's title is the page's first heading, so what is inside it begins at the second.
  views: () => ({
    heading: (node) => {
      const dom = document.createElement(`h${Math.min(Math.max(Number(node.attrs.level) || 2, 1), 3) + 1}`)
      return { dom, contentDOM: dom }
    },
  }),
  keys: () => ({
    Backspace: plainFirst,
    'Mod-Alt-0': turnIntoText('paragraph'),
    'Mod-Alt-1': turnIntoText('heading', { level: 1 }),
    'Mod-Alt-2': turnIntoText('heading', { level: 2 }),
    'Mod-Alt-3': turnIntoText('heading', { level: 3 }),
  }),
}
