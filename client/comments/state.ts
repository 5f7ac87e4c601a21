import { createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import {
  addComment,
  type Body,
  editComment,
  listVoices,
  mentionsOf,
  type Place,
  removeComment,
  reopenThread,
  resolveThread,
  setThreadTask,
  startThread,
  takeVoteBack,
  verifyThread,
  voteForComment,
} from '../../shared/comments.ts'
import { anchorsOf, commentsOf, resolvedOf, tasksOf, threadsOf, votesOf } from '../../shared/document/layout.ts'
import { type Comment, earlierWords, readThreads, type TaskChange, type Thread } from '../../shared/document/threads.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { type CommentId, type CourseId, type LessonId, newId, type PersonId, type ThreadId } from '../../shared/id.ts'
import { colourOf, type Person } from '../../shared/people.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { Problem } from '../../shared/problem.ts'
import { setCourseRole } from '../../shared/courses.ts'
import { ask } from '../platform/api.ts'
import { showProblem } from '../platform/problems.ts'
import { type Deed, editing, removing, replying, starting, tasking, turning, verifying, voting } from './pending.ts'
import { type Doc, type Places, placesOf, wordsAt } from './places.ts'
import { createReads } from './reads.ts'

/** The draft whose threads are shown, and the way its commands take. `doc` changes when the document is replaced. */
export type ThreadSource = {
  courseId: CourseId
  me: Person
  doc: () => Doc
  /** Sends a command; offline it is kept on the device and sent later, so its promise may take long. */
  command: <In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>) => Promise<z.output<Out>>
  mayComment: () => boolean
  /** Editors and managers close any thread. */
  mayResolveAny: () => boolean
  /** Managers remove what others wrote, with a reason. */
  mayModerate: () => boolean
  /** Editors and managers invite to the course. */
  mayInvite: () => boolean
}

/** How long a deed stays on the screen once the server took it, should the document not show it by itself. */
const shownAfterMs = 4000
/** Places are looked up again this long after the text last changed. */
const settleMs = 300

