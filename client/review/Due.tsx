import { createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import type { Board, BoardLesson } from '../../shared/review.ts'
import { day } from '../../shared/time.ts'
import { date } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Delta, Fresh } from './LessonRow.tsx'
import styles from './Review.module.css'
import type { GoTo, ReviewBoard } from './state.ts'

type DueProps = { courseId: CourseId; board: Board; review: ReviewBoard; onGo: GoTo }

/** Lessons that were verified and are to be looked at again: those that count no more first. One press says that one is still right. */
export function Due(props: DueProps) {
  const due = () =>
    props.board.lessons
      .filter((lesson) => lesson.due !== null)
      .sort((a, b) => Number(a.due === 'soon') - Number(b.due === 'soon') || (a.freshness?.until ?? 0) - (b.freshness?.until ?? 0))
  return (
    <Show when={due().length > 0}>
      <section class={styles.due} aria-labelledby="due-lessons">
        <h3 id="due-lessons">{t('review.dueTitle', { count: due().length })}</h3>
        <ul class={styles.lessons}>
          <For each={due()}>{(lesson) => <DueLesson {...props} lesson={lesson} />}</For>
        </ul>
      </section>
    </Show>
  )
}

function DueLesson(props: DueProps & { lesson: BoardLesson }) {
  const [open, setOpen] = createSignal(false)
  return (
    <li class={styles.lesson}>
      <button type="button" class={styles.title} onClick={() => props.onGo(props.lesson.lesson, undefined)}>
        {props.lesson.title || t('review.untitled')}
      </button>
      <Show when={props.lesson.freshness}>{(fresh) => <Fresh fresh={fresh()} due={props.lesson.due} />}</Show>
      <div class={styles.verbs}>
        <Show when={props.board.mayVerify} fallback={<Badge>{t('review.dueOthers')}</Badge>}>
          <Button size="small" onClick={() => void props.review.verify(props.lesson)}>
            {t('review.stillRight', { date: date(verifiedUntil(props.board)) })}
          </Button>
        </Show>
        <Show when={props.lesson.freshness?.state === 'changed'}>
          <Button size="small" tone="quiet" aria-expanded={open()} onClick={() => setOpen(!open())}>
            {t('review.delta')}
          </Button>
        </Show>
      </div>
      <Show when={open()}>
        <Delta courseId={props.courseId} lesson={props.lesson} since="verification" onGo={(lesson, block) => props.onGo(lesson, block)} />
      </Show>
    </li>
  )
}

/** Until when a lesson counts as right that is verified now. */
export const verifiedUntil = (board: Board) => Date.now() + board.rules.verifyDays * day
