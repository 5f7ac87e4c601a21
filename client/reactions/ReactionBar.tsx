import CircleOff from 'lucide-solid/icons/circle-off'
import Heart from 'lucide-solid/icons/heart'
import Lightbulb from 'lucide-solid/icons/lightbulb'
import ThumbsUp from 'lucide-solid/icons/thumbs-up'
import Waypoints from 'lucide-solid/icons/waypoints'
import { type Component, For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { ReactionKind } from '../../shared/reactions.ts'
import { t } from '../platform/text.ts'
import styles from './ReactionBar.module.css'
import type { ReactionPlace, Reactions } from './state.ts'

const icons: Record<ReactionKind, Component> = {
  like: Heart,
  learned: Lightbulb,
  useful: ThumbsUp,
  confusing: Waypoints,
  notUseful: CircleOff,
}
const kinds: ReactionKind[] = ['like', 'learned', 'useful', 'confusing', 'notUseful']

/** Words to press, for the course as a whole or for one block of it. */
export function ReactionBar(props: { reactions: Reactions; place?: ReactionPlace; label: string }) {
  return (
    <div class={styles.bar} role="group" aria-label={props.label}>
      <For each={kinds}>
        {(kind) => (
          <button
            type="button"
            class={styles.word}
            aria-pressed={props.reactions.has(kind, props.place ?? null)}
            onClick={() => void props.reactions.toggle(kind, props.place ?? null)}
          >
            <Dynamic component={icons[kind]} aria-hidden="true" />
            {t(`reactions.${kind}`)}
          </button>
        )}
      </For>
    </div>
  )
}
