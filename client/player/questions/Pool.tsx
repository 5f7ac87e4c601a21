import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import type { Prose } from '../../../shared/document/prose.ts'
import { createAsked } from '../../platform/asked.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useAsking } from '../context.ts'
import styles from '../Question.module.css'
import { idOf, partsOf } from './body.ts'

/** Some of a pool's questions, as the server drew them for this person; others on demand once these are answered. */
export function Pool(props: { node: Prose; block: (node: Prose) => JSX.Element }) {
  const asking = useAsking()
  const [attempt, setAttempt] = createSignal(0)
  const drawn = createAsked(attempt, (times) => asking.draw(idOf(props.node), times > 0))
  const all = () => partsOf(props.node, 'question')
  const asked = createMemo(() => (drawn.value() ?? []).flatMap((id) => all().find((one) => idOf(one) === id) ?? []))
  const isDone = () => asked().length > 0 && asked().every((one) => asking.feedbackOn(idOf(one)))
  return (
    <section class={styles.pool} data-block={idOf(props.node)} aria-label={t('player.pool')}>
      <For each={props.node.content?.filter((one) => one.type !== 'question')}>{(one) => props.block(one)}</For>
      <Show when={all().length > asked().length && asked().length > 0}>
        <p class={styles.few}>{t('player.poolDrawn', { drawn: asked().length, count: all().length })}</p>
      </Show>
      <Show when={drawn.fault()}>
        {(error) => (
          <Banner tone="danger" action={<Button onClick={() => void drawn.reload()}>{t('ui.retry')}</Button>}>
            {wordsOf(error())}
          </Banner>
        )}
      </Show>
      <Show when={drawn.value() || drawn.fault()} fallback={<Skeleton lines={4} />}>
        <For each={asked()}>{(one) => props.block(one)}</For>
      </Show>
      <Show when={isDone() && all().length > asked().length}>
        <Button onClick={() => setAttempt((times) => times + 1)}>{t('player.poolAgain')}</Button>
      </Show>
    </section>
  )
}
