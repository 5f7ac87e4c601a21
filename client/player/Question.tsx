import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { type Component, createMemo, createSignal, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import type { BlockId } from '../../shared/id.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { useAsking } from './context.ts'
import { blockId, Inline } from './Inline.tsx'
import styles from './Question.module.css'

/** A question inside the text: choose, check, see what was right and why, try again. `blocks` draws what else it holds. */
export function Question(props: { node: Prose; blocks: Component<{ of: readonly Prose[] }> }) {
  const asking = useAsking()
  const id = () => blockId(props.node)
  const multiple = () => attrsOf(props.node)['kind'] === 'multiple'
  const [chosen, setChosen] = createSignal<readonly string[]>([])
  const [again, setAgain] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<string>()
  // One id for one answer, so that sending it again after a lost connection is not a second attempt.
  let attempt = ''

  const feedback = createMemo(() => (again() ? undefined : asking.feedbackOn(id())))
  const isChosen = (choice: string) => (feedback()?.choices ?? chosen()).includes(choice as BlockId) // ids are compared, not trusted
  const parts = () => (props.node.content ?? []).filter((part) => part.type !== 'choice')
  const choices = createMemo(() => {
    const all = (props.node.content ?? []).filter((part) => part.type === 'choice')
    return attrsOf(props.node)['shuffle'] === true ? shuffled(all, asking.seed) : all
  })

  const choose = (choice: string, on: boolean) => {
    attempt = crypto.randomUUID()
    setFault()
    setChosen((all) => (multiple() ? [...all.filter((one) => one !== choice), ...(on ? [choice] : [])] : [choice]))
  }
  const check = async (event: Event) => {
    event.preventDefault()
    if (busy() || feedback() || chosen().length === 0) return
    setBusy(true)
    try {
      await asking.answer(id() as BlockId, [...chosen()] as BlockId[], attempt) // as the published question names them
      setAgain(false)
      setFault()
    } catch (error) {
      setFault(t('player.notSent', { reason: wordsOf(error) }))
    } finally {
      setBusy(false)
    }
  }
  const retry = () => {
    setChosen([])
    setAgain(true)
  }

  return (
    <form class={styles.question} data-block={id()} onSubmit={(event) => void check(event)}>
      <fieldset disabled={busy()}>
        <legend class={styles.stem}>
          <For each={parts()}>
            {(part) => (part.type === 'stem' ? <Stem node={part} /> : <Dynamic component={props.blocks} of={[part]} />)}
          </For>
        </legend>
        <p class={styles.hint}>{multiple() ? t('player.chooseSeveral') : t('player.chooseOne')}</p>
        <For each={choices()}>
          {(choice) => (
            <Choice
              node={choice}
              name={`q-${id()}`}
              multiple={multiple()}
              chosen={isChosen(blockId(choice))}
              verdict={
                feedback() &&
                (feedback()!.right.includes(blockId(choice) as BlockId) ? 'right' : isChosen(blockId(choice)) ? 'wrong' : undefined)
              }
              done={Boolean(feedback())}
              onChoose={(on) => choose(blockId(choice), on)}
            />
          )}
        </For>
      </fieldset>
      <div class={styles.result} role="status">
        <Show when={feedback()}>
          {(told) => (
            <div classList={{ [styles.good!]: told().correct, [styles.poor!]: !told().correct }}>
              <p class={styles.verdict}>
                <Show when={told().correct} fallback={<X aria-hidden="true" />}>
                  <Check aria-hidden="true" />
                </Show>
                {told().correct ? t('player.right') : t('player.notQuite')}
              </p>
              <Show when={told().explanation.length > 0}>
                <div class={styles.why}>
                  <Dynamic component={props.blocks} of={told().explanation} />
                </div>
              </Show>
            </div>
          )}
        </Show>
      </div>
      <Show when={fault()}>
        <p class={styles.fault} role="alert">
          {fault()}
        </p>
      </Show>
      <div class={styles.actions}>
        <Show
          when={feedback()}
          fallback={
            <Button type="submit" disabled={chosen().length === 0} busy={busy()}>
              {t('player.check')}
            </Button>
          }
        >
          <Button onClick={retry}>{t('player.tryAgain')}</Button>
        </Show>
      </div>
    </form>
  )
}

const Stem = (props: { node: Prose }) => (
  <span class={styles.asked} data-block={blockId(props.node)} data-text="">
    <Inline of={props.node.content} />
  </span>
)

type ChoiceProps = {
  node: Prose
  name: string
  multiple: boolean
  chosen: boolean
  verdict: 'right' | 'wrong' | undefined
  done: boolean
  onChoose: (on: boolean) => void
}

function Choice(props: ChoiceProps) {
  return (
    <label
      class={styles.choice}
      classList={{ [styles.right!]: props.verdict === 'right', [styles.wrong!]: props.verdict === 'wrong', [styles.done!]: props.done }}
    >
      <input
        type={props.multiple ? 'checkbox' : 'radio'}
        name={props.name}
        value={blockId(props.node)}
        checked={props.chosen}
        disabled={props.done}
        onChange={(event) => props.onChoose(event.currentTarget.checked)}
      />
      <span data-block={blockId(props.node)} data-text="">
        <Inline of={props.node.content} />
      </span>
      <Show when={props.verdict}>
        {(verdict) => (
          <span class={styles.mark}>
            <Show when={verdict() === 'right'} fallback={<X aria-hidden="true" />}>
              <Check aria-hidden="true" />
            </Show>
            {verdict() === 'right' ? t('player.rightChoice') : t('player.yourChoice')}
          </span>
        )}
      </Show>
    </label>
  )
}

/** The same order for the same person, however often they come back. */
function shuffled(choices: readonly Prose[], seed: string): Prose[] {
  const rank = (choice: Prose) => {
    let hash = 2166136261
    for (const letter of seed + blockId(choice)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
    return hash >>> 0
  }
  return choices.toSorted((a, b) => rank(a) - rank(b))
}
