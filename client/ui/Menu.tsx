import Check from 'lucide-solid/icons/check'
import { For, Match, Show, Switch, type Component, type JSX } from 'solid-js'
import styles from './Menu.module.css'
import { PopoverFrame, type Opener } from './Popover.tsx'
import type { Placement } from './floating.ts'

export type MenuItem =
  | {
      label: string
      onSelect?: () => void
      /** Instead of `onSelect`: the screen it leads to. */
      href?: string
      /** A lucide icon. */
      icon?: Component
      hint?: string
      danger?: boolean
      disabled?: boolean
      /** Makes it a choice that is on or off. */
      checked?: boolean
      /** How far it stands in, as in a tree: 0 at the edge. */
      depth?: number
    }
  | 'line'
  /** Words above the items that follow. */
  | { heading: string }

type MenuProps = { label: string; trigger: (opener: Opener) => JSX.Element; items: readonly MenuItem[]; placement?: Placement }

/** A list of verbs that a button opens. Arrows, Home, End and first letters move in it. */
export function Menu(props: MenuProps) {
  return (
    <PopoverFrame
      label={props.label}
      trigger={props.trigger}
      placement={props.placement ?? 'bottom-start'}
      role="menu"
      class={styles.menu}
      onOpen={(box) => itemsOf(box)[0]?.focus()}
      onTriggerKeyDown={openByArrow}
      onKeyDown={move}
    >
      {(close) => <For each={props.items}>{(item) => <Line item={item} close={close} />}</For>}
    </PopoverFrame>
  )
}

function Line(props: { item: MenuItem; close: () => void }) {
  return (
    <Switch>
      <Match when={props.item === 'line'}>
        <hr class={styles.line} />
      </Match>
      <Match when={typeof props.item === 'object' && 'heading' in props.item && props.item}>
        {(item) => <div class={styles.heading}>{item().heading}</div>}
      </Match>
      <Match when={typeof props.item === 'object' && 'label' in props.item && props.item}>
        {(item) => <Item item={item()} close={props.close} />}
      </Match>
    </Switch>
  )
}

function Item(props: { item: Extract<MenuItem, { label: string }>; close: () => void }) {
  const select = () => {
    if (props.item.disabled) return
    props.close()
    props.item.onSelect?.()
  }
  const inside = () => (
    <>
      <Show when={props.item.icon}>{(icon) => icon()({})}</Show>
      <span class={styles.label}>{props.item.label}</span>
      <Show when={props.item.hint}>
        <span class={styles.hint}>{props.item.hint}</span>
      </Show>
      <Show when={props.item.checked}>
        <Check class={styles.check} />
      </Show>
    </>
  )
  const common = () => ({
    class: `${styles.item} ${props.item.danger ? styles.danger : ''}`,
    role: props.item.checked === undefined ? ('menuitem' as const) : ('menuitemradio' as const),
    tabindex: -1,
    style: { '--depth': props.item.depth ?? 0 },
    'aria-checked': props.item.checked,
    'aria-disabled': props.item.disabled || undefined,
  })
  return (
    <Show
      when={!props.item.disabled && props.item.href}
      fallback={
        <button type="button" {...common()} onClick={select}>
          {inside()}
        </button>
      }
    >
      {(href) => (
        <a {...common()} href={href()} onClick={() => props.close()}>
          {inside()}
        </a>
      )}
    </Show>
  )
}

const itemsOf = (box: HTMLElement) => Array.from(box.querySelectorAll<HTMLElement>('[role^=menuitem]'))

function openByArrow(event: KeyboardEvent, open: () => void) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  open()
}

function move(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const items = itemsOf(event.currentTarget)
  const next = nextOf(event.key, items, items.indexOf(document.activeElement as HTMLElement)) // -1 when it is none of them
  if (!next) return
  event.preventDefault()
  next.focus()
}

function nextOf(key: string, items: HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length]
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length]
  if (key === 'Home') return items[0]
  if (key === 'End') return items.at(-1)
  if (key.length !== 1 || key === ' ') return undefined
  const starts = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase())
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts)
}
