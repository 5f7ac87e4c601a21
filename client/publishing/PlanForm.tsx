import { createSignal, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { type Plan, planPublication } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { dateTime } from '../platform/format.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import styles from './PublishDialog.module.css'

type PlanProps = {
  courseId: CourseId
  plan: Plan | null
  note: string
  mayPlan: boolean
  mayDrop?: boolean
  onPlanned: () => Promise<void>
}

/** Publishing at a time to come: what is planned, or a time to choose. */
export function PlanForm(props: PlanProps) {
  const [open, setOpen] = createSignal(false)
  const [when, setWhen] = createSignal('')
  const set = async (at: number | null) => {
    try {
      await ask(planPublication, { courseId: props.courseId, at, note: props.note })
      setOpen(false)
      await props.onPlanned()
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Show
      when={props.plan}
      fallback={
        <Show when={props.mayPlan}>
          <Show
            when={open()}
            fallback={
              <div>
                <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
                  {t('publishing.later')}
                </Button>
              </div>
            }
          >
            <form
              class={styles.plan}
              onSubmit={(event) => {
                event.preventDefault()
                const at = new Date(when()).getTime()
                if (Number.isFinite(at)) void set(at)
              }}
            >
              <TextField
                type="datetime-local"
                label={t('publishing.laterWhen')}
                hint={t('publishing.laterHint')}
                value={when()}
                onInput={setWhen}
                required
              />
              <Button type="submit">{t('publishing.laterDo')}</Button>
            </form>
          </Show>
        </Show>
      }
    >
      {(plan) => (
        <Banner
          tone={plan().failure ? 'danger' : 'plain'}
          action={
            <Show when={props.mayDrop ?? true}>
              <Button onClick={() => void set(null)}>{t('publishing.laterDrop')}</Button>
            </Show>
          }
        >
          {plan().failure
            ? t('publishing.laterFailed', { date: dateTime(plan().at), reason: plan().failure?.message ?? '' })
            : t('publishing.laterSet', { name: plan().by.name, date: dateTime(plan().at) })}
        </Banner>
      )}
    </Show>
  )
}
