import { z } from 'zod'

// Who may do what (the matrix of docs/rules/rights.md). Every rule is a pure function of a person's standing, so that
// the server, the browser and the test of the whole matrix share one truth.

/** A role at a node of the group tree. It covers the node and everything below it. */
export const GroupRole = z.enum(['learner', 'author', 'reviewer', 'coach', 'lnd', 'admin'])
export type GroupRole = z.infer<typeof GroupRole>

/** A role on one course, for people invited to just that course. */
export const CourseRole = z.enum(['editor', 'commenter', 'viewer'])
export type CourseRole = z.infer<typeof CourseRole>

/** All that the rules ask about a person and a course. */
export const Standing = z.object({
  /** Roles held at the course's group or above it: they cover the course. */
  roles: z.array(GroupRole),
  courseRole: CourseRole.nullable(),
  /** Came by an expiring link, without an account. */
  guest: z.boolean(),
  /** Learns in the course's branch of the tree: published versions are meant for them. */
  audience: z.boolean(),
})
export type Standing = z.infer<typeof Standing>

/** Somebody with no tie to the course at all. */
export const stranger: Standing = { roles: [], courseRole: null, guest: false, audience: false }

/** Roles whose holders learn from what is published in their branch of the tree. Who only reviews learns nothing there. */
export const meansAudience = (role: GroupRole) => role !== 'reviewer'

const holds = (standing: Standing, ...roles: GroupRole[]) => roles.some((role) => standing.roles.includes(role))

/** Writes the course: the author role covers it, or they were invited as its editor. */
export const isEditor = (standing: Standing) => holds(standing, 'author') || standing.courseRole === 'editor'
/** Runs the course's branch: L&D or admin. */
export const isManager = (standing: Standing) => holds(standing, 'lnd', 'admin')
const isReviewer = (standing: Standing) => holds(standing, 'reviewer') || standing.courseRole === 'commenter' || standing.guest

export const canReadDraft = (standing: Standing) =>
  isEditor(standing) || isReviewer(standing) || isManager(standing) || standing.courseRole === 'viewer'
export const canEditDraft = isEditor
export const canComment = (standing: Standing) => isEditor(standing) || isReviewer(standing) || isManager(standing)
export const canUpvote = canComment
export const canSuggest = canComment
/** Editors and managers close any thread, others only the one they began. */
export const canResolve = (standing: Standing, thread: { mine: boolean }) =>
  isEditor(standing) || isManager(standing) || (thread.mine && canComment(standing))
export const canAccept = (standing: Standing) => isEditor(standing) || isManager(standing)
export const canPublish = canAccept
/** Invites people to this one course, renames, trashes and restores it. */
export const canManageCourse = canAccept
export const canPlay = (standing: Standing) => !standing.guest && (standing.audience || isEditor(standing) || isManager(standing))
export const canFlag = canPlay
export const canReact = canPlay
export const canPost = canPlay
export const canModerateForum = canAccept
/** Knows that the course exists. */
export const canSeeCourse = (standing: Standing) => canReadDraft(standing) || canPlay(standing)

/** What the collaboration socket lets through: a reader is told all of the document, a viewer only the text. */
export const SocketRole = z.enum(['editor', 'reader', 'viewer', 'none'])
export type SocketRole = z.infer<typeof SocketRole>
export const socketRole = (standing: Standing): SocketRole => {
  if (canEditDraft(standing)) return 'editor'
  return canComment(standing) ? 'reader' : canReadDraft(standing) ? 'viewer' : 'none'
}

/** `roles` are those that cover the group. */
export const canCreateCourse = (roles: readonly GroupRole[]) =>
  roles.some((role) => role === 'author' || role === 'lnd' || role === 'admin')
export const canManageGroup = (roles: readonly GroupRole[]) => roles.some((role) => role === 'lnd' || role === 'admin')
/** L&D gives every role but admin; only an admin makes an admin. */
export const canGiveRole = (roles: readonly GroupRole[], role: GroupRole) =>
  roles.includes('admin') || (roles.includes('lnd') && role !== 'admin')
/** Any role in a group or above it lets a person see that the group is there and who is in it. */
export const canSeeGroup = (roles: readonly GroupRole[]) => roles.length > 0
