import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asker, startServer } from '../kit/server.ts'

// Requests that mean harm, or that come from a broken program.

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
beforeAll(async () => {
  server = await startServer({ demo: true })
  ana = await server.signIn('ana@demo.test')
})
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }
const problemOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as { code: string }).code}`

test('a password that a browser adds for a proxy does not stand in for our own origin', async () => {
  const keyAs = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/tokens`, { method: 'POST', body: '{"name":"key"}', headers: { ...json, cookie: ana.cookie, ...headers } })
  expect(await problemOf(await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==', origin: 'https://evil.example' }))).toBe('403 request.origin')
  expect(await problemOf(await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==' }))).toBe('403 request.origin')
  expect((await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==', origin: server.url })).status).toBe(200)
})

test('a demo link leads nowhere but to our own pages', async () => {
  for (const to of ['//evil.example', '/\\evil.example', '/.//evil.example', '/a/..//evil.example', 'https://evil.example', 'http://self.invalid//evil.example', 'javascript:alert(1)']) {
    const answer = await fetch(`${server.url}/demo/ana?to=${encodeURIComponent(to)}`, { redirect: 'manual' })
    const place = new URL(answer.headers.get('location') ?? '', server.url)
    expect([to, answer.status, place.origin]).toEqual([to, 302, server.url])
  }
})

test('a character that no text has is refused wherever it stands', async () => {
  expect(await problemOf(await ana.fetch('/api/me', { method: 'PATCH', headers: json, body: '{"name":"Ana \\u0000 Alves"}' }))).toBe('422 request.nul')
  expect(await problemOf(await ana.fetch('/api/tokens', { method: 'POST', headers: json, body: '{"name":"a","b":[{"\\u0000":1}]}' }))).toBe('422 request.nul')
  expect(await problemOf(await ana.fetch('/api/people?q=a%00'))).toBe('422 request.nul')
})

test('nesting without end is a question of shape', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const answer = await ana.fetch('/api/courses', { method: 'POST', headers: json, body: `{"groupId":${deep},"title":${deep.slice(50_000, 150_000)}}` })
  expect([400, 422, 413]).toContain(answer.status)
})
