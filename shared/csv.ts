// Tables for spreadsheets.

/** A cell that begins like a formula is not to be one: a spreadsheet would run what somebody typed. */
const neutral = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows as CSV by RFC 4180, with a mark of its encoding in front, which some spreadsheets need. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(typeof cell === 'number' ? String(cell) : neutral(cell))).join(',')).join('\r\n')}\r\n`
