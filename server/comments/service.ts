import type { z } from 'zod'
import {
  addComment,
  editComment,
  readThreads,
  removeComment,
  reopenThread,
  resolveThread,
  setTask,
  setVote,
  startThread,
  type Thread,
  verifyThread,
} from '../../shared/document/threads.ts'
import {
  type addComment as addCommentEndpoint,
  type Body,
  type editComment as editCommentEndpoint,
  type listThreads,
  type Mentionable,
  mentionsOf,
  type removeComment as removeCommentEndpoint,
  type setThreadTask,
  type startThread as startThreadEndpoint,
  type ThreadView,
} from '../../shared/comments.ts'
import { type DomainEvent, happened } from '../../shared/domain-events.ts'
import type { CommentId, CourseId, PersonId, ThreadId } from '../../shared/id.ts'
import type { Member, Person } from '../../shared/people.ts'
import { notAllowed, Problem } from '../../shared/problem.ts'
import { canComment, canReadDraft, canResolve, canUpvote, isManager } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { FileService } from '../files/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { pictureDesk } from './pictures.ts'
import type { CommentsStore } from './store.ts'
import { checkStands, commentIn, type Doc, isCommentTaken, placeIn, threadIn } from './threads.ts'

type Tools = {
  db: Database
  store: CommentsStore
  events: Events
  now: () => number
  courses: Pick<CourseService, 'load' | 'standing' | 'search'>
  people: Pick<PeopleService, 'findMany'>
  collaboration: Pick<CollaborationService, 'command' | 'read'>
  files: Pick<FileService, 'keepPicture' | 'bytesOf'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>
/** What a command did to the document: `news` only when it changed something, so that a repeat tells nobody twice. */
type Effect = { news: boolean }
type Said = { threadId: ThreadId; commentId?: CommentId; seq: number }

const perPage = 100
const mostMentionable = 6

/** What people may say about a draft: each verb is a command, applied to the course document by the server in their name. */
export function commentsService({ db, store, events, now, courses, people, collaboration, files }: Tools) {
  async function command(
    courseId: CourseId,
    member: Member,
    name: string,
    apply: (doc: Doc) => Effect,
    news: DomainEvent[] | (() => DomainEvent[]),
  ): Promise<number> {
    // Without an id of its own: each verb sees in the document whether it was done before, and by whom.
    const { value, seq } = await collaboration.command(courseId, { by: member.id, name }, apply)
    const told = value.news ? (typeof news === 'function' ? news() : news) : []
    if (told.length > 0) {
      await db.transaction((tx) => events.emit(tx, ...told))
      events.tell()
    }
    return seq
  }

  const enter = (courseId: CourseId, member: Member) => courses.load(courseId, member, canComment, 'comment')

  /** A mention of somebody who cannot read the draft would tell them nothing, and others that they know. */
  async function checkMentions(courseId: CourseId, mentions: PersonId[]) {
    const without: PersonId[] = []
    for (const person of mentions) {
      const found = await courses.standing(courseId, person)
      if (!found || !canReadDraft(found.standing)) without.push(person)
    }
    if (without.length > 0)
      throw new Problem(
        'invalid',
        'comment.mention',
        'Somebody you mention cannot read this draft. Invite them to the course first, or leave their name out.',
        { people: without },
      )
  }

  async function turn(member: Member, courseId: CourseId, threadId: ThreadId, to: 'resolved' | 'reopened'): Promise<Said> {
    const { standing } = await enter(courseId, member)
    const at = now()
    let resolvedBy: PersonId | undefined
    const apply = (doc: Doc) => {
      const thread = threadIn(doc, threadId)
      resolvedBy = thread.resolved?.by
      if (!canResolve(standing, { mine: thread.by === member.id }))
        throw notAllowed('thread.resolve', 'Only whoever began this thread, and editors of the course, can resolve or reopen it.')
      const set = to === 'resolved' ? resolveThread : reopenThread
      set(doc, { thread: threadId, by: member.id, at })
      return { news: !!thread.resolved !== (to === 'resolved') }
    }
    const news = () => [
      happened(`thread.${to}`, member.id, { courseId, threadId, ...(to === 'reopened' && resolvedBy && { resolvedBy }) }, at),
    ]
    const seq = await command(courseId, member, `thread.${to}`, apply, news)
    return { threadId, seq }
  }

  return {
    pictures: pictureDesk({ store, now, files, collaboration, enter }),

    /** Starts a thread. The anchor comes from the client and is checked against the words it claims to stand on. */
    async start(member: Member, { courseId, threadId, commentId, place, body }: Input<typeof startThreadEndpoint>): Promise<Said> {
      await enter(courseId, member)
      const mentions = mentionsOf(body)
      await checkMentions(courseId, mentions)
      const at = now()
      const apply = (doc: Doc) => {
        const before = readThreads(doc).find(({ id }) => id === threadId)
        if (before?.by === member.id && before.comments.some(({ id, by }) => id === commentId && by === member.id)) return { news: false }
        if (before || isCommentTaken(doc, commentId)) throw taken('thread')
        startThread(doc, { id: threadId, commentId, by: member.id, at, body, ...placeIn(doc, place) })
        return { news: true }
      }
      const seq = await command(courseId, member, 'thread.start', apply, [
        happened('thread.started', member.id, { courseId, threadId, mentions }, at),
      ])
      return { threadId, commentId, seq }
    },

    async reply(member: Member, { courseId, threadId, commentId, body }: Input<typeof addCommentEndpoint>): Promise<Said> {
      await enter(courseId, member)
      const mentions = mentionsOf(body)
      await checkMentions(courseId, mentions)
      const at = now()
      const apply = (doc: Doc) => {
        const thread = threadIn(doc, threadId)
        const before = thread.comments.find(({ id }) => id === commentId)
        if (before?.by === member.id) return { news: false }
        if (before || isCommentTaken(doc, commentId)) throw taken('comment')
        checkStands(doc, thread)
        addComment(doc, { thread: threadId, id: commentId, by: member.id, at, body })
        return { news: true }
      }
      const seq = await command(courseId, member, 'comment.add', apply, [
        happened('comment.added', member.id, { courseId, threadId, commentId, mentions }, at),
      ])
      return { threadId, commentId, seq }
    },

    async edit(member: Member, { courseId, threadId, commentId, body }: Input<typeof editCommentEndpoint>): Promise<Said> {
      await enter(courseId, member)
      let mentions: PersonId[] = []
      const apply = (doc: Doc) => {
        const before = commentIn(doc, threadId, commentId)
        if (before.by !== member.id) throw notAllowed('comment.edit', 'Only the person who wrote a comment can change it.')
        const known = before.body ? mentionsOf(before.body as Body) : [] // bodies enter by commands alone, checked
        mentions = mentionsOf(body).filter((person) => !known.includes(person))
        editComment(doc, { thread: threadId, id: commentId, by: member.id, at: now(), body })
        return { news: mentions.length > 0 }
      }
      await checkMentions(courseId, mentionsOf(body))
      const news = () => [happened('comment.mentioned', member.id, { courseId, threadId, commentId, mentions }, now())]
      return { threadId, commentId, seq: await command(courseId, member, 'comment.edit', apply, news) }
    },

    /** One's own comment, or, for managers, anybody's: then the reason stands in its place. */
    async remove(member: Member, { courseId, threadId, commentId, why }: Input<typeof removeCommentEndpoint>): Promise<Said> {
      const { standing } = await enter(courseId, member)
      const apply = (doc: Doc) => {
        const isMine = commentIn(doc, threadId, commentId).by === member.id
        if (!isMine && !isManager(standing))
          throw notAllowed('comment.remove', 'Only the person who wrote a comment, and managers of the group, can remove it.')
        if (!isMine && !why) throw new Problem('invalid', 'comment.why', 'Say why you remove what somebody else wrote. They will read it.')
        removeComment(doc, { thread: threadId, id: commentId, at: now(), by: member.id, ...(why && { why }) })
        return { news: false }
      }
      return { threadId, commentId, seq: await command(courseId, member, 'comment.remove', apply, []) }
    },

    async vote(member: Member, courseId: CourseId, threadId: ThreadId, commentId: CommentId, on: boolean): Promise<Said> {
      await courses.load(courseId, member, canUpvote, 'comment')
      const apply = (doc: Doc) => {
        const had = commentIn(doc, threadId, commentId).votes.includes(member.id)
        if (had !== on) setVote(doc, commentId, member.id, on)
        return { news: on && !had }
      }
      const news = [happened('comment.upvoted', member.id, { courseId, threadId, commentId }, now())]
      return { threadId, commentId, seq: await command(courseId, member, 'comment.vote', apply, news) }
    },

    resolve: (member: Member, courseId: CourseId, threadId: ThreadId) => turn(member, courseId, threadId, 'resolved'),
    reopen: (member: Member, courseId: CourseId, threadId: ThreadId) => turn(member, courseId, threadId, 'reopened'),

    /** Whoever began a thread says that it is done indeed. */
    async verify(member: Member, courseId: CourseId, threadId: ThreadId): Promise<Said> {
      await enter(courseId, member)
      const apply = (doc: Doc) => {
        if (threadIn(doc, threadId).by !== member.id)
          throw notAllowed('thread.verify', 'Only whoever began this thread can say that it is done indeed.')
        verifyThread(doc, { thread: threadId, by: member.id, at: now() })
        return { news: false }
      }
      return { threadId, seq: await command(courseId, member, 'thread.verify', apply, []) }
    },

    /** Says what is to be done. Everybody may raise the alarm; who could resolve the thread may call it off. */
    async setTask(member: Member, { courseId, threadId, mustFix, to, due }: Input<typeof setThreadTask>): Promise<Said> {
      const { standing } = await enter(courseId, member)
      if (to) {
        const found = await courses.standing(courseId, to)
        if (!found || !canReadDraft(found.standing))
          throw new Problem('invalid', 'thread.assign', 'This person cannot read the draft. Invite them to the course first.', {
            people: [to],
          })
      }
      const apply = (doc: Doc) => {
        const thread = threadIn(doc, threadId)
        if (mustFix === false && thread.mustFix && !canResolve(standing, { mine: thread.by === member.id }))
          throw notAllowed('thread.mustFix', 'Only whoever began this thread, and editors of the course, can take this mark away.')
        return { news: setTask(doc, threadId, { mustFix, to, due }) && !!to }
      }
      const news = to ? [happened('thread.assigned', member.id, { courseId, threadId, to }, now())] : []
      return { threadId, seq: await command(courseId, member, 'thread.task', apply, news) }
    },

    /** One thread as it is, for rooms that judge by themselves who may hear of it. */
    thread: async (courseId: CourseId, threadId: string): Promise<Thread | undefined> =>
      (await collaboration.read(courseId, readThreads)).find(({ id }) => (id as string) === threadId),
    /** Until when somebody has read the threads of a course. */
    readUntil: async (courseId: CourseId, personId: PersonId): Promise<Map<ThreadId, number>> =>
      new Map((await store.readsOf(courseId, personId)).map(({ threadId, at }) => [threadId, at])),
    async reads(member: Member, courseId: CourseId) {
      await enter(courseId, member)
      return store.readsOf(courseId, member.id)
    },
    /** Answers until when they count as read now. */
    async markRead(member: Member, courseId: CourseId, threads: ThreadId[]): Promise<number> {
      await enter(courseId, member)
      const at = now()
      await store.markRead(courseId, member.id, [...new Set(threads)], at)
      return at
    },

    async list(
      member: Member,
      { courseId, state, lesson, after }: Input<typeof listThreads>,
    ): Promise<{ items: ThreadView[]; next?: string }> {
      await courses.load(courseId, member, canComment, 'comment')
      const all = (await collaboration.read(courseId, readThreads)).map(viewOf)
      const wanted = all.filter((thread) => (state === 'all' || thread.state === state) && (!lesson || thread.lesson === lesson))
      const from = after ? wanted.findIndex(({ id }) => id === after) + 1 : 0
      const items = wanted.slice(from, from + perPage)
      const last = items.at(-1)
      return { items, ...(last && from + perPage < wanted.length && { next: last.id }) }
    },

    /** The names of all who appear in the threads: the document itself holds ids only. */
    async voices(member: Member, courseId: CourseId): Promise<Person[]> {
      await courses.load(courseId, member, canComment, 'comment')
      const ids = voicesIn(await collaboration.read(courseId, readThreads))
      const found = await people.findMany([...ids])
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
    },

    async mentionable(member: Member, courseId: CourseId, q: string): Promise<Mentionable[]> {
      await enter(courseId, member)
      const others = (await courses.search(member, { q, courseId })).filter(({ id }) => id !== member.id)
      const items: Mentionable[] = []
      for (const person of others.slice(0, mostMentionable)) {
        const found = await courses.standing(courseId, person.id)
        items.push({ ...person, reads: !!found && canReadDraft(found.standing) })
      }
      return items.sort((a, b) => Number(b.reads) - Number(a.reads))
    },
  }
}
export type CommentsService = ReturnType<typeof commentsService>

const taken = (what: 'thread' | 'comment') =>
  new Problem('conflict', `${what}.taken`, 'This id belongs to something else already. Send it again under a new one.')

function viewOf({ resolved, anchor, comments, mustFix, ...thread }: Thread): ThreadView {
  return {
    ...thread,
    mustFix: mustFix === true,
    ...(anchor && { lesson: anchor.lesson }),
    block: thread.block as ThreadView['block'], // a block id by the layout
    state: resolved ? 'resolved' : 'open',
    ...(resolved && { resolvedBy: resolved.by, resolvedAt: resolved.at }),
    ...(resolved?.verified && { verifiedAt: resolved.verified }),
    comments: comments.map(({ body, removed, ...comment }) => ({
      ...comment,
      ...(body ? { body } : {}),
      removed: body === null,
      ...(removed && { removedBy: removed.by, removedWhy: removed.why }),
    })),
  }
}

function voicesIn(threads: Thread[]): Set<PersonId> {
  const ids = new Set<PersonId>()
  for (const { by, to, resolved, comments } of threads) {
    ids.add(by)
    if (to) ids.add(to)
    if (resolved) ids.add(resolved.by)
    for (const comment of comments) {
      for (const id of [comment.by, ...comment.votes, ...(comment.removed ? [comment.removed.by] : [])]) ids.add(id)
      if (comment.body) for (const id of mentionsOf(comment.body as Body)) ids.add(id) // bodies enter by commands alone, checked
    }
  }
  return ids
}
