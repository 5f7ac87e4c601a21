import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { addLesson } from '../../shared/document/write.ts'
import {
  addPost,
  askTopic,
  editPost,
  editTopic,
  listTopics,
  readTopic,
  removePost,
  removeTopic,
  similarTopics,
  solveTopic,
  takePostVoteBack,
  takeTopicVoteBack,
  voteForPost,
  voteForTopic,
} from '../../shared/forums.ts'
import { type BlockId, type CourseId, type LessonId, newId, type PostId, type TopicId } from '../../shared/id.ts'
import { getMe } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { myReactions, rateRelevance, react, summariseReactions } from '../../shared/reactions.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// The forum and the reactions over HTTP: the story of a question, and everybody who must not be heard.

let server: Awaited<ReturnType<typeof startServer>>
let courseId: CourseId
let draftOnly: CourseId
let lesson: LessonId
const people: Record<string, Asker> = {}
const as = (name: string) => people[name]!

beforeAll(async () => {
  server = await startServer({ demo: true })
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  for (const name of ['ana', 'rita', 'leo', 'mia', 'lena', 'otto']) people[name] = await server.signIn(`${name}@demo.test`)
  const me = await as('ana').ask(getMe)
  const groupId = me.roles[0]!.groupId
  courseId = (await as('ana').ask(createCourse, { groupId, title: 'Handling refunds' })).id
  draftOnly = (await as('ana').ask(createCourse, { groupId, title: 'A draft' })).id
  const paragraph = { type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'text', text: 'A refund takes ten days.' }] }
  lesson = (
    await server.services.collaboration.command(courseId, { by: me.id, name: 'test' }, (doc) =>
      addLesson(doc, { parent: null, title: 'The policy', content: [paragraph] }),
    )
  ).value
  await as('ana').ask(publishCourse, { courseId })
})
afterAll(() => server.close())

test('the story of a question: asked on a passage, found by another, answered, voted for, solved', async () => {
  const passage = { version: 1, lesson, block: 'para1' as BlockId, from: 2, to: 8, quote: 'refund' }
  const topicId = newId<TopicId>()
  await as('leo').ask(askTopic, { courseId, topicId, title: 'How long may a refund take?', passage })
  expect((await as('mia').ask(similarTopics, { courseId, title: 'When do refunds arrive?' })).items).toMatchObject([{ id: topicId }])
  expect(await as('mia').ask(voteForTopic, { topicId })).toMatchObject({ votes: 1, voted: true })
  const postId = newId<PostId>()
  await as('mia').ask(addPost, { topicId, postId, body: 'Ten days.' })
  await Promise.all(['leo', 'ana', 'leo', 'lena'].map((who) => as(who).ask(voteForPost, { topicId, postId })))
  const page = await as('leo').ask(solveTopic, { topicId, postId })
  expect(page).toMatchObject({
    topic: { state: 'solved', mine: true, passage },
    answers: [{ id: postId, votes: 3, solved: true }],
    mayModerate: false,
  })
  expect(await as('ana').ask(readTopic, { topicId })).toMatchObject({ mayModerate: true, topic: { mine: false } })
})

test('[Q2] somebody from elsewhere finds no forum and no question', async () => {
  const { id: topicId } = await as('leo').ask(askTopic, { courseId, title: 'Is anybody out there?' })
  const page = await as('mia').ask(addPost, { topicId, body: 'Yes' })
  const postId = page.answers[0]!.id
  const otto = as('otto')
  for (const attempt of [
    otto.ask(listTopics, { courseId }),
    otto.ask(similarTopics, { courseId, title: 'anybody' }),
    otto.ask(askTopic, { courseId, title: 'May I come in?' }),
  ])
    expect(await outcome(attempt)).toBe('unknown course.unknown')
  const verbs = [
    () => otto.ask(readTopic, { topicId }),
    () => otto.ask(editTopic, { topicId, title: 'Mine now' }),
    () => otto.ask(removeTopic, { topicId }),
    () => otto.ask(voteForTopic, { topicId }),
    () => otto.ask(takeTopicVoteBack, { topicId }),
    () => otto.ask(addPost, { topicId, body: 'Hello' }),
    () => otto.ask(editPost, { topicId, postId, hidden: true }),
    () => otto.ask(removePost, { topicId, postId }),
    () => otto.ask(voteForPost, { topicId, postId }),
    () => otto.ask(takePostVoteBack, { topicId, postId }),
    () => otto.ask(solveTopic, { topicId, postId }),
  ]
  for (const verb of verbs) expect(await outcome(verb())).toBe('unknown topic.unknown')
  expect(await outcome(server.guest().ask(readTopic, { topicId }))).toBe('signedOut auth.signedOut')
})

