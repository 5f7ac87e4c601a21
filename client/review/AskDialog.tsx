import { createSignal, For, Show } from 'solid-js'
import { listCoursePeople } from '../../shared/courses.ts'
import type { CourseId, LessonId, PersonId } from '../../shared/id.ts'
import { askReview, type BoardLesson, type Scope } from '../../shared/review.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked } from '../platform/asked.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox, Select, TextArea, TextField } from '../ui/Field.tsx'
import styles from './Review.module.css'

type AskProps = { courseId: CourseId; me: PersonId; lessons: readonly BoardLesson[]; onClose: () => void; onAsked: () => void }

/** Whom to ask, for what, until when. */
export function AskDialog(props: AskProps) {
  const people = createAsked(
    () => props.courseId,
    (courseId) => allPages((after) => ask(listCoursePeople, { courseId, ...(after !== undefined && { after }) })),
  )
  const others = () => (people.value() ?? []).filter(({ person, courseRole }) => person.id !== props.me && courseRole !== 'viewer')
  const [chosen, setChosen] = createSignal<readonly PersonId[]>([])
  const [byRole, setByRole] = createSignal(false)
  const [scope, setScope] = createSignal<Scope>('all')
  const [lessons, setLessons] = createSignal<readonly LessonId[]>([])
  const [message, setMessage] = createSignal('')
  const [due, setDue] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const ready = () => (chosen().length > 0 || byRole()) && (scope() !== 'lessons' || lessons().length > 0)
  const toggled = <Id,>(list: readonly Id[], id: Id, on: boolean) => (on ? [...list, id] : list.filter((one) => one !== id))
  const send = async () => {
    setBusy(true)
    try {
      // To the end of that day, where this person is.
      const dueAt = due() ? new Date(`${due()}T23:59:59`).getTime() : null
      const round = await ask(askReview, {
        courseId: props.courseId,
        people: [...chosen()],
        ...(byRole() && { role: 'reviewer' as const }),
        scope: scope(),
        lessons: [...lessons()],
        message: message(),
        dueAt,
      })
      toast(t('review.askedCount', { count: round.asked.length }), { tone: 'ok' })
      props.onAsked()
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
      title={t('review.ask')}
      about={t('review.askAbout')}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" disabled={!ready()} busy={busy()} onClick={() => void send()}>
            {t('review.askDo')}
          </Button>
        </>
      }
    >
      <div class={styles.form}>
        <fieldset class={styles.choices}>
          <legend>{t('review.whom')}</legend>
          <Checkbox label={t('review.allReviewers')} checked={byRole()} onChange={setByRole} />
          <For each={others()}>
            {({ person }) => (
              <Checkbox
                label={person.name}
                checked={chosen().includes(person.id)}
                onChange={(on) => setChosen((list) => toggled(list, person.id, on))}
              />
            )}
          </For>
        </fieldset>
        <Select
          label={t('review.what')}
          value={scope()}
          onChange={setScope}
          options={(['all', 'changes', 'lessons'] as const).map((value) => ({ value, label: t(`review.scope_${value}`) }))}
        />
        <Show when={scope() === 'lessons'}>
          <fieldset class={styles.choices}>
            <legend>{t('review.whichLessons')}</legend>
            <For each={props.lessons}>
              {({ lesson, title }) => (
                <Checkbox
                  label={title || t('review.untitled')}
                  checked={lessons().includes(lesson)}
                  onChange={(on) => setLessons((now) => toggled(now, lesson, on))}
                />
              )}
            </For>
          </fieldset>
        </Show>
        <TextArea label={t('review.message')} optional value={message()} onInput={setMessage} rows={2} maxLength={1000} />
        <TextField type="date" label={t('review.until')} optional hint={t('review.untilHint')} value={due()} onInput={setDue} />
      </div>
    </Dialog>
  )
}
