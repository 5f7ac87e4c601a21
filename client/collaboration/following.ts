import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { CourseDocument, Present } from './course-document.ts'

export type Followed = { id: string; name: string; colour: number }
/** Where the followed person is; `block` when their caret is in the text. */
export type FollowedPlace = { lesson: string; block: string | null }

/** How long somebody may be gone (a page that loads anew, a tunnel) before nobody is left to follow. */
const patienceMs = 10_000

type Draft = Pick<CourseDocument, 'people' | 'blockOf' | 'awareness'>

/**
 * Goes where somebody goes, lesson by lesson and block by block, until this person types, presses Esc or stops it.
 *
 * `show` is called once a place, and only when it changed.
 */
export function createFollowing(draft: Draft, show: (place: FollowedPlace) => void) {
  const [followed, setFollowed] = createSignal<Followed | null>(null)
  const stop = () => void setFollowed(null)
  let last: string | undefined

  const look = () => {
    const whom = followed()
    const place = whom && placeOf(draft, whom.id)
    if (!place || JSON.stringify(place) === last) return
    last = JSON.stringify(place)
    show(place)
  }
  const isHere = () => draft.people().some(({ id }) => id === followed()?.id)

  createEffect(
    on([followed, () => draft.awareness], ([whom, awareness]) => {
      if (!whom) return
      awareness.on('change', look)
      const stopListening = stopAt(stop)
      onCleanup(() => {
        awareness.off('change', look)
        stopListening()
      })
      look()
    }),
  )
  createEffect(() => {
    if (!followed() || isHere()) return
    const leaving = setTimeout(stop, patienceMs)
    onCleanup(() => clearTimeout(leaving))
  })

  return {
    followed: followed satisfies Accessor<Followed | null>,
    follow({ id, name, colour }: Followed) {
      last = undefined
      setFollowed({ id, name, colour })
    },
    stop,
  }
}

/** Of several tabs the one with a caret in the text counts, else one that is in a lesson. */
function placeOf(draft: Draft, id: string): FollowedPlace | undefined {
  const tabs = draft.people().filter((person: Present) => person.id === id)
  const places = tabs.flatMap((tab) => (tab.lesson ? [{ lesson: tab.lesson, block: draft.blockOf(tab) }] : []))
  return places.find(({ block }) => block !== null) ?? places[0]
}

/** Esc, and typing anywhere. */
function stopAt(stop: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') stop()
  }
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('beforeinput', stop, true)
  return () => {
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('beforeinput', stop, true)
  }
}
