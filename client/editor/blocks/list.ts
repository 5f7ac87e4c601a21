import { wrappingInputRule } from 'prosemirror-inputrules'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import type { Command } from 'prosemirror-state'
import type { Block } from '../block.ts'
import { isIn, turnIntoList } from '../commands.ts'
import { enclosing, nodeType } from '../nodes.ts'

/** Backspace at the start of an item takes it one level out, as a person expects who wants the bullet gone. */
const outFirst: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  const item = enclosing($from, 'listItem')
  if (!empty || !item || $from.parentOffset > 0 || $from.before() !== item.pos + 1) return false
  return liftListItem(nodeType(state.schema, 'listItem'))(state, dispatch, view)
}

/**
 * Enter begins the next item. In an empty one it leads one level out, and in code or at the end of a longer item it never
 * tears the item apart: splitListItem would leave an item without a line to write in, which our schema allows.
 */
const nextItem: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  const item = nodeType(state.schema, 'listItem')
  if ($from.parent.type.spec.code) return false
  if (!empty || $from.depth < 2 || $from.node(-1).type !== item || $from.parent.content.size > 0)
    return splitListItem(item)(state, dispatch, view)
  const around = $from.node(-1)
  if (around.childCount === 1) return liftListItem(item)(state, dispatch, view)
  if ($from.index(-1) === 0 || $from.indexAfter(-1) < around.childCount) return splitListItem(item)(state, dispatch, view)
  dispatch?.(state.tr.split($from.before()).scrollIntoView())
  return true
}

/** In a list, Tab is for its levels and never leaves the text. */
const inList =
  (command: Command): Command =>
  (state, dispatch, view) => {
    const around = enclosing(state.selection.$from, 'listItem', 'tableCell', 'tableHeader')
    return around?.node.type.name === 'listItem' && (command(state, dispatch, view) || true)
  }

/** Bullet and numbered lists of any depth. */
export const list: Block = {
  entries: [
    {
      name: 'bulletList',
      group: 'list',
      shorthand: '-',
      turns: true,
      run: turnIntoList('bulletList'),
      isActive: (state) => isIn(state, 'bulletList'),
    },
    {
      name: 'orderedList',
      group: 'list',
      shorthand: '1.',
      turns: true,
      run: turnIntoList('orderedList'),
      isActive: (state) => isIn(state, 'orderedList'),
    },
  ],
  inputRules: (schema) => [
    wrappingInputRule(/^\s*[-+*•]\s$/, nodeType(schema, 'bulletList')),
    wrappingInputRule(
      /^(\d+)[.)]\s$/,
      nodeType(schema, 'orderedList'),
      (match) => ({ start: Number(match[1]) }),
      (match, node) => node.childCount + (node.attrs.start as number) === Number(match[1]),
    ),
  ],
  keys: (schema) => {
    const item = nodeType(schema, 'listItem')
    return {
      Enter: nextItem,
      Tab: inList(sinkListItem(item)),
      'Shift-Tab': inList(liftListItem(item)),
      Backspace: outFirst,
      'Mod-Shift-7': turnIntoList('orderedList'),
      'Mod-Shift-8': turnIntoList('bulletList'),
    }
  },
}
