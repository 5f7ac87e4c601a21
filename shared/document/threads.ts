import type * as Y from 'yjs'
import type { CommentId, LessonId, PersonId, SuggestionId, ThreadId } from '../id.ts'
import { Problem, unknown } from '../problem.ts'
import type { Time } from '../time.ts'
import { quoteAt, resolveAnchor } from './anchors.ts'
import { aboutOf, blockIn } from './blocks-in.ts'
import {
  anchorsOf,
  commentKey,
  commentsOf,
  earlierOf,
  lessonFragment,
  resolvedOf,
  type StoredAnchor,
  type StoredComment,
  type StoredEarlier,
  type StoredResolve,
  type StoredTask,
  tasksOf,
  type ThreadPlace,
  threadsOf,
  voteKey,
  votesOf,
} from './layout.ts'
import { LessonText } from './positions.ts'
import type { Prose } from './prose.ts'
import type { Anchor } from './quote.ts'
import { readLesson } from './walker.ts'

// What authors say to one another about their course. Only the server writes this, by command; every verb may be told
// twice and does its work once.

export type Comment = {
  id: CommentId
  by: PersonId
  at: Time
  editedAt?: Time
  /** Null when it was removed. */ body: Prose | null
  /** Who removed it, when that was not its writer, and why. */
  removed?: { by: PersonId; why: string }
  /** In order of their ids, so that all see one list. */ votes: PersonId[]
}
export type Thread = {
  id: ThreadId
  by: PersonId
  at: Time
  on: ThreadPlace
  lesson?: LessonId
  block?: string
  /** The moment of a video or a sound. */
  seconds?: number
  /** The suggestion that it talks about. */
  suggestion?: SuggestionId
  /** The words it began on, or what its block said then. */
  quote?: string
  /** Where it hangs now, as it was last written. */
  anchor?: StoredAnchor
  /** `now`: what the words read then. `verified`: whoever began it looked, and agrees. */
  resolved?: { by: PersonId; at: Time; now?: string; verified?: Time }
  /** It is not to be published while this is open. */
  mustFix?: true
  /** Who is to see to it, */
  to?: PersonId
  /** and until which day, as 2026-11-30. */
  due?: string
  /** Oldest first. */
  comments: Comment[]
}

/** All threads, oldest first. */
export function readThreads(doc: Y.Doc): Thread[] {
  const comments = readComments(doc)
  const resolved = readResolved(doc)
  const anchors = anchorsOf(doc)
  const tasks = tasksOf(doc)
  return [...threadsOf(doc)]
    .map(([key, stored]) => {
      const id = key as ThreadId // keys are thread ids by the layout
      const anchor = anchors.get(id)
      const end = resolved.get(id)
      return {
        id,
        ...stored,
        ...(anchor && { anchor }),
        ...tasks.get(id),
        ...(end && !end.open && { resolved: endingOf(end) }),
        comments: comments.get(id) ?? [],
      }
    })
    .sort(byAge)
}

const endingOf = ({ by, at, now, verified }: Ending) => ({ by, at, ...(now !== undefined && { now }), ...(verified && { verified }) })

const byAge = (a: { at: Time; id: string }, b: { at: Time; id: string }) => a.at - b.at || (a.id < b.id ? -1 : 1)

function readComments(doc: Y.Doc): Map<ThreadId, Comment[]> {
  const votes = new Map<CommentId, PersonId[]>()
  for (const key of votesOf(doc).keys()) {
    const [comment, person] = key.split('/') as [CommentId, PersonId]
    votes.set(comment, [...(votes.get(comment) ?? []), person])
  }
  const byThread = new Map<ThreadId, Comment[]>()
  for (const [key, { by, at, editedAt, removedBy, removedWhy, body }] of commentsOf(doc)) {
    const [thread, id] = key.split('/') as [ThreadId, CommentId]
    const removed = removedBy && { removed: { by: removedBy, why: removedWhy ?? '' } }
    const edited = editedAt !== undefined && { editedAt }
    const comment: Comment = { id, by, at, ...edited, body, ...removed, votes: (votes.get(id) ?? []).sort() }
    byThread.set(thread, [...(byThread.get(thread) ?? []), comment])
  }
  for (const list of byThread.values()) list.sort(byAge)
  return byThread
}

type Ending = { n: number; by: PersonId; at: Time; open?: true; now?: string; verified?: Time }

