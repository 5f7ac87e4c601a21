// How cells lie in a table. Rows may be of unequal length and spans may reach beyond the last row, because two people may
// add a column and a row at once and neither is undone: a missing cell is simply not there.

/** What a grid needs to know of a cell. */
export type Spanning = { colspan: number; rowspan: number; width: number | null }
/** A cell with the columns and rows that it covers; `at` says where it stands among the cells of its row. */
export type Placed<Cell> = { cell: Cell; row: number; at: number; column: number; colspan: number; rowspan: number; width: number | null }
export type Grid<Cell> = { placed: Placed<Cell>[]; rows: number; columns: number; widths: (number | null)[] }

/** Lays cells out as browsers do: each goes into the first free column of its row. */
export function gridOf<Cell>(rows: readonly (readonly Cell[])[], spansOf: (cell: Cell) => Spanning): Grid<Cell> {
  const placed: Placed<Cell>[] = []
  const taken = rows.map(() => new Set<number>())
  let columns = 0
  rows.forEach((cells, row) => {
    let column = 0
    cells.forEach((cell, at) => {
      while (taken[row]?.has(column)) column++
      const { colspan, rowspan, width } = spansOf(cell)
      const high = Math.max(1, Math.min(rowspan, rows.length - row))
      const wide = Math.max(1, Math.min(colspan, 50))
      for (let down = 0; down < high; down++) for (let along = 0; along < wide; along++) taken[row + down]?.add(column + along)
      placed.push({ cell, row, at, column, colspan: wide, rowspan: high, width })
      column += wide
      columns = Math.max(columns, column)
    })
  })
  const widths = Array.from({ length: columns }, (_, column) => {
    const sized = placed.find((each) => each.column === column && each.colspan === 1 && each.width !== null)
    return sized?.width ?? null
  })
  return { placed, rows: rows.length, columns, widths }
}

/** How wide a table is drawn: columns without a width of their own share what is left, and are never narrower than a word. */
export function tableStyle(widths: readonly (number | null)[]): Record<string, string> {
  const sum = widths.reduce<number>((total, width) => total + (width ?? 0), 0)
  const free = widths.filter((width) => width === null).length
  if (free === widths.length) return {}
  return { 'table-layout': 'fixed', 'inline-size': free > 0 ? '100%' : `${sum}px`, 'min-inline-size': `${sum + free * 80}px` }
}
