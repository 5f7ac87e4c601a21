import { and, asc, eq, gt, inArray, isNull, lte, min } from 'drizzle-orm'
import type { PersonId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { letterWishes, notices } from './tables.ts'

export type Notice = typeof notices.$inferSelect
export type NewNotice = Omit<Notice, 'letterId' | 'settledAt'>
/** Somebody whom something waits for: since when, and the first of it. */
export type Waiting = { personId: PersonId; first: string; since: number }

/** One letter tells so many things at most; what is left goes into the next. */
const mostInLetter = 100
const mostAtOnce = 500

/** Reads and writes what people are to hear of. */
export function notificationStore(db: Database) {
  return {
    async add(news: NewNotice[]) {
      if (news.length > 0) await db.insert(notices).values(news).onConflictDoNothing()
    },
    /** For whom something has waited since `before`; what is older than `after` is left out. */
    async due(after: number, before: number): Promise<Waiting[]> {
      const rows = await db
        .select({ personId: notices.personId, first: min(notices.eventId), since: min(notices.at) })
        .from(notices)
        .where(and(isNull(notices.settledAt), gt(notices.at, after)))
        .groupBy(notices.personId)
        .having(lte(min(notices.at), before))
        .limit(mostAtOnce)
      return rows.map(({ personId, first, since }) => ({ personId, first: first!, since: since! })) // a group has a row
    },
    /** What goes into one letter: that of an earlier try unchanged, else all that waits, bound to `letterId` from now on. */
    bind(personId: PersonId, letterId: string, after: number): Promise<{ letterId: string; notices: Notice[] }> {
      return db.transaction(async (tx) => {
        const mine = and(eq(notices.personId, personId), isNull(notices.settledAt), gt(notices.at, after))
        const waiting = await tx.select().from(notices).where(mine).orderBy(asc(notices.eventId)).limit(mostInLetter)
        const begun = waiting.find((notice) => notice.letterId !== null)?.letterId
        if (begun) return { letterId: begun, notices: waiting.filter((notice) => notice.letterId === begun) }
        const ids = waiting.map(({ eventId }) => eventId)
        if (ids.length > 0)
          await tx
            .update(notices)
            .set({ letterId })
            .where(and(mine, inArray(notices.eventId, ids)))
        return { letterId, notices: waiting }
      })
    },
    /** The letter left, or had nothing to say. */
    async settle(personId: PersonId, letterId: string, at: number) {
      await db
        .update(notices)
        .set({ settledAt: at })
        .where(and(eq(notices.personId, personId), eq(notices.letterId, letterId), isNull(notices.settledAt)))
    },
    async wishesOf(personId: PersonId): Promise<{ mine: boolean }> {
      const [row] = await db.select({ mine: letterWishes.mine }).from(letterWishes).where(eq(letterWishes.personId, personId))
      return row ?? { mine: true }
    },
    async setWishes(personId: PersonId, wishes: { mine: boolean }) {
      await db
        .insert(letterWishes)
        .values({ personId, ...wishes })
        .onConflictDoUpdate({ target: letterWishes.personId, set: wishes })
    },
  }
}
export type NotificationStore = ReturnType<typeof notificationStore>
