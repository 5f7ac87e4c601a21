import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { getGroupEmbeds, lookAtEmbed, setGroupEmbeds } from '../../shared/embeds.ts'
import type { CourseId, GroupId } from '../../shared/id.ts'
import { type Asker, startServer } from '../kit/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let omar: Asker
let leo: Asker
let mia: Asker
let root: GroupId
let sales: GroupId
let courseId: CourseId
beforeAll(async () => {
  server = await startServer()
  const { people, groups } = server.services
  root = (await groups.create(null, { parentId: null, name: 'Company' })).id
  sales = (await groups.create(null, { parentId: root, name: 'Sales' })).id
  const join = async (name: string, groupId: GroupId, role?: 'author' | 'learner' | 'admin') => {
    const person = await people.create({ name, email: `${name}@company.test`, password: 'long enough for tests' })
    if (role) await groups.giveRole(null, groupId, person.id, role)
    return server.signIn(`${name}@company.test`, 'long enough for tests')
  }
  ;[ana, omar] = [await join('ana', sales, 'author'), await join('omar', root, 'admin')]
  ;[leo, mia] = [await join('leo', sales, 'learner'), await join('mia', root)]
  courseId = (await ana.ask(createCourse, { groupId: sales, title: 'Charts' })).id
})
afterAll(() => server.close())

const chart = 'https://charts.example.com/a?b="><script>alert(1)</script>'
const film = 'https://vimeo.com/76979871'
const frame = async (who: Asker, url: string) => {
  const answer = await who.fetch(`/api/courses/${courseId}/frame?url=${encodeURIComponent(url)}`)
  return { status: answer.status, text: await answer.text(), get: (name: string) => answer.headers.get(name) ?? '' }
}
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'yes',
    (error: { code: string }) => error.code,
  )

test('[E3] a page is shown once an admin has named its host, and in groups below too', async () => {
  expect(await ana.ask(lookAtEmbed, { courseId, url: chart })).toEqual({ allowed: false, host: 'charts.example.com' })
  expect((await frame(ana, chart)).status).toBe(403)
  await omar.ask(setGroupEmbeds, { groupId: root, known: true, hosts: ['Charts.Example.com', 'charts.example.com'] })
  expect(await ana.ask(getGroupEmbeds, { groupId: sales })).toEqual({
    own: { known: true, hosts: [] },
    above: { known: true, hosts: ['charts.example.com'] },
  })
  expect(await ana.ask(lookAtEmbed, { courseId, url: chart })).toMatchObject({
    allowed: true,
    frame: expect.stringContaining('/frame?url='),
  })
  const page = await frame(ana, chart)
  expect([page.status, page.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.get('content-security-policy')).toContain("default-src 'none'")
  expect(page.get('content-security-policy')).toContain('frame-src https://charts.example.com;')
  expect(page.get('content-security-policy')).toMatch(/sandbox (?!.*same-origin)/)
  expect(page.text).not.toContain('<script>')
  expect(page.text).toMatch(/<iframe [^>]*sandbox="allow-scripts(?!.*same-origin)/)
})

test('[E3] a group may forbid even the known players, for all below it', async () => {
  expect((await frame(ana, film)).status).toBe(200)
  await omar.ask(setGroupEmbeds, { groupId: root, known: false, hosts: [] })
  await omar.ask(setGroupEmbeds, { groupId: sales, known: true, hosts: [] })
  expect((await frame(ana, film)).status).toBe(403)
  await omar.ask(setGroupEmbeds, { groupId: root, known: true, hosts: [] })
})

test('[E3] only who runs the group says so, and only about hosts', async () => {
  expect(await code(ana.ask(setGroupEmbeds, { groupId: sales, known: true, hosts: ['evil.example.com'] }))).toBe('group.manage')
  expect(await code(mia.ask(getGroupEmbeds, { groupId: sales }))).toBe('group.unknown')
  for (const host of [
    '*.example.com',
    'https://example.com',
    'example.com/a',
    'localhost',
    '127.0.0.1',
    "x.com; script-src 'unsafe-inline'",
  ])
    expect([host, await code(omar.ask(setGroupEmbeds, { groupId: sales, known: true, hosts: [host] }))]).toEqual([host, 'request.shape'])
})

test('[E2] what is no page is refused, and who may not see the course learns nothing', async () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://charts.example.com', 'https://127.0.0.1/'])
    expect([url, await code(ana.ask(lookAtEmbed, { courseId, url })), (await frame(ana, url)).status]).toEqual([url, 'embed.address', 422])
  expect(await code(leo.ask(lookAtEmbed, { courseId, url: film }))).toBe('course.unknown')
  expect((await frame(mia, film)).status).toBe(404)
  expect((await frame(server.guest(), film)).status).toBe(401)
})
