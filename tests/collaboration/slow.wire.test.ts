import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken } from '../../shared/auth.ts'
import { metaOf } from '../../shared/document/layout.ts'
import { aCourseWithPeople, pause, textOf, until } from './kit.ts'
import { rawSocket } from './raw.ts'

// Receivers who do not keep up, and writers who send more than their share.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
let token: string
beforeAll(async () => {
  world = await aCourseWithPeople({ LIMIT_BYTES_PER_SECOND: '200000' })
  token = (await (await world.server.signIn('ana@demo.test')).ask(createToken, { name: 'test' })).token
})
afterAll(() => world.server.close())

const open = () => rawSocket(world.server.url, world.course, { token })
const stored = () => world.server.services.collaboration.read(world.course, (doc) => JSON.stringify(metaOf(doc).toJSON()))

test('[S4] a receiver that takes nothing for a while is not buffered without end, and then has everything', async () => {
  const slow = await open()
  slow.sync()
  await until(() => slow.isSynced)
  slow.socket.pause()
  // 20 MB in all, more than the network's own buffers hold; the writer is the server itself.
  const { collaboration } = world.server.services
  const text = 'x'.repeat(100_000)
  for (let n = 0; n < 200; n++)
    await collaboration.command(world.course, { by: world.ana.id, name: 'test' }, (doc) => metaOf(doc).set(`tag:${n % 4}`, `${n} ${text}`))
  const { sockets } = collaboration
  expect(sockets.size).toBe(1)
  slow.socket.resume()
  const doc = new Y.Doc()
  let taken = 0
  await until(async () => {
    for (; taken < slow.updates.length; taken++) Y.applyUpdate(doc, slow.updates[taken]!)
    return JSON.stringify(metaOf(doc).toJSON()) === (await stored())
  }, 10_000)
  // Most of it was never sent to it.
  expect(slow.updates.length).toBeLessThan(195)
  expect(textOf(doc).length).toBeGreaterThan(0)
  slow.close()
})

test('[S4] a course larger than what a receiver may lag behind opens all the same', async () => {
  const { courses, collaboration } = world.server.services
  const { id } = await courses.create({ ...world.ana, email: 'ana@demo.test' }, { groupId: world.group.id, title: 'Large' })
  const text = 'x'.repeat(1_000_000)
  for (let n = 0; n < 20; n++)
    await collaboration.command(id, { by: world.ana.id, name: 'test' }, (doc) => metaOf(doc).set(`tag:${n}`, text))
  const reader = await rawSocket(world.server.url, id, { token })
  reader.sync()
  await until(() => reader.isSynced || reader.closed, 15_000)
  expect(reader.closed).toBeUndefined()
  expect(reader.updates.reduce((sum, update) => sum + update.length, 0)).toBeGreaterThan(20_000_000)
  reader.close()
})

test('[S3] who sends more than their share is read more slowly, and loses nothing', async () => {
  const ana = await open()
  ana.sync()
  await until(() => ana.isSynced)
  const doc = new Y.Doc()
  for (const update of ana.updates) Y.applyUpdate(doc, update)
  doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'mine' && ana.sendUpdate(update)))
  const began = Date.now()
  // Twelve seconds' worth, of which eight may come at once.
  for (let n = 0; n < 150; n++) doc.transact(() => metaOf(doc).set(`tag:${n % 4}`, `${n} ${'y'.repeat(16_000)}`), 'mine')
  await until(() => ana.word('saved')?.updates === 150, 15_000)
  expect(Date.now() - began).toBeGreaterThan(2000)
  expect(await stored()).toBe(JSON.stringify(metaOf(doc).toJSON()))
  ana.close()
  await pause(10)
})
