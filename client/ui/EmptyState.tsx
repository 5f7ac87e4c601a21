import { Show, type Component, type JSX } from 'solid-js'
import { classes } from './classes.ts'
import styles from './EmptyState.module.css'

type EmptyStateProps = {
  title: string
  /** What belongs here and how it comes to be. */
  text?: string
  /** A lucide icon. */
  icon?: Component
  /** It is all there is on the screen, and so its title is the heading. */
  alone?: boolean
  /** Less air, for a panel or a card. */
  small?: boolean
  /** The first step: a button or a link. */
  children?: JSX.Element
}

/** A place with nothing in it yet, which says what belongs there and invites the first step. */
export function EmptyState(props: EmptyStateProps) {
  return (
    <div class={classes(styles.empty, props.small && styles.small)}>
      <Show when={props.icon}>{(icon) => <div class={styles.icon}>{icon()({})}</div>}</Show>
      <Show when={props.alone} fallback={<p class={styles.title}>{props.title}</p>}>
        <h1 class={styles.title}>{props.title}</h1>
      </Show>
      <Show when={props.text}>
        <p class={styles.text}>{props.text}</p>
      </Show>
      <Show when={props.children}>
        <div class={styles.step}>{props.children}</div>
      </Show>
    </div>
  )
}
