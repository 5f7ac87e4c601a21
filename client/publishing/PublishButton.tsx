import { createSignal } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import type { Version } from '../../shared/publishing.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { PublishDialog } from './PublishDialog.tsx'

export type PublishButtonProps = {
  courseId: CourseId
  /** Where a fault is mended; the dialog closes and goes there. */
  linkTo: (place: { lesson: string; block?: string | undefined }) => string
  /** Resolves when everything typed here is durable; a version holds at least that. */
  settled?: () => Promise<unknown>
  onPublished?: (version: Version) => void
  disabled?: boolean
}

/** Makes the draft into a version, after a look at what that means. */
export function PublishButton(props: PublishButtonProps) {
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
