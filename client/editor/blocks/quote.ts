import { wrappingInputRule } from 'prosemirror-inputrules'
import type { Block } from '../block.ts'
import { isIn, turnIntoWrapper } from '../commands.ts'
import { nodeType } from '../nodes.ts'

/** What somebody else said. */
export const quote: Block = {
  entries: [
    {
      name: 'quote',
      group: 'text',
      shorthand: '>',
      turns: true,
      run: turnIntoWrapper('quote'),
      isActive: (state) => isIn(state, 'quote'),
    },
  ],
  inputRules: (schema) => [wrappingInputRule(/^\s*>\s$/, nodeType(schema, 'quote'))],
  keys: () => ({ 'Mod-Shift-9': turnIntoWrapper('quote') }),
}
