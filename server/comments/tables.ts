import type { CourseId, PersonId, ThreadId } from '../../shared/id.ts'
import { integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** Until when a person has read a thread. What was said lies in the course document; who read it is nobody else's matter. */
export const threadReads = table(
  'thread_reads',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    threadId: text('thread_id').$type<ThreadId>().notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId, t.threadId] })],
)
