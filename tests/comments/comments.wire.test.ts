import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import {
  addComment,
  type Body,
  editComment,
  findMentionable,
  listReads,
  listThreads,
  listVoices,
  markRead,
  plainText,
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
import { createCourse } from '../../shared/courses.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { readThreads } from '../../shared/document/threads.ts'
import { addLesson } from '../../shared/document/write.ts'
import {
  type BlockId,
  type CommentId,
  type CourseId,
  type LessonId,
  newId,
  type NodeId,
  type SuggestionId,
  type ThreadId,
} from '../../shared/id.ts'
import { getMe, type Me } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { makeSuggestion } from '../../shared/suggestions.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// The matrix of rights for comments over HTTP, from the wrong side too.

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server
let courseId: CourseId
let other: CourseId
let lesson: LessonId
let place: Place
const people: Record<string, Asker> = {}
const known: Record<string, Me> = {}

beforeAll(async () => {
  server = await startServer({ demo: true })
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  for (const name of ['ana', 'rita', 'leo', 'lena', 'omar', 'otto', 'carl']) {
    people[name] = await server.signIn(`${name}@demo.test`)
    known[name] = await people[name].ask(getMe)
  }
  const groupId = known['ana']!.roles[0]!.groupId
  courseId = (await people['ana']!.ask(createCourse, { groupId, title: 'Handling refunds' })).id
  other = (await people['ana']!.ask(createCourse, { groupId, title: 'Another course' })).id
  const paragraph = { type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'text', text: 'A refund takes ten days at most.' }] }
  const made = await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) =>
    addLesson(doc, { parent: null, title: 'The policy', content: [paragraph] }),
  )
  lesson = made.value
  place = await server.services.collaboration.read(courseId, (doc) => {
    const text = new LessonText(lessonFragment(doc, lesson))
    const from = text.text.indexOf('ten days')
    return { on: 'text', anchor: anchorOn(text, lesson, from, from + 8) } satisfies Place
  })
})
afterAll(() => server.close())

const as = (name: string) => people[name]!
const ids = () => ({ threadId: newId<ThreadId>(), commentId: newId<CommentId>() })
const start = async (who: string, at: Place = place, made = ids()) => {
  await as(who).ask(startThread, { courseId, ...made, place: at, body: bodyOf('Is this so?', []) })
  return made
}

test('a thread travels: comment, reply, two votes at once, resolve', async () => {
  const { threadId, commentId } = await start('rita')
  await as('ana').ask(addComment, { courseId, threadId, commentId: newId(), body: bodyOf('Yes, see https://example.test/policy', []) })
  await Promise.all(['ana', 'lena', 'ana'].map((who) => as(who).ask(voteForComment, { courseId, threadId, commentId })))
  const find = async () => (await as('rita').ask(listThreads, { courseId, state: 'all' })).items.find(({ id }) => id === threadId)
  expect(await find()).toMatchObject({
    quote: 'ten days',
    lesson,
    state: 'open',
    comments: [{ by: known['rita']!.id, votes: expect.any(Array) }, { by: known['ana']!.id }],
  })
  expect((await find())?.comments[0]?.votes).toHaveLength(2)
  await as('rita').ask(resolveThread, { courseId, threadId })
  expect(await find()).toMatchObject({ state: 'resolved', resolvedBy: known['rita']!.id })
  expect((await as('ana').ask(listVoices, { courseId })).items.map(({ id }) => id).sort()).toEqual(
    [known['ana']!.id, known['rita']!.id, known['lena']!.id].sort(),
  )
})

