import { and, asc, eq, inArray } from 'drizzle-orm'
import type { BlockId, CourseId, PersonId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { answerFiles, hiddenPosts, poolDraws } from './tables.ts'

export type DrawRow = typeof poolDraws.$inferSelect
export type AnswerFileRow = typeof answerFiles.$inferSelect

/** Reads and writes what belongs to answers besides the results. */
export function assessmentStore(db: Database) {
  return {
    /** What somebody was given of a pool, the first attempt first. */
    async draws(courseId: CourseId, personId: PersonId, pool: BlockId): Promise<DrawRow[]> {
      return db
        .select()
        .from(poolDraws)
        .where(and(eq(poolDraws.courseId, courseId), eq(poolDraws.personId, personId), eq(poolDraws.pool, pool)))
        .orderBy(asc(poolDraws.attempt))
    },
    /** Two requests at once are one draw: the first one counts. */
    async addDraw(row: DrawRow) {
      await db.insert(poolDraws).values(row).onConflictDoNothing()
    },

    async hiddenAmong(ids: string[]): Promise<Set<string>> {
      if (ids.length === 0) return new Set()
      const rows = await db.select({ id: hiddenPosts.answerId }).from(hiddenPosts).where(inArray(hiddenPosts.answerId, ids))
      return new Set(rows.map(({ id }) => id))
    },
    async hide(answerId: string, by: PersonId, at: number) {
      await db.insert(hiddenPosts).values({ answerId, by, at }).onConflictDoNothing()
    },
    async show(answerId: string) {
      await db.delete(hiddenPosts).where(eq(hiddenPosts.answerId, answerId))
    },

    async addFile(row: AnswerFileRow) {
      await db.insert(answerFiles).values(row)
    },
    async file(id: string): Promise<AnswerFileRow | undefined> {
      const [row] = await db.select().from(answerFiles).where(eq(answerFiles.id, id))
      return row
    },
  }
}
export type AssessmentStore = ReturnType<typeof assessmentStore>