function readResolved(doc: Y.Doc): Map<ThreadId, Ending> {
  const turns = new Map<ThreadId, ({ n: number } & StoredResolve)[]>()
  for (const [key, entry] of resolvedOf(doc)) {
    const [thread, count] = key.split('/') as [ThreadId, string]
    turns.set(thread, [...(turns.get(thread) ?? []), { n: Number(count), ...entry }])
  }
  const latest = new Map<ThreadId, Ending>()
  for (const [thread, list] of turns) {
    const [last, before] = list.sort((a, b) => b.n - a.n)
    if (!last) continue
    // Who looked it over did not resolve it: that is told by the entry before.
    const { verified, ...ending } = last
    latest.set(thread, verified && before ? { ...before, n: last.n, verified: last.at } : ending)
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
  seconds?: number
  suggestion?: SuggestionId
  anchor?: Anchor
  commentId: CommentId
  body: Prose
}

/** Begins a thread with its first comment. A thread on text needs the anchor of its words. */
export function startThread(doc: Y.Doc, { id, by, at, on, lesson, block, seconds, suggestion, anchor, commentId, body }: NewThread) {
  if (on === 'text' && !anchor)
    throw new Problem('invalid', 'thread.anchor', 'A comment on text needs the words it is about. Select them again.')
  if (threadsOf(doc).has(id)) return
  const where = anchor?.lesson ?? lesson
  const quote = on === 'block' && lesson && block ? wordsOfBlock(doc, lesson, block) : anchor?.quote.exact
  threadsOf(doc).set(id, {
    by,
    at,
    on,
    ...(where && { lesson: where }),
    ...(block && { block }),
    ...(seconds !== undefined && { seconds }),
    ...(suggestion && { suggestion }),
    ...(quote && { quote }),
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
  if (JSON.stringify(comment.body) === JSON.stringify(body)) return
  const n = earlierWords(doc, thread, id).length + 1
  earlierOf(doc).set(`${commentKey(thread, id)}/${n}`, { at: comment.editedAt ?? comment.at, body: comment.body })
  commentsOf(doc).set(commentKey(thread, id), { ...comment, body, editedAt: at })
}

/** What a comment said before, oldest first. */
export function earlierWords(doc: Y.Doc, thread: ThreadId, id: CommentId): StoredEarlier[] {
  const found: StoredEarlier[] = []
  for (let n = 1; ; n++) {
    const words = earlierOf(doc).get(`${commentKey(thread, id)}/${n}`)
    if (!words) return found
    found.push(words)
  }
}

type Removing = { thread: ThreadId; id: CommentId; at: Time; /** Told when it was not its writer. */ by?: PersonId; why?: string }

/** Empties a comment, its earlier words too, and keeps its place, so that replies still make sense. Who may is the caller's matter. */
export function removeComment(doc: Y.Doc, { thread, id, at, by, why }: Removing) {
  const comment = commentIn(doc, thread, id)
  if (comment.body === null) return
  for (let n = earlierWords(doc, thread, id).length; n > 0; n--) earlierOf(doc).delete(`${commentKey(thread, id)}/${n}`)
  const other = by && by !== comment.by && { removedBy: by, removedWhy: why ?? '' }
  commentsOf(doc).set(commentKey(thread, id), { ...comment, body: null, removedAt: at, ...other })
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
export const resolveThread = (doc: Y.Doc, ending: Turn) => turn(doc, ending, false)
/** Opens a resolved thread again; on an open one it does nothing. */
export const reopenThread = (doc: Y.Doc, opening: Turn) => turn(doc, opening, true)

type Turn = { thread: ThreadId; by: PersonId; at: Time }
const longestNow = 1000

function turn(doc: Y.Doc, { thread, by, at }: Turn, open: boolean) {
  if (!threadsOf(doc).has(thread)) throw unknown('thread')
  const latest = readResolved(doc).get(thread)
  const isOpen = latest === undefined || latest.open === true
  if (isOpen === open) return
  const now = open ? undefined : wordsNow(doc, thread)
  const entry: StoredResolve = { by, at, ...(open && { open: true }), ...(now !== undefined && { now: now.slice(0, longestNow) }) }
  resolvedOf(doc).set(`${thread}/${(latest?.n ?? 0) + 1}`, entry)
}

/** What the words of a thread, or its block, read by now, where they are still in the draft. */
function wordsNow(doc: Y.Doc, thread: ThreadId): string | undefined {
  const { on, lesson, block } = threadsOf(doc).get(thread) ?? {}
  if (on === 'block' && lesson && block) return wordsOfBlock(doc, lesson, block)
  const anchor = anchorsOf(doc).get(thread)
  const range = anchor && resolveAnchor(doc, anchor)
  if (!anchor || !range) return undefined
  return quoteAt(new LessonText(lessonFragment(doc, anchor.lesson)), range).exact
}

/** What a block says, or what is said of a picture; nothing where it is gone or says nothing. */
function wordsOfBlock(doc: Y.Doc, lesson: LessonId, block: string): string | undefined {
  const node = blockIn(readLesson(doc, lesson), block)
  return (node && aboutOf(node).slice(0, longestNow)) || undefined
}

/** Whoever began a thread looked at how it was resolved, and agrees. Once is enough. */
export function verifyThread(doc: Y.Doc, { thread, by, at }: Turn) {
  const latest = readResolved(doc).get(thread)
  if (!latest || latest.open)
    throw new Problem('conflict', 'thread.open', 'This thread is open again. Look at what was said, and resolve it first.')
  if (!latest.verified) resolvedOf(doc).set(`${thread}/${latest.n + 1}`, { by, at, verified: true })
}

/** What is to be done about a thread. What is not named stays as it is; null and false take it away. */
export type TaskChange = { mustFix?: boolean | undefined; to?: PersonId | null | undefined; due?: string | null | undefined }

/** Says what is to be done about a thread; answers whether that changed anything. */
export function setTask(doc: Y.Doc, thread: ThreadId, { mustFix, to, due }: TaskChange): boolean {
  if (!threadsOf(doc).has(thread)) throw unknown('thread')
  const before = tasksOf(doc).get(thread) ?? {}
  const after = {
    ...((mustFix ?? before.mustFix) && { mustFix: true as const }),
    ...((to === undefined ? before.to : to) && { to: to ?? before.to }),
    ...((due === undefined ? before.due : due) && { due: due ?? before.due }),
  } as StoredTask // a spread of what was asked for just now holds no undefined
  if (
    JSON.stringify(after) ===
    JSON.stringify({
      ...(before.mustFix && { mustFix: true }),
      ...(before.to && { to: before.to }),
      ...(before.due && { due: before.due }),
    })
  )
    return false
  tasksOf(doc).set(thread, after)
  return true
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
