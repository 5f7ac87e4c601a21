import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { type Board, type BoardLesson, type Freshness, readDelta, type Verdict } from '../../shared/review.ts'
import { day } from '../../shared/time.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { date, list } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge, type Tone } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { LessonDiff } from '../ui/LessonDiff.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Review.module.css'
import type { GoTo, ReviewBoard } from './state.ts'

type RowProps = { courseId: CourseId; me: PersonId; lesson: BoardLesson; board: Board; review: ReviewBoard; onGo: GoTo }

/** One lesson: what people said of it, whether that still stands, and what one may say oneself. */
export function LessonRow(props: RowProps) {
  const [open, setOpen] = createSignal<'delta' | 'changes'>()
  const [note, setNote] = createSignal('')
  const mine = () => props.lesson.verdicts.find(({ by }) => by.id === props.me)
  const approved = () => mine()?.verdict === 'approved' && mine()?.stands
  const hasDelta = () => (mine() && !mine()?.stands) || props.board.round?.scope === 'changes'
  return (
    <li class={styles.lesson}>
      <button type="button" class={styles.title} onClick={() => props.onGo(props.lesson.lesson, undefined)}>
        {props.lesson.title || t('review.untitled')}
      </button>
      <ul class={styles.said}>
        <For each={props.lesson.verdicts}>{(verdict) => <Said verdict={verdict} />}</For>
      </ul>
      <Show when={props.lesson.freshness}>{(fresh) => <Fresh fresh={fresh()} due={props.lesson.due} />}</Show>
      <div class={styles.verbs}>
        <Show when={hasDelta()}>
          <Button
            size="small"
            tone="quiet"
            aria-expanded={open() === 'delta'}
            onClick={() => setOpen(open() === 'delta' ? undefined : 'delta')}
          >
            {t('review.delta')}
          </Button>
        </Show>
        <Show when={props.board.mayApprove}>
          <Show when={!approved()}>
            <Button size="small" onClick={() => void props.review.approve(props.lesson)}>
              {t(mine() && !mine()?.stands ? 'review.approveAgain' : 'review.approve')}
            </Button>
          </Show>
          <Button
            size="small"
            tone="quiet"
            aria-expanded={open() === 'changes'}
            onClick={() => setOpen(open() === 'changes' ? undefined : 'changes')}
          >
            {t('review.wantChanges')}
          </Button>
        </Show>
        <Show when={props.board.mayVerify && !props.lesson.freshness}>
          <Button size="small" tone="quiet" onClick={() => void props.review.verify(props.lesson)}>
            {t('review.verify', { date: date(Date.now() + props.board.rules.verifyDays * day) })}
          </Button>
        </Show>
      </div>
      <Show when={open() === 'delta'}>
        <Delta {...props} since="word" />
      </Show>
      <Show when={open() === 'changes'}>
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            void props.review.wantChanges(props.lesson, note()).then(() => setOpen())
          }}
        >
          <TextArea label={t('review.changesNote')} optional value={note()} onInput={setNote} rows={2} maxLength={1000} />
          <div class={styles.verbs}>
            <Button size="small" tone="primary" type="submit">
              {t('review.changesDo')}
            </Button>
            <Button size="small" onClick={() => setOpen()}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      </Show>
    </li>
  )
}

function Said(props: { verdict: Verdict }) {
  const tone = (): Tone => (!props.verdict.stands ? 'warn' : props.verdict.verdict === 'approved' ? 'ok' : 'flag')
  const words = () => {
    const { verdict, stands } = props.verdict
    if (verdict === 'changes') return t(stands ? 'review.wantsChanges' : 'review.wantedChanges')
    return t(stands ? 'review.approved' : 'review.approvalEnded')
  }
  return (
    <li>
      <Avatar person={props.verdict.by} size="small" named />
      <span>{props.verdict.by.name}</span>
      <Badge tone={tone()}>{words()}</Badge>
      <Show when={!props.verdict.stands && props.verdict.changedBy.length > 0}>
        <span class={styles.soft}>{t('review.changedBy', { names: list(props.verdict.changedBy.map(({ name }) => name)) })}</span>
      </Show>
      <Show when={props.verdict.note}>
        <q class={styles.note}>{props.verdict.note}</q>
      </Show>
    </li>
  )
}

/** Whether a lesson counts as verified, by whom and until when; else what ended that. */
export function Fresh(props: { fresh: Freshness; due: BoardLesson['due'] }) {
  const words = () => (props.due === 'soon' ? t('review.freshSoon') : t(`review.fresh_${props.fresh.state}`, { count: props.fresh.flags }))
  return (
    <p class={styles.soft}>
      <Badge tone={props.due === null ? 'ok' : 'warn'}>{words()}</Badge>{' '}
      {t('review.freshLine', { name: props.fresh.by.name, date: date(props.fresh.until) })}
    </p>
  )
}

/** Just the difference to what this person said their last word on, or to what was verified. */
export function Delta(props: Pick<RowProps, 'courseId' | 'lesson' | 'onGo'> & { since: 'word' | 'verification' }) {
  const asked = createAsked(
    () => props.lesson.mark,
    () => ask(readDelta, { courseId: props.courseId, lessonId: props.lesson.lesson, since: props.since }),
  )
  return (
    <Switch fallback={<Skeleton lines={2} />}>
      <Match when={asked.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
      <Match when={asked.value()}>
        {(found) => (
          <div class={styles.delta}>
            <Show
              when={found().change}
              fallback={<p class={styles.soft}>{t(found().since === null ? 'review.noBase' : 'review.noDelta')}</p>}
            >
              {(change) => <LessonDiff blocks={change().blocks} onGo={(block) => props.onGo(props.lesson.lesson, block)} />}
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}
