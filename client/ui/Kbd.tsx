import { For } from 'solid-js'
import styles from './Kbd.module.css'

const isMac = /Mac|iPhone|iPad/.test(typeof navigator === 'undefined' ? '' : navigator.platform)
const onMac: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' }
const elsewhere: Record<string, string> = { Mod: 'Ctrl', Enter: '↵' }

/** `Mod+Shift+K` as this device's keyboard names it: `⌘⇧K` or `Ctrl+Shift+K`. */
export const keysOf = (keys: string) => keys.split('+').map((key) => (isMac ? onMac : elsewhere)[key] ?? key)

/** A key, or keys pressed together, written `Mod+K`. */
export function Kbd(props: { keys: string }) {
  return (
    <span class={styles.keys}>
      <For each={keysOf(props.keys)}>{(key) => <kbd class={styles.key}>{key}</kbd>}</For>
    </span>
  )
}
