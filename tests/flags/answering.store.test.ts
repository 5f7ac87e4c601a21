import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { listFlags } from '../../shared/flags.ts'
import type { FlagId } from '../../shared/id.ts'
import { node, plain, retype } from '../document/kit.ts'
import { openTestDatabase } from '../kit/database.ts'
import { ana, aPublishedCourse, ben, better, leo, mia, phone, vera } from './kit.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let at: ReturnType<typeof aPublishedCourse>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  at = aPublishedCourse(database)
})
afterEach(() => at.events.close())

describe('accepting', () => {
  test('[F5] puts the words into the moved-on draft, and the next version makes it fixed, with credit', async () => {
    await at.raise(leo, phone, better)
    await at.raise(mia)
    retype(at.doc, 'before noon', 'by ten')
    expect(await at.accept(ana)).toMatchObject({
      outcome: 'applied',
      flag: { state: 'inProgress', before: phone, after: better.proposed, answer: { by: { name: 'Ana' } } },
      seq: 7,
    })
    expect(plain(at.doc)).toContain('Call the harbour office on 555-0199 by ten on Friday.')
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'inProgress', taken: true, isNews: true })

    await at.publish()
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 2, before: phone, after: better.proposed, taken: true })
    expect((await at.mine(mia)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 2, taken: false })
    expect(await at.flags.credits(vera, at.course)).toEqual([
      { lesson: 'lesson-a', block: at.passage('0199', 2).block, version: 2, by: expect.objectContaining({ name: 'Leo' }) },
    ])
    await at.events.settled()
    expect(at.news.map((event) => event.kind)).toEqual(['flag.raised', 'flag.raised', 'flag.accepted', 'flag.fixed'])
  })
  test('a version published without the fix leaves the flag in progress', async () => {
    await at.raise(leo, phone, better)
    await at.accept(ana)
    retype(at.doc, '0199', '0100')
    await at.publish()
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'inProgress' })
    retype(at.doc, '0100', '0199')
    await at.publish()
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 3 })
  })
  test('[F6] on overlapping changes nothing is written, and the author sees all three and decides', async () => {
    await at.raise(leo, phone, better)
    retype(at.doc, '0100', '0777')
    const before = plain(at.doc)
    expect((await at.first()).voices[0]).toMatchObject({ fit: 'conflict' })
    const conflict = { outcome: 'conflict', base: phone, now: 'harbour office on 555-0777', proposed: better.proposed }
    expect(await at.accept(ana)).toEqual(conflict)
    expect(plain(at.doc)).toBe(before)
    expect((await at.first()).state).toBe('new')
    expect(await at.accept(ana, { over: { now: conflict.now } })).toMatchObject({ outcome: 'applied' })
    expect(plain(at.doc)).toContain('555-0199')
  })
  test('edited words keep both names: the learner is credited, the author answered', async () => {
    await at.raise(leo, phone, better)
    expect(await at.accept(ana, { text: 'harbour desk on 555-0199' })).toMatchObject({
      outcome: 'applied',
      flag: {
        after: 'harbour desk on 555-0199',
        answer: { by: { name: 'Ana' } },
        voices: [{ by: { name: 'Leo' }, proposed: better.proposed }],
      },
    })
    await at.publish()
    expect(await at.flags.credits(leo, at.course)).toMatchObject([{ by: { name: 'Leo' } }])
  })
  test('who does not want to be named is not', async () => {
    await at.raise(leo, phone, { ...better, named: false })
    await at.accept(ana)
    await at.publish()
    expect(await at.flags.credits(mia, at.course)).toEqual([])
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'fixed', taken: true })
  })
  test('when the draft says so already the flag goes on without a change', async () => {
    await at.raise(leo, phone, better)
    retype(at.doc, '0100', '0199')
    expect(await at.accept(ana)).toMatchObject({ outcome: 'already', flag: { state: 'inProgress' } })
  })
  test('when the passage is gone the author is told, and the flag stays open', async () => {
    await at.raise(leo, phone, better)
    lessonFragment(at.doc, at.passage(phone).lesson).delete(1, 1)
    expect(await at.accept(ana)).toEqual({ outcome: 'gone' })
    expect((await at.first()).place).toMatchObject({ state: 'gone' })
  })
  test('what somebody else declined meanwhile is not accepted', async () => {
    await at.raise(leo, phone, better)
    const flag = await at.first()
    await at.flags.decline(ben, { courseId: at.course, flagId: flag.id, reason: 'stillRight', note: '' })
    await expect(
      at.flags.accept(ana, { courseId: at.course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: 'command-1' }),
    ).rejects.toMatchObject({ code: 'flag.answered' })
  })
  test('a mark without words needs words', async () => {
    await at.raise(leo)
    await expect(at.accept(ana)).rejects.toMatchObject({ code: 'flag.noWords' })
    expect(await at.accept(ana, { text: 'harbour office on 555-0199' })).toMatchObject({ outcome: 'applied' })
  })
  test('taken back by an undo it can be accepted again', async () => {
    await at.raise(leo, phone, better)
    await at.accept(ana)
    retype(at.doc, '0199', '0100')
    expect(await at.accept(ana)).toMatchObject({ outcome: 'applied' })
    expect(await at.accept(ben)).toMatchObject({ outcome: 'already', flag: { answer: { by: { name: 'Ana' } } } })
  })
})

