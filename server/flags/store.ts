import { and, count, desc, eq, gt, gte, inArray, lt, or } from 'drizzle-orm'
import type { FlagState, VoiceId } from '../../shared/flags.ts'
import type { CourseId, FlagId, LessonId, PersonId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { flagCredits, flags, flagVoices } from './tables.ts'

export type FlagRow = typeof flags.$inferSelect
export type VoiceRow = typeof flagVoices.$inferSelect
export type CreditRow = typeof flagCredits.$inferSelect
/** The last row of the page before. */
export type Cursor = { at: number; id: string }

/** Reads and writes flags. Knows SQL and nothing of who may do what. */
export function flagStore(db: Database) {
  async function recount(tx: Transaction, flagId: FlagId) {
    const [row] = await tx.select({ voices: count() }).from(flagVoices).where(eq(flagVoices.flagId, flagId))
    await tx
      .update(flags)
      .set({ voices: row?.voices ?? 0 })
      .where(eq(flags.id, flagId))
  }

  return {
    async find(id: FlagId, from: Transaction = db): Promise<FlagRow | undefined> {
      return (await from.select().from(flags).where(eq(flags.id, id)))[0]
    },

    async voice(id: VoiceId, from: Transaction = db): Promise<VoiceRow | undefined> {
      return (await from.select().from(flagVoices).where(eq(flagVoices.id, id)))[0]
    },

    async inLesson(tx: Transaction, courseId: CourseId, lesson: LessonId, states: readonly FlagState[]): Promise<FlagRow[]> {
      return tx
        .select()
        .from(flags)
        .where(and(eq(flags.courseId, courseId), eq(flags.lesson, lesson), inArray(flags.state, [...states])))
    },

    async raisedSince(tx: Transaction, personId: PersonId, since: number): Promise<number> {
      const [row] = await tx
        .select({ raised: count() })
        .from(flagVoices)
        .where(and(eq(flagVoices.personId, personId), gte(flagVoices.at, since)))
      return row?.raised ?? 0
    },

    async insert(tx: Transaction, flag: FlagRow): Promise<void> {
      await tx.insert(flags).values(flag)
    },

    /** Adds a voice; somebody who has one on this flag says it anew with it. Answers the voice that counts. */
    async addVoice(tx: Transaction, voice: VoiceRow): Promise<VoiceRow> {
      const { reason, proposed, source, named, at } = voice
      const anew = { named, ...(reason && { reason }), ...(proposed !== null && { proposed }), ...(source !== null && { source }) } // what was not said again still holds
      const [kept] = await tx
        .insert(flagVoices)
        .values(voice)
        .onConflictDoUpdate({ target: [flagVoices.flagId, flagVoices.personId], set: anew })
        .returning()
      await tx.update(flags).set({ activeAt: at }).where(eq(flags.id, voice.flagId))
      await recount(tx, voice.flagId)
      return kept ?? voice
    },

    /** Changes a flag that is in one of these states; answers it as it is then, or nothing when it was in another one. */
    async change(tx: Transaction, id: FlagId, from: readonly FlagState[], to: Partial<FlagRow>): Promise<FlagRow | undefined> {
      const [row] = await tx
        .update(flags)
        .set(to)
        .where(and(eq(flags.id, id), inArray(flags.state, [...from])))
        .returning()
      return row
    },

    async markSeen(tx: Transaction, courseId: CourseId, ids: FlagId[]): Promise<void> {
      if (ids.length > 0)
        await tx
          .update(flags)
          .set({ state: 'seen' })
          .where(and(eq(flags.courseId, courseId), inArray(flags.id, ids), eq(flags.state, 'new')))
    },

    /** Gives the voices of one flag to another; somebody who has one there already keeps just that one. */
    async moveVoices(tx: Transaction, from: FlagId, to: FlagId): Promise<void> {
      const there = await tx.select({ personId: flagVoices.personId }).from(flagVoices).where(eq(flagVoices.flagId, to))
      const known = new Set(there.map((row) => row.personId))
      for (const voice of await tx.select().from(flagVoices).where(eq(flagVoices.flagId, from)))
        if (known.has(voice.personId)) await tx.delete(flagVoices).where(eq(flagVoices.id, voice.id))
        else await tx.update(flagVoices).set({ flagId: to }).where(eq(flagVoices.id, voice.id))
      await recount(tx, to)
    },

    async list(courseId: CourseId, states: readonly FlagState[], most: number, after?: Cursor): Promise<FlagRow[]> {
      const where = and(
        eq(flags.courseId, courseId),
        inArray(flags.state, [...states]),
        after && or(lt(flags.activeAt, after.at), and(eq(flags.activeAt, after.at), lt(flags.id, after.id as FlagId))), // a cursor is only compared
      )
      return db.select().from(flags).where(where).orderBy(desc(flags.activeAt), desc(flags.id)).limit(most)
    },

    async countIn(courseId: CourseId, states: readonly FlagState[]): Promise<number> {
      const [row] = await db
        .select({ flags: count() })
        .from(flags)
        .where(and(eq(flags.courseId, courseId), inArray(flags.state, [...states])))
      return row?.flags ?? 0
    },

    /** Open flags with many voices, the most wanted first. */
    async wanted(courseId: CourseId, states: readonly FlagState[], fewest: number, most: number): Promise<FlagRow[]> {
      return db
        .select()
        .from(flags)
        .where(and(eq(flags.courseId, courseId), inArray(flags.state, [...states]), gte(flags.voices, fewest)))
        .orderBy(desc(flags.voices))
        .limit(most)
    },

    async voicesOf(ids: FlagId[], from: Transaction = db): Promise<Map<FlagId, VoiceRow[]>> {
      const byFlag = new Map<FlagId, VoiceRow[]>()
      if (ids.length === 0) return byFlag
      for (const row of await from.select().from(flagVoices).where(inArray(flagVoices.flagId, ids)).orderBy(flagVoices.at, flagVoices.id))
        byFlag.set(row.flagId, [...(byFlag.get(row.flagId) ?? []), row])
      return byFlag
    },

    async mine(
      personId: PersonId,
      courseId: CourseId | undefined,
      most: number,
      after?: Cursor,
    ): Promise<{ flag: FlagRow; voice: VoiceRow }[]> {
      const where = and(
        eq(flagVoices.personId, personId),
        courseId && eq(flags.courseId, courseId),
        after && or(lt(flagVoices.at, after.at), and(eq(flagVoices.at, after.at), lt(flagVoices.id, after.id as VoiceId))), // a cursor is only compared
      )
      return db
        .select({ flag: flags, voice: flagVoices })
        .from(flagVoices)
        .innerJoin(flags, eq(flags.id, flagVoices.flagId))
        .where(where)
        .orderBy(desc(flagVoices.at), desc(flagVoices.id))
        .limit(most)
    },

    async newsFor(personId: PersonId): Promise<number> {
      const [row] = await db
        .select({ news: count() })
        .from(flagVoices)
        .innerJoin(flags, eq(flags.id, flagVoices.flagId))
        .where(and(eq(flagVoices.personId, personId), gt(flags.newsAt, flagVoices.lookedAt)))
      return row?.news ?? 0
    },

    async look(personId: PersonId, at: number): Promise<void> {
      await db.update(flagVoices).set({ lookedAt: at }).where(eq(flagVoices.personId, personId))
    },

    async credit(tx: Transaction, credit: CreditRow): Promise<void> {
      await tx.insert(flagCredits).values(credit).onConflictDoNothing()
    },

    async credits(courseId: CourseId, most: number): Promise<CreditRow[]> {
      return db.select().from(flagCredits).where(eq(flagCredits.courseId, courseId)).orderBy(desc(flagCredits.at)).limit(most)
    },
  }
}
export type FlagStore = ReturnType<typeof flagStore>
