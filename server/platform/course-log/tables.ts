import { bytes, integer, primaryKey, table, text } from '../db/columns.ts'

/** Where each log ends. Appending compares this row, because compaction leaves holes in the log itself. */
export const courseHeads = table('course_heads', {
  courseId: text('course_id').primaryKey(),
  seq: integer('seq').notNull(),
  /** Grows when a backup was restored: copies of an older epoch are not merged. */
  epoch: integer('epoch').notNull(),
})

export const courseLog = table(
  'course_log',
  {
    courseId: text('course_id').notNull(),
    seq: integer('seq').notNull(),
    id: text('id').notNull(),
    actor: text('actor'),
    kind: text('kind').notNull(),
    body: bytes('body').notNull(),
    at: integer('at').notNull(),
    v: integer('v').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.seq] })],
)

export const courseSnapshots = table('course_snapshots', {
  courseId: text('course_id').primaryKey(),
  seq: integer('seq').notNull(),
  state: bytes('state').notNull(),
  sv: bytes('sv').notNull(),
  ds: bytes('ds').notNull(),
  at: integer('at').notNull(),
})
