import { Fragment, type Node, type Schema } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import type { Placed } from '../../../shared/document/table-grid.ts'
import {
  caretIn,
  type Cell,
  cell,
  cellAt,
  hasHeaderColumn,
  type Here,
  inFirstColumn,
  inRow,
  isHeader,
  putRow,
  type Rect,
  rectOf,
  setWidth,
  typeOf,
} from './table-commands.ts'

// What is done to a table by its bar, and fetched with it: rows, columns, headers, cells that become one.

/** The same, with all the cells that are selected. A cell that reaches beyond the others takes its neighbours along. */
export function cellsAt(state: EditorState): Here | null {
  const { selection } = state
  if (!(selection instanceof CellSelection)) return cellAt(selection.$from)
  const inside = state.doc.resolve(selection.$headCell.pos + 1)
  const here = cellAt(inside)
  const other = here?.grid.placed.find((each) => each.cell.pos === selection.$anchorCell.pos)
  if (!here || !other) return here
  let rect = union(here.rect, rectOf(other))
  for (;;) {
    const wider = here.grid.placed.filter((each) => covers(rect, each)).reduce((all, each) => union(all, rectOf(each)), rect)
    if (JSON.stringify(wider) === JSON.stringify(rect)) return { ...here, rect }
    rect = wider
  }
}
const union = (a: Rect, b: Rect): Rect => ({
  top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom),
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
})

const covers = (rect: Rect, each: Placed<Cell>) => {
  const other = rectOf(each)
  return other.top < rect.bottom && other.bottom > rect.top && other.left < rect.right && other.right > rect.left
}

const inTable =
  (change: (here: Here, tr: Transaction, schema: Schema) => Transaction | null): Command =>
  (state, dispatch) => {
    const here = cellsAt(state)
    if (!here) return false
    // A selection of cells cannot follow a change of a table that is no rectangle; a caret can.
    const begun = state.tr.setSelection(TextSelection.near(state.doc.resolve(here.cell.cell.pos + 1)))
    const tr = change(here, state.selection instanceof CellSelection ? begun : state.tr, state.schema)
    if (!tr) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** From the back, so that places further ahead stay right. */
const fromBack = (cells: readonly Placed<Cell>[]) => cells.toSorted((a, b) => b.cell.pos - a.cell.pos)
export const hasHeaderRow = (here: Here) => inRow(here, 0).length > 0 && inRow(here, 0).every(isHeader)
/** Where a cell that begins in this column goes in a row: before the next one of the row, or at its end. */
function placeIn(here: Here, row: number, column: number): number {
  const next = inRow(here, row).find((each) => each.column >= column)
  return next?.cell.pos ?? (here.rowStarts[row] ?? here.pos + 1) + here.table.child(row).nodeSize - 1
}

export const addRow = (side: -1 | 1): Command => inTable((here, tr, schema) => putRow(here, side, tr, schema))

/** Adds an empty column before (-1) or after (1) what is selected. Cells that reach across it grow. */
export const addColumn = (side: -1 | 1): Command =>
  inTable((here, tr, schema) => {
    const at = side < 0 ? here.rect.left : here.rect.right
    const across = here.grid.placed.filter((each) => each.column < at && each.column + each.colspan > at)
    const isRow = hasHeaderRow(here)
    for (let row = here.grid.rows - 1; row >= 0; row--) {
      if (across.some((each) => each.row <= row && each.row + each.rowspan > row)) continue
      const reach = inRow(here, row).reduce((end, each) => Math.max(end, each.column + each.colspan), 0)
      // A short row gets its cell where it ends.
      tr.insert(placeIn(here, row, Math.min(at, reach)), cell(typeOf(schema, isRow && row === 0)))
    }
    for (const each of across) tr.setNodeAttribute(tr.mapping.map(each.cell.pos), 'colspan', each.colspan + 1)
    return tr
  })

export const deleteTable: Command = inTable(({ table, pos }, tr) => {
  tr.delete(pos, pos + table.nodeSize)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size))))
})

/** Removes the selected rows; a cell that reaches beyond them shrinks, or goes on in the row below. */
export const deleteRow: Command = (state, dispatch, view) => {
  const all = cellsAt(state)
  if (all && all.rect.top === 0 && all.rect.bottom >= all.grid.rows) return deleteTable(state, dispatch, view)
  return inTable((here, tr) => {
    const { top, bottom } = here.rect
    const first = here.rowStarts[top] ?? here.pos + 1
    const last = here.rowStarts[bottom - 1] ?? first
    const end = last + here.table.child(bottom - 1).nodeSize
    const reaching = here.grid.placed.filter((each) => each.row >= top && each.row < bottom && each.row + each.rowspan > bottom)
    for (const each of fromBack(reaching)) {
      const { node } = each.cell
      tr.insert(
        placeIn(here, bottom, each.column),
        node.type.create({ ...node.attrs, rowspan: each.row + each.rowspan - bottom }, node.content),
      )
    }
    for (const each of here.grid.placed)
      if (each.row < top && each.row + each.rowspan > top)
        tr.setNodeAttribute(each.cell.pos, 'rowspan', each.rowspan - (Math.min(each.row + each.rowspan, bottom) - top))
    tr.delete(first, end)
    return caretIn(tr, Math.min(first, tr.doc.content.size - 1))
  })(state, dispatch, view)
}

