import { z } from 'zod'
import { Done, endpoint, page } from './endpoint.ts'
import { BlockId, CourseId, LessonId, PostId, TopicId } from './id.ts'
import { Person } from './people.ts'
import { canPlay, canReadDraft, type Standing } from './rights.ts'
import { Time } from './time.ts'

// Questions beside what people learn, and their answers: two levels, so that talk about one question stays together.

// Model

/** Longer passages are quoted by their beginning. */
export const maxQuoted = 1000

/** The words of a published version a question is about, as they read there; offsets count UTF-16 units in the block. */
export const TopicPassage = z.object({
  version: z.number().int().min(1),
  lesson: LessonId,
  block: BlockId,
  from: z.number().int().min(0),
  to: z.number().int().min(1),
  quote: z.string().min(1).max(maxQuoted),
})
export type TopicPassage = z.infer<typeof TopicPassage>

/** `author` writes this course; `expert` is one whose answers here others found worth a vote. */
export const Voice = z.object({ ...Person.shape, badge: z.enum(['author', 'expert']).nullable() })
export type Voice = z.infer<typeof Voice>

export const TopicState = z.enum(['unanswered', 'answered', 'solved'])
export type TopicState = z.infer<typeof TopicState>

const words = {
  votes: z.number().int(),
  /** The asker of this page voted for it. */
  voted: z.boolean(),
  mine: z.boolean(),
  /** Taken out of sight by a moderator; only moderators and its author still get it. */
  hidden: z.boolean(),
  at: Time,
  editedAt: Time.optional(),
}

/** A question. `lessonTitle` is what its lesson was called when it was asked, for when the lesson is gone. */
export const Topic = z.object({
  id: TopicId,
  courseId: CourseId,
  lesson: LessonId.nullable(),
  lessonTitle: z.string().nullable(),
  passage: TopicPassage.nullable(),
  title: z.string(),
  body: z.string(),
  by: Voice,
  answers: z.number().int(),
  state: TopicState,
  solvedBy: PostId.nullable(),
  /** When it was asked or last answered. */
  activeAt: Time,
  ...words,
})
export type Topic = z.infer<typeof Topic>

/** A remark under an answer: short, flat, without a third level below it. */
export const Remark = z.object({ id: PostId, by: Voice, body: z.string(), ...words })
export type Remark = z.infer<typeof Remark>
export const Answer = z.object({
  ...Remark.shape,
  solved: z.boolean(),
  /** When its words came into the draft. */
  takenAt: Time.optional(),
  remarks: z.array(Remark),
})
export type Answer = z.infer<typeof Answer>

/** A question with its answers, most wanted first. */
export const TopicPage = z.object({
  topic: Topic,
  answers: z.array(Answer),
  next: z.string().optional(),
  mayPost: z.boolean(),
  mayModerate: z.boolean(),
  /** May make a suggestion for the draft of an answer. */
  maySuggest: z.boolean(),
})
export type TopicPage = z.infer<typeof TopicPage>

// Rules

/** Learners and authors read the forum; so do the course's reviewers with an account. */
export const canReadForum = (standing: Standing) => canPlay(standing) || (canReadDraft(standing) && !standing.guest)

/** The votes on a person's answers in one course that make them an expert there. */
export const expertVotes = 5

const common = new Set(
  (
    'the and for are was how what when where which who why can does did has have with from that this there their then not you your about into ' +
    'der die das und ist wie was wann wer warum kann mit von dem den ein eine einen nicht man wird werden bei auf für sind ich wir'
  ).split(' '),
)

/** The words of a question by which another may be like it: at most eight, lower case, without the common ones. */
export function tellingWords(title: string): string[] {
  const all = title.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return [...new Set(all)].filter((word) => !common.has(word)).slice(0, 8)
}

/** The start by which inflected forms of one word still meet: `refunds` finds `refund`, `Rückgaben` finds `Rückgabe`. */
export const stemOf = (word: string) => (word.length > 5 ? word.slice(0, Math.max(4, word.length - 2)) : word)

// Contract

const Title = z.string().trim().min(5).max(200)
const Words = z.string().trim().max(10_000)
const Said = Words.min(1)
const inTopic = { topicId: TopicId }

export const TopicSort = z.enum(['active', 'votes', 'newest'])
export type TopicSort = z.infer<typeof TopicSort>

