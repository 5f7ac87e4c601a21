import { createHash, randomBytes } from 'node:crypto'
import { Password } from '../../shared/auth.ts'
import { type CourseId, type GroupId, newId, type PersonId } from '../../shared/id.ts'
import { type Invitation, type InvitationId, invitationMs, type InvitedTo } from '../../shared/invitations.ts'
import type { Member } from '../../shared/people.ts'
import { invariant, Problem, unknown } from '../../shared/problem.ts'
import { canGiveRole, canManageCourse, canManageGroup, type CourseRole, type GroupRole } from '../../shared/rights.ts'
import { minute } from '../../shared/time.ts'
import type { AuthService, Begun } from '../auth/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { From } from '../platform/http/from.ts'
import type { Mail } from '../platform/mail.ts'
import { letterFor } from './letter.ts'
import type { InvitationPlace, InvitationRow, InvitationStore } from './store.ts'

type Tools = {
  db: Database
  store: InvitationStore
  auth: AuthService
  people: PeopleService
  groups: GroupService
  courses: CourseService
  mail: Mail
  events: Events
  appUrl: string
  now: () => number
}
type Asked = {
  email: string
  groupId?: GroupId | undefined
  role?: GroupRole | undefined
  courseId?: CourseId | undefined
  courseRole?: CourseRole | undefined
}

