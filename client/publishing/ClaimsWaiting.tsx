import { createMemo, createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { claimChange, listWaitingClaims, type WaitingClaim } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './PublishDialog.module.css'

type WaitingProps = { courseId: CourseId; bell: number; onGo: (lesson: WaitingClaim['lesson']) => void }

/** Changes that somebody calls cosmetic, for the second person who is asked whether they are. A new `bell` looks again. */
export function ClaimsWaiting(props: WaitingProps) {
  const key = createMemo(() => ({ courseId: props.courseId, bell: props.bell }))
  const [last, setLast] = createSignal<readonly WaitingClaim[]>([])
  const waiting = createAsked(key, async ({ courseId }) => {
    const { items } = await ask(listWaitingClaims, { courseId })
    setLast(items)
  })
  return <For each={last()}>{(claim) => <Waiting claim={claim} {...props} onSaid={() => void waiting.reload()} />}</For>
}

function Waiting(props: WaitingProps & { claim: WaitingClaim; onSaid: () => void }) {
  const [busy, setBusy] = createSignal(false)
  const say = async (as: 'cosmetic' | 'content' | null) => {
    setBusy(true)
    try {
      await ask(claimChange, { courseId: props.courseId, lessonId: props.claim.lesson, as })
      props.onSaid()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const words = () => ({ name: props.claim.by.name, lesson: props.claim.title })
  return (
    <Banner tone="warn">
      <p>{t(props.claim.mine ? 'publishing.yoursWaits' : 'publishing.asksSecond', words())}</p>
      <div class={styles.claim}>
        <Show
          when={!props.claim.mine}
          fallback={
            <Button size="small" tone="quiet" busy={busy()} onClick={() => void say(null)}>
              {t('publishing.takeBackClaim')}
            </Button>
          }
        >
          <Button size="small" busy={busy()} onClick={() => void say('cosmetic')}>
            {t('publishing.agree')}
          </Button>
          <Button size="small" tone="quiet" busy={busy()} onClick={() => void say('content')}>
            {t('publishing.disagree')}
          </Button>
          <Button size="small" tone="quiet" onClick={() => props.onGo(props.claim.lesson)}>
            {t('publishing.goThere')}
          </Button>
        </Show>
      </div>
    </Banner>
  )
}