export const listTopics = endpoint('GET', '/courses/:courseId/topics', {
  takes: z.object({
    courseId: CourseId,
    lesson: LessonId.optional(),
    state: TopicState.optional(),
    whose: z.enum(['all', 'mine']).default('all'),
    q: z.string().max(200).optional(),
    sort: TopicSort.default('active'),
    after: z.string().max(64).optional(),
  }),
  gives: z.object({ ...page(Topic).shape, mayPost: z.boolean(), mayModerate: z.boolean() }),
  problems: ['course.unknown', 'course.forum'],
  about: 'The questions of a course, a page at a time.',
})
export const similarTopics = endpoint('GET', '/courses/:courseId/topics/similar', {
  takes: z.object({ courseId: CourseId, title: z.string().max(200) }),
  gives: z.object({ items: z.array(Topic).max(5) }),
  problems: ['course.unknown', 'course.forum'],
  about: 'Up to five questions that share telling words with this title, so that one question is asked once.',
})
export const askTopic = endpoint('POST', '/courses/:courseId/topics', {
  takes: z.object({
    courseId: CourseId,
    /** Made by the client, so that a question sent twice is asked once. */
    topicId: TopicId.optional(),
    title: Title,
    body: Words.default(''),
    lesson: LessonId.optional(),
    passage: TopicPassage.optional(),
  }),
  gives: Topic,
  problems: ['course.unknown', 'course.post', 'topic.taken', 'topic.place', 'forum.tooMany'],
  about: 'Asks a question about a course, a lesson, or a passage of its published version.',
})
export const readTopic = endpoint('GET', '/topics/:topicId', {
  takes: z.object({ ...inTopic, after: z.string().max(64).optional() }),
  gives: TopicPage,
  problems: ['topic.unknown'],
  about: 'A question and a page of its answers: by votes, then newest; the solving one is labelled where it stands.',
})
export const editTopic = endpoint('PATCH', '/topics/:topicId', {
  takes: z.object({ ...inTopic, title: Title.optional(), body: Words.optional(), hidden: z.boolean().optional() }),
  gives: Topic,
  problems: ['topic.unknown', 'topic.edit', 'forum.moderate'],
  about: 'Changes one’s own question; moderators hide a question and show it again.',
})
export const removeTopic = endpoint('DELETE', '/topics/:topicId', {
  takes: z.object(inTopic),
  gives: Done,
  problems: ['topic.unknown', 'topic.remove', 'topic.answered'],
  about: 'Removes one’s own question while nobody has answered it.',
})
export const voteForTopic = endpoint('PUT', '/topics/:topicId/vote', {
  takes: z.object(inTopic),
  gives: Topic,
  problems: ['topic.unknown', 'forum.post', 'forum.ownVote'],
  about: 'Says “me too”: one vote a person, none for one’s own question.',
})
export const takeTopicVoteBack = endpoint('DELETE', '/topics/:topicId/vote', {
  takes: z.object(inTopic),
  gives: Topic,
  problems: ['topic.unknown'],
  about: 'Takes a “me too” back.',
})
export const addPost = endpoint('POST', '/topics/:topicId/posts', {
  takes: z.object({
    ...inTopic,
    postId: PostId.optional(),
    /** The answer a remark belongs to; absent for an answer. */ under: PostId.optional(),
    body: Said,
  }),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown', 'post.level', 'post.taken', 'forum.post', 'forum.tooMany'],
  about: 'Answers a question, or remarks on an answer.',
})
const ofPost = { ...inTopic, postId: PostId }
export const editPost = endpoint('PATCH', '/topics/:topicId/posts/:postId', {
  takes: z.object({ ...ofPost, body: Said.optional(), hidden: z.boolean().optional() }),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown', 'post.edit', 'forum.moderate'],
  about: 'Changes one’s own answer; moderators hide one and show it again.',
})
export const removePost = endpoint('DELETE', '/topics/:topicId/posts/:postId', {
  takes: z.object(ofPost),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown', 'post.remove'],
  about: 'Removes one’s own answer or remark.',
})
export const voteForPost = endpoint('PUT', '/topics/:topicId/posts/:postId/vote', {
  takes: z.object(ofPost),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown', 'forum.post', 'forum.ownVote'],
  about: 'Upvotes an answer: one vote a person, none for one’s own.',
})
export const takePostVoteBack = endpoint('DELETE', '/topics/:topicId/posts/:postId/vote', {
  takes: z.object(ofPost),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown'],
  about: 'Takes an upvote back.',
})
export const solveTopic = endpoint('POST', '/topics/:topicId/solve', {
  takes: z.object({ ...inTopic, postId: PostId.nullable() }),
  gives: TopicPage,
  problems: ['topic.unknown', 'post.unknown', 'post.level', 'topic.solve'],
  about: 'Marks the answer that solved the question, or none: the asker and moderators. It keeps its place among the answers.',
})

export const forumsEndpoints = [
  listTopics,
  similarTopics,
  askTopic,
  readTopic,
  editTopic,
  removeTopic,
  voteForTopic,
  takeTopicVoteBack,
  addPost,
  editPost,
  removePost,
  voteForPost,
  takePostVoteBack,
  solveTopic,
]
