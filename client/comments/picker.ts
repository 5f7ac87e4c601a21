import { createSignal } from 'solid-js'
import { findMentionable, type Mentionable } from '../../shared/comments.ts'
import type { CourseId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'

const restMs = 120

/** The list that `@` opens: whom the words before the caret may mean. */
export function createPicker(courseId: () => CourseId, mayInvite: () => boolean) {
  const [query, setQuery] = createSignal<{ q: string; from: number }>()
  const [at, setAt] = createSignal(0)
  // No resource: reading one would suspend the whole screen while a name is typed.
  const [found, setFound] = createSignal<Mentionable[]>([])
  const people = () => (query() ? found() : [])
  async function find(q: string) {
    // A moment's rest, so that a name typed quickly is asked for once; offline nobody is offered.
    await new Promise((resolve) => setTimeout(resolve, restMs))
    if (query()?.q !== q) return
    const { items } = await ask(findMentionable, { courseId: courseId(), q }).catch(() => ({ items: [] }))
    if (query()?.q === q) setFound(items)
  }
  const move = (by: number) => setAt((now) => (now + by + people().length) % people().length)

  return {
    people,
    at,
    from: () => query()?.from ?? 0,
    isOpen: () => query() !== undefined,
    close: () => setQuery(),
    /** Nobody is offered for now; the name that was begun is remembered. */
    pause: () => setFound([]),
    look(area: HTMLTextAreaElement) {
      const before = area.value.slice(0, area.selectionStart)
      const typed = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(before)?.[1]
      if (typed === undefined) return setQuery()
      if (typed !== query()?.q) setAt(0)
      setQuery({ q: typed, from: before.length - typed.length - 1 })
      void find(typed)
    },
    /** Says whether the key was for the list. */
    onKey(event: KeyboardEvent, pick: (person: Mentionable) => void): boolean {
      const chosen = people()[at()]
      if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else if (
        (event.key === 'Enter' || event.key === 'Tab') &&
        !event.ctrlKey &&
        !event.metaKey &&
        chosen &&
        (chosen.reads || mayInvite())
      )
        pick(chosen)
      else return false
      event.preventDefault()
      return true
    },
  }
}
