import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { addLesson } from '../../shared/document/write.ts'
import { placeTopic, suggestAnswer } from '../../shared/forum-suggestions.ts'
import { addPost, askTopic, editPost, readTopic } from '../../shared/forums.ts'
import { type BlockId, type CourseId, type LessonId, newId, type PostId, type SuggestionId, type TopicId } from '../../shared/id.ts'
import { getMe, type Me } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { acceptSuggestion, listSuggestions } from '../../shared/suggestions.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// What a learner answered becomes better words for the course, and says so.

let server: Awaited<ReturnType<typeof startServer>>
let courseId: CourseId
let lesson: LessonId
const people: Record<string, Asker> = {}
const known: Record<string, Me> = {}
const as = (name: string) => people[name]!

beforeAll(async () => {
  server = await startServer({ demo: true })
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  for (const name of ['ana', 'rita', 'leo', 'mia', 'otto']) {
    people[name] = await server.signIn(`${name}@demo.test`)
    known[name] = await people[name].ask(getMe)
  }
  courseId = (await as('ana').ask(createCourse, { groupId: known['ana']!.roles[0]!.groupId, title: 'Handling refunds' })).id
  const paragraph = { type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'text', text: 'A refund takes ten days at most.' }] }
  lesson = (
    await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) =>
      addLesson(doc, { parent: null, title: 'The policy', content: [paragraph] }),
    )
  ).value
  await as('ana').ask(publishCourse, { courseId })
})
afterAll(() => server.close())

/** Leo asks about "ten days", and Mia answers. */
async function asked(withPassage = true) {
  const topicId = newId<TopicId>()
  const passage = { version: 1, lesson, block: 'para1' as BlockId, from: 15, to: 23, quote: 'ten days' }
  await as('leo').ask(askTopic, { courseId, topicId, title: 'Is this still so today?', ...(withPassage && { passage }) })
  const postId = newId<PostId>()
  await as('mia').ask(addPost, { topicId, postId, body: '14 days' })
  return { topicId, postId }
}
async function suggest(who: string, { topicId, postId }: { topicId: TopicId; postId: PostId }, proposed = '14 days') {
  const { anchor } = await as('ana').ask(placeTopic, { topicId })
  const suggestionId = newId<SuggestionId>()
  await as(who).ask(suggestAnswer, { topicId, postId, suggestionId, anchor: anchor!, proposed })
  return suggestionId
}
const text = () => server.services.collaboration.read(courseId, (doc) => new LessonText(lessonFragment(doc, lesson)).text)
const answerIn = async (topicId: TopicId) => (await as('mia').ask(readTopic, { topicId })).answers[0]!

test('[Q12] an answer becomes a suggestion where its question stands, names who wrote it, and says when it was accepted', async () => {
  // Meanwhile the draft moved on.
  await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) => {
    const [piece] = new LessonText(lessonFragment(doc, lesson)).pieces
    ;(piece!.type as { insert: (at: number, text: string) => void }).insert(0, 'As a rule: ')
  })
  const its = await asked()
  expect((await as('rita').ask(placeTopic, { topicId: its.topicId })).anchor?.quote.exact).toBe('ten days')
  const id = await suggest('rita', its)
  const made = (await as('ana').ask(listSuggestions, { courseId })).items.find((each) => each.id === id)
  expect(made).toMatchObject({
    by: known['rita']!.id,
    source: 'answer',
    credit: { topic: its.topicId, post: its.postId, by: known['mia']!.id },
    was: 'ten days',
  })
  expect(await answerIn(its.topicId)).not.toHaveProperty('takenAt')
  await as('ana').ask(acceptSuggestion, { courseId, suggestionId: id, commandId: newId() })
  expect(await text()).toContain('As a rule: A refund takes 14 days at most.')
  await vi.waitFor(async () => expect(await answerIn(its.topicId)).toHaveProperty('takenAt'), { timeout: 10_000 })
})

test('[Q12] a question without words, and words that are gone, have no place', async () => {
  const { topicId } = await asked(false)
  expect((await as('ana').ask(placeTopic, { topicId })).anchor).toBeNull()
})

test('[Q12] learners and strangers suggest nothing, and nobody credits what is hidden, elsewhere or no answer', async () => {
  const its = await asked(false)
  const anchor = { lesson, start: 'AAAA', end: 'AAAA', quote: { exact: 'A refund takes', prefix: '', suffix: '' } }
  const attempt = (who: string, more: object = {}) =>
    outcome(as(who).ask(suggestAnswer, { ...its, suggestionId: newId<SuggestionId>(), anchor, proposed: 'Refunds take', ...more }))
  for (const who of ['leo', 'mia']) {
    expect(await attempt(who)).toBe('forbidden forum.suggest')
    expect(await outcome(as(who).ask(placeTopic, { topicId: its.topicId }))).toBe('forbidden forum.suggest')
  }
  expect(await attempt('otto')).toBe('unknown topic.unknown')
  const remark = newId<PostId>()
  await as('leo').ask(addPost, { topicId: its.topicId, postId: remark, under: its.postId, body: 'Thanks' })
  expect(await attempt('rita', { postId: remark })).toBe('invalid post.level')
  expect(await attempt('rita', { postId: (await asked(false)).postId })).toBe('unknown post.unknown')
  await as('ana').ask(editPost, { ...its, hidden: true })
  expect(await attempt('rita')).toBe('unknown post.unknown')
})
