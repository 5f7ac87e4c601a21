import Eye from 'lucide-solid/icons/eye'
import { Match, Show, Switch } from 'solid-js'
import { compareStates, noteVisit } from '../../shared/history.ts'
import type { CourseId, LessonId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { dateTime } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Compared } from './Compared.tsx'
import styles from './History.module.css'

/** What others changed while this person was away. */
export function SinceVisit(props: { courseId: CourseId; onGo: (lesson: LessonId, block: string) => void }) {
  const asked = createAsked(
    () => props.courseId,
    async (courseId) => {
      const visit = await ask(noteVisit, { courseId })
      return { since: visit.since, comparison: visit.since === null ? undefined : await ask(compareStates, { courseId, from: 'visit' }) }
    },
  )
  return (
    <Switch fallback={<Skeleton lines={4} />}>
      <Match when={asked.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      <Match when={asked.value()}>
        {(found) => (
          <Show
            when={found().comparison}
            fallback={<EmptyState small icon={Eye} title={t('history.firstVisit')} text={t('history.firstVisitText')} />}
          >
            {(comparison) => (
              <div class={styles.panel}>
                <h3>{t('history.since', { time: dateTime(found().since ?? 0) })}</h3>
                <Show when={comparison().lessons.length > 0} fallback={<p class={styles.soft}>{t('history.nothingSince')}</p>}>
                  <Compared comparison={comparison()} onGo={props.onGo} />
                </Show>
              </div>
            )}
          </Show>
        )}
      </Match>
    </Switch>
  )
}
