import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { textOfBlock } from '../../../shared/document/prose.ts'
import type { BlockId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { Inline } from '../Inline.tsx'
import styles from '../Question.module.css'
import { type BodyProps, idOf, inOrder, partsOf } from './body.ts'

/** Find what belongs to each prompt, from the browser's own lists. */
export function Matching(props: BodyProps) {
  const [made, setMade] = createSignal<Readonly<Record<string, BlockId>>>({})
  const matches = () => inOrder(props.node, 'match', props.shown)
  const wordsOf = (id: BlockId | undefined) => textOfBlock(matches().find((match) => idOf(match) === id) ?? { type: '' })
  const given = (prompt: BlockId) =>
    props.feedback?.answer.by === 'pairs' ? props.feedback.answer.pairs.find((pair) => pair.prompt === prompt)?.match : made()[prompt]
  const right = (prompt: BlockId) =>
    props.feedback?.solution?.by === 'pairs' ? props.feedback.solution.right.find((pair) => pair.prompt === prompt)?.match : undefined
  const choose = (prompt: BlockId, match: string) => {
    const next = { ...made() }
    if (match) next[prompt] = match as BlockId // one of the options below
    else delete next[prompt]
    setMade(next)
    const pairs = Object.entries(next).map(([one, its]) => ({ prompt: one as BlockId, match: its })) // keys are prompts
    props.onAnswer(pairs.length === partsOf(props.node, 'prompt').length ? { by: 'pairs', pairs } : undefined)
  }
  return (
    <>
      <p class={styles.hint}>{t('player.matchHint')}</p>
      <ul class={styles.pairs}>
        <For each={partsOf(props.node, 'prompt')}>
          {(prompt) => {
            const id = idOf(prompt)
            return (
              <li class={styles.pair}>
                <span id={`p-${id}`} class={styles.prompt} data-block={id} data-text="">
                  <Inline of={prompt.content} />
                </span>
                <span class={styles.matched}>
                  <select
                    aria-labelledby={`p-${id}`}
                    class={styles.input}
                    disabled={props.feedback !== undefined}
                    onChange={(event) => choose(id, event.currentTarget.value)}
                  >
                    <option value="" selected={!given(id)}>
                      {t('player.matchChoose')}
                    </option>
                    <For each={matches()}>
                      {(match) => (
                        <option value={idOf(match)} selected={given(id) === idOf(match)}>
                          {textOfBlock(match)}
                        </option>
                      )}
                    </For>
                  </select>
                  <Show when={props.feedback}>
                    <span
                      class={styles.mark}
                      classList={{ [styles.isRight!]: given(id) === right(id), [styles.isWrong!]: given(id) !== right(id) }}
                    >
                      <Show
                        when={given(id) === right(id)}
                        fallback={
                          <>
                            <X aria-hidden="true" /> {t('player.rightIs', { what: wordsOf(right(id)) })}
                          </>
                        }
                      >
                        <Check aria-hidden="true" /> {t('player.rightChoice')}
                      </Show>
                    </span>
                  </Show>
                </span>
              </li>
            )
          }}
        </For>
      </ul>
    </>
  )
}
