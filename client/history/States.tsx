import ClockFading from 'lucide-solid/icons/clock-fading'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { keepState, listRestorePoints, nameState, type RestorePoint, restoreState } from '../../shared/collaboration.ts'
import { compareStates } from '../../shared/history.ts'
import { type CourseId, type LessonId, newId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { dateTime } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Compared } from './Compared.tsx'
import styles from './History.module.css'

type StatesProps = {
  courseId: CourseId
  editable: boolean
  onRestored: () => void
  onGo: (lesson: LessonId, block: string) => void
}

/** Every state that is kept, newest first; one of them compared with now, and brought back. */
export function States(props: StatesProps) {
  const kept = createAsked(
    () => props.courseId,
    (courseId) => ask(listRestorePoints, { courseId }),
  )
  const [chosen, setChosen] = createSignal<RestorePoint>()
  const name = async (point: RestorePoint | undefined, called: string | null) => {
    try {
      if (point) await ask(nameState, { courseId: props.courseId, pointId: point.id, name: called })
      else if (called) await ask(keepState, { courseId: props.courseId, name: called })
      if (called) toast(t('history.kept', { name: called }), { tone: 'ok' })
      await kept.reload()
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Show
      when={chosen()}
      keyed
      fallback={
        <Switch fallback={<Skeleton lines={4} />}>
          <Match when={kept.fault()}>
            {(fault) => (
              <Banner tone="danger" action={<Button onClick={() => void kept.reload()}>{t('ui.retry')}</Button>}>
                {wordsOf(fault())}
              </Banner>
            )}
          </Match>
          <Match when={kept.value()}>
            {(found) => (
              <>
                <p class={styles.now}>{t('history.nowSize', { size: sizeOf(found().now) })}</p>
                <Show when={props.editable}>
                  <NameForm
                    label={t('history.keepName')}
                    verb={t('history.keepDo')}
                    opener={t('history.keep')}
                    onName={(called) => name(undefined, called)}
                  />
                </Show>
                <Show
                  when={found().items.length > 0}
                  fallback={<EmptyState small icon={ClockFading} title={t('history.nothingKept')} text={t('history.nothingKeptText')} />}
                >
                  <ul class={styles.states}>
                    <For each={found().items}>
                      {(point) => (
                        <li class={styles.state}>
                          <div>
                            <p>
                              <strong>{point.name ?? dateTime(point.at)}</strong>
                            </p>
                            <p class={styles.soft}>
                              {point.name ? `${dateTime(point.at)} · ` : ''}
                              {whyOf(point)} · {sizeOf(point)}
                            </p>
                            <Show when={props.editable}>
                              <Show
                                when={point.name}
                                fallback={
                                  <NameForm
                                    label={t('history.keepName')}
                                    verb={t('history.keepDo')}
                                    opener={t('history.rename')}
                                    onName={(called) => name(point, called)}
                                  />
                                }
                              >
                                <Button size="small" tone="quiet" onClick={() => void name(point, null)}>
                                  {t('history.unname')}
                                </Button>
                              </Show>
                            </Show>
                          </div>
                          <Button size="small" onClick={() => setChosen(point)}>
                            {t('history.compare')}
                          </Button>
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              </>
            )}
          </Match>
        </Switch>
      }
    >
      {(point) => <State {...props} point={point} onBack={() => setChosen()} />}
    </Show>
  )
}

/** One state beside the present one. */
function State(props: StatesProps & { point: RestorePoint; onBack: () => void }) {
  const compared = createAsked(
    () => props.point.id,
    (from) => ask(compareStates, { courseId: props.courseId, from }),
  )
  /** What waits for a second word: all of it, or one lesson. */
  const [asking, setAsking] = createSignal<'all' | { id: LessonId; title: string }>()
  const [busy, setBusy] = createSignal(false)
  const time = () => dateTime(props.point.at)
  const restore = async (what: 'all' | { id: LessonId; title: string }) => {
    setBusy(true)
    try {
      await ask(restoreState, {
        courseId: props.courseId,
        pointId: props.point.id,
        commandId: newId(),
        ...(what !== 'all' && { lesson: what.id }),
      })
      toast(what === 'all' ? t('history.restored', { time: time() }) : t('history.restoredOne', { lesson: what.title, time: time() }), {
        tone: 'ok',
      })
      props.onRestored()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class={styles.panel}>
      <div class={styles.bar}>
        <Button size="small" tone="quiet" onClick={() => props.onBack()}>
          {t('history.back')}
        </Button>
        <h3>{t('history.comparing', { time: time() })}</h3>
        <Show when={props.editable}>
          <Button size="small" onClick={() => setAsking('all')}>
            {t('history.restoreAll')}
          </Button>
        </Show>
      </div>
      <Show when={asking()}>
        {(what) => (
          <Banner
            tone="warn"
            action={
              <>
                <Button size="small" onClick={() => setAsking()}>
                  {t('history.restoreNot')}
                </Button>
                <Button size="small" tone="primary" busy={busy()} onClick={() => void restore(what())}>
                  {t('history.restoreDo')}
                </Button>
              </>
            }
          >
            {sureOf(what(), time())}
          </Banner>
        )}
      </Show>
      <Switch fallback={<Skeleton lines={5} />}>
        <Match when={compared.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
        <Match when={compared.value()}>
          {(found) => (
            <Compared
              comparison={found()}
              onGo={props.onGo}
              onRestore={props.editable ? (id, title) => setAsking({ id, title }) : undefined}
            />
          )}
        </Match>
      </Switch>
    </div>
  )
}

const sureOf = (what: 'all' | { title: string }, time: string) =>
  what === 'all' ? t('history.restoreSure', { time }) : t('history.restoreOneSure', { lesson: what.title, time })

/** A button that becomes a field for a name. */
function NameForm(props: { label: string; verb: string; opener: string; onName: (name: string) => Promise<void> }) {
  const [open, setOpen] = createSignal(false)
  const [name, setName] = createSignal('')
  const send = async (event: Event) => {
    event.preventDefault()
    if (!name().trim()) return
    await props.onName(name().trim())
    setName('')
    setOpen(false)
  }
  return (
    <Show
      when={open()}
      fallback={
        <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
          {props.opener}
        </Button>
      }
    >
      <form class={styles.name} onSubmit={(event) => void send(event)}>
        <TextField label={props.label} hideLabel placeholder={props.label} value={name()} onInput={setName} maxLength={80} autofocus />
        <Button size="small" tone="primary" type="submit">
          {props.verb}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t('ui.cancel')}
        </Button>
      </form>
    </Show>
  )
}

function whyOf({ why, by, version }: RestorePoint): string {
  const name = by?.name ?? t('history.somebody')
  switch (why) {
    case 'deleted':
      return t('history.whyDeleted', { name })
    case 'restored':
      return t('history.whyRestored', { name })
    case 'published':
      return t('history.whyPublished', { name, version: version ?? 0 })
    case 'worked':
      return t('history.whyWorked')
    case 'named':
      return t('history.whyNamed', { name })
  }
}

const sizeOf = ({ lessons, words }: { lessons: number; words: number }) =>
  `${t('history.lessons', { count: lessons })}, ${t('history.words', { count: words })}`
