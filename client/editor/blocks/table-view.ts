import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { tableStyle } from '../../../shared/document/table-grid.ts'
import { element } from './elements.ts'
import { layOut, setWidth } from './table-commands.ts'

/** A table in its own scroller, its columns as wide as its cells say. */
export class TableView implements NodeView {
  readonly dom = element('div', 'table-scroll')
  readonly contentDOM = element('tbody', '')
  private readonly columns = element('colgroup', '')
  private readonly table = element('table', '', this.columns, this.contentDOM)

  constructor(node: Node) {
    this.dom.append(this.table)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'table') return false
    const { widths } = layOut(node, 0).grid
    while (this.columns.childElementCount > widths.length) this.columns.lastElementChild?.remove()
    while (this.columns.childElementCount < widths.length) this.columns.append(document.createElement('col'))
    widths.forEach((width, at) => ((this.columns.children[at] as HTMLElement).style.width = width === null ? '' : `${width}px`))
    this.table.removeAttribute('style')
    for (const [name, value] of Object.entries(tableStyle(widths))) this.table.style.setProperty(name, value)
    return true
  }

  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

/** How near to the edge of a cell a pointer takes hold of it, in pixels. */
const grip = 5

/** The cell whose end the pointer is at. */
function edgeAt(event: PointerEvent): HTMLTableCellElement | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td, th') : null
  if (!cell || event.pointerType === 'touch') return null
  const { left, right } = cell.getBoundingClientRect()
  const isRtl = getComputedStyle(cell).direction === 'rtl'
  const [atStart, atEnd] = isRtl
    ? [right - event.clientX < grip, event.clientX - left < grip]
    : [event.clientX - left < grip, right - event.clientX < grip]
  if (atEnd) return cell
  return atStart && cell.previousElementSibling instanceof HTMLTableCellElement ? cell.previousElementSibling : null
}

/** Follows the pointer until it lets go; the document hears one change. */
function drag(view: EditorView, cell: HTMLTableCellElement, begun: PointerEvent) {
  const scroller = cell.closest('.table-scroll')
  const inside = view.state.doc.resolve(view.posAtDOM(cell, 0))
  const depth = [...Array(inside.depth).keys()].map((at) => inside.depth - at).find((at) => inside.node(at).type.name === 'table')
  if (!scroller || depth === undefined) return
  const pos = inside.before(depth)
  const { grid } = layOut(inside.node(depth), pos)
  const placed = grid.placed.find((each) => each.cell.pos === inside.before(depth + 2))
  if (!placed) return
  const column = placed.column + placed.colspan - 1
  const sizes = [...scroller.querySelectorAll('col')]
  const isRtl = getComputedStyle(cell).direction === 'rtl'
  const wide = grid.widths[column] ?? cell.getBoundingClientRect().width / placed.colspan
  const widthAt = (event: PointerEvent) => wide + (event.clientX - begun.clientX) * (isRtl ? -1 : 1)
  const move = (event: PointerEvent) => {
    const table = scroller.querySelector('table')
    const widths = grid.widths.with(column, Math.max(48, widthAt(event)))
    sizes.forEach((size, at) => (size.style.width = widths[at] === null ? '' : `${widths[at]}px`))
    if (table) for (const [name, value] of Object.entries(tableStyle(widths))) table.style.setProperty(name, value)
  }
  const stop = (event: PointerEvent) => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', stop)
    window.removeEventListener('pointercancel', stop)
    // Somebody may have changed the table meanwhile: what is there now is asked again.
    const now = view.isDestroyed ? null : view.state.doc.nodeAt(pos)
    if (now?.type.name !== 'table' || Math.abs(event.clientX - begun.clientX) < 2) return
    view.dispatch(setWidth(view.state.tr, layOut(now, pos).grid, column, widthAt(event)))
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', stop)
  window.addEventListener('pointercancel', stop)
}

/** Columns are made wider and narrower at the edges of their cells. */
export const resizing = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        pointermove(view, event) {
          view.dom.classList.toggle('resizing-column', view.editable && edgeAt(event) !== null)
          return false
        },
        // Before ProseMirror takes the press for the beginning of a selection.
        mousedown(view, event) {
          if (!view.dom.classList.contains('resizing-column')) return false
          event.preventDefault()
          return true
        },
        pointerdown(view, event) {
          const cell = view.editable && event.button === 0 ? edgeAt(event) : null
          if (cell) drag(view, cell, event)
          return false
        },
      },
    },
  })
