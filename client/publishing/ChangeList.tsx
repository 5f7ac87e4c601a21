import { createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { claimChange, type LessonChange } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { minutes } from '../platform/format.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './PublishDialog.module.css'

const changeNames = { new: 'publishing.changeNew', changed: 'publishing.changeChanged', removed: 'publishing.changeRemoved' } as const
const changeTones = { new: 'ok', changed: 'accent', removed: 'plain' } as const

type ChangeListProps = { courseId: CourseId; changes: readonly LessonChange[]; onClaimed: () => Promise<void> }

/** Lessons that change, of which kind each change is, and what its author says of it. */
export function ChangeList(props: ChangeListProps) {
  return (
    <ul class={styles.changes}>
      <For each={props.changes}>
        {(change) => (
          <li>
            <span class={styles.name}>
              {change.title}
              <Show when={change.change === 'changed'}>
                <Claim {...props} change={change} />
              </Show>
            </span>
            <Badge tone={changeTones[change.change]}>{t(changeNames[change.change])}</Badge>
            <Show when={change.change === 'changed'}>
              <Badge tone={change.class === 'key' ? 'warn' : 'plain'}>{t(`ui.class_${change.class}`)}</Badge>
            </Show>
            <span class={styles.minutes}>{change.minutes > 0 ? minutes(change.minutes) : ''}</span>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Whether learners learn it again: computed, unless somebody says otherwise. */
function Claim(props: ChangeListProps & { change: LessonChange }) {
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
  return (
    <span class={styles.claim}>
      <Show
        when={props.change.claim}
        fallback={
          <Button size="small" tone="quiet" busy={busy()} onClick={() => void say('cosmetic')}>
            {t('publishing.callCosmetic')}
          </Button>
        }
      >
        {(claim) => (
          <>
            <span>{t(claim().counts ? 'publishing.isCosmetic' : 'publishing.awaitsSecond', { name: claim().by.name })}</span>
            <Show when={!claim().counts && !claim().mine}>
              <Button size="small" busy={busy()} onClick={() => void say('cosmetic')}>
                {t('publishing.agree')}
              </Button>
            </Show>
            <Button size="small" tone="quiet" busy={busy()} onClick={() => void say(null)}>
              {t('publishing.takeBackClaim')}
            </Button>
          </>
        )}
      </Show>
    </span>
  )
}
