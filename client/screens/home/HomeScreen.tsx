import PenLine from 'lucide-solid/icons/pen-line'
import Plus from 'lucide-solid/icons/plus'
import { Show } from 'solid-js'
import { canCreateCourse } from '../../../shared/rights.ts'
import { createCourses } from '../../courses/state.ts'
import { useGroups } from '../../groups/state.ts'
import { later } from '../../platform/later.ts'
import { useMe } from '../../platform/session.ts'
import { t, wholeText } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { LearnHome } from '../../play/LearnHome.tsx'
import { Aside } from '../../ui/Aside.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CourseGrid } from '../courses/CourseGrid.tsx'
import { TrashButton } from '../courses/TrashButton.tsx'
import { Page } from '../frame/Page.tsx'
import { openPanel } from '../frame/panels.ts'
import { greeting } from './greeting.ts'
import styles from './HomeScreen.module.css'

// Few people have raised a flag, and telling what became of one takes a diff: it comes after the rest.
const MyFlags = later(async () => ({ default: (await Promise.all([import('../../flags/MyFlags.tsx'), wholeText()]))[0].MyFlags }))

/** Where a person starts: what goes on for them. */
export default function HomeScreen() {
  const me = useMe()
  const courses = createCourses()
  const writes = () =>
    useGroups()
      .value()
      ?.some(({ roles }) => canCreateCourse(roles)) ?? false
  const hasDrafts = () => courses.courses()?.some(({ canRead }) => canRead) ?? false
  useTitle(() => t('home.title'))
  return (
    <Page>
      <h1 class={styles.greeting}>{greeting(new Date().getHours(), me().name)}</h1>
      <div class={styles.learn}>
        <LearnHome quiet={writes() || hasDrafts()} />
      </div>
      <Show when={writes() || hasDrafts()}>
        <section class={styles.shelf} aria-labelledby="writing">
          <header class={styles.head}>
            <h2 id="writing">{t('home.writing')}</h2>
            <Show when={writes()}>
              <div class={styles.verbs}>
                <TrashButton courses={courses} />
                <Show when={hasDrafts()}>
                  <Button onClick={() => openPanel('new-course')}>
                    <Plus /> {t('frame.newCourse')}
                  </Button>
                </Show>
              </div>
            </Show>
          </header>
          <CourseGrid
            courses={courses}
            only={({ canRead }) => canRead}
            empty={
              <EmptyState icon={PenLine} title={t('home.writeFirst')} text={t('home.writeFirstText')}>
                <Button tone="primary" onClick={() => openPanel('new-course')}>
                  <Plus /> {t('frame.newCourse')}
                </Button>
              </EmptyState>
            }
          />
        </section>
      </Show>
      <div class={styles.shelf}>
        <Aside>
          <MyFlags />
        </Aside>
      </div>
    </Page>
  )
}
