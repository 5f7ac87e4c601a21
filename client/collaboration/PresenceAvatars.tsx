import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createMemo, For, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Popover } from '../ui/Popover.tsx'
import type { Present } from './course-document.ts'
import { eachOnce } from './people.ts'
import styles from './PresenceAvatars.module.css'

type PresenceAvatarsProps = {
  people: readonly Present[]
  /** The title of a lesson, to say where somebody is. */
  titleOf?: (lesson: string) => string | undefined
  /** Drawn before the others are counted. */
  max?: number
  /** Goes where somebody is, and on from there with them. */
  onFollow: (person: Present) => void
  quiet: boolean
  onQuiet: (quiet: boolean) => void
}

/** Who else is in the draft, each person once: a click follows them, and the list behind them has everybody with their places. */
export function PresenceAvatars(props: PresenceAvatarsProps) {
  const persons = createMemo(() => eachOnce(props.people))
  const others = () => persons().filter(({ mine }) => !mine)
  const max = () => props.max ?? 3
  return (
    <span class={styles.people}>
      <For each={others().slice(0, max())}>
        {(person) => (
          <button
            type="button"
            class={styles.face}
            disabled={!person.lesson}
            aria-label={person.lesson ? t('collaboration.follow', { name: person.name }) : person.name}
            data-tip={person.lesson ? t('collaboration.follow', { name: person.name }) : person.name}
            onClick={() => props.onFollow(person)}
          >
            <Avatar person={person} named />
          </button>
        )}
      </For>
      <Popover
        label={t('collaboration.people', { count: persons().length })}
        placement="bottom-end"
        trigger={(opener) => (
          <button type="button" class={styles.open} aria-label={t('collaboration.people', { count: persons().length })} {...opener}>
            <Show when={others().length > max()} fallback={<ChevronDown size={14} aria-hidden="true" />}>
              <span aria-hidden="true">+{others().length - max()}</span>
            </Show>
          </button>
        )}
      >
        {(close) => (
          <>
            <PeopleList
              people={persons()}
              titleOf={props.titleOf}
              onFollow={(person) => {
                close()
                props.onFollow(person)
              }}
            />
            <label class={styles.quiet}>
              <input type="checkbox" checked={props.quiet} onChange={(event) => props.onQuiet(event.currentTarget.checked)} />
              <span>
                {t('collaboration.quiet')}
                <small>{t('collaboration.quietAbout')}</small>
              </span>
            </label>
          </>
        )}
      </Popover>
    </span>
  )
}

function PeopleList(props: { people: readonly Present[]; titleOf: PresenceAvatarsProps['titleOf']; onFollow: (person: Present) => void }) {
  return (
    <ul class={styles.list}>
      <For each={props.people}>
        {(person) => (
          <li>
            <button type="button" class={styles.person} disabled={person.mine || !person.lesson} onClick={() => props.onFollow(person)}>
              <Avatar person={person} named />
              <span class={styles.name}>{person.mine ? t('collaboration.you', { name: person.name }) : person.name}</span>
              <span class={styles.place}>{placeOf(person, props.titleOf)}</span>
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}

function placeOf(person: Present, titleOf: PresenceAvatarsProps['titleOf']): string {
  const lesson = person.lesson && titleOf?.(person.lesson)
  return lesson ? t('collaboration.inLesson', { lesson }) : t('collaboration.here')
}
