import type { Answered } from '../../shared/assessment.ts'
import type { BlockId, CourseId, LessonId, PersonId } from '../../shared/id.ts'
import { index, integer, json, primaryKey, table, text, uniqueIndex } from '../platform/db/columns.ts'

/** Where each learner stopped, one row a person and course. All else is read off the results. */
export const plays = table(
  'plays',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    version: integer('version').notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    block: text('block').$type<BlockId>(),
    startedAt: integer('started_at').notNull(),
    playedAt: integer('played_at').notNull(),
    /** The version whose completion was recorded last. */
    completedVersion: integer('completed_version'),
    completedAt: integer('completed_at'),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId] }), index('plays_person').on(t.personId)],
)

export type ResultBody =
  | { verb: 'viewed' }
  | ({ verb: 'answered' } & Answered)
  /** The nth hint of a question was asked for. */
  | { verb: 'hinted'; hint: number }
  /** The hash of every lesson, as it was when the course was completed. */
  | { verb: 'completed'; lessons: { lesson: LessonId; hash: string }[] }

/**
 * Everything a learner did that counts, written once and never changed: progress, reports and certificates are read off it.
 *
 * `block` is the question that was answered, the lesson that was viewed, or the course that was completed; `hash` is
 * what it said then.
 */
export const results = table(
  'results',
  {
    id: text('id').primaryKey(),
    personId: text('person_id').$type<PersonId>().notNull(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    version: integer('version').notNull(),
    lesson: text('lesson').$type<LessonId>(),
    block: text('block').notNull(),
    verb: text('verb').$type<ResultBody['verb']>().notNull(),
    hash: text('hash').notNull(),
    /** Says the deed again when it must count once: a view of one lesson as it was. Else the row's own id. */
    once: text('once').notNull(),
    result: json<ResultBody>('result').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('results_person').on(t.personId, t.courseId),
    index('results_block').on(t.courseId, t.block),
    uniqueIndex('results_once').on(t.once),
  ],
)
