import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import type { BlockId, CourseId, LessonId, PersonId } from '../../shared/id.ts'
import { type Reaction, type ReactionKind, type Relevance, type Scale } from '../../shared/reactions.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { reactions, relevanceAnswers } from './tables.ts'

export type ReactionRow = typeof reactions.$inferSelect
export type RelevanceRow = typeof relevanceAnswers.$inferSelect

/** Reads and writes reactions. Knows SQL and nothing of who may do what. */
export function reactionStore(db: Database) {
  const ofPerson = (courseId: CourseId, personId: PersonId) => and(eq(reactions.courseId, courseId), eq(reactions.personId, personId))
  const answerOf = (courseId: CourseId, personId: PersonId) =>
    and(eq(relevanceAnswers.courseId, courseId), eq(relevanceAnswers.personId, personId))

  return {
    async mine(courseId: CourseId, personId: PersonId): Promise<Reaction[]> {
      const rows = await db
        .select()
        .from(reactions)
        .where(ofPerson(courseId, personId))
        .orderBy(asc(reactions.block), asc(reactions.kind))
        .limit(1000)
      return rows.map(({ kind, lesson, block, version }) => ({ kind, lesson: lesson || null, block: block || null, version }))
    },
    async myRelevance(courseId: CourseId, personId: PersonId): Promise<Relevance | undefined> {
      const [row] = await db.select().from(relevanceAnswers).where(answerOf(courseId, personId))
      return row && { score: row.score, why: row.why, version: row.version, at: row.at }
    },

    /** Says whether the word is new. */
    async add(tx: Transaction, row: ReactionRow): Promise<boolean> {
      const added = await tx.insert(reactions).values(row).onConflictDoNothing().returning({ kind: reactions.kind })
      return added.length > 0
    },
    async take(tx: Transaction, courseId: CourseId, personId: PersonId, block: BlockId | '', kinds: ReactionKind[]) {
      if (kinds.length === 0) return
      await tx.delete(reactions).where(and(ofPerson(courseId, personId), eq(reactions.block, block), inArray(reactions.kind, kinds)))
    },
    /** Says whether the person answered for the first time. */
    async setRelevance(tx: Transaction, { courseId, personId, ...answer }: RelevanceRow): Promise<boolean> {
      const before = await tx.$count(relevanceAnswers, answerOf(courseId, personId))
      await tx
        .insert(relevanceAnswers)
        .values({ courseId, personId, ...answer })
        .onConflictDoUpdate({ target: [relevanceAnswers.courseId, relevanceAnswers.personId], set: answer })
      return before === 0
    },
    async forgetRelevance(courseId: CourseId, personId: PersonId) {
      await db.delete(relevanceAnswers).where(answerOf(courseId, personId))
    },

    /** People who said anything of the course, as a whole or of a block. */
    async people(courseId: CourseId): Promise<number> {
      const [row] = await db
        .select({ people: countDistinct(reactions.personId) })
        .from(reactions)
        .where(eq(reactions.courseId, courseId))
      return row?.people ?? 0
    },
    /** How many people said each word, of the course or of any block in it: each person once a word. */
    async kinds(courseId: CourseId): Promise<{ kind: ReactionKind; people: number }[]> {
      return db
        .select({ kind: reactions.kind, people: countDistinct(reactions.personId) })
        .from(reactions)
        .where(eq(reactions.courseId, courseId))
        .groupBy(reactions.kind)
    },
    /** How many people said each word of each block. */
    async blocks(courseId: CourseId, most: number): Promise<{ lesson: LessonId; block: BlockId; kind: ReactionKind; people: number }[]> {
      const rows = await db
        .select({ lesson: reactions.lesson, block: reactions.block, kind: reactions.kind, people: count() })
        .from(reactions)
        .where(and(eq(reactions.courseId, courseId), ne(reactions.block, '')))
        .groupBy(reactions.lesson, reactions.block, reactions.kind)
        .orderBy(desc(count()), asc(reactions.block))
        .limit(most)
      return rows.flatMap(({ lesson, block, ...row }) => (lesson && block ? [{ ...row, lesson, block }] : []))
    },
    async scale(courseId: CourseId): Promise<{ score: Scale; people: number }[]> {
      return db
        .select({ score: relevanceAnswers.score, people: count() })
        .from(relevanceAnswers)
        .where(eq(relevanceAnswers.courseId, courseId))
        .groupBy(relevanceAnswers.score)
    },
    /** What people said of several courses, each person's newest answer. */
    async scores(courseIds: readonly CourseId[], most: number): Promise<{ personId: PersonId; score: Scale }[]> {
      if (courseIds.length === 0) return []
      return db
        .select({ personId: relevanceAnswers.personId, score: relevanceAnswers.score })
        .from(relevanceAnswers)
        .where(inArray(relevanceAnswers.courseId, [...courseIds]))
        .orderBy(asc(relevanceAnswers.at))
        .limit(most)
    },
    /** The newest reasons, without who gave them. */
    async whys(courseId: CourseId, most: number): Promise<{ score: Scale; why: string; version: number; at: number }[]> {
      const rows = await db
        .select({ score: relevanceAnswers.score, why: relevanceAnswers.why, version: relevanceAnswers.version, at: relevanceAnswers.at })
        .from(relevanceAnswers)
        .where(and(eq(relevanceAnswers.courseId, courseId), isNotNull(relevanceAnswers.why)))
        .orderBy(desc(relevanceAnswers.at))
        .limit(most)
      return rows.flatMap(({ why, ...row }) => (why ? [{ ...row, why }] : []))
    },
  }
}
export type ReactionStore = ReturnType<typeof reactionStore>
