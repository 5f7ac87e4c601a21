import { createMemo, For, Show } from 'solid-js'
import type { BlockChange } from '../../shared/comparing.ts'
import type { Run } from '../../shared/prose-diff.ts'
import { t } from '../platform/text.ts'
import { Badge, type Tone } from './Badge.tsx'
import styles from './LessonDiff.module.css'
import { WordDiff } from './WordDiff.tsx'

const classTones: Record<BlockChange['class'], Tone> = { wording: 'plain', structure: 'plain', content: 'accent', key: 'warn' }

/** What became of a lesson, block by block: in one line with its changes, or before and after beside each other. */
export function LessonDiff(props: { blocks: readonly BlockChange[]; beside?: boolean; onGo?: ((block: string) => void) | undefined }) {
  return (
    <ol class={styles.blocks}>
      <For each={props.blocks}>
        {(block) => (
          <li class={styles.block}>
            <p class={styles.about}>
              <span>{t(`ui.change_${block.change}`)}</span>
              <Badge tone={classTones[block.class]}>{t(`ui.class_${block.class}`)}</Badge>
              <Show when={block.from}>{(from) => <span>{t('ui.movedFrom', { lesson: from() })}</span>}</Show>
              <Show when={block.change !== 'removed' && props.onGo}>
                {(go) => (
                  <button type="button" class={styles.go} onClick={() => go()(block.block)}>
                    {t('ui.goThere')}
                  </button>
                )}
              </Show>
            </p>
            <Show when={block.words.length > 0} fallback={<p class={styles.wordless}>{t('ui.noWords')}</p>}>
              <Show when={props.beside && block.change === 'changed'} fallback={<WordDiff runs={block.words} />}>
                <Beside words={block.words} />
              </Show>
            </Show>
          </li>
        )}
      </For>
    </ol>
  )
}

function Beside(props: { words: readonly Run[] }) {
  const before = createMemo(() => props.words.filter(({ op }) => op !== 'new'))
  const after = createMemo(() => props.words.filter(({ op }) => op !== 'gone'))
  return (
    <div class={styles.beside}>
      <WordDiff runs={before()} />
      <WordDiff runs={after()} />
    </div>
  )
}
