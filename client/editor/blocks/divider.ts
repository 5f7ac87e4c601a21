import { InputRule } from 'prosemirror-inputrules'
import { TextSelection } from 'prosemirror-state'
import { newDocumentId } from '../../../shared/id.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { nodeType } from '../nodes.ts'

/** A line between two thoughts. */
export const divider: Block = {
  entries: [
    {
      name: 'divider',
      group: 'text',
      shorthand: '---',
      run: insertBlock((type) => type.create({ id: newDocumentId() }), 'divider'),
    },
  ],
  inputRules: (schema) => [
    new InputRule(/^(---|—-|\*\*\*)$/, (state) => {
      const { $from } = state.selection
      if ($from.parent.type.name !== 'paragraph') return null
      const tr = state.tr.delete($from.start(), $from.pos)
      const pos = $from.before()
      tr.insert(pos, nodeType(schema, 'divider').create({ id: newDocumentId() }))
      return tr.setSelection(TextSelection.create(tr.doc, pos + 2))
    }),
  ],
}
