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

/** How a course was at a moment worth keeping. One a place in the log for each reason, so that judging again keeps it once. */
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
    /** What somebody called it; what has a name is not let go by itself. */
    name: text('name'),
    /** The version that was published from it. */
    version: integer('version'),
    lessons: integer('lessons').notNull(),
    words: integer('words').notNull(),
    /** Yjs V2, compressed by brotli. */
    state: bytes('state').notNull(),
  },
  (t) => [uniqueIndex('course_restore_points_by_seq').on(t.courseId, t.seq, t.why)],
)

/** For whom the server wrote under its own client id: characters of a course's text from `clock` on. */
export const courseWritten = table(
  'course_written',
  {
    courseId: text('course_id').notNull(),
    clock: integer('clock').notNull(),
    length: integer('length').notNull(),
    /** Whose words they are. */
    personId: text('person_id').notNull(),
    /** Who put them in, when that was somebody else. */
    acceptedBy: text('accepted_by'),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.clock] })],
)

/** What was taken out of lessons, as the log told before it was squeezed. One row a record and lesson. */
export const courseDeletions = table(
  'course_deletions',
  {
    courseId: text('course_id').notNull(),
    seq: integer('seq').notNull(),
    lesson: text('lesson').notNull(),
    by: text('by'),
    at: integer('at').notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.seq, t.lesson] }), index('course_deletions_by_time').on(t.courseId, t.at)],
)
