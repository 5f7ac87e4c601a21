import { For, Show } from 'solid-js'
import { list } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import styles from './Avatar.module.css'

/** Enough of a person to draw them; `colour` picks `--person-n`. */
export type Face = { name: string; colour: number }

type AvatarProps = {
  person: Face
  size?: 'small' | 'medium' | 'large'
  /** Their name stands beside it, so that a screen reader need not hear it twice. */
  named?: boolean
}

/** A person, as their initials in their colour. */
export function Avatar(props: AvatarProps) {
  return (
    <span
      class={`${styles.avatar} ${styles[props.size ?? 'medium']}`}
      style={{ '--person': `var(--person-${props.person.colour})` }}
      role={props.named ? undefined : 'img'}
      aria-label={props.named ? undefined : props.person.name}
      aria-hidden={props.named || undefined}
      data-tip={props.named ? undefined : props.person.name}
      // Drawn by the style sheet: a name is what the avatar says, its letters are only its face.
      data-initials={initialsOf(props.person.name)}
    />
  )
}

/** Several people in one place, the first `max` drawn and the others counted. */
export function Avatars(props: { people: readonly Face[]; max?: number; size?: 'small' | 'medium' }) {
  const shown = () => props.people.slice(0, props.max ?? 4)
  const others = () => props.people.slice(props.max ?? 4)
  return (
    <span class={styles.avatars}>
      <For each={shown()}>{(person) => <Avatar person={person} size={props.size ?? 'medium'} />}</For>
      <Show when={others().length}>
        {(count) => (
          <span
            class={`${styles.avatar} ${styles.more} ${styles[props.size ?? 'medium']}`}
            role="img"
            aria-label={t('ui.morePeople', { count: count() })}
            data-tip={list(others().map((person) => person.name))}
          >
            +{count()}
          </span>
        )}
      </Show>
    </span>
  )
}

/** `Ana Sofia Reyes` → `AR`; a name of one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => Array.from(word ?? '')[0] ?? '').join('').toUpperCase() // prettier-ignore
}
