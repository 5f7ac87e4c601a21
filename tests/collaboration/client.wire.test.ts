import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { plainText } from '../../client/collaboration/passages.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { startThread } from '../../shared/comments.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment, metaOf, threadsOf } from '../../shared/document/layout.ts'
import { renameNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { type CommentId, newId, type NodeId, type ThreadId } from '../../shared/id.ts'
import { aCable, aCourseWithPeople, aDevice, firstLesson, ourClient, textOf, until, write } from './kit.ts'

// Our own client against a real server, with the network and the device in the test's hand.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const anaIs = () => ({ ...world.ana, email: 'ana@demo.test' })
const stored = () => world.server.services.collaboration.read(world.course, textOf)

test('[W1] “saved” shows once the server has it on disk, and then it is there', async () => {
  const ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
  expect(ana.draft.role()).toBe('editor')
  write(ana.draft.doc, 'first words')
  expect(ana.draft.hasUnsaved).toBe(true)
  await until(() => !ana.draft.hasUnsaved)
  expect(await stored()).toContain('first words')
  await until(() => ana.face() === 'saved')
  ana.close()
})

test('[W2] work goes on offline, is counted, and comes back with what others wrote meanwhile', async () => {
  const [ana, ben] = [await ourClient(world, world.ana), await ourClient(world, world.ben)]
  await until(() => ana.face() === 'saved' && ben.face() === 'saved')
  ben.cable.pull()
  await until(() => ben.face() === 'offline')
  write(ben.draft.doc, 'Ben in the train')
  write(ben.draft.doc, 'still in the train')
  await until(() => ben.draft.status().face === 'offline' && 'changes' in ben.draft.status())
  await until(() => JSON.stringify(ben.draft.status()) === JSON.stringify({ face: 'offline', changes: 2 }))
  write(ana.draft.doc, 'Ana at the desk')
  ben.cable.plug()
  ben.draft.retry()
  await until(() => ben.face() === 'saved' && textOf(ana.draft.doc).includes('still in the train'))
  expect(textOf(ben.draft.doc)).toBe(textOf(ana.draft.doc))
  expect(textOf(ben.draft.doc)).toContain('Ana at the desk')
  ana.close()
  ben.close()
})

test('[W3] a page closed offline opens offline with its work, and sends it later', async () => {
  const device = aDevice()
  const before = await ourClient(world, world.ana, { device })
  await until(() => before.face() === 'saved')
  before.cable.pull()
  write(before.draft.doc, 'written before the battery died')
  before.close()
  const cable = aCable()
  const after = await ourClient(world, world.ana, { device, cable })
  cable.pull()
  await until(() => after.draft.ready() && textOf(after.draft.doc).includes('battery died'))
  expect(after.draft.role()).toBe('editor')
  cable.plug()
  after.draft.retry()
  await until(() => after.face() === 'saved')
  expect(await stored()).toContain('battery died')
  after.close()
})

test('[Q1] what a demoted author wrote offline is set aside, readable, and the draft goes on without it', async () => {
  const { courses } = world.server.services
  const rita = world.rita
  await courses.setRole({ ...world.ana, email: 'ana@demo.test' }, world.course, rita.id, 'editor')
  const client = await ourClient(world, rita)
  await until(() => client.face() === 'saved' && client.draft.role() === 'editor')
  client.cable.pull()
  write(client.draft.doc, 'Rita thinks otherwise')
  await courses.setRole({ ...world.ana, email: 'ana@demo.test' }, world.course, rita.id, null)
  client.cable.plug()
  client.draft.retry()
  await until(() => client.draft.quarantined().length > 0)
  expect(client.draft.quarantined()).toMatchObject([{ lesson: firstLesson(client.draft.doc), text: 'Rita thinks otherwise' }])
  expect(client.draft.remount()).toBe(1)
  expect(client.draft.role()).toBe('reader')
  expect(textOf(client.draft.doc)).not.toContain('otherwise')
  expect(await stored()).not.toContain('otherwise')
  await until(() => client.face() === 'refused')
  client.close()
  const again = await ourClient(world, rita, { device: client.device })
  expect(again.draft.quarantined()).toHaveLength(1)
  again.draft.forgetQuarantined()
  await until(() => again.face() === 'saved')
  again.close()
})

test('[Q1] of all that a demoted author did offline every word is kept: in old text, new text and titles, over reloads', async () => {
  const { courses } = world.server.services
  const { rita } = world
  await courses.setRole(anaIs(), world.course, rita.id, 'editor')
  const client = await ourClient(world, rita)
  await until(() => client.face() === 'saved' && client.draft.role() === 'editor')
  write(client.draft.doc, 'Rita was allowed to say this')
  await until(() => !client.draft.hasUnsaved)
  client.cable.pull()
  const { doc } = client.draft
  const fragment = lessonFragment(doc, firstLesson(doc))
  const old = fragment.get(fragment.length - 1) as Y.XmlElement
  const words = old.get(0) as Y.XmlText
  words.insert(words.length, ', and this she was not')
  write(doc, 'a whole paragraph of hers')
  fragment.delete(0, 1)
  renameNode(doc, firstLesson(doc) as string as NodeId, 'Her title')
  await courses.setRole(anaIs(), world.course, rita.id, null)
  const before = await stored()
  client.close()

  // The page is loaded anew before it comes back: it finds the work on the device, and the server refuses it then.
  const again = await ourClient(world, rita, { device: client.device })
  await until(() => again.draft.quarantined().length > 0)
  const kept = plainText(again.draft.quarantined())
  for (const part of ['Rita was allowed to say this, and this she was not', 'a whole paragraph of hers', 'Her title'])
    expect(kept).toContain(part)
  await until(() => again.draft.ready() && textOf(again.draft.doc) === before)
  expect(await stored()).toBe(before)
  again.close()
  const later = await ourClient(world, rita, { device: client.device })
  expect(plainText(later.draft.quarantined())).toBe(kept)
  later.close()
})

/** A device whose storage takes nothing longer than `room`; the copies of drafts have a place of their own. */
function aFullDevice(room: number) {
  const device = aDevice()
  const set: typeof device.set = (name, value) => (value === null || value.length <= room) && device.set(name, value)
  return { ...device, set }
}

/** Rita wrote offline in a large course what she may not write any more. */
async function ritaIsDemoted(device: ReturnType<typeof aDevice>) {
  const { courses } = world.server.services
  await courses.setRole(anaIs(), world.course, world.rita.id, 'editor')
  const rita = await ourClient(world, world.rita, { device })
  await until(() => rita.face() === 'saved' && rita.draft.role() === 'editor')
  write(rita.draft.doc, 'long ago '.repeat(500))
  await until(() => !rita.draft.hasUnsaved)
  rita.cable.pull()
  write(rita.draft.doc, 'Rita has a full device')
  await courses.setRole(anaIs(), world.course, world.rita.id, null)
  return rita
}

test.each([
  ['has no room for the whole draft', 1000],
  ['keeps no notes at all', -1],
])('[Q1] what is refused is set aside on a device that %s, too', async (_, room) => {
  const rita = await ritaIsDemoted(aFullDevice(room))
  rita.cable.plug()
  rita.draft.retry()
  await until(() => rita.draft.remount() === 1 && rita.draft.ready())
  await until(() => rita.draft.quarantined().length > 0)
  expect(plainText(rita.draft.quarantined())).toBe(`${rita.draft.quarantined()[0]!.title}\n\nRita has a full device`)
  expect(textOf(rita.draft.doc)).not.toContain('full device')
  await until(() => rita.face() === 'refused')
  rita.close()
})

test('[Q1] a page that is closed before it has compared what was refused leaves it to the next one', async () => {
  const device = aFullDevice(1000)
  const { set } = device
  const rita = await ritaIsDemoted(device)
  // The network goes at the very moment of the refusal.
  device.set = (name, value) => {
    if (name.startsWith('generation')) rita.cable.pull()
    set(name, value)
  }
  rita.cable.plug()
  rita.draft.retry()
  await until(() => rita.draft.remount() === 1)
  expect(rita.draft.quarantined()).toEqual([])
  rita.close()
  device.set = set

  const again = await ourClient(world, world.rita, { device })
  await until(() => again.draft.quarantined().length > 0)
  expect(plainText(again.draft.quarantined())).toContain('Rita has a full device')
  expect(textOf(again.draft.doc)).not.toContain('full device')
  await until(() => again.face() === 'refused')
  // Of the refused copy nothing is left.
  expect(device.copies.size).toBe(1)
  again.close()
})

test('[Q2] who loses all access while offline keeps what they typed, readable, and the course takes nothing of it', async () => {
  const { courses } = world.server.services
  await courses.setRole(anaIs(), world.course, world.mia.id, 'editor')
  const mia = await ourClient(world, world.mia)
  await until(() => mia.face() === 'saved' && mia.draft.role() === 'editor')
  write(mia.draft.doc, 'Mia was let in')
  await until(() => !mia.draft.hasUnsaved && mia.face() === 'saved')
  mia.cable.pull()
  write(mia.draft.doc, 'Mia was shown the door')
  await courses.setRole(anaIs(), world.course, world.mia.id, null)
  mia.cable.plug()
  mia.draft.retry()
  await until(() => mia.draft.role() === 'none' && mia.draft.quarantined().length > 0)
  expect(plainText(mia.draft.quarantined())).toContain('shown the door')
  expect(plainText(mia.draft.quarantined())).not.toContain('let in')
  expect(mia.draft.status()).toEqual({ face: 'refused', reason: 'noAccess' })
  mia.draft.retry()
  expect(mia.draft.quarantined()).toHaveLength(1)
  expect(await stored()).not.toContain('shown the door')
  mia.close()
})

test('[W6] a line that died without a word is found within seconds, and what was typed into it is saved', async () => {
  const ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
  ana.cable.cut()
  write(ana.draft.doc, 'typed into a dead line')
  await until(() => !ana.draft.hasUnsaved, 15_000)
  expect(await stored()).toContain('typed into a dead line')
  ana.cable.cut()
  // Somebody opens the lid again: it is looked at once.
  ana.draft.retry()
  write(ana.draft.doc, 'after a sleep')
  await until(() => !ana.draft.hasUnsaved, 8000)
  ana.close()
})

test('[W2] two tabs of one person on one device: what is typed in both, online and offline, is there once', async () => {
  const device = aDevice()
  const [one, two] = [await ourClient(world, world.ana, { device }), await ourClient(world, world.ana, { device })]
  await until(() => one.face() === 'saved' && two.face() === 'saved')
  for (const tab of [one, two]) tab.cable.pull()
  write(one.draft.doc, 'first tab offline')
  write(two.draft.doc, 'second tab offline')
  // One of them is closed before the network is back: its work is in the device's copy.
  one.close()
  const again = await ourClient(world, world.ana, { device, cable: two.cable })
  two.cable.plug()
  again.draft.retry()
  two.draft.retry()
  await until(() => again.face() === 'saved' && two.face() === 'saved')
  await until(() => textOf(two.draft.doc) === textOf(again.draft.doc))
  for (const words of ['first tab offline', 'second tab offline']) expect((await stored()).split(words)).toHaveLength(2)
  expect(textOf(two.draft.doc)).toBe(await stored())
  again.close()
  two.close()
})

test('[R1] rights that change while connected are felt at once, without reconnecting', async () => {
  const { courses } = world.server.services
  const rita = await ourClient(world, world.rita)
  await until(() => rita.face() === 'saved')
  expect(rita.draft.role()).toBe('reader')
  await courses.setRole({ ...world.ana, email: 'ana@demo.test' }, world.course, world.rita.id, 'editor')
  await until(() => rita.draft.role() === 'editor', 1000)
  write(rita.draft.doc, 'as an editor')
  await until(() => !rita.draft.hasUnsaved)
  expect(await stored()).toContain('as an editor')
  await courses.setRole({ ...world.ana, email: 'ana@demo.test' }, world.course, world.rita.id, null)
  await until(() => rita.draft.role() === 'reader', 1000)
  rita.close()
})

test('a command made offline is sent once it can be, and once only', async () => {
  const ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
  ana.cable.pull()
  await until(() => ana.face() === 'offline')
  const input = {
    courseId: world.course,
    threadId: newId<ThreadId>(),
    commentId: newId<CommentId>(),
    place: { on: 'course' as const },
    body: { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Is this right?' }] }] },
  }
  const done = ana.draft.command(startThread, input)
  await until(() => JSON.stringify(ana.draft.status()) === JSON.stringify({ face: 'offline', changes: 1 }))
  ana.close()
  const again = await ourClient(world, world.ana, { device: ana.device })
  await until(() => threadsOf(again.draft.doc).size === 1)
  await until(() => again.face() === 'saved')
  void done
  again.close()
})

/** A comment on words, as the editor makes one. */
function commentOn(doc: Y.Doc, words: string, said: string) {
  const text = new LessonText(lessonFragment(doc, firstLesson(doc)))
  const from = text.text.indexOf(words)
  const anchor = anchorOn(text, firstLesson(doc), from, from + words.length)
  const [threadId, commentId] = [newId<ThreadId>(), newId<CommentId>()]
  return { courseId: world.course, threadId, commentId, place: { on: 'text' as const, anchor }, body: bodyOf(said, []) }
}

test('[W8] words typed offline and a comment on them both arrive, after the page was loaded anew', async () => {
  const before = await ourClient(world, world.ana)
  await until(() => before.face() === 'saved')
  before.cable.pull()
  write(before.draft.doc, 'the ferry leaves at six')
  const input = commentOn(before.draft.doc, 'ferry leaves at six', 'In winter too?')
  void before.draft.command(startThread, input)
  before.close()
  const after = await ourClient(world, world.ana, { device: before.device })
  await until(() => after.face() === 'saved')
  expect(await stored()).toContain('the ferry leaves at six')
  await until(() => threadsOf(after.draft.doc).has(input.threadId))
  expect(after.draft.quarantined()).toEqual([])
  after.close()
})

test('[W8] a comment made offline on words that somebody else took out is told after a reload, and kept until it is let go', async () => {
  const [ana, ben] = [await ourClient(world, world.ana), await ourClient(world, world.ben)]
  await until(() => ana.face() === 'saved' && ben.face() === 'saved')
  write(ana.draft.doc, 'the night boat carries bicycles')
  await until(() => textOf(ben.draft.doc).includes('night boat'))
  ana.cable.pull()
  void ana.draft.command(startThread, commentOn(ana.draft.doc, 'night boat carries', 'Does it still sail?'))
  ana.close()
  const fragment = lessonFragment(ben.draft.doc, firstLesson(ben.draft.doc))
  fragment.delete(fragment.length - 1, 1)
  await until(() => !ben.draft.hasUnsaved)

  const again = await ourClient(world, world.ana, { device: ana.device })
  await until(() => again.draft.quarantined().length > 0, 10_000)
  const kept = [{ lesson: firstLesson(again.draft.doc), title: 'night boat carries', text: 'Does it still sail?', isSaid: true }]
  expect(again.draft.quarantined()).toEqual(kept)
  await until(() => again.face() === 'refused')
  again.close()
  const later = await ourClient(world, world.ana, { device: ana.device })
  expect(later.draft.quarantined()).toEqual(kept)
  later.draft.forgetQuarantined()
  await until(() => later.face() === 'saved')
  later.close()
  ben.close()
})

test('somebody whose session ended is told so, keeps typing, and loses nothing after signing in again', async () => {
  const ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
  await ana.asker.fetch('/api/auth/sign-out', { method: 'POST' })
  await until(() => JSON.stringify(ana.draft.status()) === JSON.stringify({ face: 'cannot', reason: 'signedOut' }))
  write(ana.draft.doc, 'typed while signed out')
  const again = await world.server.signIn('ana@demo.test')
  Object.assign(ana.asker, { ask: again.ask })
  ana.draft.retry()
  await until(() => ana.face() === 'saved')
  expect(await stored()).toContain('typed while signed out')
  ana.close()
})

test('several tabs of one person are several entries, and people are told where each other is', async () => {
  const [one, two, ben] = [await ourClient(world, world.ana), await ourClient(world, world.ana), await ourClient(world, world.ben)]
  await until(() => [one, two, ben].every((client) => client.face() === 'saved'))
  one.draft.lookAt('welcome')
  await until(() => ben.draft.people().some(({ id, lesson }) => id === world.ana.id && lesson === 'welcome'))
  expect(ben.draft.people().filter(({ id }) => id === world.ana.id)).toHaveLength(2)
  expect(ben.draft.people()[0]).toMatchObject({ mine: true, name: 'Ben' })
  for (const client of [one, two, ben]) client.close()
})

test('news rings for those who listen', async () => {
  const ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
  let rung = 0
  ana.draft.onNews('flags', () => rung++)
  world.server.services.collaboration.ring(world.course, 'flags')
  world.server.services.collaboration.ring(world.course, 'forum')
  await until(() => rung === 1)
  ana.close()
})

test('the title of a course is renamed in its draft by command', async () => {
  await world.server.services.courses.rename({ ...world.ana, email: 'ana@demo.test' }, world.course, 'Refunds, and how')
  expect(await world.server.services.collaboration.read(world.course, (doc) => metaOf(doc).get('title'))).toBe('Refunds, and how')
})
