import * as decoding from 'lib0/decoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { changePassword, createToken, deleteToken, signOut } from '../../shared/auth.ts'
import { MessageType, readWord } from '../../shared/collaboration.ts'
import { createCourse, setCourseRole, takeCourseRole, trashCourse } from '../../shared/courses.ts'
import { moveGroup, takeGroupRole } from '../../shared/groups.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { type Asker, asker, startServer } from '../kit/server.ts'

// [R33] What somebody loses, their open sockets lose within a second.

const password = 'long enough for tests'
let server: Awaited<ReturnType<typeof startServer>>
let admin: Asker
let sales: GroupId
let support: GroupId
let team: GroupId
let courseId: CourseId

beforeAll(async () => {
  server = await startServer()
  const { groups } = server.services
  const root = (await groups.create(null, { parentId: null, name: 'Company' })).id
  sales = (await groups.create(null, { parentId: root, name: 'Sales' })).id
  support = (await groups.create(null, { parentId: root, name: 'Support' })).id
  team = (await groups.create(null, { parentId: sales, name: 'Team' })).id
  admin = (await join('admin', root, 'admin')).asker
  courseId = (await admin.ask(createCourse, { groupId: team, title: 'Live' })).id
})
afterAll(() => server.close())

async function join(name: string, at?: GroupId, role?: GroupRole): Promise<{ id: PersonId; asker: Asker }> {
  const { id } = await server.services.people.create({ name, email: `${name}@company.test`, password })
  if (at && role) await server.services.groups.giveRole(null, at, id, role)
  return { id, asker: await server.signIn(`${name}@company.test`, password) }
}

/** An open socket on a course: what it is told of its role, and when it is closed. */
async function open(who: Asker, id = courseId) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab/${id}?v=1&app=test&schema=1`, { headers: who.headers })
  const roles: string[] = []
  socket.binaryType = 'arraybuffer'
  socket.on('message', (data: ArrayBuffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data))
    const type = decoding.readVarUint(decoder)
    if (type !== MessageType.rights) return
    const word = readWord(type, decoder)
    if (word?.type === 'rights') roles.push(word.role)
  })
  const closed = new Promise<'closed'>((resolve) => socket.on('close', () => resolve('closed')))
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject))
  const within = (ms: number) => new Promise<'still open'>((resolve) => setTimeout(() => resolve('still open'), ms))
  return { roles, afterASecond: () => Promise.race([closed, within(1000)]), end: () => socket.close() }
}

test('a role on the course is taken back', async () => {
  const ben = await join('ben')
  await admin.ask(setCourseRole, { courseId, personId: ben.id, role: 'editor' })
  const socket = await open(ben.asker)
  await admin.ask(takeCourseRole, { courseId, personId: ben.id })
  expect(await socket.afterASecond()).toBe('closed')
})

test('an editor becomes a viewer and goes on reading', async () => {
  const eve = await join('eve')
  await admin.ask(setCourseRole, { courseId, personId: eve.id, role: 'editor' })
  const socket = await open(eve.asker)
  await admin.ask(setCourseRole, { courseId, personId: eve.id, role: 'viewer' })
  expect(await socket.afterASecond()).toBe('still open')
  expect(socket.roles.at(-1)).toBe('viewer')
  socket.end()
})

test('a role in a group above is taken back', async () => {
  const rita = await join('rita', sales, 'reviewer')
  const socket = await open(rita.asker)
  await admin.ask(takeGroupRole, { groupId: sales, personId: rita.id, role: 'reviewer' })
  expect(await socket.afterASecond()).toBe('closed')
})

test('the group moves away from under its role', async () => {
  const lena = await join('lena', sales, 'lnd')
  const socket = await open(lena.asker)
  await admin.ask(moveGroup, { groupId: team, parentId: support })
  expect(await socket.afterASecond()).toBe('closed')
  await admin.ask(moveGroup, { groupId: team, parentId: sales })
})

test('the person signs out, and only that browser is shut', async () => {
  const { asker: here } = await join('ana', sales, 'author')
  const there = await server.signIn('ana@company.test', password)
  const [mine, other] = [await open(here), await open(there)]
  await here.ask(signOut)
  expect([await mine.afterASecond(), await other.afterASecond()]).toEqual(['closed', 'still open'])
  other.end()
})

test('a key is taken back', async () => {
  const carl = await join('carl', sales, 'author')
  const { token, id } = await carl.asker.ask(createToken, { name: 'Editor by program' })
  const socket = await open(asker(server.url, { authorization: `Bearer ${token}` }))
  await carl.asker.ask(deleteToken, { tokenId: id })
  expect(await socket.afterASecond()).toBe('closed')
})

test('[R39] a new password shuts what came by a key, and not the browser it was changed in', async () => {
  const { asker: here } = await join('dora', sales, 'author')
  const { token } = await here.ask(createToken, { name: 'Editor by program' })
  const [mine, program] = [await open(here), await open(asker(server.url, { authorization: `Bearer ${token}` }))]
  await here.ask(changePassword, { current: password, next: `${password}, and newer` })
  expect([await program.afterASecond(), await mine.afterASecond()]).toEqual(['closed', 'still open'])
  mine.end()
})

test('the course goes into the trash', async () => {
  const other = (await admin.ask(createCourse, { groupId: team, title: 'Thrown away' })).id
  const socket = await open(admin, other)
  await admin.ask(trashCourse, { courseId: other })
  expect(await socket.afterASecond()).toBe('closed')
})
