import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken, deleteToken } from '../../shared/auth.ts'
import { createCollabTicket, CloseCode, frame, MessageType, SyncType, syncFrame } from '../../shared/collaboration.ts'
import { documentSchema, lessonFragment, metaOf, threadsOf } from '../../shared/document/layout.ts'
import { newId, type CourseId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { asker } from '../kit/server.ts'
import { chance, seedOfRun } from './chance.ts'
import { forgeItem } from './forge.ts'
import { aCourseWithPeople, aParagraph, firstLesson, pause, textOf, until } from './kit.ts'
import { type Raw, rawSocket } from './raw.ts'

// People who mean harm, and programs that are broken.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople({ LIMIT_SOCKETS_PER_PERSON: '6', LIMIT_CLIENT_IDS_PER_DAY: '40' })
})
afterAll(() => world.server.close())

const tokens = new Map<string, Promise<string>>()
function tokenOf({ id, name }: Person): Promise<string> {
  const token =
    tokens.get(id) ??
    world.server.signIn(`${name.toLowerCase()}@demo.test`).then(async (asker) => (await asker.ask(createToken, { name: 'test' })).token)
  tokens.set(id, token)
  return token
}
const open = async (person: Person, query?: string) =>
  rawSocket(world.server.url, world.course, { token: await tokenOf(person), ...(query !== undefined && { query }) })
const stored = () => world.server.services.collaboration.read(world.course, (doc) => Y.encodeStateAsUpdate(doc))
const status = (opening: Promise<Raw>) =>
  opening.then(
    (raw) => (raw.close(), 101),
    (error: { status: number }) => error.status,
  )

/** A copy of the course as it is stored, under a client id. */
async function copy(client: number) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await stored())
  doc.clientID = client
  return doc
}
const paragraph =
  (client: number) =>
  async (text = 'words') => {
    const doc = await copy(client)
    const before = Y.encodeStateVector(doc)
    const fragment = lessonFragment(doc, firstLesson(doc))
    doc.transact(() => fragment.insert(fragment.length, [aParagraph(text)]))
    return Y.encodeStateAsUpdate(doc, before)
  }

test('[S1] only who may read the draft gets a socket', async () => {
  expect(await status(open(world.leo))).toBe(404)
  expect(await status(rawSocket(world.server.url, world.course))).toBe(401)
  expect(await status(rawSocket(world.server.url, world.course, { token: 'colloquy_nonsense' }))).toBe(401)
  expect(await status(rawSocket(world.server.url, newId<CourseId>(), { token: await tokenOf(world.ana) }))).toBe(404)
  expect(await status(rawSocket(world.server.url, '..%2f..', { token: await tokenOf(world.ana) }))).toBe(404)
})

test('[S1] a cookie counts only from our own pages', async () => {
  const { cookie } = await world.server.signIn('ana@demo.test')
  expect(await status(rawSocket(world.server.url, world.course, { headers: { cookie, origin: world.server.url } }))).toBe(101)
  expect(await status(rawSocket(world.server.url, world.course, { headers: { cookie, origin: 'https://evil.example' } }))).toBe(401)
  expect(await status(rawSocket(world.server.url, world.course, { headers: { cookie } }))).toBe(401)
})

test('[S1] a ticket is for one course and one person, and cannot be bent', async () => {
  const asker = await world.server.signIn('rita@demo.test')
  const { token } = await asker.ask(createCollabTicket, { courseId: world.course })
  const other = await world.server.services.courses.create(
    { ...world.ana, email: 'ana@demo.test' },
    { groupId: world.group.id, title: 'Other' },
  )
  expect(await status(rawSocket(world.server.url, other.id, { token }))).toBe(401)
  expect(await status(rawSocket(world.server.url, world.course, { token: `${token.slice(0, -2)}xx` }))).toBe(401)
  expect(await status(rawSocket(world.server.url, world.course, { token }))).toBe(101)
})

