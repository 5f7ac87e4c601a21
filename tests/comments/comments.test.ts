import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { commentsService, type CommentsService } from '../../server/comments/service.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { type Place } from '../../shared/comments.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment, threadsOf } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { earlierWords, readThreads } from '../../shared/document/threads.ts'
import { addLesson } from '../../shared/document/write.ts'
import type { DomainEvent } from '../../shared/domain-events.ts'
import {
  type BlockId,
  type CommentId,
  type CourseId,
  type LessonId,
  newId,
  type NodeId,
  type PersonId,
  type SuggestionId,
  type ThreadId,
} from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, unknown } from '../../shared/problem.ts'
import { canSeeCourse, type Standing, stranger } from '../../shared/rights.ts'

// The comments' service on a real course document; a fake collaboration applies each command to a copy first, as the
// real one stores nothing of a command that throws.

const course = newId<CourseId>()
const person = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })
const [ana, rita, vera, leo, sam, omar] = ['Ana', 'Rita', 'Vera', 'Leo', 'Sam', 'Omar'].map(person) as [
  Member,
  Member,
  Member,
  Member,
  Member,
  Member,
]
const standings = new Map<PersonId, Standing>([
  [ana.id, { ...stranger, roles: ['author'] }],
  [rita.id, { ...stranger, roles: ['reviewer'] }],
  [omar.id, { ...stranger, roles: ['admin'] }],
  [vera.id, { ...stranger, courseRole: 'viewer' }],
  [leo.id, { ...stranger, roles: ['learner'], audience: true }],
])

let doc: Y.Doc
let lesson: LessonId
let comments: CommentsService
let news: DomainEvent[]
let at: number
let reads: Map<ThreadId, number>

