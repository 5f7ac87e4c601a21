import X from 'lucide-solid/icons/x'
import { createEffect, For, on, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { dismissToast, toasts } from '../platform/toast.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import styles from './Toasts.module.css'

/** Where toasts appear. The program shows it once. */
export function Toasts() {
  let box!: HTMLDivElement
  // The top layer stacks by time of showing: anew with each toast, so that one is never hidden by a dialog.
  createEffect(
    on(toasts, (now) => {
      box.hidePopover()
      if (now.length) box.showPopover()
    }),
  )
  return (
    <div
      ref={(element) => (box = element)}
      popover="manual"
      class={styles.toasts}
      role="region"
      aria-label={t('ui.notifications')}
      aria-live="polite"
    >
      <For each={toasts()}>
        {(toast) => (
          <div class={`${styles.toast} ${styles[toast.tone]}`} role={toast.tone === 'danger' ? 'alert' : 'status'}>
            <p>{toast.text}</p>
            <Show when={toast.action}>
              {(action) => (
                <Button
                  size="small"
                  tone="quiet"
                  onClick={() => {
                    dismissToast(toast.id)
                    action().run()
                  }}
                >
                  {action().label}
                </Button>
              )}
            </Show>
            <IconButton size="small" label={t('ui.dismiss')} onClick={() => dismissToast(toast.id)}>
              <X />
            </IconButton>
          </div>
        )}
      </For>
    </div>
  )
}
