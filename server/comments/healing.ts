import { findAnchors, hasUnseen, lookAtAnchors, moveAnchors, type Sightings } from '../../shared/document/healing.ts'
import type { CourseId } from '../../shared/id.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { Log } from '../platform/log.ts'

type Tools = {
  collaboration: Pick<CollaborationService, 'onStored' | 'onRead' | 'hasBacklog' | 'read' | 'command'>
  diary: Log
  /** A course is looked at when nothing was stored in it for so long, */
  quietMs?: number
  /** and at the latest so long after a change. */
  latestMs?: number
}

/** What is known of a course while people write in it. Times are of `performance.now()`. */
type Watch = {
  seen: Sightings
  lookedAt: number
  changedAt: number
  waitingSince: number
  isWriting: boolean
  timer: NodeJS.Timeout | undefined
}

/** How long words are looked for at a time; the rest waits for the next look. */
const searchMs = 25
/** Courses whose anchors are remembered; the one that was silent for longest is forgotten first. */
const mostWatched = 200

/**
 * Keeps comments on their words where Yjs cannot: after cut and paste, drag and drop, undo.
 *
 * While people type, a change costs a note of the time. The looking is done in their pauses, and writes only what it found.
 */
export function anchorHealing({ collaboration, diary, quietMs = 1000, latestMs = 5000 }: Tools) {
  const watched = new Map<CourseId, Watch>()
  let isClosed = false

  // What stands where before anybody writes: words that are cut with the first key have been seen in their place.
  const unread = collaboration.onRead((courseId, doc) => {
    if (!watched.has(courseId) && hasUnseen(doc, new Map())) look(doc, begin(courseId))
  })
  const unlisten = collaboration.onStored((courseId, byCommand) => {
    const now = performance.now()
    const watch = watched.get(courseId) ?? begin(courseId)
    watch.changedAt = now
    if (watch.timer) return byCommand ? note(courseId, watch) : undefined
    watch.waitingSince = now
    watched.delete(courseId)
    watched.set(courseId, watch) // the last to be forgotten
    wakeIn(quietMs, courseId, watch)
    // What stands where as people begin, unless that is known. Nothing is healed yet, for the editor may be about to do it.
    if (now - watch.lookedAt < quietMs) return byCommand ? note(courseId, watch) : undefined
    void collaboration.read(courseId, (doc) => void look(doc, watch)).catch(() => forget(courseId, watch))
  })

  /** A comment that was just made is seen in its place at once: its words may be cut before the next pause. */
  function note(courseId: CourseId, watch: Watch) {
    if (watch.isWriting) return
    void collaboration.read(courseId, (doc) => void (hasUnseen(doc, watch.seen) && look(doc, watch))).catch(() => forget(courseId, watch))
  }

  function look(doc: Parameters<typeof lookAtAnchors>[0], watch: Watch) {
    watch.lookedAt = performance.now()
    return lookAtAnchors(doc, watch.seen)
  }

  function begin(courseId: CourseId): Watch {
    const watch: Watch = { seen: new Map(), lookedAt: -Infinity, changedAt: 0, waitingSince: 0, isWriting: false, timer: undefined }
    watched.set(courseId, watch)
    for (const [oldest, { timer }] of watched) if (watched.size > mostWatched && !timer) watched.delete(oldest)
    return watch
  }

  function wakeIn(ms: number, courseId: CourseId, watch: Watch) {
    if (!isClosed) watch.timer = setTimeout(() => void wake(courseId, watch), ms).unref()
  }

  async function wake(courseId: CourseId, watch: Watch) {
    const now = performance.now()
    const early = Math.min(watch.changedAt + quietMs, watch.waitingSince + latestMs) - now
    if (early > 1) return wakeIn(early, courseId, watch)
    if (collaboration.hasBacklog(courseId)) return wakeIn(quietMs, courseId, watch)
    watch.timer = undefined
    try {
      if (await heal(courseId, watch)) return
      watch.waitingSince = performance.now()
      if (!watch.timer) wakeIn(quietMs, courseId, watch)
    } catch (error) {
      diary.debug({ err: error, course: courseId }, 'anchors could not be looked at')
      forget(courseId, watch)
    }
  }

  /** Whether every lost anchor had its turn. */
  async function heal(courseId: CourseId, watch: Watch): Promise<boolean> {
    const began = performance.now()
    const { moves, isDone } = await collaboration.read(courseId, (doc) => {
      const end = performance.now() + searchMs
      return findAnchors(look(doc, watch), () => performance.now() > end)
    })
    if (moves.length > 0) {
      watch.isWriting = true
      const { value: moved } = await collaboration
        .command(courseId, { by: null, name: 'anchors.heal' }, (doc) => moveAnchors(doc, moves))
        .finally(() => (watch.isWriting = false))
      diary.debug({ course: courseId, moved, ms: performance.now() - began }, 'anchors were found again')
    }
    return isDone
  }

  /** Whoever changes it next is watched anew. */
  function forget(courseId: CourseId, watch: Watch) {
    clearTimeout(watch.timer)
    if (watched.get(courseId) === watch) watched.delete(courseId)
  }

  return {
    close() {
      isClosed = true
      unlisten()
      unread()
      for (const [courseId, watch] of watched) forget(courseId, watch)
    },
  }
}
export type AnchorHealing = ReturnType<typeof anchorHealing>
