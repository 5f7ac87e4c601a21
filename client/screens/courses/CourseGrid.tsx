import { For, Match, Switch, type JSX } from 'solid-js'
import type { Course } from '../../../shared/courses.ts'
import { CourseCard } from '../../courses/CourseCard.tsx'
import type { Courses } from '../../courses/state.ts'
import { showProblem, wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './CourseGrid.module.css'
import { createCourseVerbs } from './verbs.tsx'

type CourseGridProps = {
  courses: Courses
  /** Which of them to show; all without it. */
  only?: (course: Course) => boolean
  /** In place of no courses. */
  empty: JSX.Element
}

/** Courses as cards, each with its verbs. */
export function CourseGrid(props: CourseGridProps) {
  const verbs = createCourseVerbs()
  const shown = () => props.courses.courses()?.filter((course) => props.only?.(course) ?? true)
  const restore = (course: Course) =>
    props.courses.restore(course).then(() => toast(t('courses.restored', { title: course.title }), { tone: 'ok' }), showProblem)
  const trash = (course: Course) =>
    props.courses
      .trash(course)
      .then(
        () => toast(t('courses.trashed', { title: course.title }), { action: { label: t('ui.undo'), run: () => void restore(course) } }),
        showProblem,
      )
  return (
    <>
      {verbs.dialogs()}
      <Switch
        fallback={
          <div class={styles.grid}>
            <Skeleton height="7rem" />
            <Skeleton height="7rem" />
            <Skeleton height="7rem" />
          </div>
        }
      >
        <Match when={shown()?.length === 0}>{props.empty}</Match>
        <Match when={shown()}>
          {(courses) => (
            <ul class={styles.grid}>
              <For each={courses()}>
                {(course) => (
                  <li>
                    <CourseCard course={course} onTrash={(one) => void trash(one)} more={verbs.items(course)} />
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={props.courses.fault()}>
          {(fault) => (
            <Banner
              tone="danger"
              action={
                <Button size="small" onClick={() => void props.courses.reload()}>
                  {t('ui.retry')}
                </Button>
              }
            >
              {wordsOf(fault())}
            </Banner>
          )}
        </Match>
      </Switch>
    </>
  )
}
