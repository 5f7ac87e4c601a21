import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forumsService, type ForumsService } from '../../server/forums/service.ts'
import { forumStore } from '../../server/forums/store.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { openTestDatabase } from '../kit/database.ts'
import { askTopic, listTopics } from '../../shared/forums.ts'
import { type BlockId, type CourseId, type LessonId, newId, type PersonId, type PostId, type TopicId } from '../../shared/id.ts'
import { notAllowed, unknown } from '../../shared/problem.ts'
import { canSeeCourse, type Standing, stranger } from '../../shared/rights.ts'
import type { Member } from '../../shared/people.ts'

// The forum's service on a real database of either engine; who stands where is told by the test.

const lesson = 'lesson-refunds' as LessonId
const block = 'block-one' as BlockId
const learner: Standing = { ...stranger, roles: ['learner'], audience: true }
const person = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })
const [ana, leo, mia, rita, sam] = ['Ana', 'Leo', 'Mia', 'Rita', 'Sam'].map(person) as [Member, Member, Member, Member, Member]
const standings = new Map<PersonId, Standing>([
  [ana.id, { ...stranger, roles: ['author'] }],
  [leo.id, learner],
  [mia.id, learner],
  [rita.id, { ...stranger, roles: ['reviewer'] }],
])

let database: Awaited<ReturnType<typeof openTestDatabase>>
let forums: ForumsService
let course: CourseId
let rung: string[]
let clock = 1_000_000

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  course = newId<CourseId>()
  rung = []
  const of = (id: PersonId) => standings.get(id) ?? stranger
  const paragraph = { type: 'paragraph', attrs: { id: block }, content: [{ type: 'text', text: 'A refund takes ten days.' }] }
  const frozen = { version: 1, lessons: [{ id: lesson, title: 'Refunds', public: { type: 'doc', content: [paragraph] } }] }
  forums = forumsService({
    db: database.db,
    store: forumStore(database.db),
    events: openEvents(database.db, openLog('silent')),
    now: () => ++clock,
    courses: {
      standing: async (_: CourseId, id: PersonId) => ({ standing: of(id), course: { currentVersion: 1 } }),
      load: async (_: CourseId, { id }: Member, can: (standing: Standing) => boolean, action = 'read') => {
        if (!canSeeCourse(of(id))) throw unknown('course')
        if (!can(of(id))) throw notAllowed(`course.${action}`)
        return { standing: of(id) }
      },
    },
    people: {
      findMany: async (ids: PersonId[]) =>
        new Map([ana, leo, mia, rita, sam].filter(({ id }) => ids.includes(id)).map((each) => [each.id, each])),
    },
    collaboration: { ring: (_: CourseId, word: string) => void rung.push(word) },
    publishing: { current: async () => frozen, version: async (_: CourseId, n: number) => (n === 1 ? frozen : undefined) },
    // The services of other rooms, as small as the forum asks them.
  } as unknown as Parameters<typeof forumsService>[0])
})

const ask = (who: Member, title = 'How long may a refund take?', more: object = {}) =>
  forums.ask(who, askTopic.takes.parse({ courseId: course, title, ...more }))
const list = (who: Member, query: object = {}) => forums.list(who, listTopics.takes.parse({ courseId: course, ...query }))
const answer = async (who: Member, topicId: TopicId, body: string, under?: PostId) => {
  const postId = newId<PostId>()
  await forums.addPost(who, { topicId, postId, body, under })
  return postId
}

describe('asking', () => {
  test('a learner asks beside a lesson, and everyone of the course finds the question there', async () => {
    const asked = await ask(leo, undefined, { lesson })
    expect(asked).toMatchObject({
      lesson,
      lessonTitle: 'Refunds',
      state: 'unanswered',
      votes: 0,
      mine: true,
      by: { name: 'Leo', badge: null },
    })
    expect((await list(mia, { lesson })).items).toMatchObject([{ id: asked.id, mine: false }])
    expect(rung).toEqual(['forum'])
  })

  test('a question about words keeps the words as they were', async () => {
    const passage = { version: 1, lesson, block, from: 2, to: 8, quote: 'refund' }
    expect(await ask(leo, undefined, { passage })).toMatchObject({ lesson, passage })
    await expect(ask(leo, undefined, { passage: { ...passage, block: 'block-gone' } })).rejects.toMatchObject({ code: 'topic.place' })
    await expect(ask(leo, undefined, { passage: { ...passage, quote: 'swindle' } })).rejects.toMatchObject({ code: 'topic.place' })
    await expect(ask(leo, undefined, { passage: { ...passage, version: 7 } })).rejects.toMatchObject({ code: 'topic.place' })
    await expect(ask(leo, undefined, { lesson: 'other-lesson', passage })).rejects.toMatchObject({ code: 'topic.place' })
  })

  test('[Q1] a question sent twice is asked once, and nobody takes its id', async () => {
    const topicId = newId<TopicId>()
    await ask(leo, undefined, { topicId })
    await ask(leo, undefined, { topicId })
    expect((await list(leo)).items).toHaveLength(1)
    await expect(ask(mia, undefined, { topicId })).rejects.toMatchObject({ code: 'topic.taken' })
  })

  test('similar questions are found by the words they share', async () => {
    await ask(leo, 'How long may a refund take?')
    await ask(leo, 'Where do I park the van?')
    expect((await forums.similar(mia, course, 'When do refunds reach the customer?')).map(({ title }) => title)).toEqual([
      'How long may a refund take?',
    ])
    expect(await forums.similar(mia, course, 'how and why')).toEqual([])
    expect(await forums.similar(mia, course, '100% _')).toEqual([])
  })

  test('a flood is stopped', async () => {
    const before = person('Flo')
    standings.set(before.id, learner)
    for (let n = 0; n < 100; n++) await ask(before, `Question number ${n}`)
    await expect(ask(before, 'One too many?')).rejects.toMatchObject({ kind: 'busy', code: 'forum.tooMany' })
  })
})

