import { z } from 'zod'
import { Bytes, endpoint, page } from './endpoint.ts'
import { BlockId, CommentId, CourseId, id, LessonId, PersonId, SuggestionId, ThreadId } from './id.ts'
import { Person } from './people.ts'
import { Time } from './time.ts'

// What authors and reviewers say to each other about a draft. It lies in the course document, and it is changed by
// commands only: the server knows who speaks and when.

// Model

/** Characters of one comment, mentions counted by their names. */
export const maxCommentLength = 10_000

const Href = z.string().max(2000).refine(isLinkable, 'a link must begin with https, http, mailto or tel')
const Mark = z.object({ type: z.literal('link'), attrs: z.object({ href: Href }) })
const Text = z.object({ type: z.literal('text'), text: z.string().min(1).max(maxCommentLength), marks: z.array(Mark).max(1).optional() })
/** `name` is what the person was called when they were mentioned; readers show their name of today. */
const Mention = z.object({ type: z.literal('mention'), attrs: z.object({ person: PersonId, name: z.string().min(1).max(200) }) })
const Break = z.object({ type: z.literal('hardBreak') })

export const Inline = z.discriminatedUnion('type', [Text, Mention, Break])
export type Inline = z.infer<typeof Inline>
const Paragraph = z.object({ type: z.literal('paragraph'), content: z.array(Inline).max(1000).optional() })

export const CommentPictureId = id('commentPicture')
export type CommentPictureId = z.infer<typeof CommentPictureId>
export const maxAltLength = 500
const side = z.number().int().min(1).max(100_000)
/** A picture in a comment. It may still be on its way from its sender's device when the comment is there. */
export const CommentPicture = z.object({ picture: CommentPictureId, alt: z.string().max(maxAltLength), width: side, height: side })
export type CommentPicture = z.infer<typeof CommentPicture>
const Picture = z.object({ type: z.literal('picture'), attrs: CommentPicture })
const Part = z.discriminatedUnion('type', [Paragraph, Picture])
type Part = z.infer<typeof Part>
export const maxPictures = 8

/** What a comment says: a ProseMirror document of paragraphs with text, links and mentions, and of pictures. Emoji are text. */
export const Body = z
  .object({ type: z.literal('doc'), content: z.array(Part).min(1).max(2000) })
  .refine((body) => plainText(body).trim().length > 0, 'a comment says something')
  .refine((body) => picturesOf(body).length <= maxPictures, `a comment has at most ${maxPictures} pictures`)
  .refine((body) => plainText(body).length <= maxCommentLength, `a comment has at most ${maxCommentLength} characters`)
export type Body = z.infer<typeof Body>

/** The words an anchor stands on, so that it can be found again where the text was cut and pasted. */
export const Quote = z.object({ exact: z.string().min(1).max(5000), prefix: z.string().max(64), suffix: z.string().max(64) })
/** `start` and `end` are Yjs relative positions, base64. */
const TextAnchor = z.object({ lesson: LessonId, start: z.string().min(1).max(400), end: z.string().min(1).max(400), quote: Quote })

/** What a thread is about. */
export const Place = z.discriminatedUnion('on', [
  z.object({ on: z.literal('text'), anchor: TextAnchor }),
  /** A block, or one answer of a question. */
  z.object({ on: z.literal('block'), lesson: LessonId, block: BlockId }),
  /** A moment of a video or a sound. */
  z.object({ on: z.literal('moment'), lesson: LessonId, block: BlockId, seconds: z.number().min(0).max(86_400) }),
  z.object({ on: z.literal('suggestion'), suggestion: SuggestionId }),
  z.object({ on: z.literal('lesson'), lesson: LessonId }),
  z.object({ on: z.literal('course') }),
])
export type Place = z.infer<typeof Place>

/** One comment as programs read it. A removed one has no body and keeps its place, so that its replies keep theirs. */
export const CommentView = z.object({
  id: CommentId,
  by: PersonId,
  at: Time,
  editedAt: Time.optional(),
  removed: z.boolean(),
  /** Told when somebody else removed it. */
  removedBy: PersonId.optional(),
  removedWhy: z.string().optional(),
  body: z.unknown().optional(),
  /** People, one vote each. */
  votes: z.array(PersonId),
})
export const ThreadView = z.object({
  id: ThreadId,
  on: z.enum(['text', 'block', 'moment', 'lesson', 'course', 'suggestion']),
  lesson: LessonId.optional(),
  block: BlockId.optional(),
  seconds: z.number().optional(),
  suggestion: SuggestionId.optional(),
  quote: z.string().optional(),
  mustFix: z.boolean(),
  to: PersonId.optional(),
  due: z.string().optional(),
  by: PersonId,
  at: Time,
  state: z.enum(['open', 'resolved']),
  resolvedBy: PersonId.optional(),
  resolvedAt: Time.optional(),
  /** When whoever began it agreed that it is done. */
  verifiedAt: Time.optional(),
  comments: z.array(CommentView),
})
export type ThreadView = z.infer<typeof ThreadView>

