import type { GroupRight } from '../../shared/groups.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { t, type TextKey } from '../platform/text.ts'

const roles = {
  learner: ['groups.learner', 'groups.learnerDoes'],
  author: ['groups.author', 'groups.authorDoes'],
  reviewer: ['groups.reviewer', 'groups.reviewerDoes'],
  coach: ['groups.coach', 'groups.coachDoes'],
  lnd: ['groups.lnd', 'groups.lndDoes'],
  admin: ['groups.admin', 'groups.adminDoes'],
} as const satisfies Record<GroupRole, readonly [TextKey, TextKey]>

const rights = {
  'group.manage': 'groups.mayManage',
  'role.give': 'groups.mayGive',
  'role.giveAdmin': 'groups.mayGiveAdmin',
  'course.create': 'groups.mayCreate',
  'course.read': 'groups.mayRead',
  'course.comment': 'groups.mayComment',
  'course.edit': 'groups.mayEdit',
  'course.publish': 'groups.mayPublish',
  'course.manage': 'groups.mayRun',
  'course.play': 'groups.mayPlay',
} as const satisfies Record<GroupRight, TextKey>

/** `Author` */
export const roleName = (role: GroupRole) => t(roles[role][0])
/** `writes courses` */
export const roleDoes = (role: GroupRole) => t(roles[role][1])
/** `Edit courses` */
export const rightName = (right: GroupRight) => t(rights[right])