describe('who may', () => {
  test('[Q2] for a stranger neither the forum nor a question exists', async () => {
    const { id } = await ask(leo)
    await expect(list(sam)).rejects.toMatchObject({ code: 'course.unknown' })
    await expect(ask(sam)).rejects.toMatchObject({ code: 'course.unknown' })
    await expect(forums.similar(sam, course, 'refund')).rejects.toMatchObject({ code: 'course.unknown' })
    const attempts = [
      () => forums.read(sam, id),
      () => forums.voteTopic(sam, id, true),
      () => answer(sam, id, 'Hi'),
      () => forums.solve(sam, id, null),
      () => forums.editTopic(sam, { topicId: id, hidden: true }),
      () => forums.removeTopic(sam, id),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: 'unknown', code: 'topic.unknown' })
  })

  test('a reviewer reads and does not post', async () => {
    const { id } = await ask(leo)
    expect(await forums.read(rita, id)).toMatchObject({ mayPost: false, mayModerate: false })
    await expect(answer(rita, id, 'Hm')).rejects.toMatchObject({ kind: 'forbidden', code: 'forum.post' })
    await expect(ask(rita)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('only the author changes words, and an edit shows', async () => {
    const { id } = await ask(leo)
    const postId = await answer(mia, id, 'Ten days')
    await expect(forums.editTopic(mia, { topicId: id, title: 'Something else' })).rejects.toMatchObject({ code: 'topic.edit' })
    await expect(forums.editPost(ana, { topicId: id, postId, body: 'Mine now' })).rejects.toMatchObject({ code: 'post.edit' })
    expect(await forums.editTopic(leo, { topicId: id, title: 'How many days for a refund?' })).toMatchObject({
      title: 'How many days for a refund?',
      editedAt: expect.any(Number),
    })
    const { answers } = await forums.editPost(mia, { topicId: id, postId, body: 'Fourteen days' })
    expect(answers).toMatchObject([{ body: 'Fourteen days', editedAt: expect.any(Number) }])
  })

  test('a moderator hides and shows again; the writer sees that it is hidden, others see nothing', async () => {
    const { id } = await ask(leo)
    const postId = await answer(mia, id, 'Rude words')
    await expect(forums.editPost(leo, { topicId: id, postId, hidden: true })).rejects.toMatchObject({ code: 'forum.moderate' })
    await forums.editPost(ana, { topicId: id, postId, hidden: true })
    expect((await forums.read(leo, id)).answers).toEqual([])
    expect((await forums.read(leo, id)).topic.answers).toBe(0)
    expect((await forums.read(mia, id)).answers).toMatchObject([{ hidden: true }])
    await expect(forums.votePost(leo, id, postId, true)).rejects.toMatchObject({ code: 'post.unknown' })
    await forums.editPost(ana, { topicId: id, postId, hidden: false })
    expect((await forums.read(leo, id)).answers).toHaveLength(1)

    await forums.editTopic(ana, { topicId: id, hidden: true })
    await expect(forums.read(mia, id)).rejects.toMatchObject({ code: 'topic.unknown' })
    expect((await list(mia)).items).toEqual([])
    expect((await list(leo)).items).toMatchObject([{ hidden: true }])
  })

  test('a post of another question is not found in this one', async () => {
    const one = await ask(leo)
    const two = await ask(leo, 'Another question?')
    const postId = await answer(mia, one.id, 'Here')
    await expect(forums.votePost(leo, two.id, postId, true)).rejects.toMatchObject({ code: 'post.unknown' })
    await expect(forums.solve(leo, two.id, postId)).rejects.toMatchObject({ code: 'post.unknown' })
  })
})

describe('answers', () => {
  test('[Q3] votes order them, one a person, and one’s own do not count', async () => {
    const { id } = await ask(leo)
    const first = await answer(mia, id, 'First')
    const second = await answer(ana, id, 'Second')
    await Promise.all([forums.votePost(leo, id, first, true), forums.votePost(ana, id, first, true), forums.votePost(leo, id, first, true)])
    const { answers } = await forums.read(leo, id)
    expect(answers.map(({ id: each, votes, voted }) => [each, votes, voted])).toEqual([
      [first, 2, true],
      [second, 0, false],
    ])
    await expect(forums.votePost(mia, id, first, true)).rejects.toMatchObject({ code: 'forum.ownVote' })
    await expect(forums.voteTopic(leo, id, true)).rejects.toMatchObject({ code: 'forum.ownVote' })
    expect((await forums.votePost(leo, id, first, false)).answers[0]).toMatchObject({ votes: 1, voted: false })
  })

  test('[Q4] the solving answer is labelled and keeps its place below a higher-voted one', async () => {
    const { id } = await ask(leo)
    const loved = await answer(mia, id, 'Loved')
    const solving = await answer(ana, id, 'Solving')
    await forums.votePost(leo, id, loved, true)
    await expect(forums.solve(mia, id, solving)).rejects.toMatchObject({ code: 'topic.solve' })
    const { topic, answers } = await forums.solve(leo, id, solving)
    expect(topic).toMatchObject({ state: 'solved', solvedBy: solving })
    expect(answers.map(({ id: each, solved }) => [each, solved])).toEqual([
      [loved, false],
      [solving, true],
    ])
    expect((await forums.removePost(ana, id, solving)).topic).toMatchObject({ state: 'answered', solvedBy: null })
  })

  test('remarks are flat: none has a remark, a vote or solves anything', async () => {
    const { id } = await ask(leo)
    const post = await answer(mia, id, 'Answer')
    const remark = await answer(leo, id, 'Thanks', post)
    const { topic, answers } = await forums.read(leo, id)
    expect(topic.answers).toBe(1)
    expect(answers[0]?.remarks).toMatchObject([{ id: remark, body: 'Thanks' }])
    await expect(answer(mia, id, 'Third level', remark)).rejects.toMatchObject({ code: 'post.level' })
    await expect(forums.votePost(mia, id, remark, true)).rejects.toMatchObject({ code: 'post.level' })
    await expect(forums.solve(leo, id, remark)).rejects.toMatchObject({ code: 'post.level' })
  })

  test('authors and those with well-voted answers wear a badge', async () => {
    const { id } = await ask(leo)
    const post = await answer(mia, id, 'Sound advice')
    const voters = Array.from({ length: 5 }, (_, n) => person(`Voter ${n}`))
    for (const voter of voters) {
      standings.set(voter.id, learner)
      await forums.votePost(voter, id, post, true)
    }
    await answer(ana, id, 'From the author')
    expect((await forums.read(leo, id)).answers.map(({ by }) => [by.name, by.badge])).toEqual([
      ['Mia', 'expert'],
      ['Ana', 'author'],
    ])
  })

  test('a question without answers can be removed, an answered one stays', async () => {
    const lonely = await ask(leo)
    await forums.voteTopic(mia, lonely.id, true)
    await forums.removeTopic(leo, lonely.id)
    await expect(forums.read(leo, lonely.id)).rejects.toMatchObject({ code: 'topic.unknown' })
    const { id } = await ask(leo)
    await answer(mia, id, 'An answer')
    await expect(forums.removeTopic(leo, id)).rejects.toMatchObject({ code: 'topic.answered' })
  })
})

test('lists are paged in every order, and no question is shown twice or left out', async () => {
  for (let n = 0; n < 65; n++) {
    const { id } = await ask(n % 2 ? leo : mia, `Question number ${n}`)
    if (n % 3 === 0) await forums.voteTopic(ana, id, true)
  }
  for (const sort of ['active', 'votes', 'newest'] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list(leo, { sort, after })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(new Set(seen).size).toBe(65)
    expect(seen).toHaveLength(65)
  }
  expect((await list(leo, { sort: 'votes' })).items[0]).toMatchObject({ votes: 1 })
  expect((await list(leo, { whose: 'mine' })).items.every(({ mine }) => mine)).toBe(true)
  expect((await list(leo, { q: 'NUMBER 64' })).items).toHaveLength(1)
  expect((await list(leo, { state: 'answered' })).items).toEqual([])
  await expect(list(leo, { after: 'nonsense' })).rejects.toMatchObject({ kind: 'malformed' })
}, 60_000)