// Rules

/** Whether a comment may link there: no script, no data. */
export function isLinkable(href: string): boolean {
  return /^(https?:\/\/[^\s]+|mailto:[^\s]+|tel:[^\s]+)$/i.test(href)
}

/** The words of a body, a line per paragraph, mentions as `@Name`, pictures by their description. */
export function plainText(body: { content: readonly Part[] }): string {
  return body.content
    .map((part) => (part.type === 'picture' ? `🖼 ${part.attrs.alt}`.trim() : (part.content ?? []).map(wordsOf).join('')))
    .join('\n')
}

/** The pictures of a body, in order. */
export const picturesOf = (body: { content: readonly Part[] }): CommentPicture[] =>
  body.content.flatMap((part) => (part.type === 'picture' ? [part.attrs] : []))

/** What was typed of a body: its words without its pictures. */
export const typedOf = (body: Body): string => plainText({ content: body.content.filter(({ type }) => type !== 'picture') })

function wordsOf(inline: Inline): string {
  if (inline.type === 'text') return inline.text
  return inline.type === 'mention' ? `@${inline.attrs.name}` : '\n'
}

/** Whom a body mentions, each once, in order. */
export function mentionsOf(body: Body): PersonId[] {
  return [...new Set(mentionedIn(body).map(({ person }) => person))]
}

/** All mentions of a body, in order, with the names they were made by. */
export const mentionedIn = (body: Body): { person: PersonId; name: string }[] =>
  body.content.flatMap((part) =>
    part.type === 'paragraph' ? (part.content ?? []).flatMap((inline) => (inline.type === 'mention' ? [inline.attrs] : [])) : [],
  )

// Contract

/** A new id is a UUID, so that no id a client makes can be a key with a meaning of its own. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const NewThreadId = ThreadId.regex(uuid)
const NewCommentId = CommentId.regex(uuid)
const inCourse = { courseId: CourseId }
const inThread = { ...inCourse, threadId: ThreadId }
const ofComment = { ...inThread, commentId: CommentId }

/** Where a command's effect stands in the course log; the document itself arrives over the socket. */
export const Said = z.object({ threadId: ThreadId, commentId: CommentId.optional(), seq: z.number().int() })

