import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken } from '../../shared/auth.ts'
import { CloseCode } from '../../shared/collaboration.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { aCourseWithPeople, aParagraph, firstLesson, until } from './kit.ts'
import { rawSocket } from './raw.ts'

test('a server that is told to stop stores what came, says so, and closes its sockets with 1012', async () => {
  const { server, course } = await aCourseWithPeople()
  const token = (await (await server.signIn('ana@demo.test')).ask(createToken, { name: 'test' })).token
  const ana = await rawSocket(server.url, course, { token })
  ana.sync()
  await until(() => ana.isSynced)
  const doc = new Y.Doc()
  for (const update of ana.updates) Y.applyUpdate(doc, update)
  doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'mine' && ana.sendUpdate(update)))
  for (let n = 0; n < 20; n++) doc.transact(() => lessonFragment(doc, firstLesson(doc)).insert(0, [aParagraph(`word ${n}`)]), 'mine')
  await until(() => ana.word('saved'))
  await server.app.drain()
  await until(() => ana.closed)
  expect(ana.closed).toEqual({ code: CloseCode.restart, reason: 'restart' })
  await expect(rawSocket(server.url, course, { token })).rejects.toMatchObject({ status: 503 })
  await server.close()
})
