import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignInId } from '../../shared/auth.ts'
import { day, hour } from '../../shared/time.ts'
import { type Company, openCompany } from '../rights/company.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

const problem = (code: string) => expect.objectContaining({ code })
const from = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers), address: '192.0.2.7' })
const cookieOf = (cookies: string[]) => new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
const password = 'correct horse battery'

async function signedIn(name: string) {
  const email = `${name}@company.test`
  const person = await company.people.create({ name, email, password })
  const { cookies } = await company.auth.signIn({ email, password }, from({ 'user-agent': 'Tests' }))
  const asker = await company.auth.authenticate(cookieOf(cookies))
  return { person, email, headers: cookieOf(cookies), asker: asker! } // the tests below see that it is somebody
}

test('a session is its cookie; a changed cookie is nobody', async () => {
  const { person, headers, asker } = await signedIn('cookie')
  expect(asker).toMatchObject({ by: 'session', member: { id: person.id, name: 'cookie', email: 'cookie@company.test' } })
  const forged = new Headers({ cookie: headers.get('cookie')!.replace(/.{4}$/, 'AAA=') })
  expect(await company.auth.authenticate(forged)).toBeNull()
  expect(await company.auth.authenticate(new Headers())).toBeNull()
})

test('an unknown address, an account without a password and a wrong password read alike', async () => {
  await company.people.create({ name: 'closed', email: 'closed@company.test' })
  await company.people.create({ name: 'open', email: 'open@company.test', password })
  const tries = [
    { email: 'nobody@company.test', password },
    { email: 'closed@company.test', password },
    { email: 'open@company.test', password: 'wrong' },
    { email: 'open@company.test', password: `${password}${' '.repeat(200)}` },
    { email: 'not an address', password: '' },
  ]
  const answers = await Promise.all(
    tries.map((given) =>
      company.auth.signIn(given, from()).catch((error: Error) => `${(error as { code?: string }).code} ${error.message}`),
    ),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^auth\.wrong /)
})

test('an address is the same in any case, and belongs to one person', async () => {
  await company.people.create({ name: 'case', email: ' Case@Company.TEST ', password })
  const { member } = await company.auth.signIn({ email: 'CASE@company.test ', password }, from())
  expect(member.email).toBe('case@company.test')
  await expect(company.people.create({ name: 'again', email: 'case@company.test' })).rejects.toEqual(problem('person.known'))
})

test('ten people who join one after another have ten colours', async () => {
  const own = await openCompany()
  const colours = new Set<number>()
  for (let n = 0; n < 10; n++) colours.add((await own.people.create({ name: `person ${n}`, email: `colour-${n}@company.test` })).colour)
  expect(colours.size).toBe(10)
  await own.close()
})

test('each sign-in is a new session, and the same browser leaves its old one', async () => {
  const { email, headers } = await signedIn('anew')
  const again = await company.auth.signIn({ email, password }, from({ cookie: headers.get('cookie')! }))
  expect(again.cookies.join()).not.toContain(headers.get('cookie')!)
  expect(await company.auth.authenticate(headers)).toBeNull()
  const asker = await company.auth.authenticate(cookieOf(again.cookies))
  expect(await company.auth.signIns(asker!)).toHaveLength(1)
})

test('sessions are listed with where they come from, and can be ended one by one', async () => {
  const { email, asker, headers } = await signedIn('lister')
  const other = await company.auth.signIn({ email, password }, from({ 'user-agent': 'Phone' }))
  const listed = await company.auth.signIns(asker)
  expect(listed.map(({ current, browser, address }) => [current, browser, address])).toEqual([
    [false, 'Phone', '192.0.2.7'],
    [true, 'Tests', '192.0.2.7'],
  ])
  await company.auth.endSignIn(asker.member, listed[0]!.id)
  expect(await company.auth.authenticate(cookieOf(other.cookies))).toBeNull()
  expect(await company.auth.authenticate(headers)).not.toBeNull()
  expect(company.rung()).toContainEqual({ personId: asker.member.id })

  const stranger = await signedIn('stranger')
  await expect(company.auth.endSignIn(stranger.asker.member, listed[1]!.id)).rejects.toEqual(problem('session.unknown'))
  await expect(company.auth.endSignIn(asker.member, 'no-such-session' as SignInId)).rejects.toEqual(problem('session.unknown'))
})

test('signing out ends the session at once', async () => {
  const { asker, headers } = await signedIn('leaver')
  const { cookies } = await company.auth.signOut(asker, headers)
  expect(cookies.join()).toMatch(/Max-Age=0/i)
  expect(await company.auth.authenticate(headers)).toBeNull()
})

test('[R33] [R39] a new password ends every other session and takes every key back', async () => {
  const { email, asker, headers } = await signedIn('changer')
  const other = await company.auth.signIn({ email, password }, from())
  const { token } = await company.auth.createToken(asker, 'nightly export')
  await expect(company.auth.changePassword(asker, 'wrong', 'a new long password')).rejects.toEqual(problem('auth.wrong'))
  expect(await company.auth.authenticateToken(token)).not.toBeNull()
  await company.auth.changePassword(asker, password, 'a new long password')
  expect(await company.auth.authenticateToken(token)).toBeNull()
  expect(await company.auth.authenticate(cookieOf(other.cookies))).toBeNull()
  expect(await company.auth.authenticate(headers)).not.toBeNull()
  await expect(company.auth.signIn({ email, password }, from())).rejects.toEqual(problem('auth.wrong'))
  await company.auth.signIn({ email, password: 'a new long password' }, from())
})

test('a session ends two weeks after it was last seen', async () => {
  const own = await openCompany()
  await own.people.create({ name: 'idle', email: 'idle@company.test', password })
  const headers = cookieOf((await own.auth.signIn({ email: 'idle@company.test', password }, from())).cookies)
  own.skip(13 * day)
  expect(await own.auth.authenticate(headers)).not.toBeNull()
  own.skip(13 * day)
  expect(await own.auth.authenticate(headers)).not.toBeNull()
  own.skip(14 * day + hour)
  expect(await own.auth.authenticate(headers)).toBeNull()
  await own.close()
})

test('a key for a program is told once, kept as a hash, and dies when it is taken back', async () => {
  const { asker } = await signedIn('keeper')
  const { token, id } = await company.auth.createToken(asker, 'Importer')
  const byToken = await company.auth.authenticate(new Headers({ authorization: `Bearer ${token}` }))
  expect(byToken).toMatchObject({ by: 'token', member: { id: asker.member.id } })
  expect(JSON.stringify(await company.auth.tokens(asker.member))).not.toContain(token.slice(12))
  expect(await company.auth.authenticateToken(`${token}x`)).toBeNull()
  expect(await company.auth.authenticateToken('')).toBeNull()
  await expect(company.auth.createToken(byToken!, 'A key by a key')).rejects.toEqual(problem('auth.needsSession'))
  const other = await signedIn('other keeper')
  await expect(company.auth.deleteToken(other.asker.member, id)).rejects.toEqual(problem('token.unknown'))
  await company.auth.deleteToken(asker.member, id)
  expect(await company.auth.authenticateToken(token)).toBeNull()
})