/** Removes the selected columns; a cell that reaches beyond them shrinks. */
export const deleteColumn: Command = (state, dispatch, view) => {
  const all = cellsAt(state)
  if (all && all.rect.left === 0 && all.rect.right >= all.grid.columns) return deleteTable(state, dispatch, view)
  return inTable((here, tr) => {
    const { left, right } = here.rect
    for (const each of fromBack(here.grid.placed)) {
      const inside = Math.min(each.column + each.colspan, right) - Math.max(each.column, left)
      if (inside <= 0) continue
      if (inside === each.colspan) tr.delete(each.cell.pos, each.cell.pos + each.cell.node.nodeSize)
      else tr.setNodeAttribute(each.cell.pos, 'colspan', each.colspan - inside)
    }
    return tr
  })(state, dispatch, view)
}

function setHeader(tr: Transaction, schema: Schema, cells: readonly Placed<Cell>[], on: boolean): Transaction {
  for (const { cell: its } of cells)
    if ((its.node.type.name === 'tableHeader') !== on) tr.setNodeMarkup(its.pos, typeOf(schema, on), its.node.attrs)
  return tr
}

/** The first row becomes a header row, or plain again. */
export const toggleHeaderRow: Command = inTable((here, tr, schema) => {
  const isColumn = hasHeaderColumn(here)
  const on = !hasHeaderRow(here)
  return setHeader(
    tr,
    schema,
    inRow(here, 0).filter((each) => on || !isColumn || each.column > 0),
    on,
  )
})

/** The first column becomes a header column, or plain again. */
export const toggleHeaderColumn: Command = inTable((here, tr, schema) => {
  const isRow = hasHeaderRow(here)
  const on = !hasHeaderColumn(here)
  return setHeader(
    tr,
    schema,
    inFirstColumn(here).filter((each) => on || !isRow || each.row > 0),
    on,
  )
})

const isBlank = (node: Node) => node.textContent === '' && node.children.every((each) => each.isTextblock)

export const canMerge = (here: Here) => here.grid.placed.filter((each) => covers(here.rect, each)).length > 1

/** The selected cells become one, with all that they hold. */
export const mergeCells: Command = inTable((here, tr) => {
  const { rect } = here
  const [first, ...others] = here.grid.placed.filter((each) => covers(rect, each))
  if (!first || others.length === 0) return null
  const content = others.filter((each) => !isBlank(each.cell.node)).flatMap((each) => each.cell.node.children)
  for (const each of fromBack(others)) tr.delete(each.cell.pos, each.cell.pos + each.cell.node.nodeSize)
  const end = first.cell.pos + first.cell.node.nodeSize - 1
  if (content.length > 0 && isBlank(first.cell.node)) tr.replaceWith(first.cell.pos + 1, end, Fragment.from(content))
  else if (content.length > 0) tr.insert(end, Fragment.from(content))
  tr.setNodeAttribute(first.cell.pos, 'colspan', rect.right - rect.left)
  tr.setNodeAttribute(first.cell.pos, 'rowspan', rect.bottom - rect.top)
  return caretIn(tr, first.cell.pos)
})

export const canSplit = ({ cell: { colspan, rowspan } }: Here) => colspan > 1 || rowspan > 1

/** A merged cell becomes single ones again; the first keeps what it holds. */
export const splitCell: Command = inTable((here, tr, schema) => {
  const { cell: its } = here
  if (!canSplit(here)) return null
  for (let row = its.row + its.rowspan - 1; row >= its.row; row--) {
    const width = row === its.row ? its.colspan - 1 : its.colspan
    const pos = row === its.row ? its.cell.pos + its.cell.node.nodeSize : placeIn(here, row, its.column)
    tr.insert(
      pos,
      Array.from({ length: width }, () => cell(typeOf(schema, isHeader(its) && row === 0))),
    )
  }
  tr.setNodeAttribute(its.cell.pos, 'colspan', 1)
  tr.setNodeAttribute(its.cell.pos, 'rowspan', 1)
  return caretIn(tr, its.cell.pos)
})

/** Makes the column with the caret wider or narrower, for those without a pointer; 0 lets it go free. */
export const resizeColumn = (by: number, now: (here: Here) => number): Command =>
  inTable((here, tr) => {
    const last = here.cell.column + here.cell.colspan - 1
    return setWidth(tr, here.grid, last, by === 0 ? null : (here.grid.widths[last] ?? now(here)) + by)
  })
