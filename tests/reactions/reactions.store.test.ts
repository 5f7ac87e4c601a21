import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { reactionsService, type ReactionsService } from '../../server/reactions/service.ts'
import { reactionStore } from '../../server/reactions/store.ts'
import type { DomainEvent } from '../../shared/domain-events.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, unknown } from '../../shared/problem.ts'
import { react } from '../../shared/reactions.ts'
import { canSeeCourse, type Standing, stranger } from '../../shared/rights.ts'
import { openTestDatabase } from '../kit/database.ts'

// The reactions' service on a real database of either engine; who stands where is told by the test.

const person = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })
const [ana, leo, sam] = ['Ana', 'Leo', 'Sam'].map(person) as [Member, Member, Member]
const learners = Array.from({ length: 6 }, (_, n) => person(`Learner ${n}`))
const learner: Standing = { ...stranger, roles: ['learner'], audience: true }
const standings = new Map<PersonId, Standing>([
  [ana.id, { ...stranger, roles: ['author'] }],
  [leo.id, learner],
  ...learners.map(({ id }) => [id, learner] as const),
])

let database: Awaited<ReturnType<typeof openTestDatabase>>
let reactions: ReactionsService
let course: CourseId
let version: number
let news: DomainEvent[]
let events: ReturnType<typeof openEvents>
let clock = 5_000_000

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  course = newId<CourseId>()
  version = 1
  news = []
  events = openEvents(database.db, openLog('silent'))
  events.on('course.reacted', (event) => void (event.body.courseId === course && news.push(event)))
  const of = (id: PersonId) => standings.get(id) ?? stranger
  reactions = reactionsService({
    db: database.db,
    store: reactionStore(database.db),
    events,
    now: () => ++clock,
    courses: {
      load: async (_: CourseId, { id }: Member, can: (standing: Standing) => boolean, action = 'read') => {
        if (!canSeeCourse(of(id))) throw unknown('course')
        if (!can(of(id))) throw notAllowed(`course.${action}`)
        return { standing: of(id) }
      },
    },
    publishing: {
      current: async () =>
        version
          ? {
              version,
              lessons: [
                {
                  id: 'lesson-one',
                  public: { type: 'doc', content: ['block-one', 'block-two'].map((id) => ({ type: 'paragraph', attrs: { id } })) },
                },
              ],
            }
          : undefined,
    },
    // The services of other rooms, as small as this one asks them.
  } as unknown as Parameters<typeof reactionsService>[0])
})

afterEach(() => events.close())

const say = (who: Member, kind: string, more: object = {}) => reactions.react(who, react.takes.parse({ courseId: course, kind, ...more }))
const onBlock = { lesson: 'lesson-one', block: 'block-one' }

test('[RE1] a word counts once a person, however often it is sent, and is news once', async () => {
  await Promise.all([say(leo, 'like'), say(leo, 'like'), say(leo, 'like')])
  expect(await say(leo, 'learned')).toMatchObject([{ kind: 'learned', block: null, version: 1 }, { kind: 'like' }])
  expect((await reactions.summary(ana, course)).counts).toMatchObject({ like: 1, learned: 1 })
  await events.settled()
  expect(news).toHaveLength(2)
  expect(await say(leo, 'like', { on: false })).toMatchObject([{ kind: 'learned' }])
})

test('a word gives up its opposite', async () => {
  await say(leo, 'useful')
  expect(await say(leo, 'notUseful')).toMatchObject([{ kind: 'notUseful' }])
})

test('blocks have words of their own, and the confusing ones come first', async () => {
  await say(leo, 'like', { lesson: 'lesson-one', block: 'block-two' })
  await say(leo, 'confusing', onBlock)
  await say(learners[0]!, 'confusing', onBlock)
  const { blocks } = await reactions.summary(ana, course)
  expect(blocks).toMatchObject([
    { block: 'block-one', counts: { confusing: 2 } },
    { block: 'block-two', counts: { like: 1 } },
  ])
  await expect(say(leo, 'like', { lesson: 'lesson-one', block: 'block-gone' })).rejects.toMatchObject({ code: 'reaction.place' })
})

test('[RE2] scores and scales stay hidden until five people spoke', async () => {
  for (const [at, each] of learners.slice(0, 4).entries()) {
    await say(each, 'useful')
    await reactions.rate(each, { courseId: course, score: at === 0 ? 2 : 4, ...(at === 1 && { why: 'I refund daily' }) })
  }
  expect(await reactions.summary(ana, course)).toMatchObject({
    people: 4,
    score: null,
    relevance: { people: 4, scale: null, helps: null, whys: [{ score: 4, why: 'I refund daily' }] },
  })
  await say(learners[4]!, 'useful')
  await reactions.rate(learners[4]!, { courseId: course, score: 3 })
  expect(await reactions.summary(ana, course)).toMatchObject({
    people: 5,
    score: 13,
    relevance: { people: 5, scale: [0, 1, 1, 3], helps: 38 },
  })
})

test('[RE3] what authors see names nobody', async () => {
  for (const each of learners) await reactions.rate(each, { courseId: course, score: 3, why: 'Because' })
  const seen = JSON.stringify(await reactions.summary(ana, course))
  for (const { id, name } of learners) expect(seen.includes(id) || seen.includes(name)).toBe(false)
})

test('the relevance answer can be changed and taken back', async () => {
  await reactions.rate(leo, { courseId: course, score: 1 })
  version = 2
  await reactions.rate(leo, { courseId: course, score: 4, why: 'Now I see' })
  expect(await reactions.mine(leo, course)).toMatchObject({ relevance: { score: 4, why: 'Now I see', version: 2 } })
  expect((await reactions.summary(ana, course)).relevance.people).toBe(1)
  await reactions.forgetRelevance(leo, course)
  expect(await reactions.mine(leo, course)).toMatchObject({ relevance: null })
  await events.settled()
  expect(news).toHaveLength(1)
})

test('strangers find no course, learners no summary, and nobody reacts to a draft', async () => {
  await expect(say(sam, 'like')).rejects.toMatchObject({ code: 'course.unknown' })
  await expect(reactions.summary(leo, course)).rejects.toMatchObject({ kind: 'forbidden' })
  version = 0
  await expect(say(leo, 'like')).rejects.toMatchObject({ code: 'reaction.unpublished' })
})
