import type * as Y from 'yjs'
import type { CommentId, LessonId, PersonId, ThreadId } from '../id.ts'
import { Problem, unknown } from '../problem.ts'
import type { Time } from '../time.ts'
import {
  anchorsOf,
  commentKey,
  commentsOf,
  resolvedOf,
  type StoredAnchor,
  type StoredComment,
  type ThreadPlace,
  threadsOf,
  voteKey,
  votesOf,
} from './layout.ts'
import type { Prose } from './prose.ts'
import type { Anchor } from './quote.ts'

// What authors say to one another about their course. Only the server writes this, by command; every verb may be told
// twice and does its work once.

export type Comment = {
  id: CommentId
  by: PersonId
  at: Time
  editedAt?: Time
  /** Null when it was removed. */ body: Prose | null
  /** In order of their ids, so that all see one list. */ votes: PersonId[]
}
export type Thread = {
  id: ThreadId
  by: PersonId
  at: Time
  on: ThreadPlace
  lesson?: LessonId
  block?: string
  /** The words it began on. */
  quote?: string
  /** Where it hangs now, as it was last written. */
  anchor?: StoredAnchor
  resolved?: { by: PersonId; at: Time }
  /** Oldest first. */
  comments: Comment[]
}

/** All threads, oldest first. */
export function readThreads(doc: Y.Doc): Thread[] {
  const comments = readComments(doc)
  const resolved = readResolved(doc)
  const anchors = anchorsOf(doc)
  return [...threadsOf(doc)]
    .map(([key, stored]) => {
      const id = key as ThreadId // keys are thread ids by the layout
      const anchor = anchors.get(id)
      const end = resolved.get(id)
      return {
        id,
        ...stored,
        ...(anchor && { anchor }),
        ...(end && !end.open && { resolved: { by: end.by, at: end.at } }),
        comments: comments.get(id) ?? [],
      }
    })
    .sort(byAge)
}

const byAge = (a: { at: Time; id: string }, b: { at: Time; id: string }) => a.at - b.at || (a.id < b.id ? -1 : 1)

function readComments(doc: Y.Doc): Map<ThreadId, Comment[]> {
  const votes = new Map<CommentId, PersonId[]>()
  for (const key of votesOf(doc).keys()) {
    const [comment, person] = key.split('/') as [CommentId, PersonId]
    votes.set(comment, [...(votes.get(comment) ?? []), person])
  }
  const byThread = new Map<ThreadId, Comment[]>()
  for (const [key, { by, at, editedAt, body }] of commentsOf(doc)) {
    const [thread, id] = key.split('/') as [ThreadId, CommentId]
    const comment: Comment = { id, by, at, ...(editedAt !== undefined && { editedAt }), body, votes: (votes.get(id) ?? []).sort() }
    byThread.set(thread, [...(byThread.get(thread) ?? []), comment])
  }
  for (const list of byThread.values()) list.sort(byAge)
  return byThread
}

function readResolved(doc: Y.Doc): Map<ThreadId, { n: number; by: PersonId; at: Time; open?: true }> {
  const latest = new Map<ThreadId, { n: number; by: PersonId; at: Time; open?: true }>()
  for (const [key, entry] of resolvedOf(doc)) {
    const [thread, count] = key.split('/') as [ThreadId, string]
    const n = Number(count)
    if (n > (latest.get(thread)?.n ?? 0)) latest.set(thread, { n, ...entry })
  }
  return latest
}

export type NewThread = {
  id: ThreadId
  by: PersonId
  at: Time
  on: ThreadPlace
  lesson?: LessonId
  block?: string
  anchor?: Anchor
  commentId: CommentId
  body: Prose
}

