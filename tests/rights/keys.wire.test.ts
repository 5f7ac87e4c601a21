import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken, listTokens, type TokenScope } from '../../shared/auth.ts'
import { createCollabTicket } from '../../shared/collaboration.ts'
import { contract } from '../../shared/contract.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { getCourse } from '../../shared/courses.ts'
import { getMe } from '../../shared/people.ts'
import { isForReading } from '../../shared/reading-keys.ts'
import { any } from '../collaboration/gate-kit.ts'
import { forgeItem } from '../collaboration/forge.ts'
import { until } from '../collaboration/kit.ts'
import { rawSocket } from '../collaboration/raw.ts'
import { type Asker, asker, requestOf } from '../kit/server.ts'
import { asksOfDrafts } from './asks-drafts.ts'
import { asksOfLearning } from './asks-learning.ts'
import { asksOfPeople } from './asks-people.ts'
import { openWorld, type World } from './everybody.ts'

// [R40] A key that only reads, in the hand of a program that means harm: everything is asked with it that its maker may ask.

let world: World
let tokens: Record<TokenScope, string>
let reading: Asker
beforeAll(async () => {
  world = await openWorld()
  const make = async (scope: TokenScope) => (await world.as.author.ask(createToken, { name: scope, scope })).token
  tokens = { read: await make('read'), all: await make('all') }
  reading = asker(world.server.url, { authorization: `Bearer ${tokens.read}` })
})
afterAll(() => world?.close())

const codeOf = async (answer: Response) => (answer.ok ? 'done' : ((await answer.json()) as { code: string }).code)
const stored = () => world.server.services.collaboration.read(world.course, (doc) => Y.encodeStateAsUpdate(doc))

describe('[R40] over HTTP', () => {
  const asks = Object.entries({ ...asksOfPeople, ...asksOfDrafts, ...asksOfLearning })
  const endpoints = new Map(contract.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]))
  const writing = asks.flatMap(([name, make]) => {
    const endpoint = endpoints.get(name.split(',')[0]!)!
    return endpoint.access === 'member' && !isForReading(endpoint) ? [[name, endpoint, make] as const] : []
  })

  test('whatever changes something is refused, with all that its maker could send', async () => {
    expect(writing.length).toBeGreaterThan(80)
    const got: Record<string, string> = {}
    for (const [name, endpoint, make] of writing) {
      const { input = {}, body } = await make(world, 'author', 'editor', false)
      got[name] = await codeOf(await reading.fetch(...requestOf(endpoint, input, body)))
    }
    expect(got).toEqual(Object.fromEntries(writing.map(([name]) => [name, 'token.reads'])))
  })

  test('and before the body is read', async () => {
    const answer = await reading.fetch(`/api/courses/${world.course}/threads`, { method: 'POST', body: '{' })
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'token.reads'])
  })

  test('reading goes on as for its maker, and no further', async () => {
    expect(await reading.ask(getMe)).toMatchObject({ id: world.ids.author })
    expect(await reading.ask(getCourse, { courseId: world.course })).toMatchObject({ canEdit: true })
    const foreign = await world.as.elsewhere.ask(createToken, { name: 'elsewhere', scope: 'read' })
    const outside = asker(world.server.url, { authorization: `Bearer ${foreign.token}` })
    expect(await codeOf(await outside.fetch(`/api/courses/${world.course}`))).toBe('course.unknown')
  })

  test('what anybody may ask is asked as nobody: it signs nobody out', async () => {
    const signOut = contract.find(({ path }) => path === '/auth/sign-out') as Endpoint
    expect(await codeOf(await reading.fetch(...requestOf(signOut, {})))).toBe('done')
    expect(await reading.ask(getMe)).toMatchObject({ id: world.ids.author })
  })

  test('the list says what each key may; who says nothing of it makes one that may everything', async () => {
    const { scope } = await world.as.author.ask(createToken, { name: 'as before' })
    expect(scope).toBe('all')
    const { items } = await world.as.author.ask(listTokens)
    expect(items.map(({ name, scope }) => [name, scope])).toEqual([
      ['as before', 'all'],
      ['all', 'all'],
      ['read', 'read'],
    ])
  })
})

describe('[R40] over the socket', () => {
  let client = 2_000_000
  /** What becomes of an edit that comes by `token`, and the role that was told. */
  async function edit(token: string) {
    const raw = await rawSocket(world.server.url, world.course, { token })
    raw.sync()
    await until(() => raw.isSynced)
    raw.sendUpdate(forgeItem(client++, { parent: 'meta', sub: `tag:key-${client}`, content: any(true) }))
    await until(() => raw.word('refused') ?? raw.word('saved'))
    raw.close()
    return [raw.word('welcome')!.role, raw.word('refused')?.code ?? 'taken']
  }
  const ticketBy = async (token: string) => {
    const program = asker(world.server.url, { authorization: `Bearer ${token}` })
    return (await program.ask(createCollabTicket, { courseId: world.course })).token
  }

  test('a key for reading reads, by itself and by a ticket', async () => {
    const before = await stored()
    expect(await edit(tokens.read)).toEqual(['reader', 'role'])
    expect(await edit(await ticketBy(tokens.read))).toEqual(['reader', 'role'])
    expect(await stored()).toEqual(before)
  })

  test('one for everything writes, by itself and by a ticket', async () => {
    expect(await edit(tokens.all)).toEqual(['editor', 'taken'])
    expect(await edit(await ticketBy(tokens.all))).toEqual(['editor', 'taken'])
  })

  test('a role that changes meanwhile gives it no more', async () => {
    const { token } = await world.as.commenter.ask(createToken, { name: 'reader', scope: 'read' })
    const raw = await rawSocket(world.server.url, world.course, { token })
    await until(() => raw.word('welcome'))
    await world.server.services.courses.setRole(null, world.course, world.ids.commenter, 'editor')
    await until(() => raw.word('rights'))
    expect(raw.word('rights')?.role).toBe('reader')
    raw.sendUpdate(forgeItem(client++, { parent: 'meta', sub: 'tag:late', content: any(true) }))
    await until(() => raw.word('refused'))
    expect(raw.word('refused')?.code).toBe('role')
    raw.close()
    await world.server.services.courses.setRole(null, world.course, world.ids.commenter, 'commenter')
  })
})