describe('the other answers', () => {
  test('[F7] declining tells every learner why, and a new flag on the spot is a new one', async () => {
    await at.flags.seeMine(leo)
    await at.raise(leo, phone, better)
    const flag = await at.first()
    await at.flags.decline(ana, { courseId: at.course, flagId: flag.id, reason: 'stillRight', note: 'The office kept its number.' })
    expect((await at.mine(leo)).items[0]).toMatchObject({
      state: 'declined',
      declined: 'stillRight',
      note: 'The office kept its number.',
      isNews: true,
    })
    expect((await at.mine(leo)).news).toBe(1)
    await at.flags.seeMine(leo)
    expect(await at.mine(leo)).toMatchObject({ news: 0, items: [{ isNews: false }] })
    await at.raise(mia)
    expect((await at.list()).items).toHaveLength(1)
    expect((await at.list('closed')).items).toHaveLength(1)
  })
  test('a flag whose words authors changed themselves closes with one click, and is fixed with the version', async () => {
    await at.raise(leo)
    const { id: flagId } = await at.first()
    await expect(at.flags.close(ana, { courseId: at.course, flagId, note: '' })).rejects.toMatchObject({ code: 'flag.unchanged' })
    retype(at.doc, '0100', '0222')
    expect((await at.first()).place).toMatchObject({ state: 'changed', now: 'harbour office on 555-0222' })
    await at.publish()
    expect(await at.flags.close(ana, { courseId: at.course, flagId, note: '' })).toMatchObject({
      state: 'fixed',
      fixedIn: 2,
      after: 'harbour office on 555-0222',
    })
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'fixed', taken: false })
  })
  test('a duplicate gives its voices to the other flag, which answers for both', async () => {
    await at.raise(leo, phone, better)
    await at.raise(mia, 'Friday')
    const [friday, number] = (await at.list()).items.map(({ id }) => ({ id })) as [{ id: FlagId }, { id: FlagId }]
    expect(await at.flags.join(ana, { courseId: at.course, flagId: friday.id, of: number.id })).toMatchObject({
      id: number.id,
      voices: [{ by: { name: 'Leo' } }, { by: { name: 'Mia' } }],
    })
    await at.accept(ana)
    await at.publish()
    expect((await at.mine(mia)).items[0]).toMatchObject({ state: 'fixed' })
    await expect(at.flags.join(ana, { courseId: at.course, flagId: number.id, of: number.id })).rejects.toMatchObject({
      code: 'flag.itself',
    })
  })
  test('a flag on a lesson that leaves the course closes as removed', async () => {
    await at.raise(leo, phone, better)
    trashNode(at.doc, node('lesson-a'), { by: ana.id, at: 1 })
    await at.publish()
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'removed' })
    expect((await at.list()).open).toBe(0)
  })
  test('seen flags say so to those who raised them', async () => {
    await at.raise(leo)
    await at.flags.see(ana, at.course, [(await at.first()).id])
    expect((await at.mine(leo)).items[0]).toMatchObject({ state: 'seen' })
  })
  test('[F8] three learners on one passage show everybody that it is under review', async () => {
    await at.raise(leo)
    await at.raise(mia)
    expect(await at.flags.underReview(vera, at.course)).toEqual([])
    await at.raise(vera)
    expect(await at.flags.underReview(leo, at.course)).toEqual([{ lesson: 'lesson-a', block: at.passage(phone).block, quote: phone }])
  })
  test('long lists come a page at a time', async () => {
    const words = at.manyWords(55)
    for (const word of words) {
      await at.raise(at.aLearner(), word)
    }
    const one = await at.list()
    const two = await at.flags.list(ana, listFlags.takes.parse({ courseId: at.course, after: one.next }))
    expect([one.items.length, two.items.length, two.next]).toEqual([50, 5, undefined])
    expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(55)
  })
})
