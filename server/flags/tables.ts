import type { Quote } from '../../shared/document/quote.ts'
import type { DeclineReason, FlagState, VoiceId } from '../../shared/flags.ts'
import type { BlockId, CourseId, FlagId, LessonId, PersonId } from '../../shared/id.ts'
import { boolean, index, integer, json, primaryKey, table, text, uniqueIndex } from '../platform/db/columns.ts'

/** Spots of published versions that somebody called outdated, each with the authors' answer. */
export const flags = table(
  'flags',
  {
    id: text('id').$type<FlagId>().primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    /** As they were called when the flag was raised: they may be gone later. */
    courseTitle: text('course_title').notNull(),
    lessonTitle: text('lesson_title').notNull(),
    version: integer('version').notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    block: text('block').$type<BlockId>().notNull(),
    /** Offsets in the block's plain text, in UTF-16 units. */
    from: integer('from_offset').notNull(),
    to: integer('to_offset').notNull(),
    quote: json<Quote>('quote').notNull(),
    state: text('state').$type<FlagState>().notNull(),
    raisedAt: integer('raised_at').notNull(),
    /** When somebody last joined. */
    activeAt: integer('active_at').notNull(),
    /** Repeats how many voices there are, so that a list sorts by an index. */
    voices: integer('voices').notNull(),
    answeredBy: text('answered_by').$type<PersonId>(),
    answeredAt: integer('answered_at'),
    reason: text('reason').$type<DeclineReason>(),
    note: text('note').notNull(),
    /** Whose words were taken. */
    voice: text('voice').$type<VoiceId>(),
    before: text('before_text'),
    after: text('after_text'),
    fixedIn: integer('fixed_in'),
    /** When something happened to it that those who raised it should hear of. */
    newsAt: integer('news_at').notNull(),
    duplicateOf: text('duplicate_of').$type<FlagId>(),
  },
  (t) => [index('flags_waiting').on(t.courseId, t.state, t.activeAt, t.id), index('flags_block').on(t.courseId, t.lesson)],
)

/** What each person said to a flag: one row a person, so that fifty people are one flag and fifty voices. */
export const flagVoices = table(
  'flag_voices',
  {
    id: text('id').$type<VoiceId>().primaryKey(),
    flagId: text('flag_id').$type<FlagId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    reason: text('reason').notNull(),
    proposed: text('proposed'),
    source: text('source'),
    named: boolean('named').notNull(),
    /** When they last looked at what became of it. */
    lookedAt: integer('looked_at').notNull(),
  },
  (t) => [uniqueIndex('flag_voices_once').on(t.flagId, t.personId), index('flag_voices_person').on(t.personId, t.at, t.id)],
)

/** Whose words a version carries. */
export const flagCredits = table(
  'flag_credits',
  {
    flagId: text('flag_id').$type<FlagId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    version: integer('version').notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    block: text('block').$type<BlockId>().notNull(),
    /** The words as they were published, by which the sentence is known in later versions. */
    words: text('words').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.flagId, t.personId] }), index('flag_credits_course').on(t.courseId, t.at)],
)
