import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FilePlus from 'lucide-solid/icons/file-plus'
import Flag from 'lucide-solid/icons/flag'
import IndentDecrease from 'lucide-solid/icons/list-indent-decrease'
import IndentIncrease from 'lucide-solid/icons/list-indent-increase'
import MessageSquare from 'lucide-solid/icons/message-square'
import Pencil from 'lucide-solid/icons/pencil'
import Smile from 'lucide-solid/icons/face-slightly-smiling-plus'
import Trash from 'lucide-solid/icons/trash'
import { type Component, For, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { list, minutes } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import type { Face } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import styles from './OutlinePanel.module.css'
import type { Reading } from './reading.ts'
import type { Drop, LessonCounts, Row } from './state.ts'

type OutlineRowProps = {
  row: Row
  editable: boolean
  isOpen: boolean
  isCurrent: boolean
  isTabStop: boolean
  isRenaming: boolean
  drop: Drop['side'] | undefined
  here: readonly Face[]
  counts: LessonCounts
  /** How much there is to read in it, once it has been counted. */
  reading: Reading | undefined
  onOpen: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onRename: () => void
  /** null: nothing was changed. */
  onRenamed: (title: string | null) => void
  onStep: (step: 'up' | 'down' | 'in' | 'out') => void
  onIcon: () => void
  onTrash: () => void
  onAddInside: () => void
  onDrag: () => void
  onDragOver: (side: Drop['side']) => void
  onDrop: () => void
}

/** One section or lesson. */
export function OutlineRow(props: OutlineRowProps) {
  const node = () => props.row.node
  const title = () => node().title || t('outline.untitled')
  const isSection = () => node().kind === 'section'

  const over = (event: DragEvent & { currentTarget: HTMLElement }) => {
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientY - top) / height
    props.onDragOver(isSection() && share > 0.3 && share < 0.75 ? 'inside' : share < 0.5 ? 'before' : 'after')
  }

  return (
    <li role="none" class={styles.item}>
      <div
        role="treeitem"
        data-node={node().id}
        class={styles.row}
        classList={{
          [styles.current!]: props.isCurrent,
          [styles.section!]: isSection(),
          [styles[`drop-${props.drop}`] ?? '']: props.drop !== undefined,
        }}
        style={{ '--depth': props.row.depth }}
        tabindex={props.isTabStop ? 0 : -1}
        aria-level={props.row.depth + 1}
        aria-posinset={props.row.at + 1}
        aria-setsize={props.row.siblings.length}
        aria-expanded={isSection() ? props.isOpen : undefined}
        aria-selected={props.isCurrent}
        aria-labelledby={`outline-${node().id}`}
        draggable={props.editable && !props.isRenaming}
        onClick={() => !props.isRenaming && props.onOpen()}
        onDblClick={() => props.editable && props.onRename()}
        onKeyDown={(event) => event.target === event.currentTarget && props.onKeyDown(event)}
        onDragStart={(event) => {
          event.dataTransfer?.setData('text/plain', title())
          props.onDrag()
        }}
        onDragOver={over}
        onDrop={(event) => {
          event.preventDefault()
          props.onDrop()
        }}
      >
        <span id={`outline-${node().id}`} class={styles.label}>
          <Show
            when={isSection()}
            fallback={
              <Show when={!node().icon}>
                <span class={styles.dot} aria-hidden="true" />
              </Show>
            }
          >
            <ChevronRight size={16} class={styles.chevron} classList={{ [styles.open!]: props.isOpen }} aria-hidden="true" />
            <span class={styles.number} data-number={props.row.number} />
          </Show>{' '}
          <Show when={node().icon}>
            <span class={styles.icon} data-icon={node().icon} />
          </Show>
          <Show
            when={props.isRenaming}
            fallback={
              <span class={styles.title} classList={{ [styles.untitled!]: node().title === '' }}>
                {title()}
              </span>
            }
          >
            <TitleInput value={node().title} label={t('outline.renaming', { title: title() })} onDone={(value) => props.onRenamed(value)} />
          </Show>
          {/* The spaces keep what a screen reader hears apart; the row's own gaps keep it apart on the screen. */}{' '}
          <Show when={props.counts.flags > 0}>
            <Count icon={Flag} class={styles.flags!} words={t('outline.flags', { count: props.counts.flags })} count={props.counts.flags} />
          </Show>{' '}
          <Show when={props.counts.threads > 0}>
            <Count
              icon={MessageSquare}
              class={styles.threads!}
              words={t('outline.remarks', { count: props.counts.threads })}
              count={props.counts.threads}
            />
          </Show>{' '}
          <Show when={props.reading}>
            {(reading) => (
              <span
                class={styles.reading}
                role="img"
                aria-label={t('outline.wordCount', { count: reading().words })}
                data-tip={t('outline.wordCount', { count: reading().words })}
                data-count={minutes(reading().minutes)}
              />
            )}
          </Show>{' '}
          <Show when={props.here.length > 0}>
            <Here people={props.here} />
          </Show>
        </span>
        <Show when={props.editable && !props.isRenaming}>
          <RowMenu {...props} title={title()} />
        </Show>
      </div>
    </li>
  )
}

