import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { CloseCode, createCollabTicket } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { addComment, editComment, removeComment, startThread } from '../../shared/comments.ts'
import { commentsOf, lessonFragment, metaOf, outlineOf, threadsOf } from '../../shared/document/layout.ts'
import { type CommentId, newId, type ThreadId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { aCourseWithPeople, aDevice, firstLesson, ourClient, stockClient, textOf, until, write } from './kit.ts'
import { type Raw, rawSocket } from './raw.ts'

// Viewers read the draft and not what is said about it (R3). Their socket is held in the hand here, and every byte that
// comes over it is searched.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
let ana: Awaited<ReturnType<typeof ourClient>>
beforeAll(async () => {
  world = await aCourseWithPeople()
  await make(world.mia, 'viewer')
  ana = await ourClient(world, world.ana)
  await until(() => ana.face() === 'saved')
})
afterAll(async () => {
  ana.close()
  await world.server.close()
})

const anaIs = () => ({ ...world.ana, email: 'ana@demo.test' })
const make = (person: Person, role: CourseRole | null) => world.server.services.courses.setRole(anaIs(), world.course, person.id, role)
const stored = () => world.server.services.collaboration.read(world.course, (doc) => Y.encodeStateAsUpdate(doc))

let count = 0
/** A word that stands in nothing else. */
const word = () => `Whisper${++count}Of${Math.random().toString(36).slice(2)}`
const heard = (raw: Raw, words: string) => raw.messages.some((message) => Buffer.from(message).includes(words))

async function miaComes() {
  const asker = await world.server.signIn('mia@demo.test')
  const raw = await rawSocket(world.server.url, world.course, { headers: { ...asker.headers } })
  const doc = new Y.Doc()
  let taken = 0
  return {
    raw,
    doc,
    sync: () => raw.sync(Y.encodeStateVector(doc)),
    /** Takes what came until its text is that of the authors. */
    async follows() {
      await until(() => {
        for (; taken < raw.updates.length; taken++) Y.applyUpdate(doc, raw.updates[taken]!)
        return textOf(doc) === textOf(ana.draft.doc) && Y.encodeStateVector(doc).length === Y.encodeStateVector(ana.draft.doc).length
      }, 15_000)
      expect([metaOf(doc).toJSON(), outlineOf(doc).toJSON()]).toEqual([metaOf(ana.draft.doc).toJSON(), outlineOf(ana.draft.doc).toJSON()])
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
      expect([threadsOf(doc).size, commentsOf(doc).size]).toEqual([0, 0])
    },
  }
}

async function comment(body: string) {
  const [threadId, commentId] = [newId<ThreadId>(), newId<CommentId>()]
  await ana.asker.ask(startThread, { courseId: world.course, threadId, commentId, place: { on: 'course' }, body: bodyOf(body, []) })
  return { courseId: world.course, threadId, commentId }
}
/** What only a server's own hand could do: whatever stands in the roots that viewers may not read. */
const command = (apply: (doc: Y.Doc) => void) =>
  world.server.services.collaboration.command(world.course, { by: null, name: 'test' }, apply)
async function typed(text: string) {
  write(ana.draft.doc, text)
  await until(() => !ana.draft.hasUnsaved)
}

describe('[S5] a viewer’s socket', () => {
  test('never carries what was said before, what is said now, what was changed or taken back; the text it does', async () => {
    const words = Array.from({ length: 8 }, word)
    const old = await comment(words[0]!)
    await typed('before Mia came')
    const mia = await miaComes()
    mia.sync()
    await mia.follows()
    const fresh = await comment(words[1]!)
    await typed('while Mia is here')
    await ana.asker.ask(addComment, { ...fresh, commentId: newId<CommentId>(), body: bodyOf(words[2]!, []) })
    await ana.asker.ask(editComment, { ...old, body: bodyOf(words[3]!, []) })
    await ana.asker.ask(removeComment, fresh)
    // Text and what is said about it in one update, plain and nested.
    await command((doc) => {
      write(doc, 'in one go')
      commentsOf(doc).set(`x/${words[4]}` as never, { by: world.ana.id, at: 1, body: { type: 'doc', content: [] } } as never)
      const nested = new Y.Map<unknown>()
      doc.getMap('comments').set(words[5]!, nested)
      nested.set('words', new Y.Text(words[6]))
      metaOf(doc).set('tag:one-go', true)
    })
    await command((doc) => {
      const nested = doc.getMap('comments').get(words[5]!) as Y.Map<Y.Text>
      nested.get('words')!.insert(3, words[7]!)
      write(doc, 'and after')
    })
    await until(() => textOf(ana.draft.doc).includes('and after'))
    await mia.follows()
    expect(words.filter((said) => heard(mia.raw, said))).toEqual([])
    // Ana was told all of it, or this would prove nothing.
    expect(Buffer.from(Y.encodeStateAsUpdate(ana.draft.doc)).includes(words[7]!)).toBe(true)
    mia.raw.close()
  })

  test('nor after coming back to what it has, or with nothing; nor once the course was squeezed, in between or while it is open', async () => {
    const words = Array.from({ length: 4 }, word)
    const connection = databaseCourseLog(world.server.connection.db)
    const squeezedTo = async () => (await connection.open(world.course)).from
    const mia = await miaComes()
    mia.sync()
    await mia.follows()
    await comment(words[0]!)
    await typed('one more line')
    // The last author leaves: the log is squeezed.
    const before = await squeezedTo()
    ana.close()
    await until(async () => (await squeezedTo()) > before)
    ana = await ourClient(world, world.ana)
    await until(() => ana.face() === 'saved')
    await comment(words[1]!)
    await typed('after the squeezing')
    await mia.follows()
    // Over the same line once more, as after a sleep; and anew, with what it has and with nothing.
    mia.sync()
    await mia.follows()
    const again = await miaComes()
    again.raw.sync(Y.encodeStateVector(mia.doc))
    await until(() => again.raw.isSynced)
    const fresh = await miaComes()
    fresh.sync()
    await fresh.follows()
    await comment(words[2]!)
    await typed('for all three')
    await fresh.follows()
    for (const { raw } of [mia, again, fresh]) {
      expect(words.filter((said) => heard(raw, said))).toEqual([])
      raw.close()
    }
  })

  test('[S4] nor when it was caught up after lagging far behind', async () => {
    const mia = await miaComes()
    mia.sync()
    await mia.follows()
    mia.raw.socket.pause()
    const said = word()
    const filling = 'x'.repeat(100_000)
    for (let n = 0; n < 120; n++)
      await command((doc) => {
        metaOf(doc).set(`tag:${n % 4}`, `${n} ${filling}`)
        doc.getMap('comments').set(`${said}-${n % 4}`, `${n} ${said}`)
      })
    await typed('after a long pause')
    mia.raw.socket.resume()
    await until(() => ana.face() === 'saved')
    await mia.follows()
    expect(mia.raw.updates.length).toBeLessThan(115)
    expect(heard(mia.raw, said)).toBe(false)
    mia.raw.close()
  })

  test('is not refused for what its document lacks, and takes nothing away by it', async () => {
    await comment('It stays.')
    const before = await stored()
    const mia = await miaComes()
    mia.sync()
    await mia.follows()
    // A document with holes counts them as deleted, and says so.
    mia.raw.sendStep2(Y.encodeStateAsUpdate(mia.doc, Y.encodeStateVectorFromUpdate(before)))
    await until(() => mia.raw.word('saved') ?? mia.raw.word('refused'))
    expect([mia.raw.word('refused'), mia.raw.word('saved')?.steps]).toEqual([undefined, 1])
    expect(await stored()).toEqual(before)
    // What it has no right to is refused as ever.
    mia.doc.on('update', (update: Uint8Array) => mia.raw.sendUpdate(update))
    lessonFragment(mia.doc, firstLesson(mia.doc)).delete(0, 1)
    await until(() => mia.raw.word('refused'))
    expect(mia.raw.word('refused')?.code).toBe('role')
    expect(await stored()).toEqual(before)
    mia.raw.close()
  })

  test('[G12] is told what was stored in the order in which it spoke, also of what says nothing new', async () => {
    await comment('It stays, too.')
    const before = await stored()
    const mia = await miaComes()
    mia.sync()
    await mia.follows()
    const vector = Y.encodeStateVectorFromUpdate(before)
    const known = Y.encodeStateAsUpdate(mia.doc, vector)
    mia.raw.together(() => {
      mia.raw.sendUpdate(new Uint8Array([0, 0]))
      mia.raw.sendStep2(known)
    })
    await until(() => mia.raw.word('refused') ?? mia.raw.word('saved')?.updates === 1)
    expect(mia.raw.words.filter(({ type }) => type === 'saved' || type === 'refused')).toMatchObject([{ updates: 1, steps: 1 }])
    // What she has no right to is not told as saved by what comes after it.
    write(mia.doc, 'by a viewer')
    mia.raw.together(() => {
      mia.raw.sendStep2(Y.encodeStateAsUpdate(mia.doc, vector))
      mia.raw.sendStep2(known)
    })
    await until(() => mia.raw.word('refused'))
    expect(mia.raw.word('refused')).toMatchObject({ code: 'role', kind: 1, index: 2 })
    expect(mia.raw.word('saved')?.steps).toBe(1)
    expect(await stored()).toEqual(before)
    mia.raw.close()
  })

  test('works with any y-websocket client', async () => {
    const said = word()
    await comment(said)
    const asker = await world.server.signIn('mia@demo.test')
    const { token } = await asker.ask(createCollabTicket, { courseId: world.course })
    const stock = stockClient(world.server.url, world.course, token)
    await stock.synced()
    await typed('for a stock client')
    await until(() => textOf(stock.doc) === textOf(ana.draft.doc))
    expect(Buffer.from(Y.encodeStateAsUpdate(stock.doc)).includes(said)).toBe(false)
    expect(stock.provider.wsconnected).toBe(true)
    stock.close()
  })
})

describe('[S5] a role that changes', () => {
  test('to one that reads comments: everything is there at once, in a fresh document', async () => {
    await make(world.mia, 'viewer')
    const said = word()
    await comment(said)
    const mia = await ourClient(world, world.mia)
    await until(() => mia.face() === 'saved' && mia.draft.role() === 'viewer')
    expect(threadsOf(mia.draft.doc).size).toBe(0)
    await make(world.mia, 'commenter')
    await until(() => mia.draft.role() === 'reader' && mia.draft.remount() === 1 && mia.face() === 'saved')
    expect(JSON.stringify(commentsOf(mia.draft.doc).toJSON())).toContain(said)
    expect(threadsOf(mia.draft.doc).size).toBe(threadsOf(ana.draft.doc).size)
    expect(mia.draft.quarantined()).toEqual([])
    mia.close()
    // And so it is for who was away meanwhile, up to writing.
    await make(world.mia, 'viewer')
    const away = await ourClient(world, world.mia)
    await until(() => away.face() === 'saved')
    away.close()
    await make(world.mia, 'editor')
    const back = await ourClient(world, world.mia, { device: away.device })
    await until(() => back.face() === 'saved' && back.draft.role() === 'editor')
    expect(JSON.stringify(commentsOf(back.draft.doc).toJSON())).toContain(said)
    write(back.draft.doc, 'Mia may write now')
    await until(() => textOf(ana.draft.doc).includes('Mia may write now'))
    expect(back.draft.quarantined()).toEqual([])
    expect(threadsOf(ana.draft.doc).size).toBe(threadsOf(back.draft.doc).size)
    back.close()
  })

  test('to viewer: nothing of it stays on the device, and nothing new comes', async () => {
    await make(world.mia, 'commenter')
    const said = word()
    await comment(said)
    const device = aDevice()
    const mia = await ourClient(world, world.mia, { device })
    await until(() => mia.face() === 'saved' && JSON.stringify(commentsOf(mia.draft.doc).toJSON()).includes(said))
    await make(world.mia, 'viewer')
    await until(() => mia.draft.role() === 'viewer' && mia.draft.remount() === 1 && mia.face() === 'saved')
    const later = word()
    await comment(later)
    await typed('Mia still reads')
    await until(() => textOf(mia.draft.doc) === textOf(ana.draft.doc))
    expect([threadsOf(mia.draft.doc).size, mia.draft.quarantined()]).toEqual([0, []])
    const onDevice = Buffer.concat([...device.copies.values()].flat())
    for (const words of [said, later]) expect(onDevice.includes(words)).toBe(false)
    expect([...device.values.values()].join()).not.toContain(said)
    mia.close()
  })

  test('to viewer, with what an author had not sent: that is set aside for them', async () => {
    await make(world.mia, 'editor')
    const mia = await ourClient(world, world.mia)
    await until(() => mia.face() === 'saved' && mia.draft.role() === 'editor')
    mia.cable.pull()
    write(mia.draft.doc, 'Mia wrote this in the train')
    await make(world.mia, 'viewer')
    mia.cable.plug()
    mia.draft.retry()
    await until(() => mia.draft.quarantined().length > 0)
    expect(mia.draft.quarantined()).toMatchObject([{ text: 'Mia wrote this in the train' }])
    await until(() => mia.draft.role() === 'viewer' && threadsOf(mia.draft.doc).size === 0)
    mia.close()
  })

  test('on the line of a program that does not care: from then on nothing new comes; with more rights it has to come anew', async () => {
    await make(world.mia, 'commenter')
    const [before, after] = [word(), word()]
    await comment(before)
    const mia = await miaComes()
    mia.sync()
    await until(() => heard(mia.raw, before))
    await make(world.mia, 'viewer')
    await until(() => mia.raw.word('rights')?.role === 'viewer')
    expect(mia.raw.word('reload')?.reason).toBe('epoch')
    await comment(after)
    await typed('Mia is told of this')
    await until(() => {
      const doc = new Y.Doc()
      for (const update of mia.raw.updates) Y.applyUpdate(doc, update)
      return textOf(doc) === textOf(ana.draft.doc)
    })
    expect(heard(mia.raw, after)).toBe(false)
    await make(world.mia, 'commenter')
    await until(() => mia.raw.closed)
    expect(mia.raw.closed).toEqual({ code: CloseCode.restart, reason: 'epoch' })
    const epoch = mia.raw.word('welcome')!.epoch
    await make(world.mia, 'viewer')
    // Nor with the copy of its better days.
    const asker = await world.server.signIn('mia@demo.test')
    const again = await rawSocket(world.server.url, world.course, { headers: { ...asker.headers }, query: `v=1&schema=1&epoch=${epoch}` })
    await until(() => again.closed)
    expect([again.word('reload')?.reason, again.closed?.reason]).toEqual(['epoch', 'epoch'])
  })
})
