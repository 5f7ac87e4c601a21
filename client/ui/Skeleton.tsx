import { For } from 'solid-js'
import { t } from '../platform/text.ts'
import styles from './Skeleton.module.css'

/** The shape of what is being fetched: `lines` of text, or one box of the given height. */
export function Skeleton(props: { lines?: number; height?: string }) {
  return (
    <div class={styles.skeleton} role="status" aria-label={t('ui.loading')}>
      <For each={Array.from({ length: props.lines ?? 1 })}>
        {(_, at) => (
          <div
            class={styles.bone}
            style={{ 'block-size': props.height, 'inline-size': props.height ? undefined : `${94 - ((at() * 37) % 45)}%` }}
          />
        )}
      </For>
    </div>
  )
}
