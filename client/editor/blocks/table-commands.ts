import { type Node, type NodeType, type ResolvedPos, type Schema } from 'prosemirror-model'
import { type Command, TextSelection, type Transaction } from 'prosemirror-state'
import { type Grid, gridOf, type Placed } from '../../../shared/document/table-grid.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { emptyParagraph, enclosing, nodeType } from '../nodes.ts'

// What can be done to a table. Everything is reckoned on the grid that the cells make, never on a rectangle: rows may be
// of unequal length, because two people may add a column and a row at once and neither is undone.

export type Cell = { node: Node; pos: number }
export type Rect = { top: number; bottom: number; left: number; right: number }
/** The cell that holds a position, in its table. `rect` is what is selected, in rows and columns; its ends lie outside. */
export type Here = { table: Node; pos: number; rowStarts: number[]; grid: Grid<Cell>; rect: Rect; cell: Placed<Cell> }

export const cell = (type: NodeType) => type.create({ id: newDocumentId() }, emptyParagraph(type.schema))
export const typeOf = (schema: Schema, isHeader: boolean) => nodeType(schema, isHeader ? 'tableHeader' : 'tableCell')

/** A table of empty cells, its first row a header. */
export const emptyTable = (schema: Schema, rows: number, columns: number) =>
  nodeType(schema, 'table').create(
    { id: newDocumentId() },
    Array.from({ length: rows }, (_, at) =>
      nodeType(schema, 'tableRow').create(
        { id: newDocumentId() },
        Array.from({ length: columns }, () => cell(typeOf(schema, at === 0))),
      ),
    ),
  )

/** The cells of a table on their grid; `pos` is where the table begins. */
export function layOut(table: Node, pos: number): { grid: Grid<Cell>; rowStarts: number[] } {
  const rowStarts: number[] = []
  const rows: Cell[][] = []
  table.forEach((row, offset) => {
    rowStarts.push(pos + 1 + offset)
    const cells: Cell[] = []
    row.forEach((node, inRow) => cells.push({ node, pos: pos + 2 + offset + inRow }))
    rows.push(cells)
  })
  const spans = ({ node: { attrs } }: Cell) => ({
    colspan: Number(attrs.colspan) || 1,
    rowspan: Number(attrs.rowspan) || 1,
    width: typeof attrs.width === 'number' ? attrs.width : null,
  })
  return { grid: gridOf(rows, spans), rowStarts }
}

/** The table around a position, and which cell holds it. */
export function cellAt($pos: ResolvedPos): Here | null {
  const found = enclosing($pos, 'table')
  if (!found || $pos.depth < found.depth + 2) return null
  const laid = layOut(found.node, found.pos)
  const own = laid.grid.placed.find((each) => each.cell.pos === $pos.before(found.depth + 2))
  return own ? { table: found.node, pos: found.pos, ...laid, cell: own, rect: rectOf(own) } : null
}

export const rectOf = ({ row, column, rowspan, colspan }: Placed<Cell>): Rect => ({
  top: row,
  bottom: row + rowspan,
  left: column,
  right: column + colspan,
})
export const caretIn = (tr: Transaction, pos: number) =>
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos + 1, tr.doc.content.size))))
export const isHeader = (each: Placed<Cell>) => each.cell.node.type.name === 'tableHeader'
export const inRow = ({ grid }: Here, row: number) => grid.placed.filter((each) => each.row === row)
export const inFirstColumn = ({ grid }: Here) => grid.placed.filter((each) => each.column === 0)

/** The corner belongs to the header row as well, so it says nothing where there are more rows. */
export function hasHeaderColumn(here: Here): boolean {
  const cells = inFirstColumn(here)
  const telling = cells.length > 1 ? cells.filter(({ row }) => row > 0) : cells
  return telling.length > 0 && telling.every(isHeader)
}

/** Adds an empty row above (-1) or below (1) what is selected. Cells that reach across it grow. */
export function putRow(here: Here, side: -1 | 1, tr: Transaction, schema: Schema): Transaction {
  const at = side < 0 ? here.rect.top : here.rect.bottom
  const across = here.grid.placed.filter((each) => each.row < at && each.row + each.rowspan > at)
  for (const each of across) tr.setNodeAttribute(each.cell.pos, 'rowspan', each.rowspan + 1)
  const isColumn = hasHeaderColumn(here)
  const cells = Array.from({ length: Math.max(1, here.grid.columns) }, (_, column) => column)
    .filter((column) => !across.some((each) => each.column <= column && each.column + each.colspan > column))
    .map((column) => cell(typeOf(schema, isColumn && column === 0)))
  const pos = here.rowStarts[at] ?? here.pos + here.table.nodeSize - 1
  tr.insert(pos, nodeType(schema, 'tableRow').create({ id: newDocumentId() }, cells))
  return caretIn(tr, pos)
}

const narrowest = 48
/** Gives the column of a cell a width in pixels, or lets it go free again with null. */
export function setWidth(tr: Transaction, grid: Grid<Cell>, column: number, width: number | null): Transaction {
  const cells = grid.placed.filter((each) => each.column === column && each.colspan === 1)
  const speaks = cells.find((each) => each.width !== null) ?? cells[0]
  const size = width === null ? null : Math.round(Math.min(2000, Math.max(narrowest, width)))
  for (const each of cells) {
    const its = each === speaks ? size : null
    if (each.width !== its) tr.setNodeAttribute(each.cell.pos, 'width', its)
  }
  return tr
}

/** The caret goes to the next or previous cell; after the last one, a row is added. */
export const goTo =
  (step: -1 | 1): Command =>
  (state, dispatch) => {
    const here = cellAt(state.selection.$from)
    if (!here) return false
    const next = here.grid.placed[here.grid.placed.indexOf(here.cell) + step]?.cell.pos
    if (next === undefined) {
      if (step > 0) dispatch?.(putRow(here, 1, state.tr, state.schema).scrollIntoView())
      return true
    }
    const inside = state.doc.resolve(next + 1)
    dispatch?.(
      state.tr.setSelection(TextSelection.between(inside, state.doc.resolve(next + (inside.parent.nodeSize - 1)))).scrollIntoView(),
    )
    return true
  }