test('[S1] a ticket is worth no more than the key it was asked for with', async () => {
  const ana = await world.server.signIn('ana@demo.test')
  const { token: key, id } = await ana.ask(createToken, { name: 'program' })
  const { token } = await asker(world.server.url, { authorization: `Bearer ${key}` }).ask(createCollabTicket, { courseId: world.course })
  const raw = await rawSocket(world.server.url, world.course, { token })
  await ana.ask(deleteToken, { tokenId: id })
  await until(() => raw.closed, 1000)
  expect(raw.closed?.code).toBe(CloseCode.signedOut)
  expect(await status(rawSocket(world.server.url, world.course, { token }))).toBe(401)
})

test('[S2] malformed messages close their socket with a code and touch nobody else', async () => {
  const ben = await open(world.ben)
  ben.sync()
  await until(() => ben.isSynced)
  const before = await stored()
  const bad: (Uint8Array | string)[] = [
    new Uint8Array([]),
    new Uint8Array([0]),
    new Uint8Array([0, 0]),
    new Uint8Array([0, 9, 0]),
    new Uint8Array([0, 2, 200, 1, 2]),
    new Uint8Array([0, 2, 2, 0, 0, 7]),
    new Uint8Array([2, 0]),
    new Uint8Array([64, 1, 1, 1]),
    new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255]),
    new Uint8Array([...Array.from({ length: 150 }, () => 128), 0]),
    frame(MessageType.awareness, (encoder) =>
      encoding.writeVarUint8Array(encoder, new Uint8Array([1, ...Array.from({ length: 150 }, () => 128), 0, 1, 2, 123, 125])),
    ),
    new Uint8Array([1, 3, 1, 1, 1]),
    frame(
      MessageType.sync,
      (encoder) => (encoding.writeVarUint(encoder, SyncType.step1), encoding.writeVarUint8Array(encoder, new Uint8Array([1]))),
    ),
    'text instead of bytes',
  ]
  for (const message of bad) {
    const raw = await open(world.ana)
    raw.send(message)
    await until(() => raw.closed)
    expect(raw.closed?.code, `after ${message.toString()}`).toBe(CloseCode.malformed)
  }
  expect(await stored()).toEqual(before)
  expect(ben.closed).toBeUndefined()
  ben.close()
})

test('[S2] a message of more than a megabyte closes its socket', async () => {
  const raw = await open(world.ana)
  raw.send(new Uint8Array(1024 * 1024 + 100))
  await until(() => raw.closed)
  expect(raw.closed?.code).toBe(CloseCode.tooLarge)
})

test('[G12] a reviewer’s forged update is refused by code, changes nothing, and nothing more is taken', async () => {
  const rita = await open(world.rita)
  rita.sync()
  await until(() => rita.isSynced)
  const before = await stored()
  rita.sendUpdate(await paragraph(71)('by a reviewer'))
  await until(() => rita.word('refused'))
  expect(rita.word('refused')).toEqual({ type: 'refused', code: 'role', kind: 2, index: 1 })
  rita.sendUpdate(await paragraph(71)('again'))
  await pause(100)
  expect(await stored()).toEqual(before)
  expect(rita.words.filter(({ type }) => type === 'refused')).toHaveLength(1)
  rita.close()
})

test('[G12] what is refused is never told as saved, though more of that document came in the same moment', async () => {
  const ana = await open(world.ana)
  ana.sync()
  await until(() => ana.isSynced)
  const before = await stored()
  const forged = forgeItem(74, { parent: 'threads', sub: 't', content: new Y.ContentAny([{ by: world.ben.id, at: 1, on: 'course' }]) })
  const allowed = await paragraph(75)('after the forged one')
  ana.together(() => {
    ana.sendUpdate(forged)
    ana.sendUpdate(allowed)
  })
  await until(() => ana.word('refused'))
  expect(ana.word('refused')).toMatchObject({ kind: 2, index: 1 })
  expect(ana.word('saved')).toBeUndefined()
  expect(await stored()).toEqual(before)
  ana.close()
})

