import { InputRule } from 'prosemirror-inputrules'
import { findWrapping } from 'prosemirror-transform'
import { newDocumentId } from '../../../shared/id.ts'
import type { Block } from '../block.ts'
import { isIn, turnIntoList } from '../commands.ts'
import { enclosing, nodeType } from '../nodes.ts'

/** A list that learners tick. Its boxes are drawn by the stylesheet: they are nobody's before somebody learns. */
export const checklist: Block = {
  entries: [
    {
      name: 'checkList',
      group: 'list',
      shorthand: '[]',
      turns: true,
      run: turnIntoList('checkList'),
      isActive: (state) => isIn(state, 'checkList'),
    },
  ],
  inputRules: (schema) => [
    // In a bullet list it makes that list one to tick: `- [ ] `, as Markdown writes it.
    new InputRule(/^\s*\[[ xX]?\]\s$/, (state, _match, start, end) => {
      const type = nodeType(schema, 'checkList')
      const tr = state.tr.delete(start, end)
      const $start = tr.doc.resolve(start)
      const list = enclosing($start, 'bulletList', 'orderedList', 'checkList')
      if (list) return list.node.childCount === 1 ? tr.setNodeMarkup(list.pos, type, { id: list.node.attrs.id as string }) : null
      const range = $start.blockRange()
      const wrapping = range && $start.parent.type.name === 'paragraph' && findWrapping(range, type, { id: newDocumentId() })
      return range && wrapping ? tr.wrap(range, wrapping) : null
    }),
  ],
  keys: () => ({ 'Mod-Shift-6': turnIntoList('checkList') }),
}
