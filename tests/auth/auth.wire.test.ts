import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSignIns } from '../../shared/auth.ts'
import { getMe } from '../../shared/people.ts'
import { demoPassword, startServer } from '../kit/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ env: { LIMIT_SIGN_INS: '3' } })
  await server.services.people.create({ name: 'Ana', email: 'Ana@Demo.test', password: demoPassword })
  await server.services.people.create({ name: 'Ben', email: 'ben@demo.test' })
})
afterAll(() => server.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const signInAs = (email: string, password: string) => post('/auth/sign-in/email', { email, password })

test('a right password opens a session by a cookie that scripts and other sites cannot use', async () => {
  const answer = await signInAs('ana@demo.test', demoPassword)
  expect(answer.status).toBe(200)
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^colloquy=/)
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(await answer.json()).toMatchObject({ person: { name: 'Ana', email: 'ana@demo.test' } })
})

test('somebody signed in is known and sees their sessions', async () => {
  const ana = await server.signIn('ana@demo.test')
  expect(await ana.ask(getMe)).toMatchObject({ name: 'Ana', roles: [], demo: false })
  expect((await ana.ask(listSignIns)).items.length).toBeGreaterThan(1)

})