test('a learner finds no forum beside a course that was never published', async () => {
  expect(await outcome(as('leo').ask(listTopics, { courseId: draftOnly }))).toBe('unknown course.unknown')
  expect(await outcome(as('ana').ask(listTopics, { courseId: draftOnly }))).toBe('yes')
})

test('a reviewer reads along and does not post; a learner moderates nothing', async () => {
  const { id: topicId } = await as('leo').ask(askTopic, { courseId, title: 'Who signs the form?' })
  expect(await as('rita').ask(readTopic, { topicId })).toMatchObject({ mayPost: false })
  expect(await outcome(as('rita').ask(addPost, { topicId, body: 'Me' }))).toBe('forbidden forum.post')
  expect(await outcome(as('mia').ask(editTopic, { topicId, hidden: true }))).toBe('forbidden forum.moderate')
  expect(await outcome(as('mia').ask(editTopic, { topicId, title: 'Something else' }))).toBe('forbidden topic.edit')
  expect(await outcome(as('lena').ask(editTopic, { topicId, hidden: true }))).toBe('yes')
  expect(await outcome(as('mia').ask(readTopic, { topicId }))).toBe('unknown topic.unknown')
})

test('bad input gets a status and a code, and changes nothing', async () => {
  const count = async () => (await as('leo').ask(listTopics, { courseId })).items.length
  const before = await count()
  const post = async (body: unknown) => {
    const answer = await as('leo').fetch(`/api/courses/${courseId}/topics`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return `${answer.status} ${((await answer.json()) as { code: string }).code}`
  }
  expect(await post({ title: 'Hm?' })).toBe('422 request.shape')
  expect(await post({ title: 'x'.repeat(201) })).toBe('422 request.shape')
  expect(await post({ title: 'A good title', body: 'x'.repeat(10_001) })).toBe('422 request.shape')
  expect(await post({ title: 'A good title', lesson: 'no-such-lesson' })).toBe('422 topic.place')
  expect(await post({ title: 'A good title', passage: { version: 1, lesson, block: 'para1', from: 2, to: 8, quote: 'forged' } })).toBe(
    '422 topic.place',
  )
  expect(await outcome(as('leo').ask(listTopics, { courseId, after: 'x' }))).toBe('malformed request.after')
  expect(await count()).toBe(before)
})

test('[RE1] [RE3] learners react once a word, and authors see counts without names', async () => {
  await Promise.all(['leo', 'leo', 'mia'].map((who) => as(who).ask(react, { courseId, kind: 'useful' })))
  await as('leo').ask(react, { courseId, kind: 'confusing', lesson, block: 'para1' as BlockId })
  await as('leo').ask(rateRelevance, { courseId, score: 4, why: 'I refund daily' })
  expect(await as('leo').ask(myReactions, { courseId })).toMatchObject({
    items: [{ kind: 'useful' }, { kind: 'confusing', block: 'para1' }],
    relevance: { score: 4 },
  })
  const summary = await as('ana').ask(summariseReactions, { courseId })
  expect(summary).toMatchObject({
    people: 2,
    counts: { useful: 2, confusing: 1 },
    score: null,
    relevance: { people: 1, scale: null, whys: [{ why: 'I refund daily' }] },
  })
  expect(JSON.stringify(summary)).not.toContain('Leo')
  expect(await outcome(as('leo').ask(summariseReactions, { courseId }))).toBe('forbidden course.reactions')
  expect(await outcome(as('rita').ask(react, { courseId, kind: 'useful' }))).toBe('forbidden course.react')
  expect(await outcome(as('otto').ask(react, { courseId, kind: 'useful' }))).toBe('unknown course.unknown')
  expect(await outcome(as('ana').ask(react, { courseId: draftOnly, kind: 'useful' }))).toBe('conflict reaction.unpublished')
})
