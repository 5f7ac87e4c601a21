import { splitProps, type JSX } from 'solid-js'
import { classes } from './classes.ts'
import styles from './Button.module.css'

export type ButtonLook = {
  /** `primary` is the one thing this screen is for; `quiet` has no edge until pointed at. */
  tone?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'medium'
}

type ButtonProps = ButtonLook &
  JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
    /** What it does is under way: shows so, and does not answer a second time. */
    busy?: boolean
  }

const look = (props: ButtonLook & { class?: string | undefined }) =>
  classes(styles.button, styles[props.tone ?? 'plain'], props.size === 'small' && styles.small, props.class)

/** A verb to press. An icon goes before the words, as a child. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['tone', 'size', 'busy', 'class', 'children', 'disabled'])
  return (
    <button type="button" {...rest} class={look(own)} disabled={own.disabled || own.busy} aria-busy={own.busy || undefined}>
      {own.children}
    </button>
  )
}

/** A way to another screen that looks like a button. */
export function ButtonLink(props: ButtonLook & JSX.AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const [own, rest] = splitProps(props, ['tone', 'size', 'class', 'children'])
  return (
    <a {...rest} class={look(own)}>
      {own.children}
    </a>
  )
}
