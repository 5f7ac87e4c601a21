import { type Component, For, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { attrsOf, type Prose } from '../../../shared/document/prose.ts'
import { hasChoices, kindOf } from '../../../shared/document/question.ts'
import { t } from '../../platform/text.ts'
import { Inline } from '../Inline.tsx'
import { Picture } from '../Picture.tsx'
import { idOf, partsOf } from '../questions/body.ts'
import styles from './PaperQuestion.module.css'

/** How many lines there are to write on. */
const lines = 5

/** A question on paper: boxes to tick, lines to write on. */
export function PaperQuestion(props: { node: Prose; blocks: Component<{ of: readonly Prose[] }> }) {
  const kind = () => kindOf(attrsOf(props.node)['kind'])
  const parts = (type: string) => partsOf(props.node, type)
  /** Blocks that stand between what is asked: pictures, quotes. */
  const others = () => (props.node.content ?? []).filter(({ type }) => !known.includes(type))
  return (
    <section class={styles.question} data-block={idOf(props.node)} data-kind={kind()}>
      <For each={parts('stem')}>
        {(stem) => (
          <p class={styles.stem}>
            <For each={stem.content}>
              {(piece) => (
                <Show when={piece.type === 'blank'} fallback={<Inline of={[piece]} />}>
                  <span class={styles.gap} />
                </Show>
              )}
            </For>
          </p>
        )}
      </For>
      <Dynamic component={props.blocks} of={others()} />
      <Switch fallback={<Show when={kind() !== 'fill'}>{<Lines />}</Show>}>
        <Match when={hasChoices(kind())}>
          <ul class={styles.choices}>
            <For each={parts('choice')}>
              {(choice) => (
                <li>
                  <span class={kind() === 'multiple' ? styles.box : styles.round} />
                  <span>
                    <Inline of={choice.content} />
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Match>
        <Match when={kind() === 'ordering'}>
          <p class={styles.hint}>{t('player.paperOrder')}</p>
          <ul class={styles.choices}>
            <For each={parts('sortItem')}>
              {(item) => (
                <li>
                  <span class={styles.slot} />
                  <span>
                    <Inline of={item.content} />
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Match>
        <Match when={kind() === 'matching'}>
          <p class={styles.hint}>{t('player.paperMatch')}</p>
          <div class={styles.pairs}>
            <ul class={styles.choices}>
              <For each={parts('prompt')}>
                {(prompt) => (
                  <li>
                    <span class={styles.slot} />
                    <span>
                      <Inline of={prompt.content} />
                    </span>
                  </li>
                )}
              </For>
            </ul>
            <ol class={styles.letters}>
              <For each={parts('match')}>
                {(match) => (
                  <li>
                    <Inline of={match.content} />
                  </li>
                )}
              </For>
            </ol>
          </div>
        </Match>
        <Match when={kind() === 'number'}>
          <p>
            <span class={styles.gap} /> {String(attrsOf(props.node)['unit'] ?? '')}
          </p>
        </Match>
        <Match when={kind() === 'hotspot'}>
          <p class={styles.hint}>{t('player.paperSpot')}</p>
          <For each={parts('spotImage')}>{(picture) => <Picture node={picture} />}</For>
        </Match>
        <Match when={kind() === 'file' || kind() === 'video'}>
          <p class={styles.hint}>{t('player.paperFile')}</p>
        </Match>
      </Switch>
    </section>
  )
}

const known: readonly string[] = ['stem', 'choice', 'sortItem', 'prompt', 'match', 'spotImage']

const Lines = () => <For each={Array.from({ length: lines })}>{() => <div class={styles.line} />}</For>
