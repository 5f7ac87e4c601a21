import { readFile } from 'node:fs/promises'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { createToken } from '../../shared/auth.ts'
import { CloseCode, frame, MessageType, SyncType, syncFrame } from '../../shared/collaboration.ts'
import { createCourse } from '../../shared/courses.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { startBuiltServer } from '../kit/server.ts'
import { type Chance, chance, seedOfRun } from './chance.ts'
import { aParagraph, collabUrl, firstLesson, pause, textOf, until } from './kit.ts'
import { rawSocket } from './raw.ts'

// Frames that nobody honest sends, against the program itself: `FRAMES=1000000` for many, `SEED=…` for the same again.

const frames = Number(process.env.FRAMES ?? 4000)
/** Sent on one socket, until the server closes it. */
const burst = 60
const attackers = 8

let server: Awaited<ReturnType<typeof startBuiltServer>>
let course: CourseId
let token: string
beforeAll(async () => {
  const env = { LIMIT_CLIENT_IDS_PER_DAY: '0', LIMIT_SOCKETS_PER_PERSON: '0', LIMIT_SOCKETS_PER_COURSE: '0', LIMIT_BYTES_PER_SECOND: '0' }
  server = await startBuiltServer({ demo: true, env })
  const ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  course = (await ana.ask(createCourse, { groupId: sales.id, title: 'Under fire' })).id
  token = (await ana.ask(createToken, { name: 'test' })).token
})
afterAll(() => server.close())

const megabytes = async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.pid()}/status`, 'utf8'))?.[1]) / 1024

/** What an honest client says in a session, byte for byte. */
async function recorded(): Promise<Uint8Array[]> {
  const said: Uint8Array[] = [syncFrame(SyncType.step1, new Uint8Array([0])), frame(MessageType.queryAwareness)]
  const honest = await writer()
  honest.doc.on('update', (update: Uint8Array) => void said.push(syncFrame(SyncType.update, update)))
  const fragment = lessonFragment(honest.doc, firstLesson(honest.doc))
  fragment.insert(0, [aParagraph('first'), aParagraph('second')])
  fragment.delete(0, 1)
  fragment.insert(1, [aParagraph('third')])
  said.push(syncFrame(SyncType.step2, Y.encodeStateAsUpdate(honest.doc)))
  said.push(syncFrame(SyncType.step1, Y.encodeStateVector(honest.doc)))
  const presence = encoding.createEncoder()
  for (const part of [1, 4711, 1]) encoding.writeVarUint(presence, part)
  encoding.writeVarString(presence, JSON.stringify({ lesson: 'first', cursor: { anchor: 1, head: 2 } }))
  said.push(frame(MessageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(presence))))
  honest.close()
  return said
}

/** Somebody who writes and is told that it is saved. */
async function writer() {
  const raw = await rawSocket(server.url, course, { token })
  raw.sync()
  await until(() => raw.isSynced, 20_000)
  const doc = new Y.Doc()
  for (const update of raw.updates) Y.applyUpdate(doc, update)
  return { raw, doc, close: () => (raw.close(), doc.destroy()) }
}

/** Random bytes, or a recorded frame cut, bent, doubled or joined to another. */
function hostile(random: Chance, said: readonly Uint8Array[]): Uint8Array {
  const kind = random.below(10)
  if (kind === 0) return Uint8Array.from({ length: random.below(200) }, () => random.below(256))
  const message = Uint8Array.from(random.pick(said))
  if (kind === 1) return message.slice(0, random.below(message.length))
  if (kind === 2) return new Uint8Array([...message, ...random.pick(said)])
  // Behind the first two bytes, so that most of them get past the grammar and to the gate.
  const from = random.maybe(0.8) ? Math.min(2, message.length - 1) : 0
  for (let bends = 1 + random.below(4); bends > 0; bends--) message[from + random.below(message.length - from)] = random.below(256)
  return message
}

/** Sends one burst on a socket of its own; returns how it ended, undefined when the server had no objection. */
async function attack(random: Chance, said: readonly Uint8Array[], count: number): Promise<number | undefined> {
  const socket = new WebSocket(`${collabUrl(server.url)}/${course}?v=1&schema=1&token=${token}`)
  let code: number | undefined
  const closed = new Promise<void>((resolve) => socket.on('close', (its) => ((code = its), resolve())))
  socket.on('error', () => {})
  socket.on('message', () => {})
  socket.on('open', () => {
    for (let i = 0; i < count; i++) socket.send(hostile(random, said))
    // Answered behind all of them, should the server still listen.
    socket.ping()
  })
  await Promise.race([closed, new Promise<void>((resolve) => socket.once('pong', () => resolve()))])
  socket.terminate()
  return code
}

test(`[S2] of ${frames} hostile frames none brings the server down, grows it, or is felt by anybody else`, async () => {
  const seed = seedOfRun()
  const said = await recorded()
  const witness = await writer()
  let written = 0
  witness.doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'mine' && witness.raw.sendUpdate(update)))
  const write = () => {
    const fragment = lessonFragment(witness.doc, firstLesson(witness.doc))
    witness.doc.transact(() => fragment.insert(fragment.length, [aParagraph(`witness-${written++};`)]), 'mine')
  }
  const codes = new Map<number | undefined, number>()
  let left = frames
  const run = async (n: number) => {
    const random = chance(seed + n)
    while (left > 0) {
      const count = Math.min(burst, left)
      left -= count
      const code = await attack(random, said, count)
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  }
  const before = await megabytes()
  let most = before
  const watching = setInterval(() => {
    write()
    void megabytes().then((now) => (most = Math.max(most, now)))
  }, 250)
  await Promise.all(Array.from({ length: attackers }, (_, n) => run(n)))
  clearInterval(watching)
  write()
  await until(() => (witness.raw.word('saved')?.updates ?? 0) >= written, 20_000)
  expect(witness.raw.closed, `seed ${seed}`).toBeUndefined()
  expect(witness.raw.word('refused'), `seed ${seed}`).toBeUndefined()
  const known = [undefined, CloseCode.malformed, CloseCode.tooLarge]
  expect(
    [...codes.keys()].filter((code) => !known.includes(code as never)),
    `seed ${seed}`,
  ).toEqual([])
  expect(codes.get(CloseCode.malformed)).toBeGreaterThan(0)
  expect(most, `megabytes, from ${before}, seed ${seed}`).toBeLessThan(before + 300)
  const later = await writer()
  expect(later.doc.store.pendingStructs).toBeNull()
  for (let i = 0; i < written; i++) expect(textOf(later.doc)).toContain(`witness-${i};`)
  if (process.env.FRAMES) {
    await pause(8000)
    const ends = Object.fromEntries([...codes].map(([code, count]) => [String(code), count]))
    process.stdout.write(`${JSON.stringify({ frames, seed, ends, written, megabytes: { before, most, after: await megabytes() } })}\n`)
  }
  later.close()
  witness.close()
})
