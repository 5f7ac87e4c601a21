import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken } from '../../shared/auth.ts'
import { createCourse } from '../../shared/courses.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { startBuiltServer } from '../kit/server.ts'
import { chance, seedOfRun } from './chance.ts'
import { aParagraph, firstLesson, pause, textOf, until } from './kit.ts'
import { rawSocket } from './raw.ts'

// The built program, killed while people type. What it said was saved must be there.

const kills = Number(process.env.KILLS ?? 8)
let server: Awaited<ReturnType<typeof startBuiltServer>>
let course: CourseId
let token: string
beforeAll(async () => {
  server = await startBuiltServer({ demo: true, env: { LIMIT_CLIENT_IDS_PER_DAY: '0' } })
  const ana = await server.signIn('ana@demo.test')
  const groups = await ana.ask(listGroups)
  const sales = groups.items.find(({ name }) => name === 'Sales')!
  course = (await ana.ask(createCourse, { groupId: sales.id, title: 'Killed while typing' })).id
  token = (await ana.ask(createToken, { name: 'test' })).token
})
afterAll(() => server.close())

/** Somebody who types a word every few milliseconds; `saved` are the words that the server said it has. */
async function typist(name: string) {
  const raw = await rawSocket(server.url, course, { token })
  raw.sync()
  await until(() => raw.isSynced)
  const doc = new Y.Doc()
  for (const update of raw.updates) Y.applyUpdate(doc, update)
  const sent: string[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'typing' && raw.sendUpdate(update)))
  const fragment = lessonFragment(doc, firstLesson(doc))
  const typing = setInterval(() => {
    const word = `${name}-${sent.length};`
    if (raw.closed) return
    sent.push(word)
    doc.transact(() => fragment.insert(fragment.length, [aParagraph(word)]), 'typing')
  }, 3)
  return {
    saved: () => sent.slice(0, raw.word('saved')?.updates ?? 0),
    stop: () => (clearInterval(typing), raw.close(), doc.destroy()),
  }
}

async function textNow(): Promise<string> {
  const raw = await rawSocket(server.url, course, { token })
  raw.sync()
  await until(() => raw.isSynced)
  const doc = new Y.Doc()
  for (const update of raw.updates) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  raw.close()
  return textOf(doc)
}

test(`[L3] the server is killed ${kills} times while two people type, and no word it called saved is lost`, async () => {
  const seed = seedOfRun()
  const random = chance(seed)
  const saved: string[] = []
  for (let n = 0; n < kills; n++) {
    const typists = [await typist(`a${n}`), await typist(`b${n}`)]
    await pause(40 + random.below(200))
    await server.kill()
    for (const one of typists) saved.push(...one.saved())
    for (const one of typists) one.stop()
    await server.restart()
  }
  const text = await textNow()
  expect(saved.length, `seed ${seed}`).toBeGreaterThan(kills)
  expect(
    saved.filter((word) => !text.includes(word)),
    `seed ${seed}`,
  ).toEqual([])
})
