import { and, asc, count, eq, gt, inArray } from 'drizzle-orm'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Time } from '../../shared/time.ts'
import type { Database } from '../platform/db/database.ts'
import { type Point, type StoredPoint, thinned, type Why } from './restore-points.ts'
import { clientIds, courseRestorePoints } from './tables.ts'

/** How many rows one statement inserts. */
const rowsAtOnce = 1000

export type Claim = { clientId: number; personId: PersonId }

export function collaborationStore(db: Database) {
  return {
    /** Who owns which client id in a course. */
    async owners(courseId: CourseId): Promise<Map<number, PersonId>> {
      const rows = await db
        .select({ clientId: clientIds.clientId, personId: clientIds.personId })
        .from(clientIds)
        .where(eq(clientIds.courseId, courseId))
      return new Map(rows.map((row) => [row.clientId, row.personId as PersonId])) // only `claim` writes them
    },

    /** Claims ids for their first writers. Returns those that somebody else had claimed before, with their owner. */
    async claim(courseId: CourseId, claims: readonly Claim[], at: Time): Promise<Map<number, PersonId>> {
      return db.transaction(async (tx) => {
        await tx
          .insert(clientIds)
          .values(claims.map((claim) => ({ ...claim, courseId, at })))
          .onConflictDoNothing()
        const ids = claims.map(({ clientId }) => clientId)
        const rows = await tx
          .select({ clientId: clientIds.clientId, personId: clientIds.personId })
          .from(clientIds)
          .where(and(eq(clientIds.courseId, courseId), inArray(clientIds.clientId, ids)))
        const owner = new Map(rows.map((row) => [row.clientId, row.personId as PersonId])) // only `claim` writes them
        return new Map(
          [...owner].filter(([clientId, personId]) => !claims.some((claim) => claim.clientId === clientId && claim.personId === personId)),
        )
      })
    },

    /** Takes over who wrote what from a backup; what is known here already stays. */
    async adopt(courseId: CourseId, owners: ReadonlyMap<number, string>, at: Time) {
      const rows = [...owners].map(([clientId, personId]) => ({ courseId, clientId, personId, at }))
      for (let from = 0; from < rows.length; from += rowsAtOnce)
        await db
          .insert(clientIds)
          .values(rows.slice(from, from + rowsAtOnce))
          .onConflictDoNothing()
    },

    /** How many ids a person claimed after `since`, over all courses. */
    async claimsSince(personId: PersonId, since: Time): Promise<number> {
      const [row] = await db
        .select({ n: count() })
        .from(clientIds)
        .where(and(eq(clientIds.personId, personId), gt(clientIds.at, since)))
      return row?.n ?? 0
    },

    /** Keeps how a course was, and lets go of what need not be kept any more. Durable when it resolves. */
    async addRestorePoint(courseId: CourseId, point: StoredPoint) {
      await db.transaction(async (tx) => {
        await tx
          .insert(courseRestorePoints)
          .values({ ...point, courseId, state: Buffer.from(point.state) })
          .onConflictDoNothing()
        const rows = await tx
          .select({ id: courseRestorePoints.id, at: courseRestorePoints.at })
          .from(courseRestorePoints)
          .where(eq(courseRestorePoints.courseId, courseId))
          .orderBy(asc(courseRestorePoints.seq))
        const gone = thinned(rows, point.at)
        if (gone.length > 0) await tx.delete(courseRestorePoints).where(inArray(courseRestorePoints.id, gone))
      })
    },

    /** What is kept of a course, oldest first, without the states themselves. */
    async restorePoints(courseId: CourseId): Promise<Point[]> {
      const { id, seq, at, by, why, lessons, words } = courseRestorePoints
      const rows = await db
        .select({ id, seq, at, by, why, lessons, words })
        .from(courseRestorePoints)
        .where(eq(courseRestorePoints.courseId, courseId))
        .orderBy(asc(seq))
      return rows.map((row) => ({ ...row, by: row.by as PersonId | null, why: row.why as Why })) // only `addRestorePoint` writes them
    },

    async restorePointState(courseId: CourseId, id: string): Promise<Uint8Array | undefined> {
      const [row] = await db
        .select({ state: courseRestorePoints.state })
        .from(courseRestorePoints)
        .where(and(eq(courseRestorePoints.courseId, courseId), eq(courseRestorePoints.id, id)))
      return row?.state
    },
  }
}
export type CollaborationStore = ReturnType<typeof collaborationStore>
