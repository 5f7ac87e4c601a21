import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken, deleteToken, endSignIn, listDemoPeople, listSignIns, listTokens, signInAsDemo, signOut } from '../../shared/auth.ts'
import { getMe } from '../../shared/people.ts'
import { asker, demoPassword, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

type Server = Awaited<ReturnType<typeof startServer>>

const post = (server: Server, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const signInAs = (server: Server, email: string, password: string, headers?: Record<string, string>) =>
  post(server, '/auth/sign-in/email', { email, password }, headers)
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code

describe('signing in', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
    await server.services.people.create({ name: 'Ana', email: 'Ana@Demo.test', password: demoPassword })
  })
  afterAll(() => server.close())

  test('a right password opens a session by a cookie that scripts and other sites cannot use', async () => {
    const answer = await signInAs(server, 'ana@demo.test', demoPassword)
    expect(answer.status).toBe(200)
    const [cookie, ...others] = answer.headers.getSetCookie()
    expect(others).toEqual([])
    expect(cookie).toMatch(/^colloquy=[^;]{20,}/)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie?.toLowerCase()).toContain(part.toLowerCase())
    expect(cookie).not.toMatch(/Domain/i)
    expect(await answer.json()).toEqual({
      person: { id: expect.any(String), name: 'Ana', email: 'ana@demo.test', colour: expect.any(Number) },
    })
  })

  test('a wrong password and an unknown address get one answer and no cookie', async () => {
    const answers = await Promise.all([
      signInAs(server, 'ana@demo.test', 'wrong'),
      signInAs(server, 'nobody@demo.test', 'wrong'),
      signInAs(server, '', ''),
    ])
    const said = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text(), answer.headers.getSetCookie()]))
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(said[0]?.[0]).toBe(401)
  })

  test('who is signed in is known, lists their sessions, and is nobody after signing out', async () => {
    const ana = await server.signIn('ana@demo.test')
    expect(await ana.ask(getMe)).toMatchObject({ name: 'Ana', roles: [], demo: false })
    expect((await ana.ask(listSignIns)).items.filter(({ current, address }) => current && address === '127.0.0.1')).toHaveLength(1)
    await ana.ask(signOut)
    expect(await outcome(ana.ask(getMe))).toBe('signedOut auth.signedOut')
  })

  test('a session ended from elsewhere is over at once', async () => {
    const [here, there] = [await server.signIn('ana@demo.test'), await server.signIn('ana@demo.test')]
    const current = (await there.ask(listSignIns)).items.find((one) => one.current)
    await here.ask(endSignIn, { sessionId: current!.id })
    expect(await outcome(there.ask(getMe))).toBe('signedOut auth.signedOut')
  })

  test('nothing of better-auth is reachable but what our contract names', async () => {
    for (const path of [
      '/auth/sign-up/email',
      '/auth/get-session',
      '/auth/update-user',
      '/auth/delete-user',
      '/auth/request-password-reset',
      '/auth/ok',
    ])
      expect([path, (await post(server, path, { email: 'x@demo.test', password: demoPassword, name: 'X' })).status]).toEqual([path, 404])
  })

  test('another site can neither use a cookie nor sign anybody in', async () => {
    const ana = await server.signIn('ana@demo.test')
    const foreign = await post(server, '/tokens', { name: 'Stolen' }, { cookie: ana.cookie, origin: 'https://evil.test' })
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'request.origin'])
    const unnamed = await post(server, '/tokens', { name: 'Stolen' }, { cookie: ana.cookie })
    expect(unnamed.status).toBe(403)
    const login = await signInAs(server, 'ana@demo.test', demoPassword, { origin: 'https://evil.test' })
    expect([login.status, login.headers.getSetCookie()]).toEqual([403, []])
    const opaque = await signInAs(server, 'ana@demo.test', demoPassword, { origin: 'null' })
    expect(opaque.status).toBe(403)
  })

  test('a key acts for its maker until it is taken back', async () => {
    const ana = await server.signIn('ana@demo.test')
    const { token, id } = await ana.ask(createToken, { name: 'Importer' })
    const program = asker(server.url, { authorization: `Bearer ${token}` })
    expect(await program.ask(getMe)).toMatchObject({ name: 'Ana' })
    expect(await outcome(program.ask(createToken, { name: 'Another' }))).toBe('forbidden auth.needsSession')
    expect((await ana.ask(listTokens)).items.map(({ name, lastUsed }) => [name, lastUsed !== null])).toEqual([['Importer', true]])
    await ana.ask(deleteToken, { tokenId: id })
    expect(await outcome(program.ask(getMe))).toBe('signedOut auth.signedOut')
  })

  test('a cookie that another site planted, whatever is in it, is nobody and breaks nothing', async () => {
    for (const value of ['%', '%E0%A4%A', '%E0%A4.%FF', '%ff', '.', 'a.b', '\u00e4', 'x'.repeat(8000)])
      expect([value, (await fetch(`${server.url}/api/me`, { headers: { cookie: `colloquy=${value}` } })).status]).toEqual([value, 401])
  })

  test('the demo does not exist outside the demo', async () => {
    expect(await outcome(server.guest().ask(listDemoPeople))).toBe('unknown demo.unknown')
    expect(await outcome(server.guest().ask(signInAsDemo, { email: 'ana@demo.test' }))).toBe('unknown demo.unknown')
    const link = await fetch(`${server.url}/demo/ana`, { redirect: 'manual' })
    expect(link.headers.getSetCookie()).toEqual([])
  })
})

