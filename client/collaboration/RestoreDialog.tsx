import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { listRestorePoints, restoreState, type RestorePoint } from '../../shared/collaboration.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { dateTime } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './RestoreDialog.module.css'

/** Earlier states of a course that were kept, with how much was in them, and the way back to one of them. */
export function RestoreDialog(props: { courseId: CourseId; onClose: () => void; onRestored: () => void }) {
  const kept = createAsked(
    () => props.courseId,
    (courseId) => ask(listRestorePoints, { courseId }),
  )
  const [chosen, setChosen] = createSignal<RestorePoint>()
  const [busy, setBusy] = createSignal(false)
  const restore = async (point: RestorePoint) => {
    setBusy(true)
    try {
      await ask(restoreState, { courseId: props.courseId, pointId: point.id, commandId: newId() })
      toast(t('collaboration.restored', { time: dateTime(point.at) }), { tone: 'ok' })
      props.onRestored()
      props.onClose()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t('collaboration.restoreTitle')}
      about={t('collaboration.restoreAbout')}
      onClose={props.onClose}
      footer={
        <Show when={chosen()}>
          {(point) => (
            <>
              <span class={styles.sure}>{t('collaboration.restoreAsk', { time: dateTime(point().at) })}</span>
              <Button onClick={() => setChosen()}>{t('collaboration.restoreNot')}</Button>
              <Button tone="primary" busy={busy()} onClick={() => void restore(point())}>
                {t('collaboration.restoreDo')}
              </Button>
            </>
          )}
        </Show>
      }
    >
      <Switch fallback={<Skeleton lines={3} />}>
        <Match when={kept.value()}>
          {(found) => (
            <>
              <Show when={found().items.length > 0}>
                <p class={styles.now}>{t('collaboration.restoreNow', { size: sizeOf(found().now) })}</p>
              </Show>
              <ul class={styles.points}>
                <For each={found().items} fallback={<EmptyState small icon={RotateCcw} title={t('collaboration.restoreNone')} />}>
                  {(point) => (
                    <li class={styles.point}>
                      <span>
                        <strong>{dateTime(point.at)}</strong>
                        <small>
                          {whyOf(point)} · {sizeOf(point)}
                        </small>
                      </span>
                      <Button size="small" aria-pressed={chosen()?.id === point.id} onClick={() => setChosen(point)}>
                        {t('collaboration.restoreChoose')}
                      </Button>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Match>
        <Match when={kept.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      </Switch>
    </Dialog>
  )
}

const whyOf = ({ why, by }: RestorePoint) =>
  t(why === 'deleted' ? 'collaboration.restoreDeleted' : 'collaboration.restoreRestored', { name: by?.name ?? t('collaboration.somebody') })

const sizeOf = ({ lessons, words }: { lessons: number; words: number }) =>
  `${t('collaboration.lessons', { count: lessons })}, ${t('collaboration.words', { count: words })}`
