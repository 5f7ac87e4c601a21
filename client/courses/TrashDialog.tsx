import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Match, Switch } from 'solid-js'
import { type Course, listCourses, restoreCourse, trashMs } from '../../shared/courses.ts'
import type { GroupId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked } from '../platform/asked.ts'
import { date } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './dialogs.module.css'

/** What was thrown away lately and can be brought back: of one group, or everywhere one runs courses. */
export function TrashDialog(props: { groupId?: GroupId; onClose: () => void; onRestored: () => void }) {
  const trashed = createAsked(
    () => props.groupId ?? 'all',
    () => allPages((after) => ask(listCourses, { groupId: props.groupId, trashed: 'yes', after })),
  )
  const [busy, setBusy] = createSignal<string>()
  const restore = async (course: Course) => {
    setBusy(course.id)
    try {
      await ask(restoreCourse, { courseId: course.id })
      trashed.set((all) => all.filter(({ id }) => id !== course.id))
      toast(t('courses.restored', { title: course.title }), { tone: 'ok' })
      props.onRestored()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy()
    }
  }
  return (
    <Dialog open title={t('courses.trashTitle')} about={t('courses.trashAbout')} onClose={props.onClose}>
      <Switch fallback={<Skeleton lines={3} />}>
        <Match when={trashed.value()}>
          {(courses) => (
            <ul class={styles.list}>
              <For each={courses()} fallback={<EmptyState small icon={Trash} title={t('courses.trashEmpty')} />}>
                {(course) => (
                  <li class={styles.trashed}>
                    <span>
                      <strong>{course.title}</strong>
                      <small>
                        {course.groupName} · {t('courses.trashUntil', { date: date((course.trashedAt ?? course.updatedAt) + trashMs) })}
                      </small>
                    </span>
                    <Button size="small" busy={busy() === course.id} onClick={() => void restore(course)}>
                      {t('courses.restore')}
                    </Button>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={trashed.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      </Switch>
    </Dialog>
  )
}
