import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Prose } from '../../../shared/document/prose.ts'
import type { BlockId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { Inline } from '../Inline.tsx'
import styles from '../Question.module.css'
import { type BodyProps, idOf, inOrder, kindAttr } from './body.ts'

/** Choose one, or all that apply. */
export function Choices(props: BodyProps) {
  const several = () => kindAttr(props.node) === 'multiple'
  const [chosen, setChosen] = createSignal<readonly BlockId[]>([])
  const made = () => (props.feedback?.answer.by === 'choices' ? props.feedback.answer.choices : chosen())
  const right = () => (props.feedback?.solution?.by === 'choices' ? props.feedback.solution.right : undefined)
  const verdict = (choice: BlockId) =>
    right()?.includes(choice)
      ? 'right'
      : right() && made().includes(choice)
        ? 'wrong'
        : props.feedback && made().includes(choice)
          ? 'mine'
          : undefined
  const choose = (choice: BlockId, on: boolean) => {
    const all = several() ? [...chosen().filter((one) => one !== choice), ...(on ? [choice] : [])] : [choice]
    setChosen(all)
    props.onAnswer(all.length > 0 ? { by: 'choices', choices: all } : undefined)
  }
  return (
    <>
      <p class={styles.hint}>{several() ? t('player.chooseSeveral') : t('player.chooseOne')}</p>
      <For each={inOrder(props.node, 'choice', props.shown)}>
        {(choice) => (
          <>
            <Choice
              node={choice}
              name={`q-${idOf(props.node)}`}
              several={several()}
              chosen={made().includes(idOf(choice))}
              verdict={verdict(idOf(choice))}
              done={props.feedback !== undefined}
              onChoose={(on) => choose(idOf(choice), on)}
            />
            <For each={props.feedback?.notes.filter((note) => note.choice === idOf(choice))}>
              {(note) => (
                <div class={styles.note}>
                  <Dynamic component={props.blocks} of={note.said} />
                </div>
              )}
            </For>
          </>
        )}
      </For>
    </>
  )
}

type ChoiceProps = {
  node: Prose
  name: string
  several: boolean
  chosen: boolean
  verdict: 'right' | 'wrong' | 'mine' | undefined
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
        type={props.several ? 'checkbox' : 'radio'}
        name={props.name}
        value={idOf(props.node)}
        checked={props.chosen}
        disabled={props.done}
        onChange={(event) => props.onChoose(event.currentTarget.checked)}
      />
      <span data-block={idOf(props.node)} data-text="">
        <Inline of={props.node.content} />
      </span>
      <Show when={props.verdict}>
        {(verdict) => (
          <span class={styles.mark}>
            <Show when={verdict() !== 'mine'}>
              <Show when={verdict() === 'right'} fallback={<X aria-hidden="true" />}>
                <Check aria-hidden="true" />
              </Show>
            </Show>
            {verdict() === 'right' ? t('player.rightChoice') : t('player.yourChoice')}
          </span>
        )}
      </Show>
    </label>
  )
}
