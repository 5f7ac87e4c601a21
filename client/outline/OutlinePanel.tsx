import FilePlus from 'lucide-solid/icons/file-plus'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { OutlinePlace } from '../../shared/document/outline.ts'
import { asLesson } from '../../shared/document/outline.ts'
import type { LessonId, NodeId, PersonId } from '../../shared/id.ts'
import { minutes } from '../platform/format.ts'
import { tellKeys } from '../platform/keys.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Aside } from '../ui/Aside.tsx'
import type { Face } from '../ui/Avatar.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { later } from '../platform/later.ts'
import styles from './OutlinePanel.module.css'
import { OutlineRow } from './OutlineRow.tsx'
import { createReading } from './reading.ts'
import { type Doc, type Drop, type LessonCounts, type Outline, placeAfterStep, type Row } from './state.ts'
import { Trash } from './Trash.tsx'

// Few people choose a sign in a visit, and the signs weigh something.
const EmojiDialog = later(async () => ({ default: (await import('../ui/EmojiDialog.tsx')).EmojiDialog }))

type OutlinePanelProps = {
  doc: () => Doc
  outline: Outline
  editable: boolean
  /** The lesson that is open. */
  current: LessonId | undefined
  onOpen: (lesson: LessonId) => void
  /** Who is in which lesson, oneself not included. */
  present: readonly (Face & { lesson?: LessonId | undefined })[]
  countsOf: (lesson: LessonId) => LessonCounts
  personOf: (id: PersonId) => Face | undefined
}

const steps: Record<string, 'up' | 'down' | 'in' | 'out'> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

