import X from 'lucide-solid/icons/x'
import { createEffect, createUniqueId, onCleanup, Show, type JSX } from 'solid-js'
import { t } from '../platform/text.ts'
import { classes } from './classes.ts'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'

export type DialogProps = {
  open: boolean
  /** Asked by Esc, the close button and a click beside it; the owner sets `open`. */
  onClose: () => void
  title: string
  /** One line under the title. */
  about?: string
  size?: 'small' | 'medium' | 'large'
  /** No close button, because there is nothing to go back to. */
  unclosable?: boolean
  /** The buttons, the primary one last. */
  footer?: JSX.Element
  children: JSX.Element
}

/** A question that has to be answered before going on. Its content exists only while it is open. */
export function Dialog(props: DialogProps) {
  return (
    <ModalFrame open={props.open} onClose={props.onClose} class={classes(styles.dialog, styles[props.size ?? 'medium'])}>
      {(titleId) => <Framed {...props} titleId={titleId} />}
    </ModalFrame>
  )
}

/** A panel that slides in from a side, or from below on a phone. */
export function Sheet(props: DialogProps & { side?: 'start' | 'end' | 'bottom' }) {
  return (
    <ModalFrame open={props.open} onClose={props.onClose} class={classes(styles.sheet, styles[props.side ?? 'end'])}>
      {(titleId) => <Framed {...props} titleId={titleId} />}
    </ModalFrame>
  )
}

/** The browser's own modal dialog: focus stays inside and returns to where it was. */
export function ModalFrame(props: { open: boolean; onClose: () => void; class: string; children: (titleId: string) => JSX.Element }) {
  const titleId = createUniqueId()
  return (
    <Show when={props.open}>
      <dialog
        ref={(dialog) => {
          createEffect(() => dialog.showModal())
          onCleanup(() => dialog.close())
        }}
        class={props.class}
        aria-labelledby={titleId}
        onCancel={(event) => {
          event.preventDefault()
          if (event.target === event.currentTarget) props.onClose()
        }}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) props.onClose()
        }}
      >
        {props.children(titleId)}
      </dialog>
    </Show>
  )
}

// Not a header and a footer: a dialog inside of a bar would put a landmark inside of a landmark.
function Framed(props: DialogProps & { titleId: string }) {
  return (
    <div class={styles.frame}>
      <div class={styles.header}>
        <div>
          <h2 id={props.titleId}>{props.title}</h2>
          <Show when={props.about}>
            <p>{props.about}</p>
          </Show>
        </div>
        <Show when={!props.unclosable}>
          <IconButton label={t('ui.close')} onClick={() => props.onClose()}>
            <X />
          </IconButton>
        </Show>
      </div>
      <div class={styles.body}>{props.children}</div>
      <Show when={props.footer}>
        <div class={styles.footer}>{props.footer}</div>
      </Show>
    </div>
  )
}
