import {
  createCourse,
  getCourse,
  listCoursePeople,
  listCourses,
  renameCourse,
  restoreCourse,
  setCourseRole,
  takeCourseRole,
  trashCourse,
} from '../../shared/courses.ts'
import { done } from '../../shared/endpoint.ts'
import type { CourseId } from '../../shared/id.ts'
import { searchPeople } from '../../shared/people.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { CourseService } from './service.ts'

export function courseRoutes(app: App, courses: CourseService) {
  serve(app, listCourses, ({ groupId, trashed, after }, member) =>
    // A cursor is the id of the last course of the page before; a wrong one only finds other courses.
    courses.list(member, { trashed: trashed === 'yes', ...(groupId && { groupId }), ...(after && { after: after as CourseId }) }),
  )
  serve(app, createCourse, (asked, member) => courses.create(member, asked))
  serve(app, getCourse, ({ courseId }, member) => courses.get(member, courseId))
  serve(app, renameCourse, ({ courseId, title }, member) => courses.rename(member, courseId, title))
  serve(app, trashCourse, async ({ courseId }, member) => (await courses.trash(member, courseId), done))
  serve(app, restoreCourse, ({ courseId }, member) => courses.restore(member, courseId))
  serve(app, listCoursePeople, ({ courseId, after }, member) => courses.listPeople(member, courseId, after))
  serve(app, setCourseRole, async ({ courseId, personId, role }, member) => (await courses.setRole(member, courseId, personId, role), done))
  serve(app, takeCourseRole, async ({ courseId, personId }, member) => (await courses.setRole(member, courseId, personId, null), done))
  serve(app, searchPeople, async (asked, member) => ({ items: await courses.search(member, asked) }))
}
