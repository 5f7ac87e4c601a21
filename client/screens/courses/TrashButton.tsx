import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import type { GroupId } from '../../../shared/id.ts'
import type { Courses } from '../../courses/state.ts'
import { later } from '../../platform/later.ts'
import { t } from '../../platform/text.ts'
import { Aside } from '../../ui/Aside.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const TrashDialog = later(async () => ({ default: (await import('../../courses/TrashDialog.tsx')).TrashDialog }))

/** Leads to what was thrown away: in one group, or everywhere. */
export function TrashButton(props: { courses: Courses; groupId?: GroupId }) {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <IconButton label={t('courses.openTrash')} onClick={() => setOpen(true)}>
        <Trash />
      </IconButton>
      <Show when={open()}>
        <Aside onFail={() => setOpen(false)}>
          <TrashDialog
            {...(props.groupId && { groupId: props.groupId })}
            onClose={() => setOpen(false)}
            onRestored={() => void props.courses.reload()}
          />
        </Aside>
      </Show>
    </>
  )
}
