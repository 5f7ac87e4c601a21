import { afterAll, beforeAll, expect, test } from 'vitest'
import { listThreads } from '../../shared/comments.ts'
import { listCourses } from '../../shared/courses.ts'
import { listFlags, listMyFlags } from '../../shared/flags.ts'
import { listTopics, readTopic } from '../../shared/forums.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { getMe } from '../../shared/people.ts'
import { myHome, playCourse } from '../../shared/play.ts'
import { summariseReactions } from '../../shared/reactions.ts'
import { listen } from '../../server/listen.ts'
import { readConfig } from '../../server/platform/config.ts'
import { openLog } from '../../server/platform/log.ts'
import { type Asker, startServer } from '../kit/server.ts'

// What a first visitor finds. Others rely on the people, their groups and their roles: they stay as they are.

let server: Awaited<ReturnType<typeof startServer>>
const asked = new Map<string, Promise<Asker>>()
const as = (name: string) => {
  const known = asked.get(name) ?? server.signIn(`${name}@demo.test`)
  asked.set(name, known)
  return known
}
let refunds: CourseId
beforeAll(async () => {
  server = await startServer({ demo: 'academy' })
  refunds = (await (await as('ana')).ask(listCourses)).items.find(({ title }) => title === 'Handling refunds')!.id
})
afterAll(() => server.close())

test.each([
  ['ana', ['author of Sales']],
  ['ben', ['learner of Support']],
  ['rita', ['reviewer of Sales']],
  ['leo', ['learner of Sales-North']],
  ['mia', ['learner of Sales-South']],
  ['carl', ['coach of Sales-North']],
  ['lena', ['lnd of Sales']],
  ['omar', ['admin of Northwind']],
])('%s is who the demo says', async (name, roles) => {
  const me = await (await as(name)).ask(getMe)
  expect(me.roles.map(({ role, groupName }) => `${role} of ${groupName}`)).toEqual(roles)
  expect(me.demo).toBe(true)
})

test('the groups lie as the demo says', async () => {
  const { items } = await (await as('omar')).ask(listGroups)
  const nameOf = (id: string | null) => items.find((group) => group.id === id)?.name ?? null
  expect(Object.fromEntries(items.map(({ name, parentId }) => [name, nameOf(parentId)]))).toEqual({
    Northwind: null,
    Sales: 'Northwind',
    'Sales-North': 'Sales',
    'Sales-South': 'Sales',
    Support: 'Northwind',
  })
})

test('learners find what they finished and what changed, what they began, and what is new', async () => {
  const shelves = async (name: string) =>
    Object.fromEntries(
      (await (await as(name)).ask(myHome)).items.map(({ title, shelf, changed }) => [title, changed ? `${shelf} ${changed}` : shelf]),
    )
  expect(await shelves('leo')).toEqual({ 'Handling refunds': 'changed 1', 'Running a good meeting': 'new' })
  expect(await shelves('mia')).toEqual({ 'Handling refunds': 'continue', 'Running a good meeting': 'new' })
  expect(await shelves('carl')).toEqual({ 'Handling refunds': 'done', 'Running a good meeting': 'new' })
})

test('authors find an open flag that two raised, one they declined, and one that is in the next version', async () => {
  const ana = await as('ana')
  const states = async (show: 'open' | 'inProgress' | 'closed') =>
    (await ana.ask(listFlags, { courseId: refunds, show })).items.map(
      ({ state, voices }) => `${state} by ${voices.map(({ by }) => by.name.split(' ')[0]).join(', ')}`,
    )
  expect(await states('open')).toEqual(['new by Leo, Carl'])
  expect((await states('closed')).sort()).toEqual(['declined by Leo', 'fixed by Mia'])
  const mine = await (await as('mia')).ask(listMyFlags, {})
  expect(mine.items).toMatchObject([{ state: 'fixed', fixedIn: 2, taken: true }])
})

test('the draft is talked about, and learners see nothing of it', async () => {
  const { items } = await (await as('rita')).ask(listThreads, { courseId: refunds })
  expect(items.map(({ state }) => state).sort()).toEqual(['open', 'open', 'open', 'resolved'])
  expect(items.some(({ comments }) => comments.some(({ votes }) => votes.length === 2))).toBe(true)
  const leo = await as('leo')
  await expect(leo.ask(listThreads, { courseId: refunds })).rejects.toMatchObject({ code: 'course.comment' })
  // Mia has not answered the last lesson's question: neither its key nor its explanation is told her.
  const payload = JSON.stringify((await (await as('mia')).ask(playCourse, { courseId: refunds })).lessons)
  expect(/"correct"|drawer full|Three is a pattern/.exec(payload)).toBeNull()
})

test('questions have answers with votes, and one waits', async () => {
  const leo = await as('leo')
  const { items } = await leo.ask(listTopics, { courseId: refunds })
  expect(items.map(({ state }) => state).sort()).toEqual(['solved', 'unanswered'])
  const { answers } = await leo.ask(readTopic, { topicId: items.find(({ state }) => state === 'solved')!.id })
  expect(answers.map(({ by, votes }) => [by.name, votes])).toEqual([
    ['Ben Baumann', 3],
    ['Carl Okafor', 1],
  ])
})

test('enough people spoke for a score', async () => {
  const summary = await (await as('ana')).ask(summariseReactions, { courseId: refunds })
  expect(summary.score).not.toBeNull()
  expect(summary.relevance).toMatchObject({ people: 5, scale: [0, 0, 2, 3] })
})

test('everything in it lies in the past, in order', async () => {
  const events = await server.connection.query<{ at: number }>('select at from domain_events order by id')
  const times = events.map(({ at }) => Number(at))
  expect(Math.max(...times)).toBeLessThan(Date.now())
  expect(Math.min(...times)).toBeLessThan(Date.now() - 40 * 86_400_000)
})

test('a second start adds nothing', async () => {
  const counts = async () =>
    server.connection.query('select count(*) as events, (select count(*) from courses) as courses from domain_events')
  const before = await counts()
  const { dataDir } = server
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL && server.databaseUrl, DEMO: 'on' })
  const again = await listen(config, openLog('silent'))
  await again.stop()
  expect(await counts()).toEqual(before)
})

test('one click signs in, from this machine and its own pages only', async () => {
  const click = (headers: Record<string, string> = {}, to = '/courses/x') =>
    server.guest().fetch(`/demo/leo?to=${encodeURIComponent(to)}`, { redirect: 'manual', headers })
  const answer = await click()
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/courses/x'])
  expect(answer.headers.getSetCookie().join()).toContain('HttpOnly')
  expect((await click({}, 'https://elsewhere.example/')).headers.get('location')).toBe('/')
  expect((await click({ 'sec-fetch-site': 'cross-site' })).status).toBe(404)
})

test('without the demo there are no links, no people and no inbox', async () => {
  const plain = await startServer()
  for (const place of ['/demo/leo', '/dev/mail'])
    expect((await plain.guest().fetch(place, { redirect: 'manual' })).headers.getSetCookie()).toEqual([])
  await expect(plain.signIn('ana@demo.test')).rejects.toThrow('cannot sign in')
  await plain.close()
})
