import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { dialect } from '../../server/platform/db/columns.ts'
import { createToken } from '../../shared/auth.ts'
import { CloseCode } from '../../shared/collaboration.ts'
import { metaOf } from '../../shared/document/layout.ts'
import { aCourseWithPeople, stockClient, until } from '../collaboration/kit.ts'
import { rawSocket } from '../collaboration/raw.ts'
import { startServer } from '../kit/server.ts'

// Several servers on one PostgreSQL: what is said at one counts at the others.

/** They know each other's sessions by it. */
const secret = 'one secret for all servers of the test'
const onPostgres = dialect === 'postgres' ? test : () => undefined

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
let second: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  world = await aCourseWithPeople({ SECRET: secret })
  if (dialect === 'postgres') second = await startServer({ env: { SECRET: secret, DATABASE_URL: world.server.databaseUrl ?? '' } })
})
afterAll(async () => {
  await second?.close()
  await world.server.close()
})

const tokenOf = async (name: string) => (await (await world.server.signIn(`${name}@demo.test`)).ask(createToken, { name: 'test' })).token

onPostgres('an edit at one is seen at the other', async () => {
  const [ana, ben] = [
    stockClient(world.server.url, world.course, await tokenOf('ana')),
    stockClient(second.url, world.course, await tokenOf('ben')),
  ]
  await Promise.all([ana.synced(), ben.synced()])
  for (let n = 0; n < 20; n++) {
    metaOf(ana.doc).set(`tag:ana${n}`, true)
    metaOf(ben.doc).set(`tag:ben${n}`, true)
  }
  await until(() => metaOf(ana.doc).has('tag:ben19') && metaOf(ben.doc).has('tag:ana19'))
  await until(() => Y.encodeStateAsUpdate(ana.doc).length === Y.encodeStateAsUpdate(ben.doc).length)
  expect(metaOf(ana.doc).toJSON()).toEqual(metaOf(ben.doc).toJSON())
  ana.close()
  ben.close()
})

onPostgres('[R33] a role that is taken back at one ends the sockets at the other within a second', async () => {
  const ben = await rawSocket(second.url, world.course, { token: await tokenOf('ben') })
  await until(() => ben.word('welcome'))
  await world.server.services.groups.takeRole(null, world.group.id, world.ben.id, 'author')
  await until(() => ben.closed, 1000)
  expect(ben.closed?.code).toBe(CloseCode.noAccess)
})

onPostgres('[R33] signing out at one ends the sockets at the other within a second', async () => {
  const rita = await second.signIn('rita@demo.test')
  const raw = await rawSocket(second.url, world.course, { headers: { cookie: rita.cookie, origin: second.url } })
  await until(() => raw.word('welcome'))
  const here = { cookie: rita.cookie, origin: world.server.url, 'content-type': 'application/json' }
  await fetch(`${world.server.url}/api/auth/sign-out`, { method: 'POST', headers: here, body: '{}' })
  await until(() => raw.closed, 1000)
  expect(raw.closed?.code).toBe(CloseCode.signedOut)
})

test('with one server there is nothing to tell others', () => {
  expect(dialect === 'postgres' || second === undefined).toBe(true)
})
