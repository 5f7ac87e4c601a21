import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { CourseId, GroupId, LessonId, PersonId } from '../../shared/id.ts'
import type { ReviewRules, RoundId } from '../../shared/review.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { lessonVerdicts, lessonVerifications, reviewAsked, reviewRounds, reviewRules, verificationFlags } from './tables.ts'

export type RoundRow = typeof reviewRounds.$inferSelect
export type AskedRow = typeof reviewAsked.$inferSelect
export type VerdictRow = typeof lessonVerdicts.$inferSelect
export type VerificationRow = typeof lessonVerifications.$inferSelect

/** Rounds, verdicts, verifications, and what groups ask for. */
export function reviewStore(db: Database) {
  return {
    /** The rules set at any of these groups. */
    async rulesAt(groupIds: readonly GroupId[]): Promise<Map<GroupId, ReviewRules>> {
      if (groupIds.length === 0) return new Map()
      const rows = await db
        .select({ groupId: reviewRules.groupId, rules: reviewRules.rules })
        .from(reviewRules)
        .where(inArray(reviewRules.groupId, [...groupIds]))
      return new Map(rows.map((row) => [row.groupId, row.rules]))
    },
    async setRules(groupId: GroupId, rules: ReviewRules | null, setBy: PersonId, setAt: number) {
      if (!rules) await db.delete(reviewRules).where(eq(reviewRules.groupId, groupId))
      else
        await db
          .insert(reviewRules)
          .values({ groupId, rules, setBy, setAt })
          .onConflictDoUpdate({ target: reviewRules.groupId, set: { rules, setBy, setAt } })
    },

    async openRound(courseId: CourseId): Promise<RoundRow | undefined> {
      const [row] = await db
        .select()
        .from(reviewRounds)
        .where(and(eq(reviewRounds.courseId, courseId), isNull(reviewRounds.closedAt)))
        .orderBy(desc(reviewRounds.at), desc(reviewRounds.id))
        .limit(1)
      return row
    },
    async round(courseId: CourseId, id: RoundId): Promise<RoundRow | undefined> {
      const [row] = await db
        .select()
        .from(reviewRounds)
        .where(and(eq(reviewRounds.courseId, courseId), eq(reviewRounds.id, id)))
      return row
    },
    asked: (roundId: RoundId): Promise<AskedRow[]> =>
      db.select().from(reviewAsked).where(eq(reviewAsked.roundId, roundId)).orderBy(asc(reviewAsked.personId)),
    /** Begins a round; the one before it ends. */
    async addRound(tx: Transaction, row: RoundRow, asked: readonly Omit<AskedRow, 'roundId' | 'doneAt'>[]) {
      await tx
        .update(reviewRounds)
        .set({ closedAt: row.at })
        .where(and(eq(reviewRounds.courseId, row.courseId), isNull(reviewRounds.closedAt)))
      await tx.insert(reviewRounds).values(row)
      await tx.insert(reviewAsked).values(asked.map((one) => ({ ...one, roundId: row.id, doneAt: null })))
    },
    async closeRound(id: RoundId, closedAt: number) {
      await db.update(reviewRounds).set({ closedAt }).where(eq(reviewRounds.id, id))
    },
    /** Whether this person was asked. */
    async finish(tx: Transaction, roundId: RoundId, personId: PersonId, doneAt: number): Promise<boolean> {
      const rows = await tx
        .update(reviewAsked)
        .set({ doneAt })
        .where(and(eq(reviewAsked.roundId, roundId), eq(reviewAsked.personId, personId)))
        .returning({ personId: reviewAsked.personId })
      return rows.length > 0
    },
    /** Open rounds that are due between two times, with those who are not done. */
    async due(from: number, until: number): Promise<{ round: RoundRow; personId: PersonId }[]> {
      const rows = await db
        .select({ round: reviewRounds, personId: reviewAsked.personId })
        .from(reviewRounds)
        .innerJoin(reviewAsked, eq(reviewAsked.roundId, reviewRounds.id))
        .where(
          and(
            isNull(reviewRounds.closedAt),
            isNull(reviewAsked.doneAt),
            isNotNull(reviewRounds.dueAt),
            gt(reviewRounds.dueAt, from),
            lt(reviewRounds.dueAt, until),
          ),
        )
        .limit(10_000)
      return rows
    },

    async addVerdict(tx: Transaction, row: VerdictRow) {
      await tx.insert(lessonVerdicts).values(row)
    },
    /** The last word of each person on each lesson of a course. */
    async verdicts(courseId: CourseId): Promise<VerdictRow[]> {
      const rows = await db
        .select()
        .from(lessonVerdicts)
        .where(eq(lessonVerdicts.courseId, courseId))
        .orderBy(asc(lessonVerdicts.at), asc(lessonVerdicts.id))
      return [...new Map(rows.map((row) => [`${row.lesson} ${row.personId}`, row])).values()]
    },

    verifications: (courseId: CourseId): Promise<VerificationRow[]> =>
      db.select().from(lessonVerifications).where(eq(lessonVerifications.courseId, courseId)),
    /** Verifications that end between two times: everybody's, or one person's. */
    endingBetween: (from: number, until: number, personId?: PersonId): Promise<VerificationRow[]> =>
      db
        .select()
        .from(lessonVerifications)
        .where(
          and(
            gt(lessonVerifications.until, from),
            lt(lessonVerifications.until, until),
            personId === undefined ? undefined : eq(lessonVerifications.personId, personId),
          ),
        )
        .orderBy(asc(lessonVerifications.until))
        .limit(10_000),
    async verify(row: Omit<VerificationRow, 'flags' | 'raised'>) {
      const { personId, mark, at, until } = row
      await db
        .insert(lessonVerifications)
        .values({ ...row, flags: 0, raised: false })
        .onConflictDoUpdate({
          target: [lessonVerifications.courseId, lessonVerifications.lesson],
          set: { personId, mark, at, until, flags: 0, raised: false },
        })
    },
    /** Ends a verification of anything but this. */
    async endVerification(tx: Transaction, courseId: CourseId, lesson: LessonId, unless: string) {
      await tx
        .update(lessonVerifications)
        .set({ raised: true })
        .where(
          and(eq(lessonVerifications.courseId, courseId), eq(lessonVerifications.lesson, lesson), ne(lessonVerifications.mark, unless)),
        )
    },
    /** Counts a flag against a verification, once for each event. */
    async countFlag(courseId: CourseId, lesson: LessonId, eventId: string) {
      await db.transaction(async (tx) => {
        const fresh = await tx
          .insert(verificationFlags)
          .values({ courseId, eventId })
          .onConflictDoNothing()
          .returning({ eventId: verificationFlags.eventId })
        if (fresh.length === 0) return
        await tx
          .update(lessonVerifications)
          .set({ flags: sql`${lessonVerifications.flags} + 1` })
          .where(and(eq(lessonVerifications.courseId, courseId), eq(lessonVerifications.lesson, lesson)))
      })
    },
  }
}
export type ReviewStore = ReturnType<typeof reviewStore>
