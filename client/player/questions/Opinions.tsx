import { createSignal, For, Show } from 'solid-js'
import type { Feedback } from '../../../shared/assessment.ts'
import { type Prose, textOfBlock } from '../../../shared/document/prose.ts'
import { createAsked } from '../../platform/asked.ts'
import { ago, percent } from '../../platform/format.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { type Asking, useAsking, type WallPage } from '../context.ts'
import styles from '../Question.module.css'
import { idOf, partsOf } from './body.ts'

/** What everybody voted for, once one has voted. */
export function PollResult(props: { node: Prose; feedback: Feedback }) {
  const asking = useAsking()
  const votes = createAsked(
    () => `${idOf(props.node)} ${props.feedback.at}`,
    () => asking.votes(idOf(props.node)),
  )
  const of = (choice: string) => votes.value()?.counts?.find((one) => one.choice === choice)?.people ?? 0
  return (
    <Show when={votes.value()}>
      {(its) => (
        <Show when={its().counts} fallback={<p class={styles.few}>{t('player.votesFew', { count: its().people })}</p>}>
          <p class={styles.few}>{t('player.votesMany', { count: its().people })}</p>
          <ul class={styles.votes}>
            <For each={partsOf(props.node, 'choice')}>
              {(choice) => (
                <li>
                  <span>{textOfBlock(choice)}</span>
                  <span class={styles.share}>{percent(of(idOf(choice)) / Math.max(1, its().people))}</span>
                  <span class={styles.bar} style={{ '--share': of(idOf(choice)) / Math.max(1, its().people) }} aria-hidden="true" />
                </li>
              )}
            </For>
          </ul>
        </Show>
      )}
    </Show>
  )
}

/** The answers of everybody, once one has given one's own. */
export function WallResult(props: { node: Prose; feedback: Feedback }) {
  const asking = useAsking()
  const wall = createAsked(
    () => `${idOf(props.node)} ${props.feedback.at}`,
    () => asking.wall(idOf(props.node)),
  )
  return (
    <Show when={wall.value()} fallback={<Show when={wall.fault()}>{(error) => <p class={styles.fault}>{wordsOf(error())}</p>}</Show>}>
      {(its) => <Posts page={its()} asking={asking} node={props.node} change={wall.set} />}
    </Show>
  )
}

/** An author looks at a wall without having posted. */
export function Posts(props: { page: WallPage; asking: Asking; node: Prose; change: (change: (before: WallPage) => WallPage) => void }) {
  const [busy, setBusy] = createSignal(false)
  const more = async () => {
    setBusy(true)
    try {
      const next = await props.asking.wall(idOf(props.node), props.page.next)
      props.change((before) => ({ ...next, items: [...before.items, ...next.items] }))
    } catch (error) {
      toast(wordsOf(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  const hide = async (post: string, hidden: boolean) => {
    const set = (to: boolean) =>
      props.change((before) => ({ ...before, items: before.items.map((one) => (one.id === post ? { ...one, hidden: to } : one)) }))
    set(hidden)
    try {
      await props.asking.hide(post, hidden)
    } catch (error) {
      set(!hidden)
      toast(wordsOf(error), { tone: 'danger' })
    }
  }
  return (
    <section class={styles.wall} aria-label={t('player.wall')}>
      <ul>
        <For each={props.page.items}>
          {(post) => (
            <li class={styles.post} classList={{ [styles.hidden!]: post.hidden }}>
              <Avatar person={post.person} size="small" />
              <div>
                <p class={styles.poster}>
                  {post.mine ? t('player.wallYou') : post.person.name} · {ago(post.at)}
                  <Show when={post.hidden}> · {t(props.page.mayHide ? 'player.wallHidden' : 'player.wallHiddenYours')}</Show>
                </p>
                <p class={styles.posted}>{post.text}</p>
              </div>
              <Show when={props.page.mayHide}>
                <Button
                  size="small"
                  tone="quiet"
                  onClick={() => void hide(post.id, !post.hidden)}
                  aria-label={t(post.hidden ? 'player.wallShowOf' : 'player.wallHideOf', { name: post.person.name })}
                >
                  {t(post.hidden ? 'player.wallShow' : 'player.wallHide')}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.page.next}>
        <Button size="small" onClick={() => void more()} busy={busy()}>
          {t('ui.showMore')}
        </Button>
      </Show>
    </section>
  )
}
