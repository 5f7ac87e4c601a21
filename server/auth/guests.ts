import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { isGuestId } from '../../shared/guests.ts'
import { type CourseId, newDocumentId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member } from '../../shared/people.ts'
import type { Database } from '../platform/db/database.ts'
import type { Asker } from '../platform/http/serve.ts'
import { guestLinks } from './tables.ts'

// People without an account, who came by a link to one draft. They have a name and an id, so that what they say stays theirs.

export type GuestRow = typeof guestLinks.$inferSelect

const tokenPrefix = 'guest_'
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const cookieName = (secure: boolean) => (secure ? '__Host-colloquy-guest' : 'colloquy-guest')
const asMember = ({ id, name }: Pick<GuestRow, 'id' | 'name'>): Member => ({ id, name, email: '', colour: colourOf(id) })

/** Guests' links: making and ending them, and who comes by one. */
export function guestAccess(db: Database, { appUrl, now }: { appUrl: string; now: () => number }) {
  const secure = appUrl.startsWith('https:')
  const holds = () => and(isNull(guestLinks.endedAt), gt(guestLinks.expiresAt, now()))

  async function byToken(token: string): Promise<GuestRow | undefined> {
    if (!token.startsWith(tokenPrefix)) return undefined
    const [row] = await db
      .select()
      .from(guestLinks)
      .where(and(eq(guestLinks.hash, hashOf(token)), holds()))
    return row
  }

  return {
    byToken,
    /** Who asks by the cookie of a guest. Null when the link has expired or was ended. */
    async authenticate(cookies: string | null): Promise<Asker | null> {
      const token = cookies
        ?.split(';')
        .map((part) => part.trim().split('='))
        .find(([name]) => name === cookieName(secure))?.[1]
      const row = token && (await byToken(token))
      return row ? { member: asMember(row), by: 'guest', until: row.expiresAt } : null
    },
    /** The cookie by which a browser acts as this guest, until the link expires. */
    cookieFor: (token: string, { expiresAt }: GuestRow) =>
      `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.max(0, Math.floor((expiresAt - now()) / 1000))}${secure ? '; Secure' : ''}`,

    /** The one course of a guest whose link holds. */
    async courseOf(id: PersonId): Promise<CourseId | undefined> {
      if (!isGuestId(id)) return undefined
      const [row] = await db
        .select({ courseId: guestLinks.courseId })
        .from(guestLinks)
        .where(and(eq(guestLinks.id, id), holds()))
      return row?.courseId
    },
    /** Guests by their ids, whether their links hold or not: what they said stays theirs. */
    async named(ids: readonly PersonId[]): Promise<{ id: PersonId; name: string; email: string }[]> {
      const guests = ids.filter(isGuestId)
      if (guests.length === 0) return []
      const rows = await db.select({ id: guestLinks.id, name: guestLinks.name }).from(guestLinks).where(inArray(guestLinks.id, guests))
      return rows.map((row) => ({ ...row, email: '' }))
    },

    /** A new link. Its secret is told this once. */
    async add(given: { courseId: CourseId; name: string; by: PersonId; expiresAt: number }): Promise<{ row: GuestRow; token: string }> {
      const token = tokenPrefix + randomBytes(32).toString('base64url')
      const row: GuestRow = {
        ...given,
        id: `guest-${newDocumentId<PersonId>()}` as PersonId,
        hash: hashOf(token),
        at: now(),
        endedAt: null,
      } // its birth
      await db.insert(guestLinks).values(row)
      return { row, token }
    },
    list: (courseId: CourseId): Promise<GuestRow[]> =>
      db.select().from(guestLinks).where(eq(guestLinks.courseId, courseId)).orderBy(desc(guestLinks.at), desc(guestLinks.id)).limit(200),
    count: (courseId: CourseId) => db.$count(guestLinks, and(eq(guestLinks.courseId, courseId), holds())),
    /** Whether there was such a link of this course. */
    async end(courseId: CourseId, id: PersonId): Promise<boolean> {
      const rows = await db
        .update(guestLinks)
        .set({ endedAt: now() })
        .where(and(eq(guestLinks.courseId, courseId), eq(guestLinks.id, id), isNull(guestLinks.endedAt)))
        .returning({ id: guestLinks.id })
      return rows.length > 0
    },
  }
}
export type GuestAccess = ReturnType<typeof guestAccess>
