import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { flagsPerDay, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { day } from '../../shared/time.ts'
import { retype } from '../document/kit.ts'
import { openTestDatabase } from '../kit/database.ts'
import { ana, aPublishedCourse, better, leo, mia, phone, sam, vera } from './kit.ts'

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

describe('raising', () => {
  test('[F1] a learner marks a sentence and proposes better words; authors see it at its place in the draft', async () => {
    await at.raise(leo, phone, better)
    retype(at.doc, 'Call the ', 'Please ring the ')
    const flag = await at.first()
    expect(flag).toMatchObject({
      state: 'new',
      version: 1,
      lessonTitle: 'Lesson A',
      quote: { exact: phone, prefix: 'Call the ', suffix: ' before noon on Friday.' },
      place: { state: 'found', now: phone, anchor: { lesson: 'lesson-a' } },
    })
    expect(flag.voices).toMatchObject([{ by: { name: 'Leo' }, reason: 'The number changed.', proposed: better.proposed, fit: 'clean' }])
    expect(at.rung).toEqual(['flags'])
  })
  test('[F2] a flag sent twice is raised once', async () => {
    const id = newId<VoiceId>()
    await at.raise(leo, phone, { id, ...better })
    expect(await at.raise(leo, phone, { id, ...better })).toMatchObject({ id, others: 0 })
    await at.events.settled()
    expect((await at.list()).items).toHaveLength(1)
    expect(at.news).toHaveLength(1)
    await expect(at.raise(mia, phone, { id })).rejects.toMatchObject({ code: 'flag.taken' })
  })
  test('[F3] learners who mark the same spot are one flag with a voice each; another sentence is another flag', async () => {
    await at.raise(leo, phone)
    await at.raise(mia, 'the harbour office on 555')
    await at.raise(vera, 'Opening hours')
    const { items, open } = await at.list()
    expect(items.map((flag) => flag.voices.map((voice) => voice.by.name))).toEqual([['Vera'], ['Leo', 'Mia']])
    expect(open).toBe(2)
  })
  test('[F3] the same spot is one flag across versions', async () => {
    await at.raise(leo)
    retype(at.doc, 'Opening', 'Closing')
    await at.publish()
    await at.flags.raise(mia, raiseFlag.takes.parse({ courseId: at.course, id: newId(), ...at.passage('office on 555-0100', 2) }))
    expect((await at.list()).items).toHaveLength(1)
  })
  test('a learner who marks a spot again adds to what they said and stays one voice', async () => {
    await at.raise(leo, phone, { reason: 'Wrong number' })
    await at.raise(leo, phone, { proposed: better.proposed })
    expect((await at.first()).voices).toMatchObject([{ reason: 'Wrong number', proposed: better.proposed }])
  })
  test('[F4] at most twenty a day and person', async () => {
    const words = at.manyWords(flagsPerDay + 1)
    for (const word of words.slice(1)) await at.raise(vera, word)
    await expect(at.raise(vera, words[0])).rejects.toMatchObject({ kind: 'busy', code: 'flag.tooMany' })
    at.pass(day)
    await expect(at.raise(vera, words[0])).resolves.toBeTruthy()
  })
  test.each([
    ['words that do not stand there', { quote: { exact: 'something else', prefix: '', suffix: '' } }, 'flag.passage'],
    ['another block', { block: 'block-none' }, 'flag.passage'],
    ['a version that was never published', { version: 9 }, 'flag.passage'],
    ['a source that is no address', { source: 'javascript:alert(1)' }, 'flag.source'],
  ])('%s is refused and changes nothing', async (_, more, code) => {
    await expect(at.raise(leo, phone, more)).rejects.toMatchObject({ code })
    expect((await at.list()).items).toEqual([])
  })
  test('words that equal the old ones are no proposal', async () => {
    await at.raise(leo, phone, { proposed: phone })
    expect((await at.first()).voices[0]).not.toHaveProperty('proposed')
  })
})

describe('who may', () => {
  test('learners see neither the list nor one another; strangers see nothing', async () => {
    await at.raise(leo, phone, better)
    await at.raise(mia, phone)
    await expect(at.list('open', leo)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(at.list('open', sam)).rejects.toMatchObject({ code: 'course.unknown' })
    await expect(at.raise(sam)).rejects.toMatchObject({ code: 'course.unknown' })
    const shown = JSON.stringify(await at.mine(mia))
    expect(shown).not.toMatch(/Leo|0199/)
    expect((await at.mine(mia)).items).toMatchObject([{ others: 1, quote: phone }])
  })
  test('a flag of another course is unknown', async () => {
    await at.raise(leo, phone, better)
    const flag = await at.first()
    const elsewhere = { courseId: newId<CourseId>(), flagId: flag.id }
    await expect(at.flags.decline(ana, { ...elsewhere, reason: 'later', note: '' })).rejects.toMatchObject({ code: 'flag.unknown' })
    await expect(at.flags.accept(ana, { ...elsewhere, voice: flag.voices[0]!.id, commandId: 'command-1' })).rejects.toMatchObject({
      code: 'flag.unknown',
    })
  })
})
