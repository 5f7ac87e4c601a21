import { createSignal } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { PublishDialog, type PublishProps } from './PublishDialog.tsx'

/** Makes the draft into a version, after a look at what that means. */
export function PublishButton(props: PublishProps & { disabled?: boolean }) {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button tone="primary" disabled={props.disabled ?? false} onClick={() => setOpen(true)}>
        {t('publishing.publish')}
      </Button>
      <PublishDialog {...props} open={open()} onClose={() => setOpen(false)} />
    </>
  )
}
