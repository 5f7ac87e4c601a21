import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getCourse } from '../../shared/courses.ts'
import { takeGroupRole } from '../../shared/groups.ts'
import type { CourseId, GroupId } from '../../shared/id.ts'
import { invite, listInvitations, readInvitation, readSetUp, setUp, withdrawInvitation } from '../../shared/invitations.ts'
import { getMe } from '../../shared/people.ts'
import { type Asker, asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

type Server = Awaited<ReturnType<typeof startServer>>
const password = 'long enough for tests'
const tokenOf = (link: string | null) => new URL(link ?? '').pathname.split('/').at(-1)!

/** Accepts and returns who then asks. */
async function accept(server: Server, token: string, body: { name?: string; password?: string }, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/api/invitations/${token}/accept`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: server.url, ...headers },
  })
  const said = (await answer.json()) as { to?: string; code?: string }
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { status: answer.status, ...said, person: asker(server.url, { cookie, origin: server.url }) }
}

describe('the first admin', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  test('comes in by a link that works once, and is alone in an empty company', async () => {
    const token = (await server.services.first.begin())!.split('/').at(-1)!
    expect(await server.guest().ask(readSetUp, { token })).toEqual({ ok: true })
    const given = { company: 'Northwind', name: 'Omar', email: 'Omar@Northwind.test', password }
    expect(await outcome(server.guest().ask(setUp, { token: 'x'.repeat(32), ...given }))).toBe('unknown set-up.unknown')
    expect(await outcome(server.guest().ask(setUp, { token, ...given, password: 'short' }))).toBe('invalid request.shape')

    const both = await Promise.all([1, 2].map(() => outcome(server.guest().ask(setUp, { token, ...given }))))
    expect(both.sort()).toEqual(['unknown set-up.unknown', 'yes'])
    const omar = await server.signIn('omar@northwind.test', password)
    expect(await omar.ask(getMe)).toMatchObject({ name: 'Omar', roles: [{ groupName: 'Northwind', role: 'admin' }] })
    expect(await outcome(server.guest().ask(readSetUp, { token }))).toBe('unknown set-up.unknown')
    expect(await server.services.first.begin()).toBeUndefined()
  })
})

describe('an invitation', () => {
  let server: Server
  let omar: Asker
  let lena: Asker
  let root: GroupId
  let sales: GroupId
  let courseId: CourseId

  beforeAll(async () => {
    server = await startServer()
    const { people, groups, courses } = server.services
    root = (await groups.create(null, { parentId: null, name: 'Northwind' })).id
    sales = (await groups.create(null, { parentId: root, name: 'Sales' })).id
    const join = async (name: string, at: GroupId, role: 'admin' | 'lnd' | 'author') => {
      const person = await people.create({ name, email: `${name}@northwind.test`, password })
      await groups.giveRole(null, at, person.id, role)
      return server.signIn(`${name}@northwind.test`, password)
    }
    omar = await join('omar', root, 'admin')
    lena = await join('lena', sales, 'lnd')
    const ana = await join('ana', sales, 'author')
    courseId = (await courses.create(await ana.ask(getMe), { groupId: sales, title: 'Handling refunds' })).id
  })
  afterAll(() => server.close())

  test('brings somebody new into a group with a name and a password, once', async () => {
    const { link } = await lena.ask(invite, { email: 'New@Northwind.test', groupId: sales, role: 'learner' })
    const token = tokenOf(link)
    expect(await server.guest().ask(readInvitation, { token })).toMatchObject({
      email: 'new@northwind.test',
      by: { name: 'lena' },
      hasAccount: false,
      place: { to: 'group', name: 'Sales', role: 'learner' },
    })
    expect((await accept(server, token, { password })).code).toBe('invitation.name')
    expect((await accept(server, token, { name: 'New', password: 'short' })).code).toBe('invitation.password')
    const joined = await accept(server, token, { name: 'New', password })
    expect([joined.status, joined.to]).toEqual([200, `/groups/${sales}`])
    expect(await joined.person.ask(getMe)).toMatchObject({
      name: 'New',
      email: 'new@northwind.test',
      roles: [{ groupName: 'Sales', role: 'learner' }],
    })
    expect((await accept(server, token, { name: 'Thief', password })).code).toBe('invitation.unknown')
    expect(await outcome(server.guest().ask(readInvitation, { token }))).toBe('unknown invitation.unknown')
  })

  test('of two who open one link at once, one joins', async () => {
    const { link } = await lena.ask(invite, { email: 'race@northwind.test', groupId: sales, role: 'learner' })
    const both = await Promise.all(['One', 'Two'].map((name) => accept(server, tokenOf(link), { name, password })))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
  })

  test('to an address that has an account needs its password or its session', async () => {
    const { link } = await lena.ask(invite, { email: 'omar@northwind.test', courseId, courseRole: 'editor' }).catch(() => ({ link: null }))
    expect(link).not.toBeNull()
    const token = tokenOf(link)
    expect((await server.guest().ask(readInvitation, { token })).hasAccount).toBe(true)
    expect((await accept(server, token, { name: 'Omar' })).code).toBe('invitation.password')
    expect((await accept(server, token, { name: 'Omar', password: 'not his password' })).code).toBe('auth.wrong')
    const accepted = await accept(server, token, {}, { cookie: omar.cookie })
    expect([accepted.status, accepted.to]).toEqual([200, `/courses/${courseId}`])
    expect((await omar.ask(getCourse, { courseId })).standing.courseRole).toBe('editor')
  })

  test('somebody signed in with another address is told so', async () => {
    const { link } = await lena.ask(invite, { email: 'other@northwind.test', groupId: sales, role: 'coach' })
    expect((await accept(server, tokenOf(link), { name: 'Omar', password }, { cookie: omar.cookie })).code).toBe('invitation.otherAccount')
  })

  test('sent again replaces the former link, and withdrawn is worth nothing', async () => {
    const asked = { email: 'twice@northwind.test', groupId: sales, role: 'learner' } as const
    const [first, second] = [await lena.ask(invite, asked), await lena.ask(invite, asked)]
    expect((await accept(server, tokenOf(first.link), { name: 'Twice', password })).code).toBe('invitation.unknown')
    const { items } = await lena.ask(listInvitations, { groupId: sales })
    expect(items.filter(({ email }) => email === asked.email).map(({ id }) => id)).toEqual([second.id])
    expect(JSON.stringify(items)).not.toContain(tokenOf(second.link))
    await lena.ask(withdrawInvitation, { invitationId: second.id })
    expect((await accept(server, tokenOf(second.link), { name: 'Twice', password })).code).toBe('invitation.unknown')
  })

  test('[R34] is worth what its inviter may give when it is accepted', async () => {
    const boss = await server.services.people.create({ name: 'boss', email: 'boss@northwind.test', password })
    await server.services.groups.giveRole(null, sales, boss.id, 'admin')
    const asBoss = await server.signIn('boss@northwind.test', password)
    const { link } = await asBoss.ask(invite, { email: 'friend@northwind.test', groupId: sales, role: 'admin' })
    await omar.ask(takeGroupRole, { groupId: sales, personId: boss.id, role: 'admin' })
    expect((await accept(server, tokenOf(link), { name: 'Friend', password })).code).toBe('invitation.unknown')
  })

  test('[R33] does not bring back a role that was taken back since', async () => {
    const guest = await server.services.people.create({ name: 'guest', email: 'guest@northwind.test', password })
    const as = await server.signIn('guest@northwind.test', password)
    const { link } = await lena.ask(invite, { email: 'guest@northwind.test', groupId: sales, role: 'author' })
    const again = async () => (await accept(server, tokenOf(link), {}, { cookie: as.cookie })).status
    const roles = async () => (await as.ask(getMe)).roles.map(({ role }) => role)
    expect([await again(), await again(), await roles()]).toEqual([200, 200, ['author']])
    await omar.ask(takeGroupRole, { groupId: sales, personId: guest.id, role: 'author' })
    vi.setSystemTime(Date.now() + 61_000)
    expect([await again(), await roles()]).toEqual([200, []])
    vi.useRealTimers()
  })

  test('names one place, a group or a course', async () => {
    for (const asked of [{}, { groupId: sales }, { groupId: sales, role: 'learner', courseId, courseRole: 'viewer' }] as const)
      expect(await outcome(lena.ask(invite, { email: 'x@northwind.test', ...asked }))).toBe('invalid request.shape')
    expect(await outcome(lena.ask(invite, { email: 'x@northwind.test', groupId: root, role: 'learner' }))).toBe('unknown group.unknown')
    expect(await outcome(lena.ask(listInvitations, {}))).toBe('invalid request.shape')
  })
})