describe('[C4] the matrix', () => {
  const verbs = (name: string, { threadId, commentId }: ReturnType<typeof ids>): Record<string, () => Promise<unknown>> => ({
    start: () => as(name).ask(startThread, { courseId, ...ids(), place: { on: 'course' }, body: bodyOf('Hm', []) }),
    reply: () => as(name).ask(addComment, { courseId, threadId, commentId: newId(), body: bodyOf('Hm', []) }),
    vote: () => as(name).ask(voteForComment, { courseId, threadId, commentId }),
    unvote: () => as(name).ask(takeVoteBack, { courseId, threadId, commentId }),
    list: () => as(name).ask(listThreads, { courseId }),
    voices: () => as(name).ask(listVoices, { courseId }),
    mentionable: () => as(name).ask(findMentionable, { courseId, q: 'a' }),
    resolve: () => as(name).ask(resolveThread, { courseId, threadId }),
    reopen: () => as(name).ask(reopenThread, { courseId, threadId }),
    edit: () => as(name).ask(editComment, { courseId, threadId, commentId, body: bodyOf('Forged', []) }),
    remove: () => as(name).ask(removeComment, { courseId, threadId, commentId }),
    task: () => as(name).ask(setThreadTask, { courseId, threadId, mustFix: true }),
    verify: () => as(name).ask(verifyThread, { courseId, threadId }),
    reads: () => as(name).ask(listReads, { courseId }),
    markRead: () => as(name).ask(markRead, { courseId, threads: [threadId] }),
  })
  const results = async (name: string) => {
    const made = await start('ana')
    const found: Record<string, string> = {}
    for (const [verb, run] of Object.entries(verbs(name, made))) found[verb] = await outcome(run())
    return found
  }
  const all = (word: string) => Object.fromEntries(Object.keys(verbs('', ids())).map((verb) => [verb, word]))
  const notTheirs = { edit: 'forbidden comment.edit', remove: 'forbidden comment.remove', verify: 'forbidden thread.verify' }

  test('L&D and admins do all but change another’s words', async () => {
    for (const name of ['lena', 'omar']) expect(await results(name)).toEqual({ ...all('yes'), ...notTheirs, remove: 'invalid comment.why' })
  })
  test('a reviewer resolves only their own', async () => {
    expect(await results('rita')).toEqual({
      ...all('yes'),
      ...notTheirs,
      resolve: 'forbidden thread.resolve',
      reopen: 'forbidden thread.resolve',
    })
  })
  test('learners, coaches and strangers find no draft to talk about', async () => {
    for (const name of ['leo', 'carl', 'otto']) expect(await results(name)).toEqual(all('unknown course.unknown'))
    await as('ana').ask(publishCourse, { courseId })
    // What is published they may know of; its threads they may not.
    expect(await results('leo')).toEqual(all('forbidden course.comment'))
    expect(await results('otto')).toEqual(all('unknown course.unknown'))
  })
  test('nobody without a session is heard', async () => {
    expect(await outcome(server.guest().ask(listThreads, { courseId }))).toBe('signedOut auth.signedOut')
  })
})

