import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { list } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import type { CourseDocument } from './course-document.ts'
import { eachOnce } from './people.ts'

/** Somebody else, and whether their caret is in the block that this person writes in. */
export type Neighbour = { id: string; name: string; near: boolean }

/** Nothing is said more often than this, and what lasts less than a moment is not said at all. */
const pauseMs = 10_000
const momentMs = 2000
/** More names than these are counted. */
const namedAtOnce = 3

/** Tells a screen reader, politely and seldom, who came, who left and who writes near. The only live region of presence. */
export function PresenceNews(props: { document: CourseDocument }) {
  const [sentence, note] = createPresenceNews(() => neighboursIn(props.document))
  createEffect(() => {
    props.document.people()
    note()
  })
  createEffect(
    on(
      () => props.document.awareness,
      (awareness) => {
        awareness.on('change', note)
        onCleanup(() => awareness.off('change', note))
      },
    ),
  )
  return (
    <p class="visually-hidden" role="status">
      {sentence()}
    </p>
  )
}

/** The others; null while there is no line, for then everybody seems to have left. */
function neighboursIn(draft: CourseDocument): Neighbour[] | null {
  const { face } = draft.status()
  if (face === 'offline' || face === 'cannot') return null
  const people = draft.people()
  const mine = people.find((person) => person.mine)
  const here = mine && draft.blockOf(mine)
  const near = new Set(here ? people.filter((person) => draft.blockOf(person) === here).map(({ id }) => id) : [])
  return eachOnce(people)
    .filter(({ id }) => id !== draft.me.id)
    .map(({ id, name }) => ({ id, name, near: near.has(id) }))
}

/**
 * What is new among the others since the last sentence, in one sentence.
 *
 * `note` may be called as often as anything moves; `look` is asked a moment later. Returns `[sentence, note]`.
 */
export function createPresenceNews(look: () => Neighbour[] | null): [sentence: () => string, note: () => void] {
  const [sentence, setSentence] = createSignal('')
  let told: ReadonlyMap<string, Neighbour> = new Map()
  let lastAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    timer = undefined
    const now = look()
    if (!now) return
    const words = newsOf(told, now)
    told = new Map(now.map((person) => [person.id, person]))
    if (words === '') return
    lastAt = performance.now()
    setSentence(words)
  }
  onCleanup(() => clearTimeout(timer))
  return [sentence, () => void (timer ??= setTimeout(tell, Math.max(momentMs, lastAt + pauseMs - performance.now())))]
}

function newsOf(before: ReadonlyMap<string, Neighbour>, now: readonly Neighbour[]): string {
  const came = now.filter(({ id }) => !before.has(id))
  const left = [...before.values()].filter(({ id }) => !now.some((person) => person.id === id))
  const near = now.filter((person) => person.near && !before.get(person.id)?.near)
  const told = [
    { who: came, key: 'collaboration.came' as const },
    { who: left, key: 'collaboration.left' as const },
    { who: near, key: 'collaboration.near' as const },
  ]
  return told.flatMap(({ who, key }) => (who.length > 0 ? [t(key, { who: named(who), count: who.length })] : [])).join(' ')
}

const named = (people: readonly Neighbour[]) =>
  people.length > namedAtOnce ? t('collaboration.severalPeople', { count: people.length }) : list(people.map(({ name }) => name))
