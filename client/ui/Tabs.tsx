import { createUniqueId, For, Show, type JSX } from 'solid-js'
import styles from './Tabs.module.css'

export type Tab<Key extends string> = { key: Key; label: string; count?: number }

type TabsProps<Key extends string> = {
  /** What the tabs choose between, for those who cannot see them side by side. */
  label: string
  tabs: readonly Tab<Key>[]
  value: Key
  onChange: (key: Key) => void
  children: (key: Key) => JSX.Element
}

/** Several panels in one place. Arrow keys move between the tabs. */
export function Tabs<Key extends string>(props: TabsProps<Key>) {
  const id = `t${createUniqueId()}`
  const step = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const next = keyAfter(event.key, props.tabs, props.value, getComputedStyle(event.currentTarget).direction === 'rtl')
    if (next === undefined) return
    event.preventDefault()
    props.onChange(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  return (
    <div class={styles.tabs}>
      <div class={styles.list} role="tablist" aria-label={props.label} onKeyDown={step}>
        <For each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${tab.key}`}
              class={styles.tab}
              aria-selected={tab.key === props.value}
              aria-controls={`${id}-panel`}
              tabindex={tab.key === props.value ? 0 : -1}
              onClick={() => props.onChange(tab.key)}
            >
              {tab.label}
              <Show when={tab.count}>{(count) => <span class={styles.count}>{count()}</span>}</Show>
            </button>
          )}
        </For>
      </div>
      <div id={`${id}-panel`} class={styles.panel} role="tabpanel" aria-labelledby={`${id}-${props.value}`}>
        <Show when={props.value} keyed>
          {(key) => props.children(key)}
        </Show>
      </div>
    </div>
  )
}

function keyAfter<Key extends string>(key: string, tabs: readonly Tab<Key>[], now: Key, rightToLeft: boolean): Key | undefined {
  const at = tabs.findIndex((tab) => tab.key === now)
  if (key === 'Home') return tabs[0]?.key
  if (key === 'End') return tabs.at(-1)?.key
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const backward = rightToLeft ? 'ArrowRight' : 'ArrowLeft'
  if (key === forward) return tabs[(at + 1) % tabs.length]?.key
  if (key === backward) return tabs.at(at - 1)?.key
  return undefined
}
