import { createMemo, For, Match, Show, Switch } from 'solid-js'
import { listWritten, type WrittenPart } from '../../shared/history.ts'
import type { CourseId, LessonId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './History.module.css'

type Run = WrittenPart['runs'][number]

/** The words of the open lesson, each in the colour of who wrote it, and named. */
export function Written(props: { courseId: CourseId; lesson: { id: LessonId; title: string } | undefined }) {
  const asked = createAsked(
    () => props.lesson?.id,
    async (lessonId) => (await ask(listWritten, { courseId: props.courseId, lessonId })).items.filter(({ runs }) => runs.length > 0),
  )
  const people = createMemo(() => {
    const all = (asked.value() ?? []).flatMap(({ runs }) => runs)
    return [...new Map(all.flatMap(({ by }) => (by ? [[by.id, by] as const] : []))).values()]
  })
  return (
    <Switch fallback={<Skeleton lines={4} />}>
      <Match when={!props.lesson}>
        <p class={styles.soft}>{t('history.nobodyWrote')}</p>
      </Match>
      <Match when={asked.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      <Match when={asked.value()}>
        {(parts) => (
          <div class={styles.panel}>
            <h3>{t('history.ofLesson', { lesson: props.lesson?.title || t('history.untitled') })}</h3>
            <ul class={styles.people}>
              <For each={people()}>
                {(person) => (
                  <li>
                    <Avatar person={person} size="small" named />
                    {person.name}
                  </li>
                )}
              </For>
            </ul>
            <For each={parts()} fallback={<p class={styles.soft}>{t('history.nobodyWrote')}</p>}>
              {(part) => (
                <p class={styles.written}>
                  <For each={part.runs}>{(run) => <Words run={run} several={part.runs.length > 1} />}</For>
                </p>
              )}
            </For>
          </div>
        )}
      </Match>
    </Switch>
  )
}

function Words(props: { run: Run; several: boolean }) {
  return (
    <span
      class={styles.run}
      style={{ '--person': props.run.by ? `var(--person-${props.run.by.colour})` : 'var(--line-strong)' }}
      data-tip={nameOf(props.run)}
    >
      <Show when={props.several} fallback={<span class="visually-hidden">{nameOf(props.run)}: </span>}>
        <sup class={styles.who}>{nameOf(props.run)}</sup>
      </Show>
      {props.run.text}
    </span>
  )
}

function nameOf({ by, accepted }: Run): string {
  const name = by?.name ?? t('history.program')
  return accepted && accepted.id !== by?.id ? t('history.acceptedBy', { by: name, accepted: accepted.name }) : name
}
