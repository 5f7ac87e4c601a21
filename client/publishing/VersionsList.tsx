import ClockFading from 'lucide-solid/icons/clock-fading'
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { listVersions, type Version } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { dateTime } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Comparing, theDraft } from './Comparing.tsx'
import { PlanForm } from './PlanForm.tsx'
import { VersionVerbs } from './VersionVerbs.tsx'
import styles from './VersionsList.module.css'

/** Every version of a course, newest first, and what is planned. A new `bell` (any number that grew) looks again. */
export function VersionsList(props: { courseId: CourseId; bell?: number; mayPublish?: boolean; onChanged?: () => void }) {
  const asked = createMemo(() => ({ courseId: props.courseId, bell: props.bell }))
  const first = createAsked(asked, async ({ courseId }) => {
    const page = await ask(listVersions, { courseId })
    setOlder([])
    return page
  })
  const [older, setOlder] = createSignal<readonly Version[]>([])
  const [next, setNext] = createSignal<string | undefined>()
  const [comparing, setComparing] = createSignal<number>()
  const start = first.value
  const all = () => [...(start()?.items ?? []), ...older()]
  const after = () => (older().length > 0 ? next() : start()?.next)
  const more = async () => {
    try {
      const page = await ask(listVersions, { courseId: props.courseId, after: Number(after()) })
      setNext(page.next)
      setOlder((before) => [...before, ...page.items])
    } catch (error) {
      showProblem(error)
    }
  }
  const changed = () => {
    void first.reload()
    props.onChanged?.()
  }
  return (
    <section aria-label={t('publishing.versions')}>
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={first.fault()}>
          {(error) => (
            <Banner tone="danger" action={<Button onClick={() => void first.reload()}>{t('ui.retry')}</Button>}>
              {wordsOf(error())}
            </Banner>
          )}
        </Match>
        <Match when={comparing()}>
          {(version) => (
            <Comparing courseId={props.courseId} versions={all()} from={version()} to={theDraft} onBack={() => setComparing()} />
          )}
        </Match>
        <Match when={start()}>
          {(known) => (
            <div class={styles.versions}>
              <Show when={known().withdrawn}>
                <Banner tone="warn">{t('publishing.withdrawn')}</Banner>
              </Show>
              <Show when={known().plan}>
                {(plan) => (
                  <PlanForm
                    courseId={props.courseId}
                    plan={plan()}
                    note=""
                    mayPlan={false}
                    mayDrop={props.mayPublish ?? false}
                    onPlanned={async () => changed()}
                  />
                )}
              </Show>
              <Show
                when={all().length > 0}
                fallback={<EmptyState small icon={ClockFading} title={t('publishing.noVersions')} text={t('publishing.noVersionsText')} />}
              >
                <ol class={styles.versions}>
                  <For each={all()}>
                    {(version, at) => (
                      <Line version={version} current={at() === 0 && !known().withdrawn}>
                        <VersionVerbs
                          version={version}
                          current={at() === 0 && !known().withdrawn}
                          planned={known().plan !== null}
                          mayPublish={props.mayPublish ?? false}
                          onCompare={() => setComparing(version.version)}
                          onChanged={changed}
                        />
                      </Line>
                    )}
                  </For>
                </ol>
              </Show>
              <Show when={after()}>
                <Button tone="quiet" onClick={() => void more()}>
                  {t('ui.showMore')}
                </Button>
              </Show>
            </div>
          )}
        </Match>
      </Switch>
    </section>
  )
}

function Line(props: { version: Version; current: boolean; children: JSX.Element }) {
  return (
    <li class={styles.version}>
      <Avatar person={props.version.by} size="small" named />
      <div>
        <p class={styles.title}>
          {t('publishing.version', { version: props.version.version })}
          <Show when={props.current}>
            <Badge tone="ok">{t('publishing.current')}</Badge>
          </Show>
        </p>
        <p class={styles.line}>{t('publishing.versionLine', { name: props.version.by.name, date: dateTime(props.version.at) })}</p>
        <p class={styles.line}>
          {t('publishing.lessons', { count: props.version.lessons })} · {t('publishing.changed', { count: props.version.changed })}
        </p>
        <Show when={props.version.returnsTo}>
          {(number) => <p class={styles.line}>{t('publishing.returns', { version: number() })}</p>}
        </Show>
        <Show when={props.version.note}>
          <p class={styles.note}>{props.version.note}</p>
        </Show>
        {props.children}
      </div>
    </li>
  )
}
