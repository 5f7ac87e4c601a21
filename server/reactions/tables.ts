import type { BlockId, CourseId, LessonId, PersonId } from '../../shared/id.ts'
import type { ReactionKind, Scale } from '../../shared/reactions.ts'
import { index, integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** One row a word a person said; `lesson` and `block` are empty for the course as a whole. */
export const reactions = table(
  'reactions',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    // Empty rather than null, because a key with nulls would let one person say one thing twice.
    block: text('block').$type<BlockId | ''>().notNull(),
    lesson: text('lesson').$type<LessonId | ''>().notNull(),
    kind: text('kind').$type<ReactionKind>().notNull(),
    /** The version in which it was read so. */
    version: integer('version').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId, t.block, t.kind] }), index('reactions_block').on(t.courseId, t.block, t.kind)],
)

/** One answer a person on whether a course helps; a later one replaces it. */
export const relevanceAnswers = table(
  'relevance_answers',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    score: integer('score').$type<Scale>().notNull(),
    why: text('why'),
    version: integer('version').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.personId] }), index('relevance_answers_newest').on(t.courseId, t.at)],
)
