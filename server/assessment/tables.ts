import type { BlockId, CourseId, PersonId } from '../../shared/id.ts'
import { index, integer, json, primaryKey, table, text } from '../platform/db/columns.ts'

/** Which questions of a pool somebody was given, one row for each attempt. */
export const poolDraws = table(
  'pool_draws',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    pool: text('pool').$type<BlockId>().notNull(),
    attempt: integer('attempt').notNull(),
    version: integer('version').notNull(),
    /** Drawing with it again gives the same questions in the same order. */
    seed: text('seed').notNull(),
    questions: json<BlockId[]>('questions').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId, t.pool, t.attempt] })],
)

/** Answers that an author took off a wall. The answer itself stays among the results. */
export const hiddenPosts = table('hidden_posts', {
  answerId: text('answer_id').primaryKey(),
  by: text('by').$type<PersonId>().notNull(),
  at: integer('at').notNull(),
})

/** Files that learners sent as answers; their bytes lie among the blobs. */
export const answerFiles = table(
  'answer_files',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    question: text('question').$type<BlockId>().notNull(),
    blob: text('blob').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('answer_files_course').on(t.courseId, t.question)],
)