export const startThread = endpoint('POST', '/courses/:courseId/threads', {
  takes: z.object({ ...inCourse, threadId: NewThreadId, commentId: NewCommentId, place: Place, body: Body }),
  gives: Said,
  problems: [
    'course.unknown',
    'course.comment',
    'comment.tooMany',
    'comment.mention',
    'thread.taken',
    'thread.place',
    'thread.ambiguous',
    'thread.trashed',
  ],
  about: 'Starts a thread on words, a block, a lesson or the course. Sent twice with the same ids, it starts once.',
})
export const addComment = endpoint('POST', '/courses/:courseId/threads/:threadId/comments', {
  takes: z.object({ ...inThread, commentId: NewCommentId, body: Body }),
  gives: Said,
  problems: ['course.unknown', 'thread.unknown', 'course.comment', 'comment.tooMany', 'comment.mention', 'comment.taken', 'thread.trashed'],
  about: 'Replies in a thread.',
})
export const editComment = endpoint('PATCH', '/courses/:courseId/threads/:threadId/comments/:commentId', {
  takes: z.object({ ...ofComment, body: Body }),
  gives: Said,
  problems: ['course.unknown', 'comment.unknown', 'course.comment', 'comment.edit', 'comment.removed', 'comment.mention'],
  about: 'Changes what one’s own comment says.',
})
export const removeComment = endpoint('DELETE', '/courses/:courseId/threads/:threadId/comments/:commentId', {
  takes: z.object({ ...ofComment, why: z.string().trim().max(500).optional() }),
  gives: Said,
  problems: ['course.unknown', 'comment.unknown', 'course.comment', 'comment.remove', 'comment.why'],
  about: 'Takes back one’s own comment; its place stays, and so do the replies. Managers remove those of others, and say why.',
})
export const voteForComment = endpoint('PUT', '/courses/:courseId/threads/:threadId/comments/:commentId/vote', {
  takes: z.object(ofComment),
  gives: Said,
  problems: ['course.unknown', 'comment.unknown', 'course.comment', 'comment.removed'],
  about: 'Upvotes a comment. One vote a person, however often it is sent.',
})
export const takeVoteBack = endpoint('DELETE', '/courses/:courseId/threads/:threadId/comments/:commentId/vote', {
  takes: z.object(ofComment),
  gives: Said,
  problems: ['course.unknown', 'comment.unknown', 'course.comment', 'comment.removed'],
  about: 'Takes an upvote back.',
})
export const resolveThread = endpoint('POST', '/courses/:courseId/threads/:threadId/resolve', {
  takes: z.object(inThread),
  gives: Said,
  problems: ['course.unknown', 'thread.unknown', 'course.comment', 'thread.resolve'],
  about: 'Resolves a thread: its starter, and editors of the course.',
})
export const reopenThread = endpoint('POST', '/courses/:courseId/threads/:threadId/reopen', {
  takes: z.object(inThread),
  gives: Said,
  problems: ['course.unknown', 'thread.unknown', 'course.comment', 'thread.resolve'],
  about: 'Opens a resolved thread again.',
})
export const verifyThread = endpoint('POST', '/courses/:courseId/threads/:threadId/verify', {
  takes: z.object(inThread),
  gives: Said,
  problems: ['course.unknown', 'thread.unknown', 'course.comment', 'thread.verify', 'thread.open'],
  about: 'Says that a resolved thread is done indeed: for whoever began it.',
})
/** A day, as 2026-11-30. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const setThreadTask = endpoint('PATCH', '/courses/:courseId/threads/:threadId/task', {
  takes: z.object({ ...inThread, mustFix: z.boolean().optional(), to: PersonId.nullable().optional(), due: Day.nullable().optional() }),
  gives: Said,
  problems: ['course.unknown', 'thread.unknown', 'course.comment', 'thread.mustFix', 'thread.assign'],
  about: 'Says what is to be done about a thread: whether it must be fixed, by whom, until when. What is not named stays.',
})
const read = z.object({ threadId: ThreadId, at: Time })
export const listReads = endpoint('GET', '/courses/:courseId/reads', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(read) }),
  problems: ['course.unknown', 'course.comment'],
  about: 'Which threads of a draft one has read, and when.',
})
export const markRead = endpoint('PUT', '/courses/:courseId/reads', {
  takes: z.object({ ...inCourse, threads: z.array(ThreadId).max(500) }),
  gives: z.object({ at: Time }),
  problems: ['course.unknown', 'course.comment'],
  about: 'Says that one has read these threads, up to this moment.',
})
export const listThreads = endpoint('GET', '/courses/:courseId/threads', {
  takes: z.object({
    ...inCourse,
    state: z.enum(['open', 'resolved', 'all']).default('all'),
    lesson: LessonId.optional(),
    after: z.string().max(64).optional(),
  }),
  gives: page(ThreadView),
  problems: ['course.unknown', 'course.comment'],
  about: 'The threads of a draft, oldest first, for programs; browsers read them live from the document.',
})
export const listVoices = endpoint('GET', '/courses/:courseId/voices', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(Person) }),
  problems: ['course.unknown', 'course.comment'],
  about: 'Everybody who spoke, voted or was mentioned in the threads of a draft, by name.',
})
/** The largest picture a comment takes. */
export const maxPictureBytes = 12 * 1024 * 1024
const ofPicture = { ...inCourse, pictureId: CommentPictureId }
export const sendCommentPicture = endpoint('POST', '/courses/:courseId/comment-pictures', {
  takes: z.object({ ...inCourse, pictureId: CommentPictureId.regex(uuid), name: z.string().max(200).default('') }),
  gives: CommentPicture.pick({ width: true, height: true }),
  body: 'bytes',
  maxBytes: maxPictureBytes,
  who: 'whoever may comment',
  problems: ['course.unknown', 'course.comment', 'comment.tooMany', 'file.empty', 'file.broken', 'file.other', 'comment.pictureTaken'],
  about:
    'Keeps a picture for a comment, under an id made by its sender, before or after the comment that shows it. Sent twice it is kept once.',
})
export const getCommentPicture = endpoint('GET', '/courses/:courseId/comment-pictures/:pictureId', {
  takes: z.object(ofPicture),
  gives: Bytes,
  who: 'whoever may read the comment that shows it',
  problems: ['course.unknown', 'course.comment', 'picture.unknown'],
  about: 'A picture of a comment. It is no file of the course: nobody sees it who does not read the comments.',
})
export const Mentionable = z.object({ ...Person.shape, /** May read the draft, so a mention reaches them. */ reads: z.boolean() })
export type Mentionable = z.infer<typeof Mentionable>
export const findMentionable = endpoint('GET', '/courses/:courseId/mentionable', {
  takes: z.object({ ...inCourse, q: z.string().max(100).default('') }),
  gives: z.object({ items: z.array(Mentionable).max(6) }),
  problems: ['course.unknown', 'course.comment'],
  about: 'Up to six people to mention; those without access to the draft are marked.',
})

export const commentsEndpoints = [
  startThread,
  addComment,
  editComment,
  removeComment,
  voteForComment,
  takeVoteBack,
  resolveThread,
  reopenThread,
  verifyThread,
  setThreadTask,
  listReads,
  markRead,
  listThreads,
  listVoices,
  findMentionable,
  sendCommentPicture,
  getCommentPicture,
]
