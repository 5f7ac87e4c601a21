import Flag from 'lucide-solid/icons/flag'
import Sparkles from 'lucide-solid/icons/sparkles'
import { For, Show } from 'solid-js'
import { listCredits, listUnderReview } from '../../shared/flags.ts'
import type { BlockId, CourseId, LessonId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { list } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import styles from './LessonNotes.module.css'

/** Asks once a course and version what learners improved in it and what they doubt; without an answer there are no notes. */
export function createLessonNotes(at: () => { courseId: CourseId; version: number } | undefined) {
  const courseId = () => at()?.courseId
  const known = createAsked(
    () => (at() ? `${at()?.courseId} ${at()?.version}` : undefined),
    async () => {
      const course = courseId()
      if (!course) return undefined
      const [credits, doubts] = await Promise.all([ask(listCredits, { courseId: course }), ask(listUnderReview, { courseId: course })])
      return { credits: credits.items, doubts: doubts.items }
    },
  )
  return {
    creditsIn: (lesson: LessonId) => (known.value()?.credits ?? []).filter((credit) => credit.lesson === lesson),
    doubtsIn: (lesson: LessonId) => (known.value()?.doubts ?? []).filter((doubt) => doubt.lesson === lesson),
    reload: known.reload,
  }
}
export type Notes = ReturnType<typeof createLessonNotes>

/** Under a lesson's title: who made it better, and which passages are being looked at. `onGo` shows the passage. */
export function LessonNotes(props: { notes: Notes; lesson: LessonId; onGo?: (block: BlockId) => void }) {
  const names = () => [...new Map(props.notes.creditsIn(props.lesson).map(({ by }) => [by.id, by.name])).values()]
  const doubts = () => props.notes.doubtsIn(props.lesson)
  return (
    <Show when={names().length > 0 || doubts().length > 0}>
      <div class={styles.notes}>
        <Show when={names().length > 0}>
          <p class={styles.credit}>
            <Sparkles aria-hidden="true" />
            {t('flags.improvedBy', { names: list(names()) })}
          </p>
        </Show>
        <For each={doubts()}>
          {(doubt) => (
            <p class={styles.doubt}>
              <Flag aria-hidden="true" />
              <span>
                {t('flags.underReview')}{' '}
                <button type="button" onClick={() => props.onGo?.(doubt.block)}>
                  “{doubt.quote}”
                </button>
              </span>
            </p>
          )}
        </For>
      </div>
    </Show>
  )
}
