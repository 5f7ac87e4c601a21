import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { compareVersions, returnToVersion, unpublishCourse, type Version } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { LessonDiff } from '../ui/LessonDiff.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './VersionsList.module.css'

type VerbsProps = { version: Version; current: boolean; mayPublish: boolean; onChanged: () => void }

/** What one can do with a version: see what the draft has changed since, bring it back, or take the course away. */
export function VersionVerbs(props: VerbsProps) {
  const [comparing, setComparing] = createSignal(false)
  const [asking, setAsking] = createSignal<'return' | 'unpublish'>()
  const [busy, setBusy] = createSignal(false)
  const { courseId } = props.version
  const act = async (what: 'return' | 'unpublish') => {
    setBusy(true)
    try {
      if (what === 'unpublish') await ask(unpublishCourse, { courseId })
      else {
        const made = await ask(returnToVersion, { courseId, version: props.version.version })
        toast(t('publishing.returned', { version: made.version, old: props.version.version }), { tone: 'ok' })
      }
      setAsking()
      props.onChanged()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div class={styles.verbs}>
        <Button size="small" tone="quiet" aria-expanded={comparing()} onClick={() => setComparing(!comparing())}>
          {t('publishing.compareDraft')}
        </Button>
        <Show when={props.mayPublish}>
          <Button size="small" tone="quiet" onClick={() => setAsking(props.current ? 'unpublish' : 'return')}>
            {t(props.current ? 'publishing.unpublish' : 'publishing.return')}
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
                  {t('ui.cancel')}
                </Button>
                <Button size="small" tone="primary" busy={busy()} onClick={() => void act(what())}>
                  {t(what() === 'return' ? 'publishing.return' : 'publishing.unpublish')}
                </Button>
              </>
            }
          >
            {t(what() === 'return' ? 'publishing.returnSure' : 'publishing.unpublishSure', { version: props.version.version })}
          </Banner>
        )}
      </Show>
      <Show when={comparing()}>
        <Compared version={props.version} />
      </Show>
    </>
  )
}

function Compared(props: { version: Version }) {
  const compared = createAsked(
    () => props.version.version,
    (from) => ask(compareVersions, { courseId: props.version.courseId, from, to: 0 }),
  )
  return (
    <Switch fallback={<Skeleton lines={3} />}>
      <Match when={compared.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      <Match when={compared.value()}>
        {(found) => (
          <For each={found().lessons} fallback={<p class={styles.line}>{t('publishing.sameAsDraft')}</p>}>
            {(lesson) => (
              <section class={styles.compared}>
                <h4>{lesson.title}</h4>
                <LessonDiff blocks={lesson.blocks} />
              </section>
            )}
          </For>
        )}
      </Match>
    </Switch>
  )
}
