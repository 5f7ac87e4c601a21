import Flag from 'lucide-solid/icons/flag'
import { createEffect, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { listMyFlags, type MyFlag, seeMyFlags } from '../../shared/flags.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { ago } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './MyFlags.module.css'
import { diffWords } from '../../shared/prose-diff.ts'
import { WordDiff } from '../ui/WordDiff.tsx'

/** A learner's own flags and what became of each. Nothing at all is shown to somebody who never raised one, unless `whole`. */
export function MyFlags(props: { whole?: boolean }) {
  const first = createAsked(
    () => true,
    () => ask(listMyFlags, {}),
  )
  const [more, setMore] = createSignal<MyFlag[]>([])
  const [next, setNext] = createSignal<string>()
  const flags = () => [...(first.value()?.items ?? []), ...more()]
  createEffect(
    on(first.value, (page) => {
      setNext(page?.next)
      // What is on the screen counts as read from now on; until the next visit it keeps its dot.
      if (page && page.news > 0) void ask(seeMyFlags, {}).catch(() => {})
    }),
  )
  const loadMore = async () => {
    const page = await ask(listMyFlags, { after: next() }).catch(showProblem)
    if (!page) return
    setMore((now) => [...now, ...page.items])
    setNext(page.next)
  }
  return (
    <Switch>
      <Match when={first.fault()}>
        {(error) => (
          <Banner tone="danger" action={<Button onClick={() => void first.reload()}>{t('ui.retry')}</Button>}>
            {wordsOf(error())}
          </Banner>
        )}
      </Match>
      <Match when={props.whole && !first.value()}>
        <Skeleton lines={3} />
      </Match>
      <Match when={props.whole && flags().length === 0}>
        <EmptyState icon={Flag} title={t('flags.mineNone')} text={t('flags.mineNoneText')} />
      </Match>
      <Match when={flags().length > 0}>
        <section class={styles.mine} aria-labelledby="my-flags">
          <h2 id="my-flags">{t('flags.mine')}</h2>
          <ul class={styles.list}>
            <For each={flags()}>{(flag) => <MyFlagCard flag={flag} />}</For>
          </ul>
          <Show when={next()}>
            <Button onClick={() => void loadMore()}>{t('flags.more')}</Button>
          </Show>
        </section>
      </Match>
    </Switch>
  )
}

const tones = {
  new: 'plain',
  seen: 'plain',
  inProgress: 'accent',
  fixed: 'ok',
  declined: 'warn',
  duplicate: 'plain',
  removed: 'plain',
} as const
const names = {
  new: 'flags.stateNew',
  seen: 'flags.stateSeen',
  inProgress: 'flags.stateInProgress',
  fixed: 'flags.stateFixed',
  declined: 'flags.stateDeclined',
  duplicate: 'flags.stateDuplicate',
  removed: 'flags.stateRemoved',
} as const

function MyFlagCard(props: { flag: MyFlag }) {
  return (
    <li class={styles.card}>
      <header class={styles.head}>
        <Badge tone={tones[props.flag.state]}>{t(names[props.flag.state], { version: props.flag.fixedIn ?? 0 })}</Badge>
        <Show when={props.flag.isNews}>
          <span class={styles.news}>{t('flags.isNews')}</span>
        </Show>
        <a class={styles.place} href={`/play/${props.flag.courseId}?lesson=${props.flag.lesson}&block=${props.flag.block}`}>
          {props.flag.courseTitle} · {props.flag.lessonTitle}
        </a>
        <span class={styles.when}>{ago(props.flag.answeredAt ?? props.flag.at)}</span>
      </header>
      <Outcome flag={props.flag} />
    </li>
  )
}

function Outcome(props: { flag: MyFlag }) {
  const flag = () => props.flag
  const hasWords = () => flag().before !== undefined && flag().after !== undefined
  return (
    <>
      <Switch
        fallback={
          <Show when={flag().proposed} fallback={<blockquote class={styles.quote}>{flag().quote}</blockquote>}>
            {(proposed) => <WordDiff runs={diffWords(flag().quote, proposed())} />}
          </Show>
        }
      >
        <Match when={hasWords()}>
          <WordDiff runs={diffWords(flag().before ?? '', flag().after ?? '')} />
        </Match>
        <Match when={flag().state === 'declined'}>
          <blockquote class={styles.quote}>{flag().quote}</blockquote>
        </Match>
      </Switch>
      <Show when={flag().declined}>{(reason) => <p class={styles.answer}>{t(`flags.declined.${reason()}`)}</p>}</Show>
      <Show when={flag().note}>
        <p class={styles.answer}>{flag().note}</p>
      </Show>
      <Show when={flag().taken && flag().state === 'fixed'}>
        <p class={styles.thanks}>{t('flags.taken')}</p>
      </Show>
      <Show when={flag().others > 0}>
        <p class={styles.others}>{t('flags.others', { count: flag().others })}</p>
      </Show>
    </>
  )
}