/** The threads of an open draft, live, and what its person can do with them. Call where the screen is set up. */
export function createThreads(source: ThreadSource) {
  const [state, setState] = createStore<{ threads: Thread[] }>({ threads: [] })
  const [pending, setPending] = createSignal<(Deed & { settled: boolean })[]>([])
  const [places, setPlaces] = createSignal<Places>(placesOf(source.doc(), []))

  // The store changes its objects in place, and these belong to the document: it gets copies.
  const read = () => structuredClone(readThreads(source.doc()))
  const show = () => {
    const stored = read()
    setPending((deeds) =>
      deeds.some((deed) => deed.settled && deed.isThere(stored)) ? deeds.filter((deed) => !deed.settled || !deed.isThere(stored)) : deeds,
    )
    setState(
      'threads',
      reconcile(
        pending().reduce((threads, deed) => deed.change(threads), stored),
        { key: 'id' },
      ),
    )
    locate()
  }
  let isAwaited = false
  /** One transaction may touch all maps: then it is read once. */
  const showSoon = () => {
    if (isAwaited) return
    isAwaited = true
    queueMicrotask(() => {
      isAwaited = false
      show()
    })
  }
  const locate = () =>
    setPlaces(
      placesOf(
        source.doc(),
        untrack(() => state.threads),
      ),
    )

  createEffect(() => {
    const doc = source.doc()
    const maps = [threadsOf(doc), commentsOf(doc), votesOf(doc), resolvedOf(doc), tasksOf(doc), anchorsOf(doc)]
    let waiting: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(waiting)
      waiting = setTimeout(locate, settleMs)
    }
    for (const map of maps) map.observe(showSoon)
    doc.on('update', later)
    untrack(show)
    onCleanup(() => {
      clearTimeout(waiting)
      for (const map of maps) map.unobserve(showSoon)
      doc.off('update', later)
    })
  })

  const personOf = createNames(source, () => state.threads)

  /** Shows the deed, sends it, and takes it back when the server says no. */
  async function act(deed: Deed, send: () => Promise<unknown>): Promise<boolean> {
    const shown = { ...deed, settled: false }
    setPending((deeds) => [...deeds.filter(({ subject }) => subject !== deed.subject), shown])
    show()
    const drop = () => {
      setPending((deeds) => deeds.filter((each) => each.change !== deed.change))
      show()
    }
    try {
      await send()
      setPending((deeds) => deeds.map((each) => (each.change === deed.change ? { ...each, settled: true } : each)))
      show()
      setTimeout(drop, shownAfterMs)
      return true
    } catch (error) {
      drop()
      showProblem(error)
      return false
    }
  }

  const { courseId, me, command } = source
  const reads = createReads(courseId, me.id, () => source.mayComment())
  return {
    courseId,
    me,
    mayComment: () => source.mayComment(),
    mayResolveAny: () => source.mayResolveAny(),
    mayResolve: (thread: Thread) => source.mayResolveAny() || (source.mayComment() && thread.by === me.id),
    /** Oldest first, what is on its way included. */
    threads: () => state.threads,
    open: createMemo(() => state.threads.filter(({ resolved, on }) => !resolved && on !== 'suggestion')),
    /** What is said about a suggestion, once somebody said something. */
    about: (suggestion: string) => state.threads.find((thread) => thread.suggestion === suggestion),
    ...reads,
    unread: createMemo(() => state.threads.filter((thread) => reads.isUnread(thread))),
    mayModerate: () => source.mayModerate(),
    /** Says what is to be done: everybody who comments and has an account. */
    mayTask: () => source.mayComment() && !me.id.startsWith('guest-'),
    mayInvite: () => source.mayInvite(),
    /** Lets somebody into this draft; resolves to whether they are. */
    invite: (person: PersonId, role: CourseRole): Promise<boolean> =>
      ask(setCourseRole, { courseId, personId: person, role }).then(
        () => true,
        (error: unknown) => (showProblem(error), false),
      ),
    places,
    /** What a block says, for a comment that is being begun on it. */
    wordsAt: (lesson: LessonId, block: string) => wordsAt(source.doc(), lesson, block),
    personOf,
    /** Whether what was done to the subject is still on its way to the server. */
    isOnItsWay: (subject: string) => pending().some((deed) => !deed.settled && deed.subject === subject),

    /** Resolves to false when the server refused; the words are then still with the caller. */
    start(place: Place, body: Body, threadId = newId<ThreadId>()) {
      const commentId = newId<CommentId>()
      const deed = starting({ id: threadId, commentId, by: me.id, at: Date.now(), place: structuredClone(place), body })
      return act(deed, () => afterTheWords(() => command(startThread, { courseId, threadId, commentId, place, body })))
    },
    reply(threadId: ThreadId, body: Body) {
      const commentId = newId<CommentId>()
      const deed = replying({ id: commentId, threadId, by: me.id, at: Date.now(), body })
      return act(deed, () => command(addComment, { courseId, threadId, commentId, body }))
    },
    edit: (threadId: ThreadId, commentId: CommentId, body: Body) =>
      act(editing({ id: commentId, threadId, body, at: Date.now() }), () => command(editComment, { courseId, threadId, commentId, body })),
    /** What a comment said before, oldest first. */
    earlier: (threadId: ThreadId, commentId: CommentId) => earlierWords(source.doc(), threadId, commentId),
    /** `why` is for the words of others. */
    remove: (threadId: ThreadId, commentId: CommentId, why?: string) =>
      act(removing({ id: commentId, threadId }), () => command(removeComment, { courseId, threadId, commentId, ...(why && { why }) })),
    setTask: ({ id }: Thread, change: TaskChange) =>
      act(tasking(id, change), () => command(setThreadTask, { courseId, threadId: id, ...change })),
    verify: ({ id }: Thread) => act(verifying({ id, at: Date.now() }), () => command(verifyThread, { courseId, threadId: id })),
    vote(threadId: ThreadId, comment: Comment) {
      const on = !comment.votes.includes(me.id)
      const input = { courseId, threadId, commentId: comment.id }
      return act(voting({ id: comment.id, threadId, by: me.id, on }), () => command(on ? voteForComment : takeVoteBack, input))
    },
    setResolved: (threadId: ThreadId, resolved: boolean) =>
      act(turning({ id: threadId, by: me.id, at: Date.now(), resolved }), () =>
        command(resolved ? resolveThread : reopenThread, { courseId, threadId }),
      ),
  }
}
export type Threads = ReturnType<typeof createThreads>

/** The words a thread is about may have been typed a moment ago, and travel by another way than the command. */
async function afterTheWords<T>(send: () => Promise<T>): Promise<T> {
  for (const waitMs of wordsArriveAfterMs) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'thread.place')) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return send()
}
const wordsArriveAfterMs = [400, 1500, 4000]

/** Names for the ids in the document: asked once, and again when somebody new turns up. */
function createNames({ courseId, me }: ThreadSource, threads: () => Thread[]) {
  const unknown = createMemo(() => {
    const ids = new Set<PersonId>()
    for (const { by, to, resolved, comments } of threads()) {
      ids.add(by)
      if (to) ids.add(to)
      if (resolved) ids.add(resolved.by)
      for (const comment of comments)
        for (const id of [comment.by, ...comment.votes, ...mentionsIn(comment), ...(comment.removed ? [comment.removed.by] : [])])
          ids.add(id)
    }
    ids.delete(me.id)
    return [...ids].sort().join()
  })
  // No resource: reading one would suspend the whole editor until the names are there. Offline there may be none.
  const [voices, setVoices] = createSignal<ReadonlyMap<PersonId, Person>>(new Map())
  createEffect(() => {
    if (
      !unknown() ||
      unknown()
        .split(',')
        .every((id) => untrack(voices).has(id as PersonId))
    )
      return // ids of this very list
    void ask(listVoices, { courseId })
      .then(({ items }) => setVoices(new Map(items.map((person) => [person.id, person]))))
      .catch(() => {})
  })
  return (id: PersonId): Person => (id === me.id ? me : (voices().get(id) ?? { id, name: '…', colour: colourOf(id) }))
}

// Bodies enter the document by commands alone, which have checked them.
const mentionsIn = ({ body }: Comment) => (body ? mentionsOf(body as Body) : [])
