import type { CommentPictureId } from '../../shared/comments.ts'
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

/** Pictures that comments show. They are no files of the course, so that nobody sees them by the rights for those; bytes lie among the blobs. */
export const commentPictures = table(
  'comment_pictures',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    id: text('id').$type<CommentPictureId>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    blob: text('blob').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.id] })],
)
