import type { JSX } from 'solid-js'
import { classes } from './classes.ts'
import styles from './Card.module.css'

/** A thing of its own among others like it. `quiet` has no edge, only a tint. */
export function Card(props: { quiet?: boolean; class?: string; children: JSX.Element }) {
  return <div class={classes(styles.card, props.quiet && styles.quiet, props.class)}>{props.children}</div>
}
