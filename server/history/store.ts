import { and, eq, inArray, lt } from 'drizzle-orm'
import type { ReadLesson } from '../../shared/comparing.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { day } from '../../shared/time.ts'
import type { Database } from '../platform/db/database.ts'
import { courseVisits, keptLessons, type Sight } from './tables.ts'

export type { Sight } from './tables.ts'
export type VisitRow = typeof courseVisits.$inferSelect

const keptMs = 400 * day

/** What lessons said, and who saw them when. */
export function historyStore(db: Database) {
  return {
    /** Keeps what lessons say under their marks, for another while if they are kept already. */
    async keepLessons(courseId: CourseId, lessons: readonly (Omit<ReadLesson, 'id'> & { mark: string })[], now: number) {
      const until = now + keptMs
      const marks = lessons.map(({ mark }) => mark)
      const known = new Set(
        marks.length === 0
          ? []
          : (
              await db
                .select({ mark: keptLessons.mark })
                .from(keptLessons)
                .where(and(eq(keptLessons.courseId, courseId), inArray(keptLessons.mark, marks)))
            ).map(({ mark }) => mark),
      )
      const rows = lessons
        .filter(({ mark }) => !known.has(mark))
        .map(({ mark, title, content }) => ({ courseId, mark, title, content, until }))
      for (const row of rows) await db.insert(keptLessons).values(row).onConflictDoNothing()
      if (known.size > 0)
        await db
          .update(keptLessons)
          .set({ until })
          .where(and(eq(keptLessons.courseId, courseId), inArray(keptLessons.mark, [...known]), lt(keptLessons.until, until - 30 * day)))
      if (rows.length > 0) await db.delete(keptLessons).where(lt(keptLessons.until, now))
    },
    async keptLessons(courseId: CourseId, marks: readonly string[]): Promise<Map<string, Omit<ReadLesson, 'id'>>> {
      if (marks.length === 0) return new Map()
      const rows = await db
        .select()
        .from(keptLessons)
        .where(and(eq(keptLessons.courseId, courseId), inArray(keptLessons.mark, [...marks])))
      return new Map(rows.map(({ mark, title, content }) => [mark, { title, content }]))
    },

    async visit(courseId: CourseId, personId: PersonId): Promise<VisitRow | undefined> {
      const [row] = await db
        .select()
        .from(courseVisits)
        .where(and(eq(courseVisits.courseId, courseId), eq(courseVisits.personId, personId)))
      return row
    },
    async setVisit(row: { courseId: CourseId; personId: PersonId; seen: Sight; before: Sight | null; seenAt: number }) {
      const { seen, before, seenAt } = row
      await db
        .insert(courseVisits)
        .values(row)
        .onConflictDoUpdate({ target: [courseVisits.courseId, courseVisits.personId], set: { seen, before, seenAt } })
    },
  }
}
export type HistoryStore = ReturnType<typeof historyStore>