const pageSize = 100
/** A link that is used again within this time gives its role again, in case the first try broke off before it did. */
const secondClickMs = minute
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Links by which people join: whoever may give a role may invite to it, with a mail server or without. */
export function invitationService({ db, store, auth, people, groups, courses, mail, events, appUrl, now }: Tools) {
  const { accounts } = auth

  /** Throws unless the member may invite there (and to this very role, where one is named). */
  async function checkMayInvite(member: Member, place: InvitationPlace, role?: GroupRole) {
    if ('groupId' in place)
      await groups.load(place.groupId, member, (roles) => (role ? canGiveRole(roles, role) : canManageGroup(roles)), 'giveRole')
    else await courses.load(place.courseId, member, canManageCourse, 'invite')
  }

  async function placeOf(row: InvitationRow): Promise<InvitedTo | undefined> {
    if (row.groupId && row.groupRole) {
      const group = await groups.find(row.groupId)
      return group && { to: 'group', groupId: group.id, name: group.name, role: row.groupRole }
    }
    const found = row.courseId ? await courses.standing(row.courseId, row.invitedBy) : undefined
    return found && row.courseRole ? { to: 'course', courseId: found.course.id, name: found.course.title, role: row.courseRole } : undefined
  }

  /** The invitation behind a link, while it is good; accepted ones only for who accepted. */
  async function read(token: string, asker?: PersonId) {
    const row = await store.byHash(hashOf(token))
    if (!row || row.expiresAt < now() || (row.acceptedBy && row.acceptedBy !== asker)) throw gone()
    const [place, inviter] = [await placeOf(row), await accounts.find(row.invitedBy)]
    if (!place || !inviter) throw gone()
    return { row, place, inviter: { ...(await people.find(inviter.id))!, email: inviter.email } } // found a line above
  }

  /** Who accepts: the asker, whoever the password proves, or a new person. */
  async function whoAccepts(
    row: InvitationRow,
    asker: Member | null,
    given: { name?: string | undefined; password?: string | undefined },
    from: From,
  ): Promise<{ personId: PersonId; begun?: Begun }> {
    if (asker?.email === row.email) {
      await claim(row, asker.id)
      return { personId: asker.id }
    }
    const account = await accounts.byEmail(row.email)
    if (!account) {
      if (asker)
        throw new Problem(
          'conflict',
          'invitation.otherAccount',
          'You are signed in with another address. Sign out to accept this invitation.',
        )
      return { personId: await join(row, given) }
    }
    if (!given.password)
      throw new Problem('invalid', 'invitation.password', 'There is an account with this address. Enter its password to accept.')
    const begun = await auth.signIn({ email: row.email, password: given.password }, from)
    await claim(row, account.id)
    return { personId: account.id, begun }
  }

  async function claim(row: InvitationRow, personId: PersonId) {
    if (!(await db.transaction((tx) => store.claim(tx, row.id, personId, now())))) throw gone()
  }

  /** A new account and the claim on the link in one transaction: of two who click at once, one joins. */
  async function join(row: InvitationRow, given: { name?: string | undefined; password?: string | undefined }): Promise<PersonId> {
    if (!given.name) throw new Problem('invalid', 'invitation.name', 'Tell your name, so that others know who you are.')
    if (!Password.safeParse(given.password).success)
      throw new Problem('invalid', 'invitation.password', 'Choose a password of 10 to 128 letters.')
    const hash = await accounts.hashPassword(given.password!)
    const person = { id: await accounts.newId(), name: given.name, email: row.email }
    await db.transaction(async (tx) => {
      if (!(await store.claim(tx, row.id, person.id, now()))) throw gone()
      await accounts.add(tx, person, hash)
    })
    events.tell()
    return person.id
  }

  return {
    async invite(member: Member, asked: Asked): Promise<Invitation & { link: string | null }> {
      const place: InvitationPlace = asked.groupId ? { groupId: asked.groupId } : { courseId: asked.courseId! } // the contract demands one of the two
      await checkMayInvite(member, place, asked.role)
      const token = randomBytes(24).toString('base64url')
      const row: InvitationRow = {
        id: newId<InvitationId>(now()),
        hash: hashOf(token),
        email: asked.email,
        groupId: asked.groupId ?? null,
        groupRole: asked.role ?? null,
        courseId: asked.courseId ?? null,
        courseRole: asked.courseRole ?? null,
        invitedBy: member.id,
        invitedAt: now(),
        expiresAt: now() + invitationMs,
        acceptedAt: null,
        acceptedBy: null,
      }
      const to = await placeOf(row)
      if (!to) throw unknown(asked.groupId ? 'group' : 'course')
      await db.transaction((tx) => store.replace(tx, row))
      const link = `${appUrl}/invitations/${token}`
      if (mail.leaves) await mail.send(letterFor({ to: row.email, by: member.name, place: to.name, link }))
      return { ...shown(row, to, member), link: mail.leaves ? null : link }
    },

    async list(member: Member, place: InvitationPlace, after?: InvitationId): Promise<{ items: Invitation[]; next?: string }> {
      await checkMayInvite(member, place)
      const rows = await store.openAt(place, now(), after, pageSize)
      const inviters = await people.findMany(rows.map((row) => row.invitedBy))
      const items = await Promise.all(rows.map(async (row) => ({ row, to: await placeOf(row) })))
      return {
        items: items.flatMap(({ row, to }) => (to ? [shown(row, to, inviters.get(row.invitedBy) ?? null)] : [])),
        ...(rows.length === pageSize && { next: rows.at(-1)!.id }),
      }
    },

    async withdraw(member: Member, id: InvitationId) {
      const row = await store.find(id)
      if (!row || row.acceptedAt !== null) throw gone()
      await checkMayInvite(member, row.groupId ? { groupId: row.groupId } : { courseId: row.courseId! }).catch(() => Promise.reject(gone()))
      await store.delete(id)
    },

    async read(token: string) {
      const { row, place, inviter } = await read(token)
      const { email: _, ...by } = inviter
      return { email: row.email, place, by, expiresAt: row.expiresAt, hasAccount: (await accounts.byEmail(row.email)) !== undefined }
    },

    /** Joins by a link. Twice by the same person is the same as once. */
    async accept(
      token: string,
      given: { name?: string | undefined; password?: string | undefined },
      asker: Member | null,
      from: From,
    ): Promise<Begun & { to: string }> {
      const { row, place, inviter } = await read(token, asker?.id)
      // Who lost the right to give the role since cannot give it by an old link either.
      await checkMayInvite(
        inviter,
        place.to === 'group' ? place : { courseId: place.courseId },
        place.to === 'group' ? place.role : undefined,
      ).catch(() => Promise.reject(gone()))
      // A link is used once. Whoever clicks twice gets one role, and one that was taken back since does not come again.
      if (row.acceptedAt !== null && asker && now() - row.acceptedAt > secondClickMs)
        return { member: asker, cookies: [], to: pathTo(place) }
      const { personId, begun } = await whoAccepts(row, asker, given, from)
      if (place.to === 'group') await groups.giveRole(inviter, place.groupId, personId, place.role)
      else await courses.setRole(inviter, place.courseId, personId, place.role)
      const signedIn = begun ?? (asker?.id === personId ? { member: asker, cookies: [] } : await auth.signInKnown(personId, from))
      return { ...signedIn, to: pathTo(place) }
    },
  }

  function shown(row: InvitationRow, place: InvitedTo, by: Invitation['by']): Invitation {
    invariant(row.acceptedAt === null, 'only open invitations are shown')
    return { id: row.id, email: row.email, place, by, at: row.invitedAt, expiresAt: row.expiresAt }
  }
}
export type InvitationService = ReturnType<typeof invitationService>

const pathTo = (place: InvitedTo) => (place.to === 'group' ? `/groups/${place.groupId}` : `/courses/${place.courseId}`)

const gone = () =>
  new Problem('unknown', 'invitation.unknown', 'This invitation was used, replaced or is too old. Ask whoever invited you for a new one.')
