import { splitProps, type JSX } from 'solid-js'
import { classes } from './classes.ts'
import styles from './IconButton.module.css'

type IconButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'title'> & {
  /** What it does, for those who cannot see the icon and, as a tooltip, for all. */
  label: string
  /** Keys that do the same, as `Kbd` writes them: shown in the tooltip. */
  keys?: string
  size?: 'small' | 'medium'
  /** Stays pressed in: a toggle that is on. */
  pressed?: boolean
}

/** A button that is only an icon, given as its child. Where there is room for words, use `Button`. */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ['label', 'keys', 'size', 'pressed', 'class', 'children'])
  return (
    <button
      type="button"
      {...rest}
      class={classes(styles.button, own.size === 'small' && styles.small, own.class)}
      aria-label={own.label}
      aria-pressed={own.pressed}
      data-tip={own.label}
      data-tip-keys={own.keys}
    >
      {own.children}
    </button>
  )
}
