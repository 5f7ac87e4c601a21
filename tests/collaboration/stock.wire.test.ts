import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../shared/auth.ts'
import { createCollabTicket } from '../../shared/collaboration.ts'
import { metaOf } from '../../shared/document/layout.ts'
import { aCourseWithPeople, stockClient, textOf, until, write } from './kit.ts'

// y-websocket's own client, unchanged.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

async function apiToken(email: string) {
  const asker = await world.server.signIn(email)
  return (await asker.ask(createToken, { name: 'test' })).token
}

test('a stock y-websocket client with a token joins, edits, and sees what others write', async () => {
  const ana = stockClient(world.server.url, world.course, await apiToken('ana@demo.test'))
  const ben = stockClient(world.server.url, world.course, await apiToken('ben@demo.test'))
  await Promise.all([ana.synced(), ben.synced()])
  expect(metaOf(ana.doc).get('title')).toBe('Handling refunds')
  write(ana.doc, 'from Ana')
  write(ben.doc, 'from Ben')
  await until(() => textOf(ana.doc).includes('from Ben') && textOf(ben.doc).includes('from Ana'))
  expect(textOf(ana.doc)).toBe(textOf(ben.doc))
  ana.close()
  ben.close()
  const carl = stockClient(world.server.url, world.course, await apiToken('ana@demo.test'))
  await carl.synced()
  expect(textOf(carl.doc)).toContain('from Ben')
  carl.close()
})

test('a ticket opens the socket as well', async () => {
  const asker = await world.server.signIn('rita@demo.test')
  const { token } = await asker.ask(createCollabTicket, { courseId: world.course })
  const rita = stockClient(world.server.url, world.course, token)
  await rita.synced()
  expect(metaOf(rita.doc).get('title')).toBe('Handling refunds')
  rita.close()
})

test('who others are is the server’s word, whatever a client says', async () => {
  const ana = stockClient(world.server.url, world.course, await apiToken('ana@demo.test'))
  const rita = stockClient(world.server.url, world.course, await apiToken('rita@demo.test'))
  await Promise.all([ana.synced(), rita.synced()])
  rita.provider.awareness.setLocalState({ user: { name: 'The boss', color: '#000000' }, lesson: 'welcome' })
  await until(() => ana.provider.awareness.getStates().get(rita.doc.clientID)?.lesson === 'welcome')
  expect(ana.provider.awareness.getStates().get(rita.doc.clientID)?.user).toMatchObject({ id: world.rita.id, name: 'Rita' })
  rita.close()
  await until(() => !ana.provider.awareness.getStates().has(rita.doc.clientID))
  ana.close()
})

test('commands and reads work on what is stored, and reach open sockets', async () => {
  const ana = stockClient(world.server.url, world.course, await apiToken('ana@demo.test'))
  await ana.synced()
  const { collaboration } = world.server.services
  const { value } = await collaboration.command(
    world.course,
    { by: world.rita.id, name: 'test' },
    (doc) => (metaOf(doc).set('summary', 'short'), 7),
  )
  expect(value).toBe(7)
  await until(() => metaOf(ana.doc).get('summary') === 'short')
  expect(await collaboration.read(world.course, (doc) => metaOf(doc).get('summary'))).toBe('short')
  ana.close()
})
