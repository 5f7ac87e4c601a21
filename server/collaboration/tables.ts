import { bytes, index, integer, primaryKey, table, text, uniqueIndex } from '../platform/db/columns.ts'

/** Who writes under which Yjs client id. One row an id, so that the first claim wins on any number of servers. */
export const clientIds = table(
  'client_ids',
  {
    courseId: text('course_id').notNull(),
    clientId: integer('client_id').notNull(),
    personId: text('person_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.clientId] }), index('client_ids_by_person').on(t.personId, t.at)],
)

/** How a course was before much of it was deleted at once. One a place in the log, so that judging again keeps it once. */
export const courseRestorePoints = table(
  'course_restore_points',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id').notNull(),
    /** Where the log ended: everything up to there is in it. */
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    by: text('by'),
    why: text('why').notNull(),
    lessons: integer('lessons').notNull(),
    words: integer('words').notNull(),
    /** Yjs V2, compressed by brotli. */
    state: bytes('state').notNull(),
  },
  (t) => [uniqueIndex('course_restore_points_by_seq').on(t.courseId, t.seq)],
)
