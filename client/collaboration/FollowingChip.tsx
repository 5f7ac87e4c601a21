import { Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Kbd } from '../ui/Kbd.tsx'
import type { Followed } from './following.ts'
import styles from './FollowingChip.module.css'

/** Says whose way this screen goes, and ends that. */
export function FollowingChip(props: { followed: Followed | null; onStop: () => void }) {
  return (
    <Show when={props.followed}>
      {(followed) => (
        <button
          type="button"
          class={styles.chip}
          style={{ '--person': `var(--person-${followed().colour})` }}
          aria-label={t('collaboration.stopFollowing', { name: followed().name })}
          onClick={() => props.onStop()}
        >
          {t('collaboration.following', { name: followed().name })} <span aria-hidden="true">·</span> <Kbd keys="Esc" />
        </button>
      )}
    </Show>
  )
}
