import type { UploadId } from '../../shared/files.ts'
import type { BlockId, CourseId, PersonId } from '../../shared/id.ts'
import { index, integer, primaryKey, table, text } from '../platform/db/columns.ts'

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

/** Files on their way. A row outlives its bytes by a while, so that who asks again for the end gets the same answer. */
export const uploads = table(
  'uploads',
  {
    id: text('id').$type<UploadId>().primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    /** Of an answer: what it answers. Else it becomes a file of the course. */
    question: text('question').$type<BlockId>(),
    name: text('name').notNull(),
    /** As announced. */
    bytes: integer('bytes').notNull(),
    /** How many are on disk, from the first on. */
    received: integer('received').notNull(),
    /** One writer at a time, on whichever server: until then it is somebody's. */
    busyUntil: integer('busy_until').notNull(),
    touchedAt: integer('touched_at').notNull(),
    /** What it has become, once it has arrived. */
    file: text('file'),
  },
  (t) => [index('uploads_by_touch').on(t.touchedAt), index('uploads_of_person').on(t.by)],
)