const paragraph = (id: string, text: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

beforeEach(() => {
  doc = new Y.Doc()
  lesson = addLesson(doc, {
    parent: null,
    title: 'Refunds',
    content: [paragraph('block-one', 'A refund takes ten days at most.'), paragraph('block-two', 'Tell the customer so.')],
  })
  news = []
  reads = new Map()
  at = 1000
  const of = (id: PersonId) => standings.get(id) ?? stranger
  const fakes = {
    now: () => ++at,
    store: {
      readsOf: async () => [...reads].map(([threadId, at]) => ({ threadId, at })),
      markRead: async (_: CourseId, __: PersonId, ids: ThreadId[], at: number) => ids.forEach((id) => reads.set(id, at)),
    },
    db: { transaction: async (act: (tx: unknown) => Promise<unknown>) => act({}) },
    events: { emit: async (_: unknown, ...more: DomainEvent[]) => void news.push(...more), tell: () => {} },
    people: {
      findMany: async (ids: PersonId[]) =>
        new Map([ana, rita, vera, leo, sam].filter(({ id }) => ids.includes(id)).map((each) => [each.id, each])),
    },
    courses: {
      search: async () => [ana, leo, rita],
      standing: async (_: CourseId, id: PersonId) => ({ standing: of(id) }),
      load: async (_: CourseId, { id }: Member, can: (standing: Standing) => boolean, action = 'read') => {
        if (!canSeeCourse(of(id))) throw unknown('course')
        if (!can(of(id))) throw notAllowed(`course.${action}`)
        return { standing: of(id) }
      },
    },
    collaboration: {
      read: async (_: CourseId, look: (doc: Y.Doc) => unknown) => look(doc),
      command: async (_: CourseId, __: unknown, apply: (doc: Y.Doc) => unknown) => {
        const copy = new Y.Doc()
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
        const value = copy.transact(() => apply(copy))
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
        return { value, seq: 7 }
      },
    },
  }
  comments = commentsService(fakes as unknown as Parameters<typeof commentsService>[0]) // as small as this room asks them
})

const onWords = (words: string): Place => {
  const text = new LessonText(lessonFragment(doc, lesson))
  const from = text.text.indexOf(words)
  return { on: 'text', anchor: anchorOn(text, lesson, from, from + words.length) }
}
const start = async (
  who: Member,
  place: Place = { on: 'lesson', lesson },
  typed = 'Is this so?',
  ids: { threadId?: ThreadId; commentId?: CommentId } = {},
) => {
  const { threadId = newId<ThreadId>(), commentId = newId<CommentId>() } = ids
  await comments.start(who, { courseId: course, threadId, commentId, place, body: bodyOf(typed, [ana, rita, vera, leo, sam]) })
  return { threadId, commentId }
}
const reply = async (who: Member, threadId: ThreadId, typed = 'Yes', commentId = newId<CommentId>()) => {
  await comments.reply(who, { courseId: course, threadId, commentId, body: bodyOf(typed, [ana, rita, leo]) })
  return commentId
}
const thread = (id: ThreadId) => readThreads(doc).find((each) => each.id === id)!

describe('starting a thread', () => {
  test('[C1] the server says who and when, the words are kept as a quote, and it is news', async () => {
    const { threadId, commentId } = await start(rita, onWords('ten days'), 'Is it not fourteen, @Ana?')
    expect(thread(threadId)).toMatchObject({
      by: rita.id,
      on: 'text',
      lesson,
      quote: 'ten days',
      comments: [{ id: commentId, by: rita.id }],
    })
    expect(thread(threadId).at).toBeGreaterThan(1000)
    expect(news).toMatchObject([{ kind: 'thread.started', by: rita.id, body: { threadId, mentions: [ana.id] } }])
  })

  test('on a block, a lesson and the course', async () => {
    for (const place of [{ on: 'block', lesson, block: 'block-two' }, { on: 'lesson', lesson }, { on: 'course' }] as Place[])
      expect(thread((await start(ana, place)).threadId)).toMatchObject(place)
    await expect(start(ana, { on: 'block', lesson, block: 'block-gone' } as Place)).rejects.toMatchObject({ code: 'thread.place' })
  })

  test('[C2] an anchor that does not stand on its words is put where they are, or refused', async () => {
    const place = onWords('refund takes ten days')
    if (place.on !== 'text') throw new Error('a place on text')
    const elsewhere = onWords('customer')
    if (elsewhere.on !== 'text') throw new Error('a place on text')
    const moved: Place = { on: 'text', anchor: { ...elsewhere.anchor, quote: place.anchor.quote } }
    const { threadId } = await start(rita, moved)
    expect(thread(threadId).anchor).toEqual(place.anchor)
    const made: Place = {
      on: 'text',
      anchor: { ...place.anchor, quote: { ...place.anchor.quote, exact: 'Nobody ever wrote these words here' } },
    }
    await expect(start(rita, made)).rejects.toMatchObject({ code: 'thread.place' })
    const damaged: Place = {
      on: 'text',
      anchor: { ...place.anchor, start: 'AAAA', end: '!!', quote: { exact: 'no such words at all', prefix: '', suffix: '' } },
    }
    await expect(start(rita, damaged)).rejects.toMatchObject({ code: 'thread.place' })
    expect(threadsOf(doc).size).toBe(1)
  })

  test('[C3] sent twice it starts once and is news once; nobody takes its id', async () => {
    const ids = await start(rita)
    await start(rita, undefined, 'again', ids)
    expect(readThreads(doc)).toHaveLength(1)
    expect(news).toHaveLength(1)
    await expect(start(ana, undefined, 'mine', ids)).rejects.toMatchObject({ code: 'thread.taken' })
    await expect(start(ana, undefined, 'mine', { commentId: ids.commentId })).rejects.toMatchObject({ code: 'thread.taken' })
    expect(readThreads(doc)).toHaveLength(1)
  })

  test('[C10] a lesson in the trash takes no new words, and its threads stay', async () => {
    const { threadId, commentId } = await start(rita)
    trashNode(doc, lesson as string as NodeId, { by: ana.id, at: 1 })
    await expect(start(rita)).rejects.toMatchObject({ code: 'thread.trashed' })
    await expect(reply(ana, threadId)).rejects.toMatchObject({ code: 'thread.trashed' })
    await comments.vote(ana, course, threadId, commentId, true)
    expect(thread(threadId).comments[0]?.votes).toEqual([ana.id])
  })
})

describe('[C4] who may', () => {
  test('viewers and learners are refused every verb; for strangers there is no course', async () => {
    const { threadId, commentId } = await start(rita)
    const verbs = (who: Member): (() => Promise<unknown>)[] => [
      () => start(who),
      () => reply(who, threadId),
      () => comments.edit(who, { courseId: course, threadId, commentId, body: bodyOf('x', []) }),
      () => comments.remove(who, { courseId: course, threadId, commentId }),
      () => comments.verify(who, course, threadId),
      () => comments.setTask(who, { courseId: course, threadId, mustFix: true }),
      () => comments.reads(who, course),
      () => comments.markRead(who, course, [threadId]),
      () => comments.vote(who, course, threadId, commentId, true),
      () => comments.resolve(who, course, threadId),
      () => comments.reopen(who, course, threadId),
      () => comments.list(who, { courseId: course, state: 'all' }),
      () => comments.voices(who, course),
      () => comments.mentionable(who, course, ''),
    ]
    for (const who of [vera, leo]) for (const verb of verbs(who)) await expect(verb()).rejects.toMatchObject({ kind: 'forbidden' })
    for (const verb of verbs(sam)) await expect(verb()).rejects.toMatchObject({ kind: 'unknown', code: 'course.unknown' })
    expect(readThreads(doc)).toMatchObject([{ comments: [{ votes: [] }] }])
  })

  test('a reviewer resolves only their own thread, an editor any', async () => {
    const hers = await start(rita)
    const anas = await start(ana)
    await expect(comments.resolve(rita, course, anas.threadId)).rejects.toMatchObject({ code: 'thread.resolve' })
    await comments.resolve(rita, course, hers.threadId)
    expect(thread(hers.threadId).resolved).toMatchObject({ by: rita.id })
    await comments.reopen(ana, course, hers.threadId)
    expect(thread(hers.threadId).resolved).toBeUndefined()
    await comments.resolve(ana, course, hers.threadId)
    await comments.resolve(ana, course, hers.threadId)
    expect(news.map(({ kind }) => kind)).toEqual([
      'thread.started',
      'thread.started',
      'thread.resolved',
      'thread.reopened',
      'thread.resolved',
    ])
  })

  test('only the writer edits and removes a comment; a removed one keeps its place and its replies', async () => {
    const { threadId, commentId } = await start(rita)
    await reply(ana, threadId)
    const edit = (who: Member) => comments.edit(who, { courseId: course, threadId, commentId, body: bodyOf('Better words', []) })
    await expect(edit(ana)).rejects.toMatchObject({ code: 'comment.edit' })
    await expect(comments.remove(ana, { courseId: course, threadId, commentId })).rejects.toMatchObject({ code: 'comment.remove' })
    await edit(rita)
    expect(thread(threadId).comments[0]).toMatchObject({ editedAt: expect.any(Number), by: rita.id })
    await comments.remove(rita, { courseId: course, threadId, commentId })
    expect(thread(threadId).comments).toMatchObject([{ id: commentId, body: null }, { by: ana.id }])
    await expect(edit(rita)).rejects.toMatchObject({ kind: 'gone' })
  })

  test('a comment of another thread is not reached through this one', async () => {
    const one = await start(rita)
    const two = await start(ana)
    await expect(comments.vote(rita, course, one.threadId, two.commentId, true)).rejects.toMatchObject({ code: 'comment.unknown' })
    await expect(comments.vote(rita, course, newId<ThreadId>(), one.commentId, true)).rejects.toMatchObject({ code: 'thread.unknown' })
  })
})

test('[C5] a vote counts once a person, two people at once are two, and it can be taken back', async () => {
  const { threadId, commentId } = await start(rita)
  const vote = (who: Member, on: boolean) => comments.vote(who, course, threadId, commentId, on)
  await Promise.all([vote(ana, true), vote(rita, true), vote(ana, true)])
  expect(thread(threadId).comments[0]?.votes).toEqual([ana.id, rita.id].sort())
  expect(news.filter(({ kind }) => kind === 'comment.upvoted')).toHaveLength(2)
  await vote(ana, false)
  await vote(ana, false)
  expect(thread(threadId).comments[0]?.votes).toEqual([rita.id])
})

test('[C8] only those who can read the draft are mentioned', async () => {
  await expect(start(ana, undefined, 'What do you say, @Leo?')).rejects.toMatchObject({
    code: 'comment.mention',
    details: { people: [leo.id] },
  })
  const { threadId } = await start(ana, undefined, 'And you, @Vera?')
  await expect(reply(rita, threadId, 'Or @Leo?')).rejects.toMatchObject({ code: 'comment.mention' })
  expect(await comments.mentionable(ana, course, '')).toMatchObject([
    { name: 'Rita', reads: true },
    { name: 'Leo', reads: false },
  ])
})

test('names are known of all who spoke, voted, resolved or were mentioned', async () => {
  const { threadId, commentId } = await start(rita, undefined, 'See @Vera')
  await comments.vote(ana, course, threadId, commentId, true)
  expect((await comments.voices(ana, course)).map(({ name }) => name)).toEqual(['Ana', 'Rita', 'Vera'])
})

test('programs read threads by state and lesson, a page at a time', async () => {
  const first = await start(rita)
  for (let n = 0; n < 110; n++) await start(ana, { on: 'course' })
  await comments.resolve(rita, course, first.threadId)
  expect((await comments.list(ana, { courseId: course, state: 'resolved' })).items).toMatchObject([
    { id: first.threadId, state: 'resolved', resolvedBy: rita.id },
  ])
  const page = await comments.list(ana, { courseId: course, state: 'open' })
  const rest = await comments.list(ana, { courseId: course, state: 'open', after: page.next })
  expect(new Set([...page.items, ...rest.items].map(({ id }) => id)).size).toBe(110)
  expect(rest.next).toBeUndefined()
})

describe('what is to be done about a thread', () => {
  test('[C20] everybody who comments raises the mark; only who could resolve it takes it away', async () => {
    const { threadId } = await start(ana)
    await comments.setTask(rita, { courseId: course, threadId, mustFix: true })
    expect(thread(threadId).mustFix).toBe(true)
    await expect(comments.setTask(rita, { courseId: course, threadId, mustFix: false })).rejects.toMatchObject({ code: 'thread.mustFix' })
    await comments.setTask(ana, { courseId: course, threadId, mustFix: false })
    expect(thread(threadId).mustFix).toBeUndefined()
  })
  test('[C20] it is given to somebody who can read the draft, until a day; they are told once, and what is not named stays', async () => {
    const { threadId } = await start(rita)
    await expect(comments.setTask(rita, { courseId: course, threadId, to: leo.id })).rejects.toMatchObject({ code: 'thread.assign' })
    await comments.setTask(rita, { courseId: course, threadId, to: ana.id, due: '2026-11-30' })
    await comments.setTask(rita, { courseId: course, threadId, to: ana.id })
    await comments.setTask(rita, { courseId: course, threadId, mustFix: true })
    expect(thread(threadId)).toMatchObject({ to: ana.id, due: '2026-11-30', mustFix: true })
    expect(news.filter(({ kind }) => kind === 'thread.assigned')).toHaveLength(1)
    await comments.setTask(ana, { courseId: course, threadId, to: null, due: null })
    expect(thread(threadId)).not.toMatchObject({ to: ana.id })
    expect(thread(threadId).due).toBeUndefined()
  })
  test('[C21] resolving keeps what the words read then; whoever began it may say that it is done indeed', async () => {
    const { threadId } = await start(rita, onWords('ten days'))
    await expect(comments.verify(rita, course, threadId)).rejects.toMatchObject({ code: 'thread.open' })
    await comments.resolve(ana, course, threadId)
    expect(thread(threadId).resolved).toMatchObject({ by: ana.id, now: thread(threadId).quote })
    await expect(comments.verify(ana, course, threadId)).rejects.toMatchObject({ code: 'thread.verify' })
    await comments.verify(rita, course, threadId)
    await comments.verify(rita, course, threadId)
    expect(thread(threadId).resolved).toMatchObject({ by: ana.id, verified: expect.any(Number) })
    await comments.reopen(rita, course, threadId)
    expect(thread(threadId).resolved).toBeUndefined()
    await comments.resolve(rita, course, threadId)
    expect(thread(threadId).resolved).toEqual({ by: rita.id, at: expect.any(Number), now: thread(threadId).quote })
  })
  test('[C22] each person has their own marks of what is new', async () => {
    const { threadId } = await start(rita)
    expect(await comments.reads(ana, course)).toEqual([])
    const until = await comments.markRead(ana, course, [threadId, threadId])
    expect(await comments.reads(ana, course)).toEqual([{ threadId, at: until }])
  })
})

describe('words that were changed or taken away', () => {
  test('[C23] a changed comment keeps what it said before, until it is removed', async () => {
    const { threadId, commentId } = await start(rita)
    for (const words of ['Better', 'Better', 'Best'])
      await comments.edit(rita, { courseId: course, threadId, commentId, body: bodyOf(words, []) })
    expect(earlierWords(doc, threadId, commentId)).toHaveLength(2)
    await comments.remove(rita, { courseId: course, threadId, commentId })
    expect(earlierWords(doc, threadId, commentId)).toEqual([])
    expect(JSON.stringify(doc.getMap('comments').toJSON())).not.toContain('Best')
  })
  test('[C24] a manager removes what somebody else wrote, with a reason that stands in its place; an author does not', async () => {
    const { threadId, commentId } = await start(rita)
    const remove = (who: Member, why?: string) => comments.remove(who, { courseId: course, threadId, commentId, ...(why && { why }) })
    await expect(remove(ana, 'Rude')).rejects.toMatchObject({ code: 'comment.remove' })
    await expect(remove(omar)).rejects.toMatchObject({ code: 'comment.why' })
    await remove(omar, 'Names a customer')
    expect(thread(threadId).comments[0]).toMatchObject({ body: null, removed: { by: omar.id, why: 'Names a customer' } })
  })
})

test('[C25] a comment hangs on an answer, on a moment of a video, and on a suggestion that is there', async () => {
  const on = async (place: Place) =>
    comments.start(rita, { courseId: course, threadId: newId(), commentId: newId(), place, body: bodyOf('So?', []) })
  const block = 'block-two' as BlockId
  const { threadId } = await on({ on: 'moment', lesson, block, seconds: 42 })
  expect(thread(threadId)).toMatchObject({ on: 'moment', block, seconds: 42 })
  await expect(on({ on: 'moment', lesson, block: 'gone-block' as BlockId, seconds: 1 })).rejects.toMatchObject({ code: 'thread.place' })
  await expect(on({ on: 'suggestion', suggestion: newId<SuggestionId>() })).rejects.toMatchObject({ kind: 'unknown' })
})
