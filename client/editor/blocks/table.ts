import { Plugin } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyTable, goTo } from './table-commands.ts'
import { resizing, TableView } from './table-view.ts'

/**
 * Selecting and pasting across cells. The package also "fixes" tables after every change, remote ones included; two
 * editors would fix one gap twice, so that part stays out.
 */
function cellSelections(): Plugin {
  const { appendTransaction: _, ...spec } = tableEditing().spec
  return new Plugin(spec)
}

/** Rows and columns. */
export const table: Block = {
  entries: [{ name: 'table', group: 'media', run: insertBlock((type) => emptyTable(type.schema, 3, 3), 'table') }],
  keys: () => ({ Tab: goTo(1), 'Shift-Tab': goTo(-1) }),
  views: () => ({ table: (node) => new TableView(node) }),
  plugins: () => [resizing(), cellSelections()],
}
