import CircleCheck from 'lucide-solid/icons/circle-check'
import Info from 'lucide-solid/icons/info'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Show, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { classes } from './classes.ts'
import styles from './Banner.module.css'

const icons = { plain: Info, ok: CircleCheck, warn: TriangleAlert, danger: TriangleAlert }

/** A state that holds for the whole place below it, with what can be done about it. */
export function Banner(props: { tone?: keyof typeof icons; action?: JSX.Element; children: JSX.Element }) {
  return (
    <div class={classes(styles.banner, styles[props.tone ?? 'plain'])} role={props.tone === 'danger' ? 'alert' : 'status'}>
      <Dynamic component={icons[props.tone ?? 'plain']} class={styles.icon} aria-hidden="true" />
      <div class={styles.text}>{props.children}</div>
      <Show when={props.action}>
        <div class={styles.action}>{props.action}</div>
      </Show>
    </div>
  )
}
