import type { FrozenLesson, FrozenNode } from '../../shared/document/freeze.ts'
import type { Pool } from '../../shared/document/question.ts'
import type { CourseId, LessonId, PersonId } from '../../shared/id.ts'
import { bytes, index, integer, json, primaryKey, table, text } from '../platform/db/columns.ts'

/** One row a version. The key (course, number) is what makes two publishers at once into one version. */
export const publishedVersions = table(
  'published_versions',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    version: integer('version').notNull(),
    at: integer('at').notNull(),
    by: text('by').$type<PersonId>().notNull(),
    note: text('note').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    /** The version whose content it brings back, when it is a return. */
    returnsTo: integer('returns_to'),
    outline: json<FrozenNode[]>('outline').notNull(),
    /** How many lessons are new or changed since the version before. */
    changed: integer('changed').notNull(),
    lessons: integer('lessons').notNull(),
    /** The place in the course log, and what of the document was in it. */
    draftSeq: integer('draft_seq').notNull(),
    stateVector: bytes('state_vector').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.version] })],
)

/** Which lessons a version holds. The Yjs ids are of the version: equal words may have been typed anew. */
export const versionLessons = table(
  'version_lessons',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    version: integer('version').notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    pos: integer('pos').notNull(),
    title: text('title').notNull(),
    /** Who learnt this hash has learnt the lesson: of what it says to learners, or said before a cosmetic change. */
    hash: text('hash').notNull(),
    /** What it really says, as hashes of it and of its questions. */
    said: json<{ hash: string; questions: Record<string, string> }>('said').notNull(),
    content: text('content').notNull(),
    words: integer('words').notNull(),
    /** The ids of its questions, each with the hash of what it asks and of what is right. */
    questions: json<Record<string, string>>('questions').notNull(),
    /** Its pools of questions, of which only some are asked. */
    pools: json<Pool[]>('pools').notNull(),
    ids: json<FrozenLesson['ids']>('ids').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.version, t.lesson] })],
)

/** A lesson as it was frozen, once for all versions that hold it so. `key` never leaves the server unasked. */
export const lessonContents = table(
  'lesson_contents',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    /** The hash of all of it. It stays on the server: beside the public part it would let one try out keys. */
    content: text('content').notNull(),
    /** The hash of the public part alone: the name under which learners fetch it. */
    address: text('address').notNull(),
    public: json<FrozenLesson['public']>('public').notNull(),
    key: json<FrozenLesson['key']>('key').notNull(),
    keyHash: text('key_hash').notNull(),
    blocks: json<FrozenLesson['blocks']>('blocks').notNull(),
    files: json<string[]>('files').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.content] }), index('lesson_contents_address').on(t.courseId, t.address)],
)

/** Files a version shows, so that learners may fetch just these. */
export const publishedFiles = table(
  'published_files',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    version: integer('version').notNull(),
    file: text('file').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.version, t.file] })],
)

/** Courses that nobody plays any more, though versions of them are there. */
export const withdrawnCourses = table('withdrawn_courses', {
  courseId: text('course_id').$type<CourseId>().primaryKey(),
  at: integer('at').notNull(),
  by: text('by').$type<PersonId>().notNull(),
})

/** Drafts to be published at a time of their own; one plan a course. */
export const publicationPlans = table(
  'publication_plans',
  {
    courseId: text('course_id').$type<CourseId>().primaryKey(),
    at: integer('at').notNull(),
    by: text('by').$type<PersonId>().notNull(),
    note: text('note').notNull(),
    plannedAt: integer('planned_at').notNull(),
    /** Why it was not published when its time came. */
    failure: json<{ code: string; message: string } | null>('failure'),
  },
  (t) => [index('publication_plans_due').on(t.at)],
)

/** What an author says of a lesson's change, bound to what the lesson says: it counts for just that. */
export const changeClaims = table(
  'change_claims',
  {
    courseId: text('course_id').$type<CourseId>().notNull(),
    lesson: text('lesson').$type<LessonId>().notNull(),
    mark: text('mark').notNull(),
    /** The version it changes. */
    onTopOf: integer('on_top_of').notNull(),
    claim: text('claim').$type<'cosmetic' | 'content'>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    agreedBy: text('agreed_by').$type<PersonId>(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.lesson] })],
)
