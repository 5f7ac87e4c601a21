import type { Prose } from '../../shared/document/prose.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { index, integer, json, primaryKey, table, text } from '../platform/db/columns.ts'

/** What a lesson said, once for everybody who saw, approved or verified it so. `until`: it may go after that. */
export const keptLessons = table(
  'kept_lessons',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    mark: text('mark').notNull(),
    title: text('title').notNull(),
    content: json<Prose[]>('content').notNull(),
    until: integer('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.mark] }), index('kept_lessons_until').on(t.until)],
)

/** A course as somebody saw it: its lessons in order, each by its mark. */
export type Sight = { at: number; seq: number; title: string; lessons: { id: string; mark: string }[]; vector: string }

/** What somebody sees now, and what they saw when they were here before. */
export const courseVisits = table(
  'course_visits',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    seen: json<Sight>('seen').notNull(),
    before: json<Sight | null>('before'),
    seenAt: integer('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId] })],
)
