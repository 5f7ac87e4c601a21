import type { CourseId } from '../../shared/id.ts'
import { minute } from '../../shared/time.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { Log } from '../platform/log.ts'

type Tools = {
  collaboration: Pick<CollaborationService, 'onStored' | 'keep' | 'restorePoints'>
  diary: Log
  now: () => number
  lookMs?: number
}
type Work = { since: number; last: number; edits: number }

/** Work that has gone on for this long, or has come to rest after a good deal of it, is worth keeping. */
const longMs = 60 * minute
const restMs = 10 * minute
const goodDeal = 40

/** Keeps a course by itself after people have worked on it for long. */
export function keepLongWork({ collaboration, diary, now, lookMs = minute }: Tools) {
  const working = new Map<CourseId, Work>()
  const stop = collaboration.onStored((courseId) => {
    const work = working.get(courseId)
    working.set(courseId, { since: work?.since ?? now(), last: now(), edits: (work?.edits ?? 0) + 1 })
  })
  const keep = async (courseId: CourseId, work: Work) => {
    // Another server may have kept it a moment ago, or somebody did by hand.
    const { points } = await collaboration.restorePoints(courseId)
    if (!points.some(({ at }) => at > work.last)) await collaboration.keep(courseId, { by: null, why: 'worked' })
  }
  async function look() {
    for (const [courseId, work] of working) {
      const isOver = work.last < now() - restMs
      if (!isOver && work.since > now() - longMs) continue
      if (isOver) working.delete(courseId)
      else working.set(courseId, { since: now(), last: work.last, edits: 0 })
      if (work.edits < goodDeal) continue
      await keep(courseId, work).catch((error: unknown) =>
        diary.warn({ err: error, course: courseId }, 'a state was not kept after long work'),
      )
    }
  }
  const timer = setInterval(() => void look(), lookMs).unref()
  return {
    look,
    close() {
      stop()
      clearInterval(timer)
    },
  }
}
