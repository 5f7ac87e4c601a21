import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { InvitationId } from '../../shared/invitations.ts'
import type { CourseRole, GroupRole } from '../../shared/rights.ts'
import { index, integer, table, text } from '../platform/db/columns.ts'

/** To a group or to a course. Of the link only the SHA-256 is kept: who reads the database cannot accept in others' names. */
export const invitations = table(
  'invitations',
  {
    id: text('id').$type<InvitationId>().primaryKey(),
    hash: text('hash').notNull().unique(),
    email: text('email').notNull(),
    groupId: text('group_id').$type<GroupId>(),
    groupRole: text('group_role').$type<GroupRole>(),
    courseId: text('course_id').$type<CourseId>(),
    courseRole: text('course_role').$type<CourseRole>(),
    invitedBy: text('invited_by').$type<PersonId>().notNull(),
    invitedAt: integer('invited_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    acceptedAt: integer('accepted_at'),
    acceptedBy: text('accepted_by').$type<PersonId>(),
  },
  (t) => [index('invitations_to_group').on(t.groupId), index('invitations_to_course').on(t.courseId)],
)
