import { createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import type { Scale } from '../../shared/reactions.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import styles from './EndReactions.module.css'
import { ReactionBar } from './ReactionBar.tsx'
import { createReactions } from './state.ts'

const scale: Scale[] = [1, 2, 3, 4]

/** The two questions at the end of a course: does it help, and how was it. One tap each, a reason if one likes. */
export function EndReactions(props: { courseId: CourseId }) {
  const reactions = createReactions(props.courseId)
  const [why, setWhy] = createSignal<string>()
  const [sent, setSent] = createSignal(false)
  const words = () => why() ?? reactions.relevance()?.why ?? ''

  async function sendWhy() {
    const score = reactions.relevance()?.score
    if (!score || !words().trim()) return
    if (!(await reactions.rate(score, words().trim()))) return
    setSent(true)
    toast(t('reactions.whySent'), { tone: 'ok' })
  }
  return (
    <div class={styles.end}>
      <fieldset class={styles.question}>
        <legend>{t('reactions.relevance')}</legend>
        <div class={styles.scale}>
          <For each={scale}>
            {(score) => (
              <label class={styles.step}>
                <input
                  type="radio"
                  name="relevance"
                  class="visually-hidden"
                  value={score}
                  checked={reactions.relevance()?.score === score}
                  onChange={() => void reactions.rate(score)}
                />
                <span>{t(`reactions.scale_${score}`)}</span>
              </label>
            )}
          </For>
        </div>
        <Show when={reactions.relevance()}>
          <p class={styles.thanks} role="status">
            {t('reactions.thanks')}
          </p>
          <div class={styles.why}>
            <TextArea
              label={t('reactions.why')}
              optional
              rows={2}
              maxlength={1000}
              value={words()}
              onInput={(text) => {
                setWhy(text)
                setSent(false)
              }}
            />
            <Show when={why()?.trim() && !sent()}>
              <Button size="small" onClick={() => void sendWhy()}>
                {t('reactions.sendWhy')}
              </Button>
            </Show>
          </div>
        </Show>
      </fieldset>
      <div class={styles.question}>
        <p class={styles.ask}>{t('reactions.ask')}</p>
        <ReactionBar reactions={reactions} label={t('reactions.ask')} />
      </div>
    </div>
  )
}
