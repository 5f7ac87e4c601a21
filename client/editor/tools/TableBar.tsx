import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { Command } from 'prosemirror-state'
import { createMemo, Show } from 'solid-js'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { run } from '../block.ts'
import { addColumn, addRow, cellAt, deleteColumn, deleteRow, deleteTable, toggleHeaderRow } from '../blocks/table.ts'
import type { Tools } from './tools.ts'

/** What can be done with the table that holds the caret, at its upper corner. */
export function TableBar(props: { tools: Tools }) {
  const { view } = props.tools.lesson
  const cell = createMemo(() => cellAt(props.tools.state().selection.$from))
  const place = () => {
    const at = cell()
    const node = at && view.nodeDOM(at.pos)
    if (!(node instanceof HTMLElement)) return null
    const [table, wrapper] = [node.getBoundingClientRect(), props.tools.wrapper.getBoundingClientRect()]
    return { top: `${table.top - wrapper.top}px`, right: `${wrapper.right - table.right}px` }
  }
  const does = (command: Command) => ({ onSelect: () => run(view, command) })
  const items = (): MenuItem[] => [
    { label: t('editor.rowAbove'), ...does(addRow(-1)) },
    { label: t('editor.rowBelow'), ...does(addRow(1)) },
    { label: t('editor.columnBefore'), ...does(addColumn(-1)) },
    { label: t('editor.columnAfter'), ...does(addColumn(1)) },
    'line',
    { label: t('editor.headerRow'), checked: cell()?.table.firstChild?.firstChild?.type.name === 'tableHeader', ...does(toggleHeaderRow) },
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
