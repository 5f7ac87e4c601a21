import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { BlockId, CourseId, LessonId } from '../../shared/id.ts'
import {
  type Counts,
  fewestVoices,
  positiveKinds,
  type ReactionKind,
  type ReactionSummary,
  summariseReactions,
} from '../../shared/reactions.ts'
import { ask } from '../platform/api.ts'
import { ago, number, percent } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './CourseReactions.module.css'

type CourseReactionsProps = {
  courseId: CourseId
  /** Changes when there may be news. */
  bell?: unknown
  /** What a lesson is called now; nothing for one that is gone. */
  titleOf: (lesson: LessonId) => string | undefined
  /** Shows a block in the text. */
  onGo?: (lesson: LessonId, block: BlockId) => void
}

/** How a course is received, for its authors: a cautious score, whether it helps, and what to look at first. */
export function CourseReactions(props: CourseReactionsProps) {
  const [summary, setSummary] = createSignal<ReactionSummary>()
  const [failed, setFailed] = createSignal(false)
  const load = () => {
    setFailed(false)
    ask(summariseReactions, { courseId: props.courseId }).then(setSummary, () => setFailed(true))
  }
  createEffect(on(() => props.bell, load))
  return (
    <section class={styles.panel} aria-label={t('reactions.summary')}>
      <Show
        when={summary()}
        fallback={
          <Show when={failed()} fallback={<Skeleton lines={4} />}>
            <EmptyState small title={t('reactions.failed')}>
              <Button size="small" onClick={load}>
                {t('ui.retry')}
              </Button>
            </EmptyState>
          </Show>
        }
      >
        {(found) => (
          <Show
            when={found().people + found().relevance.people > 0}
            fallback={<EmptyState small title={t('reactions.none')} text={t('reactions.noneText')} />}
          >
            <Score summary={found()} />
            <Words counts={found().counts} />
            <Helps relevance={found().relevance} />
            <Blocks {...props} blocks={found().blocks} />
          </Show>
        )}
      </Show>
    </section>
  )
}

function Score(props: { summary: ReactionSummary }) {
  const verdict = (score: number) => (score === 0 ? 'unclear' : score >= 25 ? 'good' : score <= -25 ? 'bad' : 'mixed')
  return (
    <div class={styles.part}>
      <h3>{t('reactions.score')}</h3>
      <Show
        when={props.summary.score !== null && { score: props.summary.score }}
        fallback={<p class={styles.soft}>{t('reactions.few', { count: Math.max(1, fewestVoices - props.summary.people) })}</p>}
      >
        {(known) => (
          <p class={styles.score}>
            <strong class={styles[verdict(known().score)]}>
              {known().score > 0 ? `+${number(known().score)}` : number(known().score)}
            </strong>
            <span>{t(`reactions.${verdict(known().score)}`)}</span>
          </p>
        )}
      </Show>
      <p class={styles.soft}>
        {t('reactions.people', { count: props.summary.people })} · {t('reactions.scoreAbout')}
      </p>
    </div>
  )
}

const kinds: ReactionKind[] = ['like', 'learned', 'useful', 'confusing', 'notUseful']

function Words(props: { counts: Counts }) {
  const most = () => Math.max(1, ...Object.values(props.counts))
  return (
    <dl class={styles.bars}>
      <For each={kinds}>
        {(kind) => (
          <Bar
            label={t(`reactions.${kind}`)}
            count={props.counts[kind]}
            most={most()}
            kind={positiveKinds.includes(kind) ? 'kind' : 'constructive'}
          />
        )}
      </For>
    </dl>
  )
}

function Bar(props: { label: string; count: number; most: number; kind: 'kind' | 'constructive' }) {
  return (
    <div class={styles.row}>
      <dt>{props.label}</dt>
      <dd>
        <span class={styles.track} aria-hidden="true">
          <span class={styles[props.kind]} style={{ 'inline-size': `${(100 * props.count) / props.most}%` }} />
        </span>
        <span class={styles.number}>{number(props.count)}</span>
      </dd>
    </div>
  )
}

function Helps(props: { relevance: ReactionSummary['relevance'] }) {
  const most = () => Math.max(1, ...(props.relevance.scale ?? []))
  return (
    <div class={styles.part}>
      <h3>{t('reactions.relevanceTitle')}</h3>
      <p class={styles.soft}>{t('reactions.relevancePeople', { count: props.relevance.people })}</p>
      <Show
        when={props.relevance.scale}
        fallback={<p class={styles.soft}>{t('reactions.few', { count: Math.max(1, fewestVoices - props.relevance.people) })}</p>}
      >
        {(scale) => (
          <>
            <p>{t('reactions.helps', { share: percent((props.relevance.helps ?? 0) / 100) })}</p>
            <dl class={styles.bars}>
              <For each={[4, 3, 2, 1] as const}>
                {(score) => (
                  <Bar
                    label={t(`reactions.scale_${score}`)}
                    count={scale()[score - 1] ?? 0}
                    most={most()}
                    kind={score > 2 ? 'kind' : 'constructive'}
                  />
                )}
              </For>
            </dl>
          </>
        )}
      </Show>
      <Show when={props.relevance.whys.length > 0}>
        <h4>{t('reactions.whys')}</h4>
        <ul class={styles.whys}>
          <For each={props.relevance.whys}>
            {({ why, score, at, version }) => (
              <li>
                <p dir="auto">{why}</p>
                <p class={styles.soft}>
                  {t(`reactions.scale_${score}`)} · {ago(at)} · {t('reactions.inVersion', { version })}
                </p>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

function Blocks(props: CourseReactionsProps & { blocks: ReactionSummary['blocks'] }) {
  const good = (counts: Counts) => positiveKinds.reduce((sum, kind) => sum + counts[kind], 0)
  return (
    <Show when={props.blocks.length > 0}>
      <div class={styles.part}>
        <h3>{t('reactions.blocks')}</h3>
        <ul class={styles.blocks}>
          <For each={props.blocks}>
            {({ lesson, block, counts }) => (
              <li>
                <p class={styles.where}>{props.titleOf(lesson) ?? '–'}</p>
                <p class={styles.facts}>
                  <Show when={counts.confusing}>
                    {(count) => <span class={styles.warn}>{t('reactions.confusingCount', { count: count() })}</span>}
                  </Show>
                  <Show when={counts.notUseful}>
                    {(count) => <span class={styles.warn}>{t('reactions.notUsefulCount', { count: count() })}</span>}
                  </Show>
                  <Show when={good(counts)}>{(count) => <span>{t('reactions.positiveCount', { count: count() })}</span>}</Show>
                </p>
                <Show when={props.onGo && props.titleOf(lesson) !== undefined}>
                  <Button size="small" tone="quiet" onClick={() => props.onGo?.(lesson, block)}>
                    {t('reactions.showBlock')}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}
