import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { index, integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** What lists need to know of a course. What it says is in its log; title and summary here are copies of what that says. */
export const courses = table(
  'courses',
  {
    id: text('id').$type<CourseId>().primaryKey(),
    groupId: text('group_id').$type<GroupId>().notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    createdBy: text('created_by').$type<PersonId>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    currentVersion: integer('current_version'),
    publishedAt: integer('published_at'),
    /** The words learners see; the draft's may have moved on. */
    publishedTitle: text('published_title'),
    publishedSummary: text('published_summary'),
    trashedAt: integer('trashed_at'),
    trashedBy: text('trashed_by').$type<PersonId>(),
  },
  (t) => [index('courses_of_group').on(t.groupId)],
)

export const courseRoles = table(
  'course_roles',
  {
    courseId: text('course_id')
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    personId: text('person_id').$type<PersonId>().notNull(),
    role: text('role').$type<CourseRole>().notNull(),
    givenBy: text('given_by').$type<PersonId>(),
    givenAt: integer('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId] }), index('course_roles_of_person').on(t.personId)],
)
