import type { CourseId, GroupId, LessonId, PersonId } from '../../shared/id.ts'
import type { ReviewRules, RoundId, Scope } from '../../shared/review.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { boolean, index, integer, json, primaryKey, table, text } from '../platform/db/columns.ts'

/** What a group asks of its courses; one without a row does as the group above it. */
export const reviewRules = table('review_rules', {
  groupId: text('group_id').$type<GroupId>().primaryKey(),
  rules: json<ReviewRules>('rules').notNull(),
  setBy: text('set_by').$type<PersonId>().notNull(),
  setAt: integer('set_at').notNull(),
})

export const reviewRounds = table(
  'review_rounds',
  {
    id: text('id').$type<RoundId>().primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    message: text('message').notNull(),
    dueAt: integer('due_at'),
    scope: text('scope').$type<Scope>().notNull(),
    /** The lessons asked for, when some were named. */
    lessons: json<LessonId[]>('lessons').notNull(),
    /** What "only the changes" compares with: the marks of the lessons then. */
    base: json<{ at: number; marks: Record<string, string> } | null>('base'),
    closedAt: integer('closed_at'),
  },
  (t) => [index('review_rounds_of_course').on(t.courseId, t.at), index('review_rounds_due').on(t.dueAt)],
)

/** Who was asked, by which role if by one. */
export const reviewAsked = table(
  'review_asked',
  {
    roundId: text('round_id').$type<RoundId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    role: text('role').$type<GroupRole>(),
    doneAt: integer('done_at'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.personId] })],
)

/** Every word ever given on a lesson. The last one of a person counts, while the lesson has the mark it was given to. */
export const lessonVerdicts = table(
  'lesson_verdicts',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    verdict: text('verdict').$type<'approved' | 'changes'>().notNull(),
    mark: text('mark').notNull(),
    /** How much of everybody's writing the lesson held: tells who wrote since. */
    vector: text('vector').notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('lesson_verdicts_of_course').on(t.courseId, t.lesson, t.personId, t.at)],
)

/** Until when a lesson counts as right, and since when it does not. */
export const lessonVerifications = table(
  'lesson_verifications',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    mark: text('mark').notNull(),
    at: integer('at').notNull(),
    until: integer('until').notNull(),
    /** Learners' flags since. */
    flags: integer('flags').notNull(),
    /** Authors said of a change since that it is more than it looks. */
    raised: boolean('raised').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.lesson] }), index('lesson_verifications_until').on(t.until)],
)

/** Flags that counted against a verification, so that an event told twice counts once. */
export const verificationFlags = table(
  'verification_flags',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    eventId: text('event_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.eventId] })],
)
