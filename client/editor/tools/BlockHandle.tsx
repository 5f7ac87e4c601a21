import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Copy from 'lucide-solid/icons/copy'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import type { Command } from 'prosemirror-state'
import { NodeSelection, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Component, createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../platform/text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { keysOf } from '../../ui/Kbd.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { run } from '../block.ts'
import { deleteBlock, duplicateBlock, moveBlock } from '../block-commands.ts'
import { BlockSelection, selectedBlocks } from '../block-selection.ts'
import { writeBelow } from '../commands.ts'
import { icons } from './icons.ts'
import { type AskedTool, isOfNow, type Tools } from './tools.ts'
import { blockAt, boxes, enclosing } from '../nodes.ts'
import { openSlashMenu } from '../plugins/slash.ts'
import { turnings } from '../registry.ts'

/** Where the block begins that a node view has drawn as `dom`. */
function blockOfBox(view: EditorView, dom: Element): number | null {
  const inside = dom.querySelector('.columns, .panels, .cards')
  if (!inside) return null
  const $pos = view.state.doc.resolve(view.posAtDOM(inside, 0))
  return enclosing($pos, ...boxes)?.pos ?? null
}

/** The block at a height of the page, wherever the pointer is beside it. */
function blockAtHeight({ lesson }: Tools, y: number): number | null {
  const { view } = lesson
  const box = view.dom.getBoundingClientRect()
  // Beside the head or foot of a box with parts, the box itself is meant.
  const bar = document.elementFromPoint(box.left + box.width / 2, y)?.closest('.box-head, .box-foot')
  if (bar?.parentElement) return blockOfBox(view, bar.parentElement)
  const hit = view.posAtCoords({ left: box.left + Math.min(48, box.width / 2), top: y })
  if (!hit) return null
  if (hit.inside >= 0 && view.state.doc.nodeAt(hit.inside)?.isAtom) return hit.inside
  return blockAt(view.state.doc.resolve(hit.pos))?.pos ?? null
}

/** Two small buttons in the gutter beside the block that is pointed at: one adds a block, one moves this one and lists what else can be done. */
export function BlockHandle(props: { tools: Tools; asked: AskedTool | undefined; onAnswered: () => void }) {
  const { view } = props.tools.lesson
  const [pos, setPos] = createSignal<number | null>(null)
  const [held, setHeld] = createSignal(false)
  let box: HTMLDivElement | undefined

  const point = (event: PointerEvent) => {
    if (held() || event.pointerType !== 'mouse') return
    if (event.target instanceof Element && event.target.closest('.block-handle')) return
    setPos(blockAtHeight(props.tools, event.clientY))
  }
  onMount(() => props.tools.wrapper.addEventListener('pointermove', point))
  onCleanup(() => props.tools.wrapper.removeEventListener('pointermove', point))

  /** Where the handle stands: level with the first line of its block. */
  const place = () => {
    const at = pos()
    if (at === null || at > props.tools.state().doc.content.size) return null
    const node = view.nodeDOM(at)
    const element = node instanceof HTMLElement ? node : null
    if (!element) return null
    const [block, wrapper, text] = [
      element.getBoundingClientRect(),
      props.tools.wrapper.getBoundingClientRect(),
      view.dom.getBoundingClientRect(),
    ]
    const line =
      Number.parseFloat(getComputedStyle(element.matches('li') ? (element.firstElementChild ?? element) : element).lineHeight) || 28
    const isBox = element.matches(
      'figure, section, aside, .code-block, .table-scroll, blockquote, .columns-block, .panels-block, .cards-block',
    )
    return {
      top: `${block.top - wrapper.top + (isBox ? 4 : (line - 28) / 2)}px`,
      left: `${text.left - wrapper.left - 52 + (element.matches('li') ? Math.max(0, block.left - text.left - 24) : 0)}px`,
    }
  }

  /** The block is one of several that are selected: what is done with it is done with all. */
  const isSelected = (at: number) => {
    const { selection } = view.state
    return selection instanceof BlockSelection && selection.from <= at && at < selection.to
  }
  /** Puts the caret into the block, so that commands speak of it. */
  const enter = () => {
    const at = pos()
    const { doc, tr } = view.state
    const node = at === null ? null : doc.nodeAt(at)
    if (at === null || !node || isSelected(at)) return
    view.dispatch(
      tr.setSelection(
        node.isAtom || boxes.includes(node.type.name)
          ? NodeSelection.create(doc, at)
          : (Selection.findFrom(doc.resolve(at + 1), 1, true) ?? NodeSelection.create(doc, at)),
      ),
    )
  }
  const does = (command: Command) => () => {
    enter()
    run(view, command)
    setPos(null)
  }
  const items = (): MenuItem[] => [
    { label: t('editor.duplicate'), icon: Copy, hint: keysOf('Mod+Shift+D').join('+'), onSelect: does(duplicateBlock) },
    { label: t('editor.moveUp'), icon: ArrowUp, hint: keysOf('Alt+↑').join('+'), onSelect: does(moveBlock(-1)) },
    { label: t('editor.moveDown'), icon: ArrowDown, hint: keysOf('Alt+↓').join('+'), onSelect: does(moveBlock(1)) },
    { label: t('editor.deleteBlock'), icon: Trash, danger: true, onSelect: does(deleteBlock) },
    ...(canTurn()
      ? ([
          'line',
          { heading: t('editor.turnInto') },
          ...turnings.map((entry): MenuItem => ({
            label: t(`editor.block.${entry.name}`),
            icon: icons[entry.name] as Component,
            onSelect: does(entry.run),
          })),
        ] as const)
      : []),
  ]
  const canTurn = () => {
    const at = pos()
    const name = at === null ? undefined : props.tools.state().doc.nodeAt(at)?.type.name
    return name === 'paragraph' || name === 'heading' || name === 'listItem' || name === 'codeBlock'
  }

  const add = () => {
    enter()
    const { $from } = view.state.selection
    if ($from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) run(view, writeBelow)
    openSlashMenu(view)
  }

  const drag = (event: DragEvent) => {
    const at = pos()
    if (at === null || !event.dataTransfer) return
    if (!isSelected(at)) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
    const slice = view.state.selection.content()
    const { dom, text } = view.serializeForClipboard(slice)
    event.dataTransfer.clearData()
    event.dataTransfer.setData('text/html', dom.innerHTML)
    event.dataTransfer.setData('text/plain', text)
    event.dataTransfer.effectAllowed = 'copyMove'
    const shown = view.nodeDOM(at)
    if (shown instanceof HTMLElement) event.dataTransfer.setDragImage(shown, 0, 0)
    view.dragging = { slice, move: true }
    setHeld(true)
  }

  createEffect(
    on(
      () => props.asked,
      (asked) => {
        if (asked?.tool !== 'blockMenu') return
        props.onAnswered()
        if (!isOfNow(asked, view.state)) return
        setPos(selectedBlocks(view.state)?.from ?? null)
        queueMicrotask(() => box?.querySelector<HTMLElement>('.block-grip')?.click())
      },
    ),
  )

  return (
    <Show when={place()}>
      {(at) => (
        <div
          ref={box}
          class="block-handle"
          style={at()}
          onKeyDown={(event) => event.key === 'Escape' && queueMicrotask(() => view.focus())}
        >
          <IconButton label={t('editor.add')} size="small" onMouseDown={(event) => event.preventDefault()} onClick={add}>
            <Plus size={16} />
          </IconButton>
          <Menu
            label={t('editor.blockMenu')}
            items={items()}
            trigger={(opener) => (
              <IconButton
                {...opener}
                class="block-grip"
                label={t('editor.handle')}
                size="small"
                draggable="true"
                onDragStart={drag}
                onDragEnd={() => {
                  setHeld(false)
                  view.dragging = null
                }}
              >
                <GripVertical size={16} />
              </IconButton>
            )}
          />
        </div>
      )}
    </Show>
  )
}
