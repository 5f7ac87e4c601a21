import { createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { claimChange, compareVersions, type LessonChange } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { minutes } from '../platform/format.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { LessonDiff } from '../ui/LessonDiff.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './PublishDialog.module.css'

/** What becomes of a lesson, in a word. */
export const changeNames = {
  new: 'publishing.changeNew',
  changed: 'publishing.changeChanged',
  removed: 'publishing.changeRemoved',
} as const
const changeTones = { new: 'ok', changed: 'accent', removed: 'plain' } as const

type ChangeListProps = {
  courseId: CourseId
  /** The version that these changes are changes of. */
  current: number
  changes: readonly LessonChange[]
  onClaimed: () => Promise<void>
}

/** Lessons that change, of which kind each change is and why, and what an author says of it instead. */
export function ChangeList(props: ChangeListProps) {
  const [shown, setShown] = createSignal<string>()
  const isChange = () => props.changes.some(({ lesson, change }) => lesson === (shown() as string | undefined) && change === 'changed')
  // Asked for once somebody wants to see one of them: it holds them all.
  const compared = createAsked(
    () => (isChange() ? props.changes : undefined),
    () => ask(compareVersions, { courseId: props.courseId, from: props.current, to: 0 }),
  )
  const blocksOf = (lesson: string) => compared.value()?.lessons.find((one) => one.lesson === (lesson as string))?.blocks
  return (
    <ul class={styles.changes}>
      <For each={props.changes}>
        {(change) => (
          <li>
            <div class={styles.head}>
              <span class={styles.name}>{change.title}</span>
              <Badge tone={changeTones[change.change]}>{t(changeNames[change.change])}</Badge>
              <Show when={change.change === 'changed'}>
                <Kind change={change} />
              </Show>
              <span class={styles.minutes}>{change.minutes > 0 ? minutes(change.minutes) : ''}</span>
            </div>
            <Show when={change.change === 'changed'}>
              <p class={styles.why}>{t(change.quiet ? 'publishing.whyQuiet' : `publishing.why_${change.class}`)}</p>
              <div class={styles.claim}>
                <Button
                  size="small"
                  tone="quiet"
                  aria-expanded={shown() === change.lesson}
                  onClick={() => setShown(shown() === change.lesson ? undefined : change.lesson)}
                >
                  {t('publishing.whatChanged')}
                </Button>
                <Claim courseId={props.courseId} change={change} onClaimed={() => props.onClaimed()} />
              </div>
              <Show when={shown() === change.lesson}>
                <div class={styles.what}>
                  <Show when={blocksOf(change.lesson)} fallback={<Skeleton lines={2} />}>
                    {(blocks) => (
                      <Show when={blocks().length > 0} fallback={<p class={styles.why}>{t('publishing.onlyName')}</p>}>
                        <LessonDiff blocks={blocks()} />
                      </Show>
                    )}
                  </Show>
                </div>
              </Show>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Of which kind a change is: what an author made of it, else what it was computed to be. */
function Kind(props: { change: LessonChange }) {
  const isRaised = () => props.change.claim?.as === 'content' && props.change.claim.counts
  const kind = () => (isRaised() ? 'content' : props.change.class)
  return <Badge tone={isRaised() || kind() === 'key' ? 'warn' : 'plain'}>{t(`ui.class_${kind()}`)}</Badge>
}

/** Whether learners learn it again: computed, unless somebody says otherwise. */
function Claim(props: { courseId: CourseId; change: LessonChange; onClaimed: () => Promise<void> }) {
  const [busy, setBusy] = createSignal(false)
  const say = async (as: 'cosmetic' | 'content' | null) => {
    setBusy(true)
    try {
      await ask(claimChange, { courseId: props.courseId, lessonId: props.change.lesson, as })
      await props.onClaimed()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const verb = (as: 'cosmetic' | 'content' | null, words: string, isMain = false) => (
    <Button size="small" tone={isMain ? 'plain' : 'quiet'} busy={busy()} onClick={() => void say(as)}>
      {words}
    </Button>
  )
  const isMild = () => props.change.class === 'wording' || props.change.class === 'structure'
  return (
    <Show
      when={props.change.claim}
      fallback={
        <>
          <Show when={!props.change.quiet}>{verb('cosmetic', t('publishing.callCosmetic'))}</Show>
          <Show when={props.change.quiet || isMild()}>
            {verb('content', t(props.change.quiet ? 'publishing.learnAgain' : 'publishing.raise'))}
          </Show>
        </>
      }
    >
      {(claim) => (
        <>
          <span>
            {t(claim().as === 'content' ? 'publishing.isRaised' : claim().counts ? 'publishing.isCosmetic' : 'publishing.awaitsSecond', {
              name: claim().by.name,
            })}
            <Show when={claim().agreedBy}>{(second) => <> {t('publishing.agreedBy', { name: second().name })}</>}</Show>
          </span>
          <Show when={!claim().counts && !claim().mine}>
            {verb('cosmetic', t('publishing.agree'), true)}
            {verb('content', t('publishing.disagree'))}
          </Show>
          {verb(null, t('publishing.takeBackClaim'))}
        </>
      )}
    </Show>
  )
}
