import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
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
  expect(await problemOf(await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==', origin: 'https://evil.example' }))).toBe(
    '403 request.origin',
  )
  expect(await problemOf(await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==' }))).toBe('403 request.origin')
  expect((await keyAs({ authorization: 'Basic YW5hOnNlY3JldA==', origin: server.url })).status).toBe(200)
})

test('a demo link leads nowhere but to our own pages', async () => {
  for (const to of [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    'http://self.invalid//evil.example',
    'javascript:alert(1)',
  ]) {
    const answer = await fetch(`${server.url}/demo/ana?to=${encodeURIComponent(to)}`, { redirect: 'manual' })
    const place = new URL(answer.headers.get('location') ?? '', server.url)
    expect([to, answer.status, place.origin]).toEqual([to, 302, server.url])
  }
})

test('a name that another site points at this machine opens neither the demo nor its letters', async () => {
  const ask = (place: string, host: string) =>
    new Promise<{ status: number; cookies: string[] }>((resolve, reject) => {
      const sent = request(`${server.url}${place}`, { headers: { host } }, (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [] })
      })
      sent.on('error', reject)
      sent.end()
    })
  for (const place of ['/demo/omar', '/dev/mail', '/dev/mail?as=json']) {
    expect([place, await ask(place, 'evil.example')]).toEqual([place, { status: 404, cookies: [] }])
    expect([place, (await ask(place, 'localhost:1')).status < 400]).toEqual([place, true])
  }
})

test('a character that no text has is refused wherever it stands', async () => {
  expect(await problemOf(await ana.fetch('/api/me', { method: 'PATCH', headers: json, body: '{"name":"Ana \\u0000 Alves"}' }))).toBe(
    '422 request.nul',
  )
  expect(await problemOf(await ana.fetch('/api/tokens', { method: 'POST', headers: json, body: '{"name":"a","b":[{"\\u0000":1}]}' }))).toBe(
    '422 request.nul',
  )
  expect(await problemOf(await ana.fetch('/api/people?q=a%00'))).toBe('422 request.nul')
})

test('a body is not read from whom it will not be taken', async () => {
  const { items } = await ana.ask(listGroups)
  const { id: courseId } = await ana.ask(createCourse, { groupId: items.find(({ name }) => name === 'Sales')!.id, title: 'Refunds' })
  const leo = await server.signIn('leo@demo.test')
  const endless = (place: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${server.url}/api/courses/${courseId}/${place}`, {
        method: 'POST',
        headers: { ...headers, 'transfer-encoding': 'chunked' },
      })
      sent.on('response', (answer) => (resolve(answer.statusCode), sent.destroy()))
      sent.on('error', reject)
      sent.write('the first of many pieces') // and no end
    })
  for (const place of ['files?name=a.bin', 'imports?name=a.md', 'imports/preview?name=a.md', 'topics'])
    expect([place, await endless(place, {})]).toEqual([place, 401])
  for (const place of ['files?name=a.bin', 'imports?name=a.md', 'imports/preview?name=a.md'])
    expect([place, await endless(place, leo.headers)]).toEqual([place, 404])
})

test('a data folder that the program makes is nobody else’s on the machine', async () => {
  const folder = path.join(server.dataDir, 'inner', 'data')
  const other = await startServer({ env: { DATA_DIR: folder } })
  expect((await stat(folder)).mode & 0o077).toBe(0)
  await other.close()
})

test('no answer to one person is kept for the next, or read as something it is not', async () => {
  for (const place of ['/api/me', '/api/courses/no-such-course', '/api/nothing', '/api/people?q=a%00', '/demo/nobody']) {
    const { headers } = await ana.fetch(place)
    expect([place, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([place, 'no-store', 'nosniff'])
  }
})

test('nesting without end is a question of shape', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const answer = await ana.fetch('/api/courses', {
    method: 'POST',
    headers: json,
    body: `{"groupId":${deep},"title":${deep.slice(50_000, 150_000)}}`,
  })
  expect([400, 422, 413]).toContain(answer.status)
})