test('[G12] a stock client that writes what it may not is closed, and not sent words it does not know', async () => {
  const rita = await open(world.rita, 'x=1')
  rita.sync()
  await until(() => rita.isSynced)
  rita.sendUpdate(await paragraph(72)())
  await until(() => rita.closed)
  expect(rita.closed?.code).toBe(CloseCode.refused)
  expect(rita.words).toEqual([])
})

test('[G5] comments and votes cannot be written over the socket, by nobody', async () => {
  const ana = await open(world.ana)
  const before = await stored()
  ana.sendUpdate(forgeItem(73, { parent: 'threads', sub: 't', content: new Y.ContentAny([{ by: world.ben.id, at: 1, on: 'course' }]) }))
  await until(() => ana.word('refused'))
  expect(ana.word('refused')?.code).toBe('unknown-root')
  expect(await stored()).toEqual(before)
  expect(await world.server.services.collaboration.read(world.course, (doc) => threadsOf(doc).size)).toBe(0)
  ana.close()
})

test('[G8] of two people who claim one client id the first keeps it', async () => {
  const [ana, ben] = [await open(world.ana), await open(world.ben)]
  const [mine, theirs] = [await paragraph(4242)('Ana was first'), await paragraph(4242)('Ben was not')]
  ana.sendUpdate(mine)
  await until(() => ana.word('saved')?.updates === 1)
  ben.sendUpdate(theirs)
  // The same clock again is known already; what goes beyond is forged.
  const beyond = forgeItem(
    4242,
    { parent: `l:${firstLesson(await copy(1))}`, content: new Y.ContentType(new Y.XmlElement('divider') as never) },
    Y.getState((await copy(1)).store, 4242),
  )
  ben.sendUpdate(beyond)
  await until(() => ben.word('refused'))
  expect(ben.word('refused')?.code).toBe('forged-client')
  const text = textOf(await copy(1))
  expect(text).toContain('Ana was first')
  expect(text).not.toContain('Ben was not')
  expect((await world.server.services.collaboration.owners(world.course)).owners.get(4242)).toBe(world.ana.id)
  ana.close()
  ben.close()
})

test('[G8] two people who claim one id in the same instant: one is stored, the other refused', async () => {
  const [ana, ben] = [await open(world.ana), await open(world.ben)]
  const [mine, theirs] = [await paragraph(4343)('from Ana'), await paragraph(4343)('from Ben')]
  ana.sendUpdate(mine)
  ben.sendUpdate(theirs)
  await until(() => ana.word('saved') || ben.word('saved'))
  const text = textOf(await copy(1))
  expect([text.includes('from Ana'), text.includes('from Ben')].filter(Boolean)).toHaveLength(1)
  ana.close()
  ben.close()
})

test('[G8] the server’s own id is nobody’s', async () => {
  const ana = await open(world.ana)
  await world.server.services.collaboration.command(world.course, { by: world.ana.id, name: 'test' }, (doc) =>
    metaOf(doc).set('summary', 's'),
  )
  const clock = Y.getState((await copy(9)).store, 1)
  ana.sendUpdate(forgeItem(1, { parent: 'meta', sub: 'title', content: new Y.ContentAny(['forged']) }, clock))
  await until(() => ana.word('refused'))
  expect(ana.word('refused')?.code).toBe('forged-client')
  ana.close()
})

test('[G8] a person may claim only so many ids a day', async () => {
  const raw = await open(world.ben)
  for (let i = 0; i < 45 && !raw.word('refused'); i++) {
    raw.sendUpdate(forgeItem(9000 + i, { parent: 'meta', sub: `tag:${i}`, content: new Y.ContentAny([true]) }))
    await until(() => raw.word('saved')?.updates === i + 1 || raw.word('refused'))
  }
  expect(raw.word('refused')?.code).toBe('client-limit')
  raw.close()
})

test('[S3] a person opens only so many sockets', async () => {
  await pause(100)
  const opened: Raw[] = []
  for (let i = 0; i < 6; i++) opened.push(await open(world.ana))
  expect(await status(open(world.ana))).toBe(429)
  for (const raw of opened) raw.close()
  await until(async () => (await status(open(world.ana))) === 101)
})