describe('bad input changes nothing', () => {
  const count = async () => (await as('ana').ask(listThreads, { courseId, state: 'all' })).items.length
  test('[C6] [C7] too long, empty, script links, forged ids and places', async () => {
    const before = await count()
    const made = ids()
    const raw = (change: object) =>
      as('ana')
        .fetch(`/api/courses/${courseId}/threads`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...made, place: { on: 'course' }, body: bodyOf('Hi', []), ...change }),
        })
        .then(async (answer) => `${answer.status} ${((await answer.json()) as { code: string }).code}`)
    expect(await raw({ body: bodyOf('x'.repeat(10_001), []) })).toBe('422 request.shape')
    expect(await raw({ body: bodyOf(' ', []) })).toBe('422 request.shape')
    expect(
      await raw({
        body: {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
            },
          ],
        },
      }),
    ).toBe('422 request.shape')
    expect(await raw({ threadId: '__proto__' })).toBe('422 request.shape')
    expect(await raw({ commentId: `${made.threadId}/x` })).toBe('422 request.shape')
    expect(await raw({ place: { on: 'lesson', lesson: 'no-such-lesson' } })).toBe('409 thread.trashed')
    expect(await raw({ place: { on: 'block', lesson, block: 'no-such-block' } })).toBe('422 thread.place')
    expect(
      await raw({
        place: { on: 'text', anchor: { lesson, start: '!', end: '!', quote: { exact: 'words nobody wrote', prefix: '', suffix: '' } } },
      }),
    ).toBe('409 thread.place')
    expect(await raw({ body: 'a string' })).toBe('422 request.shape')
    const big = await as('ana').fetch(`/api/courses/${courseId}/threads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ junk: 'x'.repeat(300_000) }),
    })
    expect(big.status).toBe(413)
    expect(await count()).toBe(before)
  })

  test('[C6] ten thousand characters are a comment, and come back whole', async () => {
    const said = 'Ten letters'.slice(0, 10).repeat(1000)
    const made = ids()
    await as('rita').ask(startThread, { courseId, ...made, place, body: bodyOf(said, []) })
    const { items } = await as('ana').ask(listThreads, { courseId, state: 'all' })
    const [comment] = items.find(({ id }) => id === made.threadId)!.comments
    expect(plainText(comment!.body as Body)).toBe(said)
  })

  test('a thread is not reached through another course, nor under another’s name', async () => {
    const { threadId, commentId } = await start('rita')
    expect(await outcome(as('rita').ask(resolveThread, { courseId: other, threadId }))).toBe('unknown thread.unknown')
    expect(await outcome(as('ana').ask(startThread, { courseId, threadId, commentId, place, body: bodyOf('Mine', []) }))).toBe(
      'conflict thread.taken',
    )
    await as('rita').ask(startThread, { courseId, threadId, commentId, place, body: bodyOf('Again', []) })
    const thread = (await as('ana').ask(listThreads, { courseId, state: 'all' })).items.filter(({ id }) => id === threadId)
    expect(thread).toMatchObject([{ by: known['rita']!.id, comments: [{ by: known['rita']!.id }] }])
  })

  test('[C8] a learner is not mentioned in a draft', async () => {
    const leo = known['leo']!
    const mention = as('ana').ask(startThread, { courseId, ...ids(), place: { on: 'course' }, body: bodyOf(`@${leo.name} look`, [leo]) })
    await expect(mention).rejects.toMatchObject({ code: 'comment.mention', details: { people: [leo.id] } })
    const found = (await as('ana').ask(findMentionable, { courseId, q: '' })).items
    expect(found.length).toBeGreaterThan(0)
    expect(found.some(({ id }) => id === known['ana']!.id)).toBe(false)
  })

  test('[C10] a lesson in the trash takes no new words, of whatever kind: the code says why, and nothing changes', async () => {
    const anchor = (place as Extract<Place, { on: 'text' }>).anchor
    const suggestionId = newId<SuggestionId>()
    await as('rita').ask(makeSuggestion, { courseId, suggestionId, anchor, proposed: '14 days' })
    const places: Place[] = [
      place,
      { on: 'lesson', lesson },
      { on: 'block', lesson, block: 'para1' as BlockId },
      { on: 'moment', lesson, block: 'para1' as BlockId, seconds: 1 },
      { on: 'suggestion', suggestion: suggestionId },
    ]
    const talk = await start('rita')
    const aboutSuggestion = await start('rita', { on: 'suggestion', suggestion: suggestionId })
    const trash = (doc: Parameters<typeof trashNode>[0]) => trashNode(doc, lesson as string as NodeId, { by: known['ana']!.id, at: 1 })
    await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, trash)
    const before = await server.services.collaboration.read(courseId, readThreads)
    for (const at of places) expect([at.on, await outcome(start('rita', at))]).toEqual([at.on, 'conflict thread.trashed'])
    for (const { threadId } of [talk, aboutSuggestion])
      expect(await outcome(as('ana').ask(addComment, { courseId, threadId, commentId: newId(), body: bodyOf('Hm', []) }))).toBe(
        'conflict thread.trashed',
      )
    expect(await server.services.collaboration.read(courseId, readThreads)).toEqual(before)
    // What was said before can still be voted for and closed; the course itself is no lesson.
    expect(await outcome(as('ana').ask(voteForComment, { courseId, ...talk }))).toBe('yes')
    expect(await outcome(as('ana').ask(resolveThread, { courseId, threadId: talk.threadId }))).toBe('yes')
    expect(await outcome(start('rita', { on: 'course' }))).toBe('yes')
  })
})