/** Who is in this lesson now, a dot each in their colour. */
function Here(props: { people: readonly Face[] }) {
  const words = () => t('outline.here', { count: props.people.length, names: list(props.people.map(({ name }) => name)) })
  return (
    <span class={styles.here} role="img" aria-label={words()} data-tip={words()}>
      <For each={props.people.slice(0, 4)}>{({ colour }) => <span style={{ '--person': `var(--person-${colour})` }} />}</For>
    </span>
  )
}

/** The stylesheet writes the figure: as text it would belong to the row's own name, beside the words that say it. */
function Count(props: { icon: Component<{ size?: number }>; class: string; words: string; count: number }) {
  return (
    <span class={`${styles.count} ${props.class}`} role="img" aria-label={props.words} data-tip={props.words} data-count={props.count}>
      <Dynamic component={props.icon} size={13} />
    </span>
  )
}

/** Takes a title where it stands: Enter and leaving keep it, Esc does not. */
function TitleInput(props: { value: string; label: string; onDone: (value: string | null) => void }) {
  let input!: HTMLInputElement
  let done = false
  const end = (value: string | null) => {
    if (done) return
    done = true
    props.onDone(value)
  }
  // At once, so that hands which type on lose nothing.
  onMount(() => {
    input.focus()
    input.select()
  })
  return (
    <input
      ref={input}
      class={styles.input}
      value={props.value}
      maxlength={200}
      aria-label={props.label}
      placeholder={t('outline.untitled')}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => end(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') end(event.currentTarget.value.trim())
        if (event.key === 'Escape') end(null)
      }}
    />
  )
}

function RowMenu(props: OutlineRowProps & { title: string }) {
  const items = (): MenuItem[] => [
    { label: t('outline.rename'), icon: Pencil, hint: 'F2', onSelect: () => props.onRename() },
    { label: t('outline.icon'), icon: Smile, onSelect: () => props.onIcon() },
    ...(props.row.node.kind === 'section'
      ? [{ label: t('outline.addInside', { title: props.title }), icon: FilePlus as Component, onSelect: () => props.onAddInside() }]
      : []),
    'line',
    { label: t('outline.moveUp'), icon: ArrowUp, hint: 'Alt+↑', onSelect: () => props.onStep('up') },
    { label: t('outline.moveDown'), icon: ArrowDown, hint: 'Alt+↓', onSelect: () => props.onStep('down') },
    { label: t('outline.moveIn'), icon: IndentIncrease, hint: 'Alt+→', onSelect: () => props.onStep('in') },
    {
      label: t('outline.moveOut'),
      icon: IndentDecrease,
      hint: 'Alt+←',
      disabled: props.row.parent === null,
      onSelect: () => props.onStep('out'),
    },
    'line',
    { label: t('outline.toTrash'), icon: Trash, danger: true, onSelect: () => props.onTrash() },
  ]
  return (
    <span class={styles.more} onClick={(event) => event.stopPropagation()} onDblClick={(event) => event.stopPropagation()}>
      <Menu
        label={t('outline.more', { title: props.title })}
        items={items()}
        trigger={(opener) => (
          <IconButton {...opener} label={t('outline.more', { title: props.title })} size="small" tabindex={-1}>
            <Ellipsis size={16} />
          </IconButton>
        )}
      />
    </span>
  )
}
