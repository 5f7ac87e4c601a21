import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerQuestion } from '../../shared/assessment.ts'
import { contract } from '../../shared/contract.ts'
import { createCourse } from '../../shared/courses.ts'
import { metaOf, outlineOf } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { startThread } from '../../shared/document/threads.ts'
import { addLesson, replaceLesson } from '../../shared/document/write.ts'
import {
  type BlockId,
  type CommentId,
  type CourseId,
  type GroupId,
  type LessonId,
  newId,
  type NodeId,
  type PersonId,
  type ThreadId,
} from '../../shared/id.ts'
import { checkPublish, lessonContent, listChanges, myHome, playCourse, saveProgress } from '../../shared/play.ts'
import { getMe } from '../../shared/people.ts'
import { listVersions, publishCourse, readVersion } from '../../shared/publishing.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { paragraph, question } from './classroom.ts'
import { outcome } from '../kit/outcome.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server
let ana: Asker
let leo: Asker
let outsider: Asker
let courseId: CourseId
let sales: GroupId
let anaId: PersonId

// Words that only authors may ever see, each in a place where one could slip through.
const canaries = [
  'CANARY-DRAFT',
  'CANARY-NEW-LESSON',
  'CANARY-TRASHED',
  'CANARY-COMMENT',
  'CANARY-EXPLANATION',
  'CANARY-DRAFT-TITLE',
  'CANARY-UNKNOWN',
  'CANARY-NOTE',
]

const write = (apply: Parameters<Server['services']['collaboration']['command']>[2]) =>
  server.services.collaboration.command(courseId, { by: anaId, name: 'test' }, apply)

beforeAll(async () => {
  server = await startServer({ demo: true })
  ana = await server.signIn('ana@demo.test')
  leo = await server.signIn('leo@demo.test')
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  outsider = await server.signIn('otto@demo.test')
  const me = await ana.ask(getMe)
  anaId = me.id
  sales = me.roles[0]!.groupId
  courseId = (await ana.ask(createCourse, { groupId: sales, title: 'Handling refunds' })).id
  const explained = question('ques1', ['b'])
  explained.content!.at(-1)!.content = [paragraph('because1', 'CANARY-EXPLANATION')]
  await write((doc) => {
    for (const [id, node] of outlineOf(doc)) if (node.get('kind') === 'lesson') trashNode(doc, id as NodeId, { by: anaId, at: 0 })
    addLesson(doc, {
      id: 'less1' as NodeId,
      parent: null,
      title: 'The policy',
      content: [
        paragraph('para1', 'Refund within 14 days.'),
        { type: 'secretNote', attrs: { id: 'secr1', text: 'CANARY-UNKNOWN' }, content: [paragraph('secr2', 'CANARY-UNKNOWN')] },
      ],
    })
    addLesson(doc, { id: 'less2' as NodeId, parent: null, title: 'Practice', content: [explained] })
    const trashed = addLesson(doc, { parent: null, title: 'CANARY-TRASHED', content: [paragraph('tras1', 'CANARY-TRASHED')] })
    trashNode(doc, trashed as string as NodeId, { by: anaId, at: 0 })
    startThread(doc, {
      id: newId<ThreadId>(),
      by: anaId,
      at: 1,
      on: 'lesson',
      lesson: 'less1' as LessonId,
      commentId: newId<CommentId>(),
      body: { type: 'doc', content: [paragraph('comm1', 'CANARY-COMMENT')] },
    })
  })
})
afterAll(() => server.close())

test('a course that was never published is unknown to learners, and its author is told to publish it', async () => {
  expect(await outcome(leo.ask(playCourse, { courseId }))).toBe('unknown course.unknown')
  expect(await outcome(ana.ask(playCourse, { courseId }))).toBe('unknown play.unpublished')
  expect((await leo.ask(myHome)).items.map((card) => card.courseId)).not.toContain(courseId)
})

test('an author publishes, and learners find the course on their home and play it', async () => {
  expect(await ana.ask(checkPublish, { courseId })).toMatchObject({
    current: 0,
    changes: [
      { lesson: 'less1', change: 'new' },
      { lesson: 'less2', change: 'new' },
    ],
    learners: { inProgress: 0, finished: 0 },
  })
  expect(await ana.ask(publishCourse, { courseId, note: 'CANARY-NOTE' })).toMatchObject({
    version: 1,
    lessons: 2,
    by: { name: 'Ana Alves' },
  })
  expect((await leo.ask(myHome)).items.find((card) => card.courseId === courseId)).toMatchObject({ shelf: 'new', lessons: 2 })
  const view = await leo.ask(playCourse, { courseId })
  expect(view).toMatchObject({ version: 1, title: 'Handling refunds', progress: { complete: false, resume: null } })
  expect(view.lessons.map((lesson) => lesson.title)).toEqual(['The policy', 'Practice'])
})

