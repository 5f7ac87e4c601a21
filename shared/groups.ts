import { z } from 'zod'
import { Done, endpoint, page } from './endpoint.ts'
import { GroupId, PersonId } from './id.ts'
import { Person } from './people.ts'
import {
  canComment,
  canCreateCourse,
  canEditDraft,
  canGiveRole,
  canManageCourse,
  canManageGroup,
  canPlay,
  canPublish,
  canReadDraft,
  GroupRole,
  meansAudience,
  stranger,
} from './rights.ts'
import { Time } from './time.ts'

// Model

export const GroupName = z.string().trim().min(1).max(120)

/** A node of the tree that mirrors the company; the root is the company itself. */
export const Group = z.object({ id: GroupId, parentId: GroupId.nullable(), name: z.string() })
export type Group = z.infer<typeof Group>

/** A group as the asker sees it: `roles` are theirs that cover it, and none on a group they see only as the way to their own. */
export const SeenGroup = Group.extend({ roles: z.array(GroupRole) })
export type SeenGroup = z.infer<typeof SeenGroup>

/** A role, and where it comes from: given at `groupId`, it covers everything below. */
export const GivenRole = z.object({ role: GroupRole, groupId: GroupId, groupName: z.string(), by: Person.nullable(), at: Time })
export type GivenRole = z.infer<typeof GivenRole>

/** Somebody with a role that covers the group. Addresses are shown to those who run it. */
export const GroupMember = z.object({ person: Person, email: z.string().nullable(), roles: z.array(GivenRole) })
export type GroupMember = z.infer<typeof GroupMember>

/** What somebody can do in a group, with every role that allows it. */
export const GroupRight = z.enum([
  'group.manage',
  'role.give',
  'role.giveAdmin',
  'course.create',
  'course.read',
  'course.comment',
  'course.edit',
  'course.publish',
  'course.manage',
  'course.play',
])
export type GroupRight = z.infer<typeof GroupRight>
export const ExplainedRight = z.object({ right: GroupRight, because: z.array(GivenRole) })
export type ExplainedRight = z.infer<typeof ExplainedRight>

// Rules

const alone = (role: GroupRole) => ({ ...stranger, roles: [role], audience: meansAudience(role) })

const allows: Record<GroupRight, (role: GroupRole) => boolean> = {
  'group.manage': (role) => canManageGroup([role]),
  'role.give': (role) => canGiveRole([role], 'learner'),
  'role.giveAdmin': (role) => canGiveRole([role], 'admin'),
  'course.create': (role) => canCreateCourse([role]),
  'course.read': (role) => canReadDraft(alone(role)),
  'course.comment': (role) => canComment(alone(role)),
  'course.edit': (role) => canEditDraft(alone(role)),
  'course.publish': (role) => canPublish(alone(role)),
  'course.manage': (role) => canManageCourse(alone(role)),
  'course.play': (role) => canPlay(alone(role)),
}

/** Every right that `roles` give, each with the roles that give it; rights nobody gave are left out. */
export function explainRights(roles: readonly GivenRole[]): ExplainedRight[] {
  return GroupRight.options
    .map((right) => ({ right, because: roles.filter(({ role }) => allows[right](role)) }))
    .filter(({ because }) => because.length > 0)
}

// Contract

const ofGroup = z.object({ groupId: GroupId })

export const listGroups = endpoint('GET', '/groups', {
  takes: z.object({ after: z.string().optional() }),
  gives: page(SeenGroup),
  about: 'The groups the asker belongs to or runs with all below them, and the names of those above; parents come before children.',
})
export const createGroup = endpoint('POST', '/groups', {
  takes: z.object({ parentId: GroupId, name: GroupName }),
  gives: Group,
  who: 'L&D and admins of the parent',
  problems: ['group.unknown', 'group.manage', 'group.tooDeep'],
  about: 'Makes a group inside another.',
})
export const renameGroup = endpoint('PATCH', '/groups/:groupId', {
  takes: ofGroup.extend({ name: GroupName }),
  gives: Group,
  who: 'L&D and admins of the group',
  problems: ['group.unknown', 'group.manage'],
  about: 'Gives a group another name.',
})
export const moveGroup = endpoint('POST', '/groups/:groupId/move', {
  takes: ofGroup.extend({ parentId: GroupId }),
  gives: Group,
  who: 'L&D and admins of the group’s parent and of its new one',
  problems: ['group.unknown', 'group.manage', 'group.cycle', 'group.root', 'group.tooDeep'],
  about: 'Moves a group with everything below it. Roles from above are then those of the new place.',
})
export const listGroupPeople = endpoint('GET', '/groups/:groupId/people', {
  takes: ofGroup.extend({ below: z.literal('yes').optional(), after: z.string().optional() }),
  gives: page(GroupMember),
  problems: ['group.unknown'],
  about: 'Whoever holds a role that covers the group, with where each role was given; with `below`, also those of the groups inside it.',
})
export const giveGroupRole = endpoint('POST', '/groups/:groupId/roles', {
  takes: ofGroup.extend({ personId: PersonId, role: GroupRole }),
  gives: Done,
  who: 'L&D (every role but admin) and admins of the group',
  problems: ['group.unknown', 'group.giveRole', 'person.unknown'],
  about: 'Gives a role at a group; it covers everything below. Giving it twice changes nothing.',
})
export const takeGroupRole = endpoint('DELETE', '/groups/:groupId/roles/:personId/:role', {
  takes: ofGroup.extend({ personId: PersonId, role: GroupRole }),
  gives: Done,
  who: 'L&D (every role but admin) and admins of the group',
  problems: ['group.unknown', 'group.giveRole', 'group.lastAdmin'],
  about: 'Takes a role back. Open connections lose what hung on it within a second.',
})
export const explainGroupRights = endpoint('GET', '/groups/:groupId/people/:personId/rights', {
  takes: ofGroup.extend({ personId: PersonId }),
  gives: z.object({ person: Person, roles: z.array(GivenRole), rights: z.array(ExplainedRight) }),
  who: 'the person, and L&D and admins of the group',
  problems: ['group.unknown', 'person.unknown'],
  about: 'What somebody can do in a group, and who gave it to them where.',
})

export const groupEndpoints = [
  listGroups,
  createGroup,
  renameGroup,
  moveGroup,
  listGroupPeople,
  giveGroupRole,
  takeGroupRole,
  explainGroupRights,
]