describe('guessing', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ env: { LIMIT_SIGN_INS: '3' } })
    await server.services.people.create({ name: 'Ana', email: 'ana@demo.test', password: demoPassword })
  })
  afterAll(() => server.close())

  test('is slowed down for the account, known or not, even with the right password at last', async () => {
    for (const email of ['ana@demo.test', 'nobody@demo.test']) {
      const wrong = await Promise.all([1, 2, 3, 4, 5].map(() => signInAs(server, email, 'wrong')))
      expect(wrong.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([401, 401, 401, 429, 429])
      const late = await signInAs(server, email.toUpperCase(), demoPassword)
      expect([late.status, await codeOf(late)]).toEqual([429, 'auth.tooMany'])
    }
  })

  test('a right password in time gives the account its tries back', async () => {
    await server.services.people.create({ name: 'Ben', email: 'ben@demo.test', password: demoPassword })
    for (const round of [1, 2, 3]) {
      for (const status of [401, 401]) expect([round, (await signInAs(server, 'ben@demo.test', 'wrong')).status]).toEqual([round, status])
      expect([round, (await signInAs(server, 'ben@demo.test', demoPassword)).status]).toEqual([round, 200])
    }
  })

  test('is slowed down for the address, over many accounts', async () => {
    const tries = await Promise.all(
      Array.from({ length: 70 }, (_, n) => signInAs(server, `guess${n}@demo.test`, 'wrong', { 'x-forwarded-for': '198.51.100.9' })),
    )
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(10)
  })
})

test('behind https the cookie is Secure and bound to this very host', async () => {
  const server = await startServer({ env: { APP_URL: 'https://learn.company.test' } })
  await server.services.people.create({ name: 'Ana', email: 'ana@demo.test', password: demoPassword })
  const answer = await signInAs(server, 'ana@demo.test', demoPassword, { origin: 'https://learn.company.test' })
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-colloquy=/)
  expect(cookie).toMatch(/; Secure/i)
  const headers = { cookie: cookie!.split(';')[0]!, origin: 'https://learn.company.test' }
  expect(await asker(server.url, headers).ask(getMe)).toMatchObject({ name: 'Ana' })
  await server.close()
})

describe('the demo', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ demo: true })
  })
  afterAll(() => server.close())

  test('lists its people and lets anybody be one of them', async () => {
    const { items } = await server.guest().ask(listDemoPeople)
    expect(items.map(({ email }) => email.split('@')[0])).toEqual(['ana', 'ben', 'rita', 'leo', 'mia', 'carl', 'lena', 'omar'])
    const answer = await post(server, '/demo/sign-in', { email: 'leo@demo.test' })
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
    expect(await asker(server.url, { cookie }).ask(getMe)).toMatchObject({
      name: 'Leo Lindqvist',
      demo: true,
      roles: [{ groupName: 'Sales-North', role: 'learner' }],
    })
    expect(await codeOf(await post(server, '/demo/sign-in', { email: 'somebody@else.test' }))).toBe('demo.unknown')
  })

  test('has links that lead into the product and nowhere else', async () => {
    const open = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { redirect: 'manual', headers })
    const inside = await open('/demo/ana?to=/courses/abc')
    expect([inside.status, inside.headers.get('location'), inside.headers.getSetCookie().length]).toEqual([302, '/courses/abc', 1])
    for (const to of ['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '\\\\evil.test/'])
      expect([to, (await open(`/demo/ana?to=${encodeURIComponent(to)}`)).headers.get('location')]).toEqual([to, '/'])
    expect((await open('/demo/somebody')).headers.getSetCookie()).toEqual([])
    expect((await open('/demo/ana', { 'sec-fetch-site': 'cross-site' })).headers.getSetCookie()).toEqual([])
  })
})
