import { createSignal, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { fetched } from '../ui/fetched.tsx'
import type { PublishProps } from './PublishDialog.tsx'

const PublishDialog = fetched(async () => (await import('./PublishDialog.tsx')).PublishDialog)

/** Makes the draft into a version, after a look at what that means. */
export function PublishButton(props: PublishProps & { disabled?: boolean }) {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button tone="primary" disabled={props.disabled ?? false} onClick={() => setOpen(true)}>
        {t('publishing.publish')}
      </Button>
      <Show when={open()}>
        <PublishDialog {...props} open onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}
