import BookOpen from 'lucide-solid/icons/book-open'
import Plus from 'lucide-solid/icons/plus'
import { Show } from 'solid-js'
import type { SeenGroup } from '../../../shared/groups.ts'
import { canCreateCourse } from '../../../shared/rights.ts'
import { createCourses } from '../../courses/state.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CourseGrid } from '../courses/CourseGrid.tsx'
import { TrashButton } from '../courses/TrashButton.tsx'
import { openPanel } from '../frame/panels.ts'
import styles from './GroupScreen.module.css'

/** The courses that belong to a group, with the way to begin one for those who may. */
export function CoursesOfGroup(props: { group: SeenGroup }) {
  const courses = createCourses(() => props.group.id)
  const writes = () => canCreateCourse(props.group.roles)
  return (
    <>
      <h2 class="visually-hidden">{t('groups.courses')}</h2>
      <Show when={writes()}>
        <div class={styles.above}>
          <TrashButton courses={courses} groupId={props.group.id} />
          <Show when={courses.courses()?.length}>
            <Button tone="primary" onClick={() => openPanel('new-course')}>
              <Plus /> {t('frame.newCourse')}
            </Button>
          </Show>
        </div>
      </Show>
      <CourseGrid
        courses={courses}
        empty={
          <EmptyState
            icon={BookOpen}
            title={t('groups.noCourses')}
            text={writes() ? t('groups.noCoursesText') : t('groups.noCoursesLearner')}
          >
            <Show when={writes()}>
              <Button tone="primary" onClick={() => openPanel('new-course')}>
                <Plus /> {t('frame.newCourse')}
              </Button>
            </Show>
          </EmptyState>
        }
      />
    </>
  )
}
