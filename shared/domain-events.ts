import { z } from 'zod'
import { CourseId, GroupId, newId, PersonId } from './id.ts'
import { Time } from './time.ts'

// News of what happened, told by services inside the transaction that made it so, heard by later rooms afterwards.

const events = {
  'person.joined': z.object({ personId: PersonId }),
  'group.created': z.object({ groupId: GroupId }),
  'group.moved': z.object({ groupId: GroupId }),
  /** Somebody's roles changed: at a node, on a course, or by leaving. */
  'rights.changed': z.object({ personId: PersonId, groupId: GroupId.optional(), courseId: CourseId.optional() }),
  'course.created': z.object({ courseId: CourseId, groupId: GroupId }),
  'course.published': z.object({ courseId: CourseId, version: z.number().int() }),
  'course.trashed': z.object({ courseId: CourseId }),
  'thread.started': z.object({ courseId: CourseId, threadId: z.string(), mentions: z.array(PersonId) }),
  'comment.added': z.object({ courseId: CourseId, threadId: z.string(), commentId: z.string(), mentions: z.array(PersonId) }),
  /** A comment was changed and mentions people whom it did not mention before. */
  'comment.mentioned': z.object({ courseId: CourseId, threadId: z.string(), commentId: z.string(), mentions: z.array(PersonId) }),
  'comment.upvoted': z.object({ courseId: CourseId, threadId: z.string(), commentId: z.string() }),
  'thread.assigned': z.object({ courseId: CourseId, threadId: z.string(), to: PersonId }),
  'thread.resolved': z.object({ courseId: CourseId, threadId: z.string() }),
  /** `resolvedBy`: who had said that it was done. */
  'thread.reopened': z.object({ courseId: CourseId, threadId: z.string(), resolvedBy: PersonId.optional() }),
  'suggestion.made': z.object({ courseId: CourseId, suggestionId: z.string() }),
  'suggestion.accepted': z.object({ courseId: CourseId, suggestionId: z.string() }),
  'suggestion.rejected': z.object({ courseId: CourseId, suggestionId: z.string() }),
  'review.asked': z.object({ courseId: CourseId, roundId: z.string(), people: z.array(PersonId) }),
  'review.done': z.object({ courseId: CourseId, roundId: z.string() }),
  'review.given': z.object({ courseId: CourseId, lessonId: z.string(), verdict: z.enum(['approved', 'changes']) }),
  /** What was scheduled could not be published. */
  'publication.failed': z.object({ courseId: CourseId, code: z.string() }),
  'course.unpublished': z.object({ courseId: CourseId }),
  'lesson.completed': z.object({ courseId: CourseId, lessonId: z.string(), version: z.number().int() }),
  'course.completed': z.object({ courseId: CourseId, version: z.number().int() }),
  'flag.raised': z.object({ courseId: CourseId, flagId: z.string(), lesson: z.string().optional() }),
  'flag.accepted': z.object({ courseId: CourseId, flagId: z.string() }),
  'flag.declined': z.object({ courseId: CourseId, flagId: z.string() }),
  'flag.fixed': z.object({ courseId: CourseId, flagId: z.string(), version: z.number().int() }),
  'course.reacted': z.object({ courseId: CourseId, kind: z.string() }),
  'topic.asked': z.object({ courseId: CourseId, topicId: z.string() }),
  'topic.answered': z.object({ courseId: CourseId, topicId: z.string(), postId: z.string() }),
  'post.upvoted': z.object({ courseId: CourseId, postId: z.string() }),
} as const
export type DomainEventKind = keyof typeof events
export type DomainEventBody<Kind extends DomainEventKind> = z.infer<(typeof events)[Kind]>

/** One thing that happened. `by` is whoever did it, and null when the server did it by itself. */
export type DomainEvent<Kind extends DomainEventKind = DomainEventKind> = {
  [K in Kind]: { id: string; kind: K; by: PersonId | null; at: Time; body: DomainEventBody<K> }
}[Kind]

/** A new event, ready for the outbox. */
export function happened<Kind extends DomainEventKind>(
  kind: Kind,
  by: PersonId | null,
  body: DomainEventBody<Kind>,
  at: Time = Date.now(),
): DomainEvent<Kind> {
  return { id: newId(at), kind, by, at, body } as DomainEvent<Kind> // one member of the union, which generics cannot say
}

/** Reads a stored event; throws when it is not of a kind this program knows. */
export function parseEvent(row: { id: string; kind: string; by: string | null; at: number; body: unknown }): DomainEvent {
  const kind = row.kind as DomainEventKind
  return { ...row, kind, body: events[kind].parse(row.body) } as DomainEvent // checked by its schema just now
}