/** Sections and lessons as a tree: to go to, and for editors to add, name, move and throw away. */
export function OutlinePanel(props: OutlinePanelProps) {
  const [focused, setFocused] = createSignal<NodeId>()
  const [renaming, setRenaming] = createSignal<NodeId>()
  const [dragged, setDragged] = createSignal<NodeId>()
  const [drop, setDrop] = createSignal<Drop>()
  const [said, setSaid] = createSignal('')
  const [iconOf, setIconOf] = createSignal<NodeId>()
  const reading = createReading(props.doc, () => props.outline.lessons().map(({ node }) => asLesson(node.id)))
  let tree!: HTMLUListElement

  const rows = () => props.outline.rows()
  const current = () => props.current as string | undefined as NodeId | undefined // a lesson's text has the id of its line
  const byId = createMemo(() => new Map(rows().map((row) => [row.node.id, row])))
  const rowOf = (id: NodeId | undefined) => (id === undefined ? undefined : byId().get(id))
  const tabStop = createMemo(() => rowOf(focused())?.node.id ?? rowOf(current())?.node.id ?? rows()[0]?.node.id)

  const focus = (id: NodeId | undefined) => {
    if (!id) return
    setFocused(id)
    queueMicrotask(() => tree.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus())
  }
  const open = ({ node }: Row) =>
    node.kind === 'lesson' ? props.onOpen(asLesson(node.id)) : props.outline.setOpen(node.id, !props.outline.isOpen(node.id))
  const titleOf = ({ node }: Row) => node.title || t('outline.untitled')

  const move = (id: NodeId, place: OutlinePlace | null) => {
    if (!place) return
    try {
      props.outline.move(id, place)
    } catch (error) {
      showProblem(error)
    }
    const row = rowOf(id)
    if (row) setSaid(t('outline.movedTo', { title: titleOf(row), place: row.at + 1, count: row.siblings.length }))
    focus(id)
  }
  const add = (kind: 'lesson' | 'section', place?: OutlinePlace) => {
    const here = rowOf(current())
    const where = place ?? (kind === 'lesson' && here ? { parent: here.parent?.id ?? null, after: here.node.id } : { parent: null })
    const id = props.outline.add(kind, where, '')
    if (kind === 'lesson') props.onOpen(asLesson(id))
    setRenaming(id)
  }
  const trash = (row: Row) => {
    const next = rows()[rows().indexOf(row) + 1] ?? rows()[rows().indexOf(row) - 1]
    props.outline.trash(row.node.id)
    toast(t('outline.trashed', { title: titleOf(row) }), { action: { label: t('ui.undo'), run: () => props.outline.restore(row.node.id) } })
    focus(next?.node.id)
  }

  const goIn = ({ node }: Row) => {
    if (node.kind === 'section' && !props.outline.isOpen(node.id)) props.outline.setOpen(node.id, true)
    else focus(rows()[rows().findIndex((row) => row.node.id === node.id) + 1]?.node.id)
  }
  const goOut = ({ node, parent }: Row) => {
    if (node.kind === 'section' && props.outline.isOpen(node.id) && node.children.length > 0) props.outline.setOpen(node.id, false)
    else focus(parent?.id)
  }
  const onKeyDown = (event: KeyboardEvent, row: Row) => {
    if (renaming() || event.ctrlKey || event.metaKey) return
    const at = rows().indexOf(row)
    const step = steps[event.key]
    const { node } = row
    if (event.altKey && step) {
      if (!props.editable) return
      move(node.id, placeAfterStep(rows(), node.id, step))
    } else if (event.altKey) return
    else if (step === 'up') focus(rows()[at - 1]?.node.id)
    else if (step === 'down') focus(rows()[at + 1]?.node.id)
    else if (step === 'in') goIn(row)
    else if (step === 'out') goOut(row)
    else if (event.key === 'Home') focus(rows()[0]?.node.id)
    else if (event.key === 'End') focus(rows().at(-1)?.node.id)
    else if (event.key === 'Enter' || event.key === ' ') open(row)
    else if (event.key === 'F2' && props.editable) setRenaming(node.id)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && props.editable) trash(row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const dropped = () => {
    const [id, at] = [dragged(), drop()]
    setDragged()
    setDrop()
    const over = at && rowOf(at.over)
    if (!id || !at || !over || id === at.over) return
    move(
      id,
      at.side === 'inside'
        ? { parent: at.over, after: over.node.children.at(-1)?.id }
        : { parent: over.parent?.id ?? null, [at.side]: at.over },
    )
  }

  tellKeys(
    () => t('outline.title'),
    () => [
      { keys: 'Alt+↑', does: t('outline.moveUp') },
      { keys: 'Alt+↓', does: t('outline.moveDown') },
      { keys: 'Alt+→', does: t('outline.moveIn') },
      { keys: 'Alt+←', does: t('outline.moveOut') },
      { keys: 'F2', does: t('outline.rename') },
      { keys: 'Delete', does: t('outline.toTrash') },
    ],
  )

  // A lesson that was opened elsewhere is shown in its place.
  createEffect(
    on(
      () => props.current,
      (current) => current && setFocused(current as string as NodeId),
      { defer: true },
    ),
  )

  return (
    <nav class={styles.panel} aria-label={t('outline.title')}>
      <header class={styles.head}>
        <h2>{t('outline.title')}</h2>
        <Show when={props.editable}>
          <IconButton label={t('outline.addSection')} size="small" onClick={() => add('section')}>
            <FolderPlus size={16} />
          </IconButton>
          <IconButton label={t('outline.addLesson')} size="small" onClick={() => add('lesson')}>
            <FilePlus size={16} />
          </IconButton>
        </Show>
      </header>
      <Show when={rows().length > 0} fallback={<EmptyState small title={t('outline.empty')} text={t('outline.emptyText')} />}>
        <ul ref={tree} class={styles.tree} role="tree" aria-label={t('outline.title')} onDragEnd={() => setDrop()}>
          {/* By id, so that a line being renamed outlives changes around it. */}
          <For each={[...byId().keys()]}>
            {(id) => (
              <Show when={rowOf(id)}>
                {(row) => (
                  <OutlineRow
                    row={row()}
                    editable={props.editable}
                    isOpen={props.outline.isOpen(row().node.id)}
                    isCurrent={(row().node.id as string) === props.current}
                    isTabStop={tabStop() === row().node.id}
                    isRenaming={renaming() === row().node.id}
                    drop={drop()?.over === row().node.id ? drop()?.side : undefined}
                    here={props.present.filter(({ lesson }) => lesson !== undefined && (lesson as string) === row().node.id)}
                    reading={row().node.kind === 'lesson' ? reading.of(asLesson(row().node.id)) : undefined}
                    counts={row().node.kind === 'lesson' ? props.countsOf(asLesson(row().node.id)) : { threads: 0, flags: 0 }}
                    onOpen={() => {
                      setFocused(row().node.id)
                      open(row())
                    }}
                    onKeyDown={(event) => onKeyDown(event, row())}
                    onRename={() => setRenaming(row().node.id)}
                    onRenamed={(title) => {
                      setRenaming()
                      if (title !== null && title !== row().node.title) props.outline.rename(row().node.id, title)
                      focus(row().node.id)
                    }}
                    onStep={(step) => move(row().node.id, placeAfterStep(rows(), row().node.id, step))}
                    onIcon={() => setIconOf(row().node.id)}
                    onTrash={() => trash(row())}
                    onAddInside={() => add('lesson', { parent: row().node.id, after: row().node.children.at(-1)?.id })}
                    onDrag={() => setDragged(row().node.id)}
                    onDragOver={(side) => dragged() !== undefined && setDrop({ over: row().node.id, side })}
                    onDrop={dropped}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <Show when={reading.total()}>
        {(total) => (
          <p class={styles.total}>
            {t('outline.wordCount', { count: total().words })} · {minutes(total().minutes)}
          </p>
        )}
      </Show>
      <Show when={props.outline.trashed().length > 0}>
        <Trash outline={props.outline} editable={props.editable} personOf={props.personOf} />
      </Show>
      <Aside onFail={() => setIconOf()}>
        <Show when={rowOf(iconOf())}>
          {(row) => (
            <EmojiDialog
              title={t('outline.iconOf', { title: titleOf(row()) })}
              chosen={row().node.icon}
              onChoose={(icon) => {
                props.outline.setIcon(row().node.id, icon)
                setIconOf()
                focus(row().node.id)
              }}
              onClose={() => setIconOf()}
            />
          )}
        </Show>
      </Aside>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
    </nav>
  )
}