/** Begins a thread with its first comment. A thread on text needs the anchor of its words. */
export function startThread(doc: Y.Doc, { id, by, at, on, lesson, block, anchor, commentId, body }: NewThread) {
  if (on === 'text' && !anchor)
    throw new Problem('invalid', 'thread.anchor', 'A comment on text needs the words it is about. Select them again.')
  if (threadsOf(doc).has(id)) return
  const where = anchor?.lesson ?? lesson
  threadsOf(doc).set(id, {
    by,
    at,
    on,
    ...(where && { lesson: where }),
    ...(block && { block }),
    ...(anchor && { quote: anchor.quote.exact }),
  })
  if (anchor) anchorsOf(doc).set(id, anchor)
  commentsOf(doc).set(commentKey(id, commentId), { by, at, body })
}

/** Adds a reply. Replying to a resolved thread is legal and does not reopen it. */
export function addComment(
  doc: Y.Doc,
  { thread, id, by, at, body }: { thread: ThreadId; id: CommentId; by: PersonId; at: Time; body: Prose },
) {
  if (!threadsOf(doc).has(thread)) throw unknown('thread')
  if (!commentsOf(doc).has(commentKey(thread, id))) commentsOf(doc).set(commentKey(thread, id), { by, at, body })
}

/** Changes the words of one's own comment. */
export function editComment(
  doc: Y.Doc,
  { thread, id, by, at, body }: { thread: ThreadId; id: CommentId; by: PersonId; at: Time; body: Prose },
) {
  const comment = commentIn(doc, thread, id)
  if (comment.by !== by) throw new Problem('forbidden', 'comment.notYours', 'Only whoever wrote a comment can change its words.')
  if (comment.body === null) throw gone()
  commentsOf(doc).set(commentKey(thread, id), { ...comment, body, editedAt: at })
}

/** Empties a comment and keeps its place, so that replies still make sense. Who may is the caller's matter. */
export function removeComment(doc: Y.Doc, { thread, id, at }: { thread: ThreadId; id: CommentId; at: Time }) {
  const comment = commentIn(doc, thread, id)
  if (comment.body !== null) commentsOf(doc).set(commentKey(thread, id), { ...comment, body: null, removedAt: at })
}

/** Each voter owns one key, so two people voting at once both count. */
export function setVote(doc: Y.Doc, comment: CommentId, person: PersonId, on: boolean) {
  const found = findComment(doc, comment)
  if (!found) throw unknown('comment')
  if (found.body === null) throw gone()
  const key = voteKey(comment, person)
  if (!on) votesOf(doc).delete(key)
  else if (!votesOf(doc).has(key)) votesOf(doc).set(key, true)
}

/** Resolves a thread; on a resolved one it does nothing. */
export const resolveThread = (doc: Y.Doc, ending: { thread: ThreadId; by: PersonId; at: Time }) => turn(doc, ending, false)
/** Opens a resolved thread again; on an open one it does nothing. */
export const reopenThread = (doc: Y.Doc, opening: { thread: ThreadId; by: PersonId; at: Time }) => turn(doc, opening, true)

function turn(doc: Y.Doc, { thread, by, at }: { thread: ThreadId; by: PersonId; at: Time }, open: boolean) {
  if (!threadsOf(doc).has(thread)) throw unknown('thread')
  const latest = readResolved(doc).get(thread)
  const isOpen = latest === undefined || latest.open === true
  if (isOpen === open) return
  resolvedOf(doc).set(`${thread}/${(latest?.n ?? 0) + 1}`, { by, at, ...(open && { open: true as const }) })
}

function commentIn(doc: Y.Doc, thread: ThreadId, id: CommentId): StoredComment {
  const comment = commentsOf(doc).get(commentKey(thread, id))
  if (!comment) throw unknown('comment')
  return comment
}

function findComment(doc: Y.Doc, id: CommentId): StoredComment | undefined {
  for (const [key, comment] of commentsOf(doc)) if (key.endsWith(`/${id}`)) return comment
  return undefined
}

const gone = () => new Problem('gone', 'comment.removed', 'This comment was removed.')
