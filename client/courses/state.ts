import {
  createCourse,
  type Course,
  listCoursePeople,
  listCourses,
  restoreCourse,
  setCourseRole,
  takeCourseRole,
  trashCourse,
} from '../../shared/courses.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import { invite, listInvitations, type InvitationId, withdrawInvitation } from '../../shared/invitations.ts'
import { searchPeople } from '../../shared/people.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked } from '../platform/asked.ts'

/** The courses this person can read or play, newest first; of one group, when `groupId` says so. */
export function createCourses(groupId: () => GroupId | undefined = () => undefined) {
  const key = () => groupId() ?? 'all'
  const courses = createAsked(key, () => allPages((after) => ask(listCourses, { groupId: groupId(), after })))
  return {
    courses: courses.value,
    fault: courses.fault,
    reload: courses.reload,
    /** Takes a course off the list at once, and puts it back when the server refuses. */
    async trash(course: Course) {
      courses.set((all) => all.filter(({ id }) => id !== course.id))
      await ask(trashCourse, { courseId: course.id }).catch(async (error: unknown) => {
        await courses.reload()
        throw error
      })
    },
    async restore(course: Course) {
      await ask(restoreCourse, { courseId: course.id })
      await courses.reload()
    },
  }
}
export type Courses = ReturnType<typeof createCourses>

/** Begins a course with one empty lesson. */
export const beginCourse = (asked: { groupId: GroupId; title: string; language: string }): Promise<Course> => ask(createCourse, asked)

/** Who can read a course's draft and who is invited to, with the verbs that change it. Invitations are for who manages it. */
export function createCoursePeople(course: () => Course) {
  const courseId = () => course().id
  const people = createAsked(courseId, (id) => allPages((after) => ask(listCoursePeople, { courseId: id, after })))
  const managed = () => (course().canManage ? courseId() : undefined)
  const invitations = createAsked(managed, (id) => allPages((after) => ask(listInvitations, { courseId: id, after })))
  return {
    people: people.value,
    fault: people.fault,
    invitations: invitations.value,
    async give(personId: PersonId, role: CourseRole) {
      await ask(setCourseRole, { courseId: courseId(), personId, role })
      await people.reload()
    },
    async take(personId: PersonId) {
      await ask(takeCourseRole, { courseId: courseId(), personId })
      await people.reload()
    },
    /** The link to pass on, or null when a letter went out. */
    async invite(email: string, courseRole: CourseRole): Promise<string | null> {
      const { link } = await ask(invite, { email, courseId: courseId(), courseRole })
      await invitations.reload()
      return link
    },
    async withdraw(invitationId: InvitationId) {
      await ask(withdrawInvitation, { invitationId })
      await invitations.reload()
    },
  }
}
export type CoursePeople = ReturnType<typeof createCoursePeople>

/** People to add to a course, those who can read it first. */
export const findPeople = async (q: string, courseId: CourseId) => (await ask(searchPeople, { q, courseId })).items
