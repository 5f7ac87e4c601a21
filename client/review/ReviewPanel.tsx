import ClipboardCheck from 'lucide-solid/icons/clipboard-check'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Board, Round } from '../../shared/review.ts'
import { date } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AskDialog } from './AskDialog.tsx'
import { Due } from './Due.tsx'
import { GuestsDialog } from './GuestsDialog.tsx'
import { LessonRow } from './LessonRow.tsx'
import styles from './Review.module.css'
import { createBoard, type GoTo, type ReviewBoard } from './state.ts'

type ReviewProps = { courseId: CourseId; me: PersonId; bell: number; onGo: GoTo }

/** Who was asked for their word, and how every lesson stands. */
export function ReviewPanel(props: ReviewProps) {
  const review = createBoard(
    () => props.courseId,
    () => props.bell,
  )
  const [dialog, setDialog] = createSignal<'ask' | 'guests'>()
  const inScope = (board: Board) => (board.round ? board.lessons.filter((lesson) => lesson.inScope) : board.lessons)
  const others = (board: Board) => (board.round ? board.lessons.filter((lesson) => !lesson.inScope) : [])
  return (
    <section class={styles.panel} aria-label={t('review.title')}>
      <Switch fallback={<Skeleton lines={5} />}>
        <Match when={review.board()}>
          {(board) => (
            <>
              <Due courseId={props.courseId} board={board()} review={review} onGo={(lesson, block) => props.onGo(lesson, block)} />
              <Show when={board().round} fallback={<Nobody />}>
                {(round) => <RoundCard round={round()} board={board()} me={props.me} review={review} />}
              </Show>
              <Show when={board().mayAsk}>
                <div class={styles.verbs}>
                  <Button size="small" tone={board().round ? 'quiet' : 'primary'} onClick={() => setDialog('ask')}>
                    {t(board().round ? 'review.askAgain' : 'review.ask')}
                  </Button>
                  <Button size="small" tone="quiet" onClick={() => setDialog('guests')}>
                    {t('review.guests')}
                  </Button>
                </div>
              </Show>
              <ul class={styles.lessons}>
                <For each={inScope(board())}>{(lesson) => <LessonRow lesson={lesson} board={board()} review={review} {...props} />}</For>
              </ul>
              <Show when={others(board()).length > 0}>
                <details class={styles.others}>
                  <summary>{t('review.others', { count: others(board()).length })}</summary>
                  <ul class={styles.lessons}>
                    <For each={others(board())}>{(lesson) => <LessonRow lesson={lesson} board={board()} review={review} {...props} />}</For>
                  </ul>
                </details>
              </Show>
              <Show when={dialog() === 'ask'}>
                <AskDialog
                  courseId={props.courseId}
                  me={props.me}
                  lessons={board().lessons}
                  onClose={() => setDialog()}
                  onAsked={() => void review.reload()}
                />
              </Show>
              <Show when={dialog() === 'guests'}>
                <GuestsDialog courseId={props.courseId} onClose={() => setDialog()} />
              </Show>
            </>
          )}
        </Match>
        <Match when={review.fault()}>
          {(fault) => (
            <Banner tone="danger" action={<Button onClick={() => void review.reload()}>{t('ui.retry')}</Button>}>
              {wordsOf(fault())}
            </Banner>
          )}
        </Match>
      </Switch>
    </section>
  )
}

const Nobody = () => <EmptyState small icon={ClipboardCheck} title={t('review.nobodyAsked')} text={t('review.nobodyAskedText')} />

function RoundCard(props: { round: Round; board: Board; me: PersonId; review: ReviewBoard }) {
  const mine = () => props.round.asked.find(({ person }) => person.id === props.me)
  return (
    <div class={styles.round}>
      <p>
        <strong>{t('review.asks', { name: props.round.by.name })}</strong>
      </p>
      <Show when={props.round.message}>
        <p class={styles.message}>{props.round.message}</p>
      </Show>
      <p class={styles.soft}>
        {t(`review.scope_${props.round.scope}`)}
        <Show when={props.round.dueAt}>{(due) => <> · {t('review.due', { date: date(due()) })}</>}</Show>
      </p>
      <ul class={styles.asked}>
        <For each={props.round.asked}>
          {(one) => (
            <li>
              {one.person.name} <Badge tone={one.doneAt ? 'ok' : 'plain'}>{t(one.doneAt ? 'review.isDone' : 'review.isAsked')}</Badge>
            </li>
          )}
        </For>
      </ul>
      <div class={styles.verbs}>
        <Show when={mine() && !mine()?.doneAt}>
          <Button size="small" tone="primary" onClick={() => void props.review.finish(props.round.id)}>
            {t('review.done')}
          </Button>
        </Show>
        <Show when={props.board.mayAsk}>
          <Button size="small" tone="quiet" onClick={() => void props.review.close(props.round.id)}>
            {t('review.end')}
          </Button>
        </Show>
      </div>
    </div>
  )
}
