import { createSignal, For, Show } from 'solid-js'
import type { BlockChange, LessonDelta } from '../../shared/play.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { WordDiff } from '../ui/WordDiff.tsx'
import styles from './Changes.module.css'

/** Above a lesson that is to be learnt again: since when, and what is different. */
export function LessonChanged(props: { delta: LessonDelta }) {
  const [open, setOpen] = createSignal(false)
  return (
    <div class={styles.changed}>
      <Banner
        action={
          <Show when={props.delta.blocks.length > 0}>
            <Button size="small" tone="quiet" aria-expanded={open()} onClick={() => setOpen((is) => !is)}>
              {open() ? t('player.hideChanges') : t('player.showChanges')}
            </Button>
          </Show>
        }
      >
        {t(props.delta.change === 'new' ? 'player.lessonNew' : props.delta.learnt ? 'player.lessonLearnt' : 'player.lessonChanged', {
          version: props.delta.since,
        })}
      </Banner>
      <Show when={open()}>
        <Changes blocks={props.delta.blocks} />
      </Show>
    </div>
  )
}

/** Before and after, block by block, word by word. */
export function Changes(props: { blocks: readonly BlockChange[] }) {
  const names = { new: 'player.blockNew', changed: 'player.blockChanged', removed: 'player.blockRemoved' } as const
  const onlySame = (block: BlockChange) => block.words.every((run) => run.op === 'same')
  return (
    <section class={styles.changes} aria-label={t('player.changesLabel')}>
      <For each={props.blocks}>
        {(block) => (
          <div class={styles.block}>
            <p class={styles.kind}>{t(names[block.change])}</p>
            <WordDiff runs={block.words} />
            <Show when={block.change === 'changed' && onlySame(block)}>
              <p class={styles.note}>{t('player.onlyLook')}</p>
            </Show>
          </div>
        )}
      </For>
    </section>
  )
}
