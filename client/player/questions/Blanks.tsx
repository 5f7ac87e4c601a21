import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { nodesIn } from '../../../shared/document/prose.ts'
import { isAccepted } from '../../../shared/document/question.ts'
import type { BlockId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { Inline } from '../Inline.tsx'
import styles from '../Question.module.css'
import { type BodyProps, idOf, partsOf } from './body.ts'

/** A text with gaps to write into. */
export function Blanks(props: BodyProps) {
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({})
  const stems = () => partsOf(props.node, 'stem')
  const blanks = () => stems().flatMap((stem) => [...nodesIn(stem)].filter((node) => node.type === 'blank').map(idOf))
  const given = (blank: BlockId) =>
    (props.feedback?.answer.by === 'blanks' ? props.feedback.answer.blanks.find((one) => one.blank === blank)?.text : typed()[blank]) ?? ''
  const accepted = (blank: BlockId) =>
    props.feedback?.solution?.by === 'blanks' ? (props.feedback.solution.right.find((one) => one.blank === blank)?.accept ?? []) : undefined
  const write = (blank: BlockId, text: string) => {
    const next = { ...typed(), [blank]: text }
    setTyped(next)
    const all = blanks().map((one) => ({ blank: one, text: next[one]?.trim() ?? '' }))
    props.onAnswer(all.every(({ text: its }) => its !== '') ? { by: 'blanks', blanks: all } : undefined)
  }
  return (
    <For each={stems()}>
      {(stem) => (
        <p class={styles.gaps} data-block={idOf(stem)} data-text="">
          <For each={stem.content}>
            {(node) => (
              <Show when={node.type === 'blank'} fallback={<Inline of={[node]} />}>
                {/* Passages count a gap as one character. */}
                <span class={styles.gap} data-source={'\n'}>
                  <input
                    class={styles.input}
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck={false}
                    maxlength={200}
                    size={12}
                    aria-label={t('player.blank', { place: blanks().indexOf(idOf(node)) + 1, count: blanks().length })}
                    value={given(idOf(node))}
                    disabled={props.feedback !== undefined}
                    onInput={(event) => write(idOf(node), event.currentTarget.value)}
                  />
                  <Show when={accepted(idOf(node))}>
                    {(accept) => (
                      <Show
                        when={isAccepted(given(idOf(node)), accept())}
                        fallback={
                          <span class={`${styles.mark} ${styles.isWrong}`}>
                            <X aria-hidden="true" /> {t('player.rightIs', { what: accept()[0] ?? '' })}
                          </span>
                        }
                      >
                        <span class={`${styles.mark} ${styles.isRight}`}>
                          <Check aria-hidden="true" /> {t('player.rightChoice')}
                        </span>
                      </Show>
                    )}
                  </Show>
                </span>
              </Show>
            )}
          </For>
        </p>
      )}
    </For>
  )
}
