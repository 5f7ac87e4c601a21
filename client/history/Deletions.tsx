import Trash from 'lucide-solid/icons/trash'
import { For, Match, Show, Switch } from 'solid-js'
import { listDeletions } from '../../shared/history.ts'
import type { CourseId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { dateTime } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './History.module.css'

/** What people took out of the course, newest first. */
export function Deletions(props: { courseId: CourseId }) {
  const asked = createAsked(
    () => props.courseId,
    (courseId) => ask(listDeletions, { courseId }),
  )
  return (
    <Switch fallback={<Skeleton lines={4} />}>
      <Match when={asked.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      <Match when={asked.value()}>
        {(found) => (
          <ul class={styles.states}>
            <For
              each={found().items}
              fallback={<EmptyState small icon={Trash} title={t('history.noDeletions')} text={t('history.noDeletionsText')} />}
            >
              {(one) => (
                <li class={styles.deletion}>
                  <p class={styles.soft}>
                    {t('history.deletedLine', {
                      name: one.by?.name ?? t('history.program'),
                      time: dateTime(one.at),
                      lesson: one.title || t('history.untitled'),
                    })}
                  </p>
                  <Show when={!one.trashed} fallback={<p>{t('history.trashedLine')}</p>}>
                    <p>
                      <del>{one.text}</del>
                    </p>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Match>
    </Switch>
  )
}
