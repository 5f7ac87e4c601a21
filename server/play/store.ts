import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { CourseId, LessonId, PersonId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { plays, results } from './tables.ts'

export type { ResultBody } from './tables.ts'
export type PlayRow = typeof plays.$inferSelect
export type ResultRow = typeof results.$inferSelect

/** Of one question; older ones of a larger crowd are left out. */
const mostAnswers = 20_000

/** Reads and writes where learners are and what they did. */
export function playStore(db: Database) {
  return {
    async play(courseId: CourseId, personId: PersonId, from: Transaction = db): Promise<PlayRow | undefined> {
      const [row] = await from
        .select()
        .from(plays)
        .where(and(eq(plays.courseId, courseId), eq(plays.personId, personId)))
      return row
    },

    async playsOf(personId: PersonId): Promise<PlayRow[]> {
      return await db.select().from(plays).where(eq(plays.personId, personId))
    },

    /** Keeps the place; the first one begins the play. */
    async place(tx: Transaction, row: Pick<PlayRow, 'courseId' | 'personId' | 'version' | 'lesson' | 'block' | 'playedAt'>) {
      const { version, lesson, block, playedAt } = row
      await tx
        .insert(plays)
        .values({ ...row, startedAt: playedAt })
        .onConflictDoUpdate({ target: [plays.courseId, plays.personId], set: { version, lesson, block, playedAt } })
    },

    async complete(tx: Transaction, courseId: CourseId, personId: PersonId, completedVersion: number, completedAt: number) {
      await tx
        .update(plays)
        .set({ completedVersion, completedAt })
        .where(and(eq(plays.courseId, courseId), eq(plays.personId, personId)))
    },

    /** Views and answers of one person, oldest first: in one course, or in several. */
    async deedsOf(personId: PersonId, courseIds: CourseId[], from: Transaction = db): Promise<ResultRow[]> {
      if (courseIds.length === 0) return []
      return await from
        .select()
        .from(results)
        .where(and(eq(results.personId, personId), inArray(results.courseId, courseIds), inArray(results.verb, ['viewed', 'answered'])))
        .orderBy(asc(results.at), asc(results.id))
    },

    /** What those did who have finished a course: a list of deeds each, at most of so many people. */
    async deedsOfFinished(courseId: CourseId, most: number): Promise<Pick<ResultRow, 'verb' | 'block' | 'hash'>[][]> {
      const finished = db
        .select({ personId: plays.personId })
        .from(plays)
        .where(and(eq(plays.courseId, courseId), isNotNull(plays.completedAt)))
        .orderBy(asc(plays.personId))
        .limit(most)
        .as('finished')
      const rows = await db
        .select({ personId: results.personId, verb: results.verb, block: results.block, hash: results.hash })
        .from(results)
        .innerJoin(finished, eq(finished.personId, results.personId))
        .where(and(eq(results.courseId, courseId), inArray(results.verb, ['viewed', 'answered'])))
      const deeds = new Map<PersonId, typeof rows>()
      for (const row of rows) {
        const theirs = deeds.get(row.personId)
        if (theirs) theirs.push(row)
        else deeds.set(row.personId, [row])
      }
      return [...deeds.values()]
    },

    /** The newest answer of each person to a question, newest first. */
    async answersTo(courseId: CourseId, question: string): Promise<ResultRow[]> {
      const rows = await db
        .select()
        .from(results)
        .where(and(eq(results.courseId, courseId), eq(results.block, question), eq(results.verb, 'answered')))
        .orderBy(desc(results.at), desc(results.id))
        .limit(mostAnswers)
      const seen = new Set<PersonId>()
      return rows.filter(({ personId }) => !seen.has(personId) && seen.add(personId))
    },

    async result(id: string, from: Transaction = db): Promise<ResultRow | undefined> {
      const [row] = await from.select().from(results).where(eq(results.id, id))
      return row
    },

    /** Notes a deed, and says whether it is new. */
    async add(tx: Transaction, row: ResultRow): Promise<boolean> {
      return (await tx.insert(results).values(row).onConflictDoNothing().returning({ id: results.id })).length > 0
    },

    /** Who began these courses since then. */
    async begun(courseIds: readonly CourseId[], since: number, most: number) {
      return db
        .select({ courseId: plays.courseId, personId: plays.personId, completedAt: plays.completedAt })
        .from(plays)
        .where(and(inArray(plays.courseId, [...courseIds]), gte(plays.startedAt, since)))
        .limit(most)
    },
    /** When each of them did something in these courses, in order. */
    async moments(courseIds: readonly CourseId[], since: number, most: number) {
      return db
        .select({ courseId: results.courseId, personId: results.personId, at: results.at })
        .from(results)
        .where(and(inArray(results.courseId, [...courseIds]), gte(results.at, since)))
        .orderBy(asc(results.at))
        .limit(most)
    },

    /** In which lessons those are who have begun and not finished, most people first. */
    async whereabouts(courseId: CourseId): Promise<{ lesson: LessonId; people: number }[]> {
      return await db
        .select({ lesson: plays.lesson, people: count() })
        .from(plays)
        .where(and(eq(plays.courseId, courseId), isNull(plays.completedAt)))
        .groupBy(plays.lesson)
        .orderBy(desc(count()))
        .limit(20)
    },

    async learners(courseId: CourseId): Promise<{ inProgress: number; finished: number }> {
      const [all] = await db.select({ started: count() }).from(plays).where(eq(plays.courseId, courseId))
      const [done] = await db
        .select({ finished: count() })
        .from(plays)
        .where(and(eq(plays.courseId, courseId), isNotNull(plays.completedAt)))
      const finished = done?.finished ?? 0
      return { inProgress: (all?.started ?? 0) - finished, finished }
    },
  }
}
