import { type CourseId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { GuestLink } from '../../shared/review.ts'
import { canManageCourse } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import type { AuthService } from '../auth/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'

type Tools = {
  auth: Pick<AuthService, 'guests' | 'ringRights'>
  courses: Pick<CourseService, 'load'>
  people: Pick<PeopleService, 'findMany'>
  appUrl: string
  now: () => number
}
type Row = Awaited<ReturnType<AuthService['guests']['list']>>[number]

/** Links that hold at a time, in one course. */
const mostGuests = 50

/** Inviting people without an account to read and comment one draft. */
export function guestsService({ auth, courses, people, appUrl, now }: Tools) {
  async function describe(rows: readonly Row[]): Promise<GuestLink[]> {
    const who = await people.findMany(rows.map(({ by }) => by))
    return rows.map(({ id, name, by, at, expiresAt, endedAt }) => ({
      id,
      name,
      by: who.get(by) ?? { id: by, name: '–', colour: colourOf(by) },
      at,
      expiresAt,
      endedAt,
    }))
  }
  const manage = (member: Member, courseId: CourseId) => courses.load(courseId, member, canManageCourse, 'invite')

  return {
    async create(member: Member, courseId: CourseId, { name, days }: { name: string; days: number }) {
      await manage(member, courseId)
      if ((await auth.guests.count(courseId)) >= mostGuests)
        throw new Problem('conflict', 'guest.tooMany', `${mostGuests} guests have links to this draft. End one of them first.`)
      const { row, token } = await auth.guests.add({ courseId, name, by: member.id, expiresAt: now() + days * day })
      const [link] = await describe([row])
      // After the hash: a browser sends that part to nobody, so no log on the way holds it.
      return { ...link!, url: `${appUrl}/guest#${token}` } // one row makes one link
    },
    async list(member: Member, courseId: CourseId): Promise<GuestLink[]> {
      await manage(member, courseId)
      return describe(await auth.guests.list(courseId))
    },
    async end(member: Member, courseId: CourseId, guestId: PersonId) {
      await manage(member, courseId)
      if (!(await auth.guests.end(courseId, guestId))) throw unknown('guest')
      auth.ringRights({ personId: guestId, courseId })
    },
    /** Who comes by a link, and the cookie they act by. */
    async come(token: string) {
      const row = await auth.guests.byToken(token)
      if (!row) throw new Problem('signedOut', 'guest.ended', 'This link has expired or was ended. Ask whoever sent it for a new one.')
      return { courseId: row.courseId, name: row.name, expiresAt: row.expiresAt, cookie: auth.guests.cookieFor(token, row) }
    },
  }
}
export type GuestsService = ReturnType<typeof guestsService>
