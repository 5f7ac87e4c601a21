import { createEffect, createSignal, on } from 'solid-js'
import { listReads, markRead } from '../../shared/comments.ts'
import type { Thread } from '../../shared/document/threads.ts'
import type { CourseId, PersonId, ThreadId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'

/** What is new for one person, as the server remembers it. Until it was asked, nothing is: a list that flares up is worse. */
export function createReads(courseId: CourseId, me: PersonId, mayComment: () => boolean) {
  const isGuest = me.startsWith('guest-')
  const [reads, setReads] = createSignal<ReadonlyMap<ThreadId, number>>()
  createEffect(
    on(mayComment, (may) => {
      // What a guest has read is not kept: they have no account.
      if (!may || isGuest) return
      void ask(listReads, { courseId })
        .then(({ items }) => setReads(new Map(items.map(({ threadId, at }) => [threadId, at]))))
        .catch(() => {}) // offline nothing counts as new
    }),
  )
  const isUnread = ({ id, comments }: Thread): boolean => {
    const known = reads()
    if (!known) return false
    const until = known.get(id) ?? 0
    return comments.some(({ by, at, body }) => by !== me && body !== null && at > until)
  }
  return {
    isUnread,
    /** Says that these were read; those that held nothing new are left out. */
    markRead(threads: readonly Thread[]) {
      const due = threads.filter(isUnread)
      if (due.length === 0) return
      // By the newest words in them rather than by this device's clock, which may be wrong.
      const newest = ({ comments }: Thread) => Math.max(...comments.map(({ at }) => at))
      setReads((known) => new Map([...(known ?? []), ...due.map((thread) => [thread.id, newest(thread)] as const)]))
      void ask(markRead, { courseId, threads: due.slice(0, 500).map(({ id }) => id) }).catch(() => {}) // the next time then
    },
  }
}