test('[P1] nobody speaks for somebody else’s caret, and a caret is small', async () => {
  const [ana, ben] = [await open(world.ana), await open(world.ben)]
  const heard: string[] = []
  ben.socket.on('message', (data: Buffer) => data[0] === MessageType.awareness && heard.push(data.toString()))
  const said = (client: number, state: unknown) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, JSON.stringify(state))
    return encoding.toUint8Array(encoder)
  }
  ana.presence(said(4242, { lesson: 'here', user: { name: 'Somebody else' } }))
  await until(() => heard.some((text) => text.includes('here')))
  expect(heard.join()).toContain('"Ana"')
  expect(heard.join()).not.toContain('Somebody else')
  ben.presence(said(4242, { lesson: 'stolen' }))
  await pause(250)
  expect(heard.join()).not.toContain('stolen')
  ana.presence(said(4242, { cursor: 'x'.repeat(5000) }))
  await until(() => ana.closed)
  ben.close()
})

test('[R1] who loses all rights, or signs out, loses the socket within a second', async () => {
  const { server, rita } = world
  const asker = await server.signIn('rita@demo.test')
  const raw = await rawSocket(server.url, world.course, { headers: { cookie: asker.cookie, origin: server.url } })
  await asker.fetch('/api/auth/sign-out', { method: 'POST' })
  await until(() => raw.closed, 1000)
  expect(raw.closed?.code).toBe(CloseCode.signedOut)
  const again = await open(rita)
  await server.services.groups.takeRole(null, world.group.id, rita.id, 'reviewer')
  await until(() => again.closed, 1000)
  expect(again.word('rights')?.role).toBe('none')
  expect(again.closed?.code).toBe(CloseCode.noAccess)
  await server.services.groups.giveRole(null, world.group.id, rita.id, 'reviewer')
})

test('[W4] an app older than the document may look and is told to reload', async () => {
  const raw = await open(world.ana, `v=1&schema=${documentSchema - 1}`)
  raw.sync()
  await until(() => raw.isSynced)
  expect(raw.word('reload')).toEqual({ type: 'reload', reason: 'app' })
  expect(raw.word('welcome')?.role).toBe('reader')
  raw.sendUpdate(await paragraph(81)())
  await until(() => raw.word('refused'))
  raw.close()
})

test('[W5] a copy of another epoch is never merged', async () => {
  const raw = await open(world.ana, 'v=1&schema=1&epoch=7')
  await until(() => raw.closed)
  expect(raw.word('reload')).toEqual({ type: 'reload', reason: 'epoch' })
})

test('[S2] random and bent messages never bring the server down', async () => {
  const seed = seedOfRun()
  const random = chance(seed)
  const ana = await tokenOf(world.ana)
  const recorded = [
    syncFrame(SyncType.update, await paragraph(82)()),
    syncFrame(SyncType.step2, await stored()),
    syncFrame(SyncType.step1, new Uint8Array([1, 5, 3])),
  ]
  for (let n = 0; n < Number(process.env.FRAMES ?? 300);) {
    const raw = await rawSocket(world.server.url, world.course, { token: ana })
    for (; n < Number(process.env.FRAMES ?? 300) && !raw.closed; n++) {
      const message = Uint8Array.from(random.pick(recorded))
      for (let bends = 1 + random.below(4); bends > 0; bends--) message[random.below(message.length)] = random.below(256)
      raw.send(random.maybe(0.3) ? message.slice(0, random.below(message.length)) : message)
      if (n % 10 === 0) await pause(1)
    }
    raw.close()
    await pause(5)
  }
  const ben = await open(world.ben)
  ben.sync()
  await until(() => ben.isSynced)
  const doc = new Y.Doc()
  for (const update of ben.updates) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs, `seed ${seed}`).toBeNull()
  expect(textOf(doc).length, `seed ${seed}`).toBeGreaterThan(0)
  ben.close()
})
