import { happened } from '../../shared/domain-events.ts'
import type { FlagState } from '../../shared/flags.ts'
import type { CourseId, FlagId, PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { unknown } from '../../shared/problem.ts'
import { canAccept, canFlag } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { PublishingService } from '../publishing/service.ts'
import type { Lessons, Spot } from './spots.ts'
import type { Cursor, FlagRow, FlagStore } from './store.ts'

// What raising, answering and fixing flags have in common.

export type Tools = {
  db: Database
  store: FlagStore
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load'>
  publishing: Pick<PublishingService, 'version' | 'current'>
  collaboration: Pick<CollaborationService, 'command' | 'read' | 'ring'>
}

export const perPage = 50
export const closedStates = ['fixed', 'declined', 'duplicate', 'removed'] as const satisfies readonly FlagState[]
export const isClosed = (state: FlagState) => (closedStates as readonly FlagState[]).includes(state)

/** Who asks, which flag they mean, and what it was marked in. */
export function flagTools({ db, store, events, now, courses, publishing }: Tools) {
  return {
    author: (member: Member, courseId: CourseId) => courses.load(courseId, member, canAccept, 'answerFlags'),
    learner: (member: Member, courseId: CourseId) => courses.load(courseId, member, canFlag, 'flag'),

    /** The frozen lessons of the versions in which these spots were marked. */
    async lessonsFor(courseId: CourseId, spots: readonly Pick<Spot, 'version'>[]): Promise<Lessons> {
      const versions = new Map<number, Awaited<ReturnType<typeof publishing.version>>>()
      for (const { version } of spots) if (!versions.has(version)) versions.set(version, await publishing.version(courseId, version))
      return (version, lesson) => {
        const of = versions.get(version)
        const found = of?.lessons.find(({ id }) => id === lesson)
        return of && found && { ...found, since: of.stateVector }
      }
    },

    /** A flag of just this course: an id from another one does not reach it. */
    async flagIn(courseId: CourseId, flagId: FlagId, from: Transaction = db): Promise<FlagRow> {
      const row = await store.find(flagId, from)
      if (row?.courseId !== courseId) throw unknown('flag')
      return row
    },

    /** Tells later rooms what happened to a flag, inside the transaction that made it so. */
    news:
      (
        kind: 'flag.raised' | 'flag.accepted' | 'flag.declined',
        by: PersonId,
        { courseId, id, lesson }: Pick<FlagRow, 'courseId' | 'id' | 'lesson'>,
      ) =>
      (tx: Transaction) =>
        events.emit(tx, happened(kind, by, { courseId, flagId: id, ...(kind === 'flag.raised' && { lesson }) }, now())),
  }
}

export const cursorTo = ({ at, id }: Cursor) => `${at}.${id}`
export function cursorFrom(after: string | undefined): Cursor | undefined {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(after ?? '') ?? []
  return at && id ? { at: Number(at), id } : undefined
}
