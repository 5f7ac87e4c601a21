import { onCleanup, onMount } from 'solid-js'
import { noteVisit } from '../../shared/history.ts'
import type { CourseId } from '../../shared/id.ts'
import { minute } from '../../shared/time.ts'
import { ask } from '../platform/api.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'

/** Notes that this person sees the course, now and while they are here; says once what others changed meanwhile. Draws nothing. */
export function VisitNote(props: { courseId: CourseId; onLook: () => void }) {
  // A visit that could not be noted is noted the next time: nobody needs to hear of it.
  const note = () => ask(noteVisit, { courseId: props.courseId }).catch(() => undefined)
  onMount(async () => {
    const first = await note()
    if (first && first.lessons.length > 0)
      toast(t('history.changedSince', { count: first.lessons.length }), {
        action: { label: t('history.look'), run: () => props.onLook() },
      })
  })
  const timer = setInterval(() => void note(), 5 * minute)
  onCleanup(() => clearInterval(timer))
  return null
}
