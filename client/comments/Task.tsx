import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { listCoursePeople } from '../../shared/courses.ts'
import type { Thread } from '../../shared/document/threads.ts'
import { PersonId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { ask } from '../platform/api.ts'
import { date } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import type { Threads } from './state.ts'
import styles from './ThreadCard.module.css'

/** What is to be done about a thread, said in words: nothing where nothing is. */
export function TaskBadges(props: { thread: Thread; threads: Threads }) {
  const isLate = () => !props.thread.resolved && props.thread.due !== undefined && props.thread.due < today()
  const when = () => (props.thread.due ? date(Date.parse(`${props.thread.due}T12:00`)) : undefined)
  const who = () => (props.thread.to ? props.threads.personOf(props.thread.to).name : undefined)
  const words = () => {
    const [name, day] = [who(), when()]
    if (name && day) return t('comments.forUntil', { name, day })
    return name ? t('comments.forWhom', { name }) : day ? t('comments.until', { day }) : undefined
  }
  return (
    <Show when={props.thread.mustFix || words()}>
      <p class={styles.task}>
        <Show when={props.thread.mustFix}>
          <Badge tone={props.thread.resolved ? 'plain' : 'danger'}>{t('comments.mustFix')}</Badge>
        </Show>
        <Show when={words()}>{(words) => <Badge tone={isLate() ? 'warn' : 'plain'}>{words()}</Badge>}</Show>
        <Show when={isLate()}>
          <span class={styles.late}>{t('comments.late')}</span>
        </Show>
      </p>
    </Show>
  )
}

/** Says whether a thread must be fixed, by whom and until when. Each change counts at once. */
export function TaskForm(props: { thread: Thread; threads: Threads; onDone: () => void }) {
  const id = createUniqueId()
  const [people, setPeople] = createSignal<Person[]>([])
  let box!: HTMLFormElement
  onMount(() => {
    box.querySelector('input')?.focus()
    void ask(listCoursePeople, { courseId: props.threads.courseId })
      .then(({ items }) => setPeople(items.map(({ person }) => person)))
      .catch(() => {}) // offline only those are offered who are known anyway
  })
  const choices = () => {
    const { to } = props.thread
    const known = people().length > 0 ? people() : [props.threads.me]
    return to && !known.some((person) => person.id === to) ? [...known, props.threads.personOf(to)] : known
  }
  const set = (change: Parameters<Threads['setTask']>[1]) => void props.threads.setTask(props.thread, change)
  return (
    <form
      ref={box}
      class={styles.taskForm}
      aria-label={t('comments.task')}
      onSubmit={(event) => {
        event.preventDefault()
        props.onDone()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onDone()
      }}
    >
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={props.thread.mustFix === true}
          disabled={props.thread.mustFix === true && !props.threads.mayResolve(props.thread)}
          onChange={(event) => set({ mustFix: event.currentTarget.checked })}
        />
        {t('comments.mustFixAsk')}
      </label>
      <label for={`${id}-to`}>{t('comments.giveTo')}</label>
      <select
        id={`${id}-to`}
        class={styles.input}
        onChange={(event) => set({ to: PersonId.safeParse(event.currentTarget.value).data ?? null })}
      >
        <option value="" selected={!props.thread.to}>
          {t('comments.nobody')}
        </option>
        <For each={choices()}>
          {(person) => (
            <option value={person.id} selected={props.thread.to === person.id}>
              {person.name}
            </option>
          )}
        </For>
      </select>
      <label for={`${id}-due`}>{t('comments.untilDay')}</label>
      <input
        id={`${id}-due`}
        class={styles.input}
        type="date"
        value={props.thread.due ?? ''}
        onChange={(event) => set({ due: event.currentTarget.value || null })}
      />
      <Button type="submit" size="small">
        {t('ui.close')}
      </Button>
    </form>
  )
}

/** Today where this person is, as 2026-11-30. */
function today(): string {
  const now = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
