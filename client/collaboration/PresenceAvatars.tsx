import { createMemo, For } from 'solid-js'
import { t } from '../platform/text.ts'
import { Avatar, Avatars } from '../ui/Avatar.tsx'
import { Popover } from '../ui/Popover.tsx'
import type { Present } from './course-document.ts'
import styles from './PresenceAvatars.module.css'

type PresenceAvatarsProps = {
  people: readonly Present[]
  /** The title of a lesson, to say where somebody is. */
  titleOf?: (lesson: string) => string | undefined
  /** Drawn before the others are counted. */
  max?: number
  /** Goes where somebody is. */
  onFollow?: (person: Present) => void
}

/** Who else is in the draft: each person once, with the rest counted; a click lists everybody with their places. */
export function PresenceAvatars(props: PresenceAvatarsProps) {
  const persons = createMemo(() => eachOnce(props.people))
  return (
    <Popover
      label={t('collaboration.people', { count: persons().length })}
      placement="bottom-end"
      trigger={(opener) => (
        <button type="button" class={styles.open} aria-label={t('collaboration.people', { count: persons().length })} {...opener}>
          <span aria-hidden="true">
            <Avatars people={persons().filter(({ mine }) => !mine)} max={props.max ?? 3} />
          </span>
        </button>
      )}
    >
      {(close) => (
        <ul class={styles.list}>
          <For each={persons()}>
            {(person) => (
              <li>
                <button
                  type="button"
                  class={styles.person}
                  disabled={person.mine || !person.lesson || !props.onFollow}
                  onClick={() => {
                    props.onFollow?.(person)
                    close()
                  }}
                >
                  <Avatar person={person} named />
                  <span class={styles.name}>{person.mine ? t('collaboration.you', { name: person.name }) : person.name}</span>
                  <span class={styles.place}>{placeOf(person, props.titleOf)}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      )}
    </Popover>
  )
}

/** A person with several tabs is there once, where they last said they are. */
export function eachOnce(people: readonly Present[]): Present[] {
  const found = new Map<string, Present>()
  for (const person of people) {
    const before = found.get(person.id)
    if (!before || (!before.mine && (person.mine || (!before.lesson && person.lesson)))) found.set(person.id, person)
  }
  return [...found.values()]
}

function placeOf(person: Present, titleOf: ((lesson: string) => string | undefined) | undefined): string {
  const lesson = person.lesson && titleOf?.(person.lesson)
  return lesson ? t('collaboration.inLesson', { lesson }) : ''
}
