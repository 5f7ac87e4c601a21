import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { InvitationId } from '../../shared/invitations.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { invitations } from './tables.ts'

export type InvitationRow = typeof invitations.$inferSelect
export type InvitationPlace = { groupId: GroupId } | { courseId: CourseId }

/** Invitations are deleted when they are replaced or withdrawn, and stay when accepted. */
export function invitationStore(db: Database) {
  const at = (place: InvitationPlace) =>
    'groupId' in place ? eq(invitations.groupId, place.groupId) : eq(invitations.courseId, place.courseId)
  const open = (now: number) => and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, now))
  return {
    async byHash(hash: string): Promise<InvitationRow | undefined> {
      return (await db.select().from(invitations).where(eq(invitations.hash, hash)))[0]
    },
    async find(id: InvitationId): Promise<InvitationRow | undefined> {
      return (await db.select().from(invitations).where(eq(invitations.id, id)))[0]
    },
    async openAt(place: InvitationPlace, now: number, after: InvitationId | undefined, most: number): Promise<InvitationRow[]> {
      return await db
        .select()
        .from(invitations)
        .where(and(at(place), open(now), after && lt(invitations.id, after)))
        .orderBy(desc(invitations.id))
        .limit(most)
    },
    /** Adds one in the place of open ones for the same address and place. */
    async replace(tx: Transaction, row: InvitationRow) {
      const place = row.groupId ? { groupId: row.groupId } : { courseId: row.courseId! } // a row has one of the two
      await tx.delete(invitations).where(and(at(place), eq(invitations.email, row.email), isNull(invitations.acceptedAt)))
      await tx.insert(invitations).values(row)
    },
    async delete(id: InvitationId) {
      await db.delete(invitations).where(eq(invitations.id, id))
    },
    /** Marks it as used by this person. False when somebody else was first. */
    async claim(tx: Transaction, id: InvitationId, by: PersonId, now: number): Promise<boolean> {
      const free = or(isNull(invitations.acceptedBy), eq(invitations.acceptedBy, by))
      const claimed = await tx
        .update(invitations)
        // The first time counts: it says how long the link may be used again.
        .set({ acceptedAt: sql`coalesce(${invitations.acceptedAt}, ${now})`, acceptedBy: by })
        .where(and(eq(invitations.id, id), free))
        .returning({ id: invitations.id })
      return claimed.length > 0
    },
  }
}
export type InvitationStore = ReturnType<typeof invitationStore>
