import { and, asc, count, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { WrittenFor } from '../../shared/authorship.ts'
import type { DeletedText } from '../../shared/document/deletions.ts'
import type { CourseId, LessonId, PersonId } from '../../shared/id.ts'
import type { Time } from '../../shared/time.ts'
import type { Along } from '../platform/course-log/course-log.ts'
import type { Database } from '../platform/db/database.ts'
import { type Point, type StoredPoint, thinned, type Why } from './restore-points.ts'
import { clientIds, courseDeletions, courseRestorePoints, courseWritten } from './tables.ts'

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

    /** Claims ids for their first writers, to be stored along with what they wrote: neither is, when somebody claimed one before. */
    claiming(courseId: CourseId, claims: readonly Claim[], at: Time): Along {
      return {
        changes: claims.map(({ clientId, personId }) => ({
          sql: 'insert into client_ids (course_id, client_id, person_id, at) values (?, ?, ?, ?) on conflict do nothing',
          params: [courseId, clientId, personId, at],
        })),
        async store(tx) {
          const rows = claims.map((claim) => ({ ...claim, courseId, at }))
          const stored = await tx.insert(clientIds).values(rows).onConflictDoNothing().returning({ clientId: clientIds.clientId })
          return stored.length === claims.length
        },
      }
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

    /**
     * Keeps how a course was, and lets go of what need not be kept any more; durable when it resolves. Answers the id it is
     * kept under: one that is kept for this reason already only takes the new name.
     */
    async addRestorePoint(courseId: CourseId, point: StoredPoint): Promise<string> {
      return db.transaction(async (tx) => {
        const { seq, why } = courseRestorePoints
        const [kept] = await tx
          .insert(courseRestorePoints)
          .values({ ...point, courseId, state: Buffer.from(point.state) })
          .onConflictDoUpdate({
            target: [courseRestorePoints.courseId, seq, why],
            set: point.name ? { name: point.name } : { seq: point.seq },
          })
          .returning({ id: courseRestorePoints.id })
        const rows = await tx
          .select({ id: courseRestorePoints.id, at: courseRestorePoints.at, name: courseRestorePoints.name })
          .from(courseRestorePoints)
          .where(eq(courseRestorePoints.courseId, courseId))
          .orderBy(asc(courseRestorePoints.seq))
        const gone = thinned(rows, point.at)
        if (gone.length > 0) await tx.delete(courseRestorePoints).where(inArray(courseRestorePoints.id, gone))
        return kept?.id ?? point.id
      })
    },

    /** What is kept of a course, oldest first, without the states themselves. */
    async restorePoints(courseId: CourseId): Promise<Point[]> {
      const { id, seq, at, by, why, name, version, lessons, words } = courseRestorePoints
      const rows = await db
        .select({ id, seq, at, by, why, name, version, lessons, words })
        .from(courseRestorePoints)
        .where(eq(courseRestorePoints.courseId, courseId))
        .orderBy(asc(seq), asc(at))
      return rows.map((row) => ({ ...row, by: row.by as PersonId | null, why: row.why as Why })) // only `addRestorePoint` writes them
    },

    async restorePointState(courseId: CourseId, id: string): Promise<Uint8Array | undefined> {
      const [row] = await db
        .select({ state: courseRestorePoints.state })
        .from(courseRestorePoints)
        .where(and(eq(courseRestorePoints.courseId, courseId), eq(courseRestorePoints.id, id)))
      return row?.state
    },

    /** Gives a kept state a name, or takes it. Says whether there was such a state. */
    async nameRestorePoint(courseId: CourseId, id: string, name: string | null): Promise<boolean> {
      const named = await db
        .update(courseRestorePoints)
        .set({ name })
        .where(and(eq(courseRestorePoints.courseId, courseId), eq(courseRestorePoints.id, id)))
        .returning({ id: courseRestorePoints.id })
      return named.length > 0
    },

    async addWritten(courseId: CourseId, { clock, length, by, accepted }: WrittenFor) {
      await db.insert(courseWritten).values({ courseId, clock, length, personId: by, acceptedBy: accepted }).onConflictDoNothing()
    },
    /** For whom the server wrote in a course, in the order of the clocks. */
    async written(courseId: CourseId): Promise<WrittenFor[]> {
      const rows = await db.select().from(courseWritten).where(eq(courseWritten.courseId, courseId)).orderBy(asc(courseWritten.clock))
      // Only `addWritten` writes them.
      return rows.map(({ clock, length, personId, acceptedBy }) => ({
        clock,
        length,
        by: personId as PersonId,
        accepted: acceptedBy as PersonId | null,
      }))
    },

    /** Keeps what was deleted, each record's part once, and lets go of what is older than `keepAfter`. */
    async addDeletions(courseId: CourseId, deletions: readonly DeletedText[], keepAfter: Time) {
      const rows = deletions.map(({ seq, lesson, actor, at, text }) => ({ courseId, seq, lesson, by: actor, at, text }))
      await db.transaction(async (tx) => {
        for (let at = 0; at < rows.length; at += 500)
          await tx
            .insert(courseDeletions)
            .values(rows.slice(at, at + 500))
            .onConflictDoNothing()
        await tx.delete(courseDeletions).where(and(eq(courseDeletions.courseId, courseId), lt(courseDeletions.at, keepAfter)))
      })
    },
    /** What was deleted of a course, newest first, at most `most`. */
    async deletions(courseId: CourseId, most: number): Promise<DeletedText[]> {
      const rows = await db
        .select()
        .from(courseDeletions)
        .where(eq(courseDeletions.courseId, courseId))
        .orderBy(desc(courseDeletions.at), desc(courseDeletions.seq))
        .limit(most)
      return rows.map(({ seq, lesson, by, at, text }) => ({ seq, lesson: lesson as LessonId, actor: by, at, text })) // only `addDeletions` writes them
    },
  }
}
export type CollaborationStore = ReturnType<typeof collaborationStore>
