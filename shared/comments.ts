import { z } from 'zod'
import { endpoint, page } from './endpoint.ts'
import { BlockId, CommentId, CourseId, LessonId, PersonId, SuggestionId, ThreadId } from './id.ts'
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

/** What a comment says: a ProseMirror document of paragraphs with text, links and mentions. Emoji are text. */
export const Body = z
  .object({ type: z.literal('doc'), content: z.array(Paragraph).min(1).max(2000) })
  .refine((body) => plainText(body).trim().length > 0, 'a comment says something')
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

/** The words of a body, a line per paragraph, mentions as `@Name`. */
export function plainText(body: { content: readonly { content?: readonly Inline[] | undefined }[] }): string {
  return body.content.map(({ content = [] }) => content.map(wordsOf).join('')).join('\n')
}

function wordsOf(inline: Inline): string {
  if (inline.type === 'text') return inline.text
  return inline.type === 'mention' ? `@${inline.attrs.name}` : '\n'
}

/** Whom a body mentions, each once, in order. */
export function mentionsOf(body: Body): PersonId[] {
  const people = body.content.flatMap(({ content = [] }) =>
    content.flatMap((inline) => (inline.type === 'mention' ? [inline.attrs.person] : [])),
  )
  return [...new Set(people)]
}

/**
 * The body of what somebody typed: a paragraph per line, links where an address stands, and a mention wherever
 * `@Name` names one of `people` (the longest name wins).
 */
export function bodyOf(typed: string, people: readonly Pick<Person, 'id' | 'name'>[]): Body {
  const known = [...people].sort((a, b) => b.name.length - a.name.length)
  const lines = typed.replace(/\r\n?/g, '\n').trim().split('\n')
  return {
    type: 'doc',
    content: lines.map((line) => {
      const content = inlines(line, known)
      return content.length > 0 ? { type: 'paragraph' as const, content } : { type: 'paragraph' as const }
    }),
  }
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/y

function inlines(line: string, people: readonly Pick<Person, 'id' | 'name'>[]): Inline[] {
  const out: Inline[] = []
  let from = 0
  const flush = (to: number) => {
    if (to > from) out.push({ type: 'text', text: line.slice(from, to) })
  }
  for (let at = 0; at < line.length;) {
    const found = mentionAt(line, at, people) ?? linkAt(line, at)
    if (!found) {
      at++
      continue
    }
    flush(at)
    out.push(found.inline)
    at = from = at + found.length
  }
  flush(line.length)
  return out
}

function mentionAt(
  line: string,
  at: number,
  people: readonly Pick<Person, 'id' | 'name'>[],
): { inline: Inline; length: number } | undefined {
  if (line[at] !== '@' || /\w/.test(line[at - 1] ?? '')) return
  const person = people.find(({ name }) => line.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(line[at + 1 + name.length] ?? ''))
  if (person) return { inline: { type: 'mention', attrs: { person: person.id, name: person.name } }, length: person.name.length + 1 }
}

function linkAt(line: string, at: number): { inline: Inline; length: number } | undefined {
  if (line[at] !== 'h' && line[at] !== 'H') return
  address.lastIndex = at
  const href = address.exec(line)?.[0]
  if (href && isLinkable(href))
    return { inline: { type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }, length: href.length }
}

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
]
