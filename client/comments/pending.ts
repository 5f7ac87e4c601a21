import type { Body, Place } from '../../shared/comments.ts'
import type { Comment, Thread } from '../../shared/document/threads.ts'
import type { TaskChange } from '../../shared/document/threads.ts'
import type { CommentId, PersonId, ThreadId } from '../../shared/id.ts'

// What a person did and the document does not say yet: shown at once, and taken back when the server says no.

/** `subject` is what it is about: a later deed on the same subject replaces an earlier one. */
export type Deed = { subject: string; change: (threads: Thread[]) => Thread[]; isThere: (threads: readonly Thread[]) => boolean }

const inThread = (threads: Thread[], id: ThreadId, change: (thread: Thread) => Thread) =>
  threads.map((thread) => (thread.id === id ? change(thread) : thread))
const inComment = (threads: Thread[], id: ThreadId, commentId: CommentId, change: (comment: Comment) => Comment) =>
  inThread(threads, id, (thread) => ({
    ...thread,
    comments: thread.comments.map((comment) => (comment.id === commentId ? change(comment) : comment)),
  }))
const find = (threads: readonly Thread[], id: ThreadId, commentId?: CommentId) => {
  const thread = threads.find((each) => each.id === id)
  return { thread, comment: thread?.comments.find((each) => each.id === commentId) }
}

export function starting(thread: { id: ThreadId; commentId: CommentId; by: PersonId; at: number; place: Place; body: Body }): Deed {
  const { id, commentId, by, at, place, body } = thread
  const where = place.on === 'text' ? { lesson: place.anchor.lesson, anchor: place.anchor, quote: place.anchor.quote.exact } : place
  const begun: Thread = { ...where, on: place.on, id, by, at, comments: [{ id: commentId, by, at, body, votes: [] }] }
  return {
    subject: commentId,
    change: (threads) => (find(threads, id).thread ? threads : [...threads, begun]),
    isThere: (threads) => find(threads, id).thread !== undefined,
  }
}

export function replying({
  id,
  threadId,
  by,
  at,
  body,
}: {
  id: CommentId
  threadId: ThreadId
  by: PersonId
  at: number
  body: Body
}): Deed {
  const isThere = (threads: readonly Thread[]) => find(threads, threadId, id).comment !== undefined
  return {
    subject: id,
    change: (threads) =>
      isThere(threads)
        ? threads
        : inThread(threads, threadId, (thread) => ({ ...thread, comments: [...thread.comments, { id, by, at, body, votes: [] }] })),
    isThere,
  }
}

export function editing({ id, threadId, body, at }: { id: CommentId; threadId: ThreadId; body: Body; at: number }): Deed {
  const said = JSON.stringify(body)
  return {
    subject: `${id} words`,
    change: (threads) => inComment(threads, threadId, id, (comment) => ({ ...comment, body, editedAt: comment.editedAt ?? at })),
    isThere: (threads) => JSON.stringify(find(threads, threadId, id).comment?.body) === said,
  }
}

export function removing({ id, threadId }: { id: CommentId; threadId: ThreadId }): Deed {
  return {
    subject: `${id} words`,
    change: (threads) => inComment(threads, threadId, id, (comment) => ({ ...comment, body: null })),
    isThere: (threads) => !find(threads, threadId, id).comment?.body,
  }
}

export function voting({ id, threadId, by, on }: { id: CommentId; threadId: ThreadId; by: PersonId; on: boolean }): Deed {
  return {
    subject: `${id} vote`,
    change: (threads) =>
      inComment(threads, threadId, id, (comment) => {
        const others = comment.votes.filter((voter) => voter !== by)
        return { ...comment, votes: on ? [...others, by] : others }
      }),
    isThere: (threads) => find(threads, threadId, id).comment?.votes.includes(by) === on,
  }
}

export function turning({ id, by, at, resolved }: { id: ThreadId; by: PersonId; at: number; resolved: boolean }): Deed {
  return {
    subject: `${id} state`,
    change: (threads) =>
      inThread(threads, id, ({ resolved: before, ...thread }) => (resolved ? { ...thread, resolved: before ?? { by, at } } : thread)),
    isThere: (threads) => (find(threads, id).thread?.resolved !== undefined) === resolved,
  }
}

export function tasking(id: ThreadId, { mustFix, to, due }: TaskChange): Deed {
  const is = <Value>(asked: Value | null | undefined, now: Value | undefined) => asked === undefined || (asked ?? undefined) === now
  return {
    subject: `${id} task`,
    change: (threads) =>
      inThread(threads, id, ({ mustFix: wasMustFix, to: wasTo, due: wasDue, ...thread }) => {
        const now = { mustFix: mustFix ?? wasMustFix, to: to === undefined ? wasTo : to, due: due === undefined ? wasDue : due }
        return {
          ...thread,
          ...(now.mustFix && { mustFix: true as const }),
          ...(now.to && { to: now.to }),
          ...(now.due && { due: now.due }),
        }
      }),
    isThere: (threads) => {
      const { thread } = find(threads, id)
      return (
        thread !== undefined && (mustFix === undefined || mustFix === (thread.mustFix ?? false)) && is(to, thread.to) && is(due, thread.due)
      )
    },
  }
}

export function verifying({ id, at }: { id: ThreadId; at: number }): Deed {
  return {
    subject: `${id} state`,
    change: (threads) =>
      inThread(threads, id, (thread) => (thread.resolved ? { ...thread, resolved: { verified: at, ...thread.resolved } } : thread)),
    isThere: (threads) => find(threads, id).thread?.resolved?.verified !== undefined,
  }
}
