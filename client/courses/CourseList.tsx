import BookOpen from 'lucide-solid/icons/book-open'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import type { Course } from '../../shared/courses.ts'
import type { SeenGroup } from '../../shared/groups.ts'
import type { GroupId } from '../../shared/id.ts'
import { canCreateCourse } from '../../shared/rights.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CourseCard } from './CourseCard.tsx'
import styles from './CourseList.module.css'
import { createCourses } from './state.ts'

// Who learns never begins a course.
const NewCourseDialog = lazy(async () => ({ default: (await import('./NewCourseDialog.tsx')).NewCourseDialog }))

type Props = {
  /** All groups the person sees. */
  groups: readonly SeenGroup[]
  /** Only the courses of this group; a new one begins there. */
  groupId?: GroupId
  /** Which of them to show. */
  only?: (course: Course) => boolean
  /** Another heading than “Courses”. */
  title?: string
  onCreated: (course: Course) => void
}

/** Courses as cards, newest first, with the way to begin one for who may. */
export function CourseList(props: Props) {
  const room = createCourses(() => props.groupId)
  const shown = createMemo(() => room.courses()?.filter(props.only ?? (() => true)))
  const mayBegin = () => props.groups.some((group) => (!props.groupId || group.id === props.groupId) && canCreateCourse(group.roles))
  const [asking, setAsking] = createSignal(false)

  const restore = (course: Course) => void room.restore(course).then(() => toast(t('courses.restored', { title: course.title })), showProblem)
  const trash = (course: Course) =>
    void room
      .trash(course)
      .then(() => toast(t('courses.trashed', { title: course.title }), { action: { label: t('ui.undo'), run: () => restore(course) } }))
      .catch(showProblem)
  const begin = (look: 'primary' | 'plain') => (
    <Button tone={look} onClick={() => setAsking(true)}>
      <Plus />
      {t('courses.new')}
    </Button>
  )

  return (
    <section class={styles.section}>
      <div class={styles.head}>
        <h2>{props.title ?? t('courses.title')}</h2>
        <Show when={mayBegin() && shown()?.length}>{begin('plain')}</Show>
      </div>
      <Show when={room.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Show>
      <Show when={shown()} fallback={<Show when={!room.fault()}><Skeleton height="7rem" /></Show>}>
        <ul class={styles.grid}>
          <For each={shown()}>
            {(course) => (
              <li>
                <CourseCard course={course} onTrash={trash} />
              </li>
            )}
          </For>
        </ul>
        <Show when={shown()?.length === 0}>
          <EmptyState small icon={BookOpen} title={t('courses.none')} text={mayBegin() ? t('courses.noneAbout') : ''}>
            <Show when={mayBegin()}>{begin('primary')}</Show>
          </EmptyState>
        </Show>
      </Show>
      <Show when={asking()}>
        <Suspense>
          <NewCourseDialog
            open
            groups={props.groups}
            {...(props.groupId && { groupId: props.groupId })}
            onClose={() => setAsking(false)}
            onCreated={(course) => {
              setAsking(false)
              props.onCreated(course)
            }}
          />
        </Suspense>
      </Show>
    </section>
  )
}
