import { z } from 'zod'
import { Done, endpoint, page } from './endpoint.ts'
import { CourseId, GroupId, PersonId } from './id.ts'
import { Person } from './people.ts'
import {
  canComment,
  canEditDraft,
  canManageCourse,
  canPlay,
  canPublish,
  canReadDraft,
  CourseRole,
  GroupRole,
  meansAudience,
  Standing,
} from './rights.ts'
import { day, Time } from './time.ts'

// Model

export const CourseTitle = z.string().trim().min(1).max(200)
/** The language the course is written in, as BCP 47 has it: `en`, `de`, `pt-BR`. */
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** A course as the asker sees it. Who cannot read the draft sees the words of the current version. */
export const Course = z.object({
  id: CourseId,
  groupId: GroupId,
  groupName: z.string(),
  title: z.string(),
  summary: z.string(),
  /** The version people play, or null before the first. */
  version: z.number().int().nullable(),
  publishedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
  trashedAt: Time.nullable(),
  standing: Standing,
  canRead: z.boolean(),
  canEdit: z.boolean(),
  canComment: z.boolean(),
  canPublish: z.boolean(),
  canManage: z.boolean(),
  canPlay: z.boolean(),
})
export type Course = z.infer<typeof Course>

/** Somebody who can read the draft, and why: invited to the course, or by roles that cover it. */
export const CourseMember = z.object({
  person: Person,
  email: z.string().nullable(),
  courseRole: CourseRole.nullable(),
  roles: z.array(GroupRole),
})
export type CourseMember = z.infer<typeof CourseMember>

// Rules

/** How long a trashed course can be brought back. */
export const trashMs = 30 * day

/** Knows that the course exists: who can read its draft, and who can play it once there is something to play. */
export const isVisible = (standing: Standing, published: boolean) => canReadDraft(standing) || (published && canPlay(standing))

/** What a standing allows, for screens that only show and hide. */
export const flagsOf = (standing: Standing) => ({
  canRead: canReadDraft(standing),
  canEdit: canEditDraft(standing),
  canComment: canComment(standing),
  canPublish: canPublish(standing),
  canManage: canManageCourse(standing),
  canPlay: canPlay(standing),
})

/**
 * A person's standing towards a course at `place` (`/root/…/group/`), from the roles they hold (each with the path it
 * was given at) and the role they have on the course itself.
 */
export function standingAt(place: string, held: readonly { role: GroupRole; path: string }[], courseRole: CourseRole | null): Standing {
  const covers = held.filter(({ path }) => place.startsWith(path))
  const inBranch = held.filter(({ path }) => place.startsWith(path) || path.startsWith(place))
  return {
    roles: [...new Set(covers.map(({ role }) => role))],
    courseRole,
    guest: false,
    audience: inBranch.some(({ role }) => meansAudience(role)),
  }
}

// Contract

const ofCourse = z.object({ courseId: CourseId })
const managers = 'editors of the course, L&D and admins of its group'

export const listCourses = endpoint('GET', '/courses', {
  takes: z.object({ groupId: GroupId.optional(), trashed: z.literal('yes').optional(), after: z.string().optional() }),
  gives: page(Course),
  about: 'The courses the asker can read or play, newest first; with `trashed`, those they can bring back.',
})
export const createCourse = endpoint('POST', '/courses', {
  takes: z.object({ groupId: GroupId, title: CourseTitle, language: Language.default('en') }),
  gives: Course,
  who: 'authors, L&D and admins of the group',
  problems: ['group.unknown', 'group.createCourse'],
  about: 'Begins a course with one empty lesson; whoever asks becomes its editor.',
})
export const getCourse = endpoint('GET', '/courses/:courseId', {
  takes: ofCourse,
  gives: Course,
  problems: ['course.unknown'],
  about: 'One course and what the asker may do with it.',
})
export const renameCourse = endpoint('PATCH', '/courses/:courseId', {
  takes: ofCourse.extend({ title: CourseTitle }),
  gives: Course,
  who: managers,
  problems: ['course.unknown', 'course.rename'],
  about: 'Gives the draft another title; the published one keeps its own until the next version.',
})
export const trashCourse = endpoint('DELETE', '/courses/:courseId', {
  takes: ofCourse,
  gives: Done,
  who: managers,
  problems: ['course.unknown', 'course.trash'],
  about: 'Puts a course into the trash, from where it can be brought back for 30 days.',
})
export const restoreCourse = endpoint('POST', '/courses/:courseId/restore', {
  takes: ofCourse,
  gives: Course,
  who: managers,
  problems: ['course.unknown', 'course.restore', 'course.gone'],
  about: 'Brings a course back from the trash.',
})
export const listCoursePeople = endpoint('GET', '/courses/:courseId/people', {
  takes: ofCourse.extend({ after: z.string().optional() }),
  gives: page(CourseMember),
  who: 'whoever can read the draft',
  problems: ['course.unknown', 'course.people'],
  about: 'Who can read the draft, and why.',
})
export const setCourseRole = endpoint('PUT', '/courses/:courseId/people/:personId', {
  takes: ofCourse.extend({ personId: PersonId, role: CourseRole }),
  gives: Done,
  who: managers,
  problems: ['course.unknown', 'course.invite', 'person.unknown'],
  about: 'Invites somebody to this one course, or changes their role on it.',
})
export const takeCourseRole = endpoint('DELETE', '/courses/:courseId/people/:personId', {
  takes: ofCourse.extend({ personId: PersonId }),
  gives: Done,
  who: `${managers}, and the person`,
  problems: ['course.unknown', 'course.invite'],
  about: 'Takes somebody’s role on this course back. Their open connections close within a second.',
})

export const courseEndpoints = [
  listCourses,
  createCourse,
  getCourse,
  renameCourse,
  trashCourse,
  restoreCourse,
  listCoursePeople,
  setCourseRole,
  takeCourseRole,
]