test('[P10] no learner payload holds a key, a draft sentence or an author comment', async () => {
  await write((doc) => {
    metaOf(doc).set('title', 'CANARY-DRAFT-TITLE')
    replaceLesson(doc, 'less1' as LessonId, [paragraph('para1', 'CANARY-DRAFT')])
    addLesson(doc, { id: 'less3' as NodeId, parent: null, title: 'CANARY-NEW-LESSON', content: [paragraph('para3', 'CANARY-NEW-LESSON')] })
  })
  await leo.ask(saveProgress, { courseId, version: 1, lesson: 'less1' as LessonId, viewed: true })
  const { lessons } = await leo.ask(playCourse, { courseId })
  const known: Record<string, string> = {
    courseId,
    groupId: sales,
    address: lessons[1]!.address,
    version: '1',
    personId: anaId,
    lesson: 'less1',
  }
  const paths = contract
    .filter((one) => one.method === 'GET')
    .map((one) => one.path.replace(/:(\w+)/g, (_, name: string) => known[name] ?? 'nothing-here'))
  const bodies = await Promise.all(
    [...paths, `/play/${courseId}?content=none`, `/courses?groupId=${sales}`].map(
      async (path) => [path, await (await leo.fetch(`/api${path}`)).text()] as const,
    ),
  )
  const saved = await leo.fetch(`/api/play/${courseId}/progress`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, lesson: 'less2', block: 'ques1' }),
  })
  for (const [path, text] of [...bodies, ['PUT progress', await saved.text()] as const]) {
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${path}`).toBe(false)
    expect(text.includes('"correct"'), `a key in ${path}`).toBe(false)
    expect(text.includes('keyHash'), `the key’s hash in ${path}`).toBe(false)
  }
  expect(bodies.some(([, text]) => text.includes('Refund within 14 days.'))).toBe(true)
  expect(bodies.filter(([path]) => path.startsWith('/play/')).length).toBeGreaterThanOrEqual(3)
})

test('a lesson’s content never changes under its address, and is not fetched twice', async () => {
  const { lessons } = await leo.ask(playCourse, { courseId, content: 'none' })
  expect(lessons[0]).not.toHaveProperty('content')
  const { address } = lessons[0]!
  const first = await leo.fetch(`/api/play/${courseId}/lessons/${address}`)
  expect(first.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  const again = await leo.fetch(`/api/play/${courseId}/lessons/${address}`, { headers: { 'if-none-match': first.headers.get('etag')! } })
  expect(again.status).toBe(304)
  const view = await leo.fetch(`/api/play/${courseId}`)
  expect((await leo.fetch(`/api/play/${courseId}`, { headers: { 'if-none-match': view.headers.get('etag')! } })).status).toBe(304)
  expect(await outcome(leo.ask(lessonContent, { courseId, address: '0'.repeat(64) }))).toBe('unknown lesson.unknown')
  expect(await outcome(leo.ask(lessonContent, { courseId, address: 'less1' }))).toBe('invalid request.shape')
})

test('[P11] somebody from elsewhere finds nothing, whatever they ask', async () => {
  const { lessons } = await leo.ask(playCourse, { courseId, content: 'none' })
  const address = lessons[0]!.address
  const lesson = 'less1' as LessonId
  expect(await outcome(outsider.ask(playCourse, { courseId }))).toBe('unknown course.unknown')
  expect(await outcome(outsider.ask(lessonContent, { courseId, address }))).toBe('unknown course.unknown')
  expect(await outcome(outsider.ask(saveProgress, { courseId, version: 1, lesson }))).toBe('unknown course.unknown')
  expect(await outcome(outsider.ask(listChanges, { courseId }))).toBe('unknown course.unknown')
  expect(await outcome(outsider.ask(publishCourse, { courseId }))).toBe('unknown course.unknown')
  expect(await outcome(outsider.ask(readVersion, { courseId, version: 1 }))).toBe('unknown course.unknown')
  expect(
    await outcome(
      outsider.ask(answerQuestion, {
        id: newId(),
        courseId,
        version: 1,
        lesson,
        question: 'ques1' as BlockId,
        answer: { by: 'choices', choices: ['ques1-a' as BlockId] },
      }),
    ),
  ).toBe('unknown course.unknown')
  expect((await outsider.ask(myHome)).items).toEqual([])
  expect(await outcome(server.guest().ask(playCourse, { courseId }))).toBe('signedOut auth.signedOut')
})

test('[P11] a learner who plays a course still cannot publish it or read its versions', async () => {
  expect(await outcome(leo.ask(publishCourse, { courseId }))).toBe('forbidden course.publish')
  expect(await outcome(leo.ask(checkPublish, { courseId }))).toBe('forbidden course.publish')
  expect(await outcome(leo.ask(listVersions, { courseId }))).toBe('forbidden course.readDraft')
  expect(await outcome(leo.ask(readVersion, { courseId, version: 1 }))).toBe('forbidden course.readDraft')
})

test('[P9] forged answers, versions and lessons are refused with a code and change nothing', async () => {
  const answer = {
    id: newId(),
    courseId,
    version: 1,
    lesson: 'less2' as LessonId,
    question: 'ques1' as BlockId,
    answer: { by: 'choices' as const, choices: ['ques1-b' as BlockId] },
  }
  expect(await outcome(leo.ask(answerQuestion, { ...answer, version: 2 }))).toBe('unknown version.unknown')
  expect(await outcome(leo.ask(answerQuestion, { ...answer, lesson: 'less1' as LessonId }))).toBe('unknown question.unknown')
  expect(await outcome(leo.ask(answerQuestion, { ...answer, lesson: 'less3' as LessonId }))).toBe('unknown lesson.unknown')
  expect(await outcome(leo.ask(answerQuestion, { ...answer, answer: { by: 'choices', choices: ['ques1-z' as BlockId] } }))).toBe(
    'invalid answer.choices',
  )
  expect(await outcome(leo.ask(answerQuestion, { ...answer, answer: { by: 'choices', choices: [] } }))).toBe('invalid request.shape')
  expect(await outcome(leo.ask(answerQuestion, { ...answer, id: 'not-a-uuid' }))).toBe('invalid request.shape')
  expect(await outcome(leo.ask(saveProgress, { courseId, version: 1, lesson: 'less3' as LessonId, viewed: true }))).toBe(
    'unknown lesson.unknown',
  )
  const { answers, progress } = await leo.ask(playCourse, { courseId, content: 'none' })
  expect(answers).toEqual([])
  expect(progress.lessons.map(({ state }) => state)).toEqual(['done', 'new'])
})

test('the story runs over HTTP: answer, finish, a new version, one lesson again', async () => {
  const less2 = 'less2' as LessonId
  await leo.ask(saveProgress, { courseId, version: 1, lesson: less2, viewed: true })
  const feedback = await leo.ask(answerQuestion, {
    id: newId(),
    courseId,
    version: 1,
    lesson: less2,
    question: 'ques1' as BlockId,
    answer: { by: 'choices', choices: ['ques1-b' as BlockId] },
  })
  expect(feedback).toMatchObject({ verdict: 'right', points: 1, solution: { by: 'choices', right: ['ques1-b'] } })
  expect((await leo.ask(playCourse, { courseId })).progress).toMatchObject({ complete: true, completed: { version: 1 } })

  await write((doc) => {
    metaOf(doc).set('title', 'Handling refunds')
    trashNode(doc, 'less3' as NodeId, { by: anaId, at: 0 })
    replaceLesson(doc, 'less1' as LessonId, [paragraph('para1', 'Refund within 30 days.')])
  })
  expect(await ana.ask(checkPublish, { courseId })).toMatchObject({
    learners: { inProgress: 0, finished: 1 },
    changes: [{ lesson: 'less1', change: 'changed' }],
  })
  expect(await ana.ask(publishCourse, { courseId, onTopOf: 1 })).toMatchObject({ version: 2, changed: 1 })
  expect((await leo.ask(myHome)).items.find((card) => card.courseId === courseId)).toMatchObject({
    shelf: 'changed',
    changed: 1,
    lessons: 2,
    resume: { lesson: 'less1', block: null },
  })
  expect((await leo.ask(listChanges, { courseId })).items).toMatchObject([
    { lesson: 'less1', since: 1, blocks: [{ block: 'para1', change: 'changed' }] },
  ])
  expect(await leo.ask(saveProgress, { courseId, version: 2, lesson: 'less1' as LessonId, viewed: true })).toMatchObject({
    complete: true,
    completed: { version: 2 },
  })
})
