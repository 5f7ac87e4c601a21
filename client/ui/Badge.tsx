import type { JSX } from 'solid-js'
import styles from './Badge.module.css'

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'danger' | 'thread' | 'flag' | 'question'

/** A small word about the state of the thing beside it. Colour never says it alone. */
export function Badge(props: { tone?: Tone; children: JSX.Element }) {
  return <span class={`${styles.badge} ${styles[props.tone ?? 'plain']}`}>{props.children}</span>
}
