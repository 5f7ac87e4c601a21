import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { Command } from 'prosemirror-state'
import { createMemo, Show } from 'solid-js'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { run } from '../block.ts'
import {
  addColumn,
  canMerge,
  canSplit,
  deleteColumn,
  deleteRow,
  deleteTable,
  hasHeaderRow,
  mergeCells,
  resizeColumn,
  splitCell,
  toggleHeaderColumn,
  toggleHeaderRow,
  addRow,
  cellsAt,
} from '../blocks/table-changes.ts'
import { hasHeaderColumn } from '../blocks/table-commands.ts'
import type { Tools } from './tools.ts'

/** What can be done with the table that holds the caret, at its upper corner. */
export function TableBar(props: { tools: Tools }) {
  const { view } = props.tools.lesson
  const cell = createMemo(() => cellsAt(props.tools.state()))
  const place = () => {
    const at = cell()
    const node = at && view.nodeDOM(at.pos)
    if (!(node instanceof HTMLElement)) return null
    const [table, wrapper] = [node.getBoundingClientRect(), props.tools.wrapper.getBoundingClientRect()]
    return { top: `${table.top - wrapper.top}px`, right: `${wrapper.right - table.right}px` }
  }
  const does = (command: Command) => ({ onSelect: () => run(view, command) })
  /** How wide the column with the caret is drawn, while it has no width of its own. */
  const drawn = (here: NonNullable<ReturnType<typeof cell>>) => {
    const dom = view.nodeDOM(here.cell.cell.pos)
    return dom instanceof HTMLElement ? dom.getBoundingClientRect().width / here.cell.colspan : 160
  }
  const holds = (question: (here: NonNullable<ReturnType<typeof cell>>) => boolean) => {
    const here = cell()
    return here !== null && question(here)
  }
  const items = (): MenuItem[] => [
    { label: t('editor.rowAbove'), ...does(addRow(-1)) },
    { label: t('editor.rowBelow'), ...does(addRow(1)) },
    { label: t('editor.columnBefore'), ...does(addColumn(-1)) },
    { label: t('editor.columnAfter'), ...does(addColumn(1)) },
    'line',
    { label: t('editor.headerRow'), checked: holds(hasHeaderRow), ...does(toggleHeaderRow) },
    { label: t('blocks.headerColumn'), checked: holds(hasHeaderColumn), ...does(toggleHeaderColumn) },
    ...(holds(canMerge) ? [{ label: t('blocks.mergeCells'), ...does(mergeCells) }] : []),
    ...(holds(canSplit) ? [{ label: t('blocks.splitCell'), ...does(splitCell) }] : []),
    'line',
    { label: t('blocks.wider'), ...does(resizeColumn(40, drawn)) },
    { label: t('blocks.narrower'), ...does(resizeColumn(-40, drawn)) },
    ...(holds((here) => here.grid.widths.some((width) => width !== null))
      ? [{ label: t('blocks.freeWidth'), ...does(resizeColumn(0, drawn)) }]
      : []),
    'line',
    { label: t('editor.deleteRow'), ...does(deleteRow) },
    { label: t('editor.deleteColumn'), ...does(deleteColumn) },
    { label: t('editor.deleteTable'), danger: true, ...does(deleteTable) },
  ]
  return (
    <Show when={place()}>
      {(at) => (
        <div class="table-bar" style={at()}>
          <Menu
            label={t('editor.table')}
            placement="bottom-end"
            items={items()}
            trigger={(opener) => (
              <Button {...opener} size="small" onMouseDown={(event) => event.preventDefault()}>
                {t('editor.table')}
                <ChevronDown size={14} />
              </Button>
            )}
          />
        </div>
      )}
    </Show>
  )
}
