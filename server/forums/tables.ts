import type { BlockId, CourseId, LessonId, PersonId, PostId, TopicId } from '../../shared/id.ts'
import type { TopicPassage } from '../../shared/forums.ts'
import { index, integer, json, primaryKey, table, text } from '../platform/db/columns.ts'

/** Questions. `votes` and `answers` repeat what the rows say, so that a list sorts by an index. */
export const forumTopics = table(
  'forum_topics',
  {
    id: text('id').$type<TopicId>().primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    lesson: text('lesson').$type<LessonId>(),
    /** What the lesson was called when the question was asked: it may be gone later. */
    lessonTitle: text('lesson_title'),
    block: text('block').$type<BlockId>(),
    passage: json<TopicPassage>('passage'),
    title: text('title').notNull(),
    body: text('body').notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    editedAt: integer('edited_at'),
    activeAt: integer('active_at').notNull(),
    votes: integer('votes').notNull(),
    answers: integer('answers').notNull(),
    solvedBy: text('solved_by').$type<PostId>(),
    hiddenBy: text('hidden_by').$type<PersonId>(),
    hiddenAt: integer('hidden_at'),
  },
  (t) => [
    index('forum_topics_active').on(t.courseId, t.activeAt, t.id),
    index('forum_topics_votes').on(t.courseId, t.votes, t.id),
    index('forum_topics_newest').on(t.courseId, t.at, t.id),
    index('forum_topics_by').on(t.by, t.at),
  ],
)

/** Answers (`under` is null) and the remarks under them. */
export const forumPosts = table(
  'forum_posts',
  {
    id: text('id').$type<PostId>().primaryKey(),
    topicId: text('topic_id').$type<TopicId>().notNull(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    under: text('under').$type<PostId>(),
    body: text('body').notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    editedAt: integer('edited_at'),
    votes: integer('votes').notNull(),
    hiddenBy: text('hidden_by').$type<PersonId>(),
    hiddenAt: integer('hidden_at'),
    /** When a suggestion made of it was accepted. */
    takenAt: integer('taken_at'),
  },
  (t) => [
    index('forum_posts_topic').on(t.topicId, t.under, t.votes, t.id),
    index('forum_posts_by').on(t.courseId, t.by),
    index('forum_posts_pace').on(t.by, t.at),
  ],
)

/** One row a vote, so that voting twice is the database's refusal and not our arithmetic. */
export const forumVotes = table(
  'forum_votes',
  {
    /** A topic or a post: their ids never meet, for both are UUIDs. */
    subject: text('subject').$type<TopicId | PostId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.personId] }), index('forum_votes_person').on(t.personId)],
)
