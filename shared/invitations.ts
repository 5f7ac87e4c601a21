import { z } from 'zod'
import { Email, Password, PersonName } from './auth.ts'
import { Done, endpoint, page } from './endpoint.ts'
import { GroupName } from './groups.ts'
import { CourseId, GroupId, id } from './id.ts'
import { Person } from './people.ts'
import { CourseRole, GroupRole } from './rights.ts'
import { day, Time } from './time.ts'

// Model

export const InvitationId = id('invitation')
export type InvitationId = z.infer<typeof InvitationId>

/** Where an invitation leads, and as what. */
export const InvitedTo = z.discriminatedUnion('to', [
  z.object({ to: z.literal('group'), groupId: GroupId, name: z.string(), role: GroupRole }),
  z.object({ to: z.literal('course'), courseId: CourseId, name: z.string(), role: CourseRole }),
])
export type InvitedTo = z.infer<typeof InvitedTo>

/** An invitation that nobody has accepted yet, as those see it who invite there. */
export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  place: InvitedTo,
  by: Person.nullable(),
  at: Time,
  expiresAt: Time,
})
export type Invitation = z.infer<typeof Invitation>

// Rules

/** How long a link stays good. */
export const invitationMs = 14 * day

// Contract

const SignedIn = z.object({ person: Person.extend({ email: z.string() }), /** The path to go to. */ to: z.string() })
const token = z.string().min(20).max(100)
const givesRoles = 'whoever can give the role there'

export const invite = endpoint('POST', '/invitations', {
  takes: z
    .object({
      email: Email,
      groupId: GroupId.optional(),
      role: GroupRole.optional(),
      courseId: CourseId.optional(),
      courseRole: CourseRole.optional(),
    })
    .refine((asked) => Boolean(asked.groupId && asked.role) !== Boolean(asked.courseId && asked.courseRole), {
      message: 'Name a group and a role, or a course and a courseRole.',
    }),
  gives: Invitation.extend({
    /** Null when it went out by mail; else for the inviter to pass on. */
    link: z.string().nullable(),
  }),
  who: givesRoles,
  problems: ['group.unknown', 'group.giveRole', 'course.unknown', 'course.invite', 'invitation.tooMany'],
  about: 'Invites an address to a group or to one course. Inviting it to the same place again replaces the former link.',
})
export const listInvitations = endpoint('GET', '/invitations', {
  takes: z.object({ groupId: GroupId.optional(), courseId: CourseId.optional(), after: z.string().optional() }),
  gives: page(Invitation),
  who: givesRoles,
  problems: ['group.unknown', 'course.unknown'],
  about: 'Open invitations to a group or to a course, newest first.',
})
export const withdrawInvitation = endpoint('DELETE', '/invitations/:invitationId', {
  takes: z.object({ invitationId: InvitationId }),
  gives: Done,
  who: givesRoles,
  problems: ['invitation.unknown'],
  about: 'Makes a link worthless.',
})
export const readInvitation = endpoint('GET', '/invitations/:token', {
  takes: z.object({ token }),
  gives: z.object({ email: z.string(), place: InvitedTo, by: Person.nullable(), expiresAt: Time, hasAccount: z.boolean() }),
  access: 'anyone',
  problems: ['invitation.unknown'],
  about: 'What a link invites to. Links that were used, replaced, withdrawn or are too old are unknown.',
})
export const acceptInvitation = endpoint('POST', '/invitations/:token/accept', {
  takes: z.object({ token, name: PersonName.optional(), password: z.string().max(1000).optional() }),
  gives: SignedIn,
  access: 'anyone',
  problems: ['invitation.unknown', 'invitation.name', 'invitation.password', 'invitation.otherAccount', 'auth.wrong', 'auth.tooMany'],
  about:
    'Accepts an invitation: with a name and a new password, or with the password of the account that has this address, or being signed in as it.',
})

export const readSetUp = endpoint('GET', '/set-up/:token', {
  takes: z.object({ token }),
  gives: Done,
  access: 'anyone',
  problems: ['set-up.unknown'],
  about: 'Whether this installation still waits for its first admin by this link.',
})
export const setUp = endpoint('POST', '/set-up/:token', {
  takes: z.object({ token, company: GroupName, name: PersonName, email: Email, password: Password }),
  gives: SignedIn,
  access: 'anyone',
  problems: ['set-up.unknown'],
  about: 'Makes the root group and its first admin, and signs them in.',
})

export const invitationEndpoints = [invite, listInvitations, withdrawInvitation, readInvitation, acceptInvitation, readSetUp, setUp]
