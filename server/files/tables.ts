import type { CourseId, PersonId } from '../../shared/id.ts'
import { integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** Which files a course has. The bytes lie among the blobs, once for all courses that have them. */
export const files = table(
  'files',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    /** SHA-256 of the bytes, in hex. */
    id: text('id').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    addedBy: text('added_by').$type<PersonId>().notNull(),
    addedAt: integer('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.id] })],
)
