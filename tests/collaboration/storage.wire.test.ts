import { afterAll, beforeAll, expect, test } from 'vitest'
import { CloseCode } from '../../shared/collaboration.ts'
import { createToken } from '../../shared/auth.ts'
import { metaOf } from '../../shared/document/layout.ts'
import { aCourseWithPeople, ourClient, pause, textOf, until, write } from './kit.ts'
import { rawSocket } from './raw.ts'

// The disk is full: SQLite itself refuses to grow.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const { stringify } = JSON
const stored = () => world.server.services.collaboration.read(world.course, textOf)
const page = 'x'.repeat(30_000)

test('[L4] with a full disk nothing is acknowledged, the page says so and keeps it, and it heals by itself', async () => {
  const { server, course, ana, ben } = world
  const client = await ourClient(world, ana)
  await until(() => client.face() === 'saved')
  const token = (await client.asker.ask(createToken, { name: 'test' })).token
  const raw = await rawSocket(server.url, course, { token })
  raw.sync()
  await until(() => raw.isSynced)

  await server.connection.limitBytes(1)
  for (let n = 0; n < 20 && client.face() !== 'cannot'; n++) {
    write(client.draft.doc, `${n} ${page}`)
    await pause(20)
  }
  await until(() => stringify(client.draft.status()) === stringify({ face: 'cannot', reason: 'storage' }))
  expect(client.draft.hasUnsaved).toBe(true)
  await until(() => raw.closed)
  expect(raw.closed).toEqual({ code: CloseCode.tryLater, reason: 'storage.failed' })
  const { collaboration } = server.services
  await expect(
    collaboration.command(course, { by: ben.id, name: 'test' }, (doc) => metaOf(doc).set('summary', page)),
  ).rejects.toMatchObject({ code: 'storage.failed' })
  write(client.draft.doc, 'typed while the disk was full')

  await server.connection.limitBytes(0)
  await until(() => !collaboration.isFailing, 5000)
  client.draft.retry()
  await until(() => client.face() === 'saved', 10_000)
  const text = await stored()
  expect(text).toContain('typed while the disk was full')
  expect(text).toBe(textOf(client.draft.doc))
  client.close()
})

test('a course that was never written is unknown, and not an empty one', async () => {
  await expect(world.server.services.collaboration.read('nothing-there' as never, () => 1)).rejects.toMatchObject({
    code: 'course.unknown',
  })
})
