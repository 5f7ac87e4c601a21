import Table from 'lucide-solid/icons/table-2'
import type { Node, NodeType, ResolvedPos, Schema } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import { newDocumentId } from '../../../shared/id.ts'
import { invariant } from '../../../shared/problem.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyParagraph, enclosing, nodeType } from '../nodes.ts'

// Rows may be of unequal length, because two people may add a column and a row at once and neither is undone. The
// commands here therefore never ask for a rectangle; the missing cells are simply not there.

const cell = (type: NodeType) => type.create({ id: newDocumentId() }, emptyParagraph(type.schema))
const row = (schema: Schema, columns: number, header = false) =>
  nodeType(schema, 'tableRow').create(
    { id: newDocumentId() },
    Array.from({ length: columns }, () => cell(nodeType(schema, header ? 'tableHeader' : 'tableCell'))),
  )

/** A table of empty cells, its first row a header. */
export const emptyTable = (schema: Schema, rows: number, columns: number) =>
  nodeType(schema, 'table').create(
    { id: newDocumentId() },
    Array.from({ length: rows }, (_, at) => row(schema, columns, at === 0)),
  )

/** The cell that holds a position; `start` is where the table's content begins. */
type Cell = { table: Node; pos: number; start: number; row: number; column: number }

export function cellAt($pos: ResolvedPos): Cell | null {
  const found = enclosing($pos, 'table')
  if (!found || $pos.depth < found.depth + 2) return null
  return { table: found.node, pos: found.pos, start: found.pos + 1, row: $pos.index(found.depth), column: $pos.index(found.depth + 1) }
}

const rowStart = ({ table, start }: Cell, at: number): number => {
  let pos = start
  for (let i = 0; i < at; i++) pos += table.child(i).nodeSize
  return pos
}

function cellStart(at: Cell, rowIndex: number, column: number): number {
  let pos = rowStart(at, rowIndex) + 1
  const cells = at.table.child(rowIndex)
  for (let i = 0; i < Math.min(column, cells.childCount); i++) pos += cells.child(i).nodeSize
  return pos
}

const inTable =
  (change: (cell: Cell, tr: Transaction, state: EditorState) => Transaction): Command =>
  (state, dispatch) => {
    const cell = cellAt(state.selection.$from)
    if (!cell) return false
    dispatch?.(change(cell, state.tr, state).scrollIntoView())
    return true
  }

const caretIn = (tr: Transaction, pos: number) => tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)))

/** Adds an empty row above (-1) or below (1) the caret's. */
export const addRow = (side: -1 | 1): Command =>
  inTable((at, tr, { schema }) => {
    const pos = rowStart(at, side < 0 ? at.row : at.row + 1)
    tr.insert(pos, row(schema, Math.max(1, at.table.child(at.row).childCount)))
    return caretIn(tr, pos)
  })

/** Adds an empty column before (-1) or after (1) the caret's; a header row gets a header cell. */
export const addColumn = (side: -1 | 1): Command =>
  inTable((at, tr, { schema }) => {
    const column = side < 0 ? at.column : at.column + 1
    at.table.forEach((each, _, index) => {
      const header = each.childCount > 0 && each.firstChild?.type.name === 'tableHeader' && each.lastChild?.type.name === 'tableHeader'
      tr.insert(tr.mapping.map(cellStart(at, index, column)), cell(nodeType(schema, header ? 'tableHeader' : 'tableCell')))
    })
    return tr
  })

export const deleteRow: Command = (state, dispatch, view) => {
  const at = cellAt(state.selection.$from)
  if (at && at.table.childCount === 1) return deleteTable(state, dispatch, view)
  return inTable((here, tr) => {
    const pos = rowStart(here, here.row)
    tr.delete(pos, pos + here.table.child(here.row).nodeSize)
    return caretIn(tr, Math.min(pos, tr.doc.content.size - 1))
  })(state, dispatch, view)
}

export const deleteColumn: Command = (state, dispatch, view) => {
  const at = cellAt(state.selection.$from)
  if (at && at.table.child(at.row).childCount === 1) return deleteTable(state, dispatch, view)
  return inTable((here, tr) => {
    here.table.forEach((each, _, index) => {
      if (here.column >= each.childCount) return
      const pos = tr.mapping.map(cellStart(here, index, here.column))
      tr.delete(pos, pos + each.child(here.column).nodeSize)
    })
    return tr
  })(state, dispatch, view)
}

export const deleteTable: Command = inTable(({ table, pos }, tr) => {
  tr.delete(pos, pos + table.nodeSize)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size))))
})

/** The first row becomes a header row, or plain again. */
export const toggleHeaderRow: Command = inTable((at, tr, { schema }) => {
  const first = at.table.firstChild
  invariant(first, 'the table around a cell has a row')
  const to = nodeType(schema, first.firstChild?.type.name === 'tableHeader' ? 'tableCell' : 'tableHeader')
  first.forEach((each, offset) => tr.setNodeMarkup(at.start + 1 + offset, to, each.attrs))
  return tr
})

/** The caret goes to the next or previous cell; after the last one, a row is added. */
const goTo =
  (step: -1 | 1): Command =>
  (state, dispatch, view) => {
    const at = cellAt(state.selection.$from)
    if (!at) return false
    const cells: number[] = []
    at.table.forEach((each, _, index) => each.forEach((_cell, _offset, column) => cells.push(cellStart(at, index, column))))
    const here = cells.indexOf(cellStart(at, at.row, at.column))
    const next = cells[here + step]
    if (next === undefined) return step > 0 ? addRow(1)(state, dispatch, view) : true
    const inside = state.doc.resolve(next + 1)
    dispatch?.(
      state.tr.setSelection(TextSelection.between(inside, state.doc.resolve(next + (inside.parent.nodeSize - 1)))).scrollIntoView(),
    )
    return true
  }

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
  entries: [{ name: 'table', icon: Table, group: 'media', run: insertBlock((type) => emptyTable(type.schema, 3, 3), 'table') }],
  keys: () => ({ Tab: goTo(1), 'Shift-Tab': goTo(-1) }),
  views: () => ({
    table: () => {
      const dom = document.createElement('div')
      dom.className = 'table-scroll'
      const contentDOM = document.createElement('tbody')
      const inside = document.createElement('table')
      inside.append(contentDOM)
      dom.append(inside)
      return { dom, contentDOM, ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) }
    },
  }),
  plugins: () => [cellSelections()],
}
