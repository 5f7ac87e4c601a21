import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { flagsListeners } from '../../server/flags/listeners.ts'
import { flagsService, type FlagsService } from '../../server/flags/service.ts'
import { flagStore } from '../../server/flags/store.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { freezeCourse, type FrozenLesson } from '../../shared/document/freeze.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import type { DomainEvent } from '../../shared/domain-events.ts'
import { happened } from '../../shared/domain-events.ts'
import { acceptFlag, flagsPerDay, listFlags, listMyFlags, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { type CourseId, type FlagId, newId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, unknown } from '../../shared/problem.ts'
import { canSeeCourse, type Standing, stranger } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import { aCourse, node, paragraph, plain, retype } from '../document/kit.ts'
import { openTestDatabase } from '../kit/database.ts'

// The flags' service on a real database of either engine and a real course document; publishing freezes for real.

const person = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })
const [ana, ben, leo, mia, sam, vera] = ['Ana', 'Ben', 'Leo', 'Mia', 'Sam', 'Vera'].map(person) as [Member, Member, Member, Member, Member, Member]
const learner: Standing = { ...stranger, roles: ['learner'], audience: true }
const author: Standing = { ...stranger, roles: ['author'] }
const standings = new Map<PersonId, Standing>([[ana.id, author], [ben.id, author], ...[leo, mia, vera].map(({ id }) => [id, learner] as const)])

const phone = 'harbour office on 555-0100'
const sentence = `Call the ${phone} before noon on Friday.`

let database: Awaited<ReturnType<typeof openTestDatabase>>
let events: ReturnType<typeof openEvents>
let flags: FlagsService
let course: CourseId
let doc: Y.Doc
let versions: { courseId: CourseId; version: number; lessons: FrozenLesson[] }[]
let news: DomainEvent[]
let rung: string[]
let clock = 5_000_000_000

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  course = newId<CourseId>()
  doc = aCourse({ a: [paragraph('Opening hours are posted.'), paragraph(sentence)] }).doc
  versions = []
  news = []
  rung = []
  clock += day
  events = openEvents(database.db, openLog('silent'))
  for (const kind of ['flag.raised', 'flag.accepted', 'flag.declined', 'flag.fixed'] as const) events.on(kind, (event) => void (event.body.courseId === course && news.push(event)))
  const of = (id: PersonId) => standings.get(id) ?? stranger
  const everybody = [ana, ben, leo, mia, sam, vera]
  flags = flagsService({
    db: database.db,
    store: flagStore(database.db),
    events,
    now: () => ++clock,
    people: { findMany: async (ids: PersonId[]) => new Map(everybody.filter(({ id }) => ids.includes(id)).map(({ id, name, colour }) => [id, { id, name, colour }])) },
    courses: {
      load: async (_: CourseId, { id }: Member, can: (standing: Standing) => boolean, action = 'read') => {
        if (!canSeeCourse(of(id))) throw unknown('course')
        if (!can(of(id))) throw notAllowed(`course.${action}`)
        return { course: { id: course, title: 'Harbour' }, standing: of(id) }
      },
    },
    publishing: { version: async (_: CourseId, n: number) => versions[n - 1], current: async () => versions.at(-1) },
    collaboration: {
      read: async (_: CourseId, look: (doc: Y.Doc) => unknown) => look(doc),
      command: async (_: CourseId, __: unknown, apply: (doc: Y.Doc) => unknown) => ({ value: doc.transact(() => apply(doc)), seq: 7 }),
      ring: (_: CourseId, word: string) => void rung.push(word),
    },
    // The services of other rooms, as small as this one asks them.
  } as unknown as Parameters<typeof flagsService>[0])
  flagsListeners(events, flags)
  freeze()
})
afterEach(() => events.close())

const freeze = () => versions.push({ courseId: course, version: versions.length + 1, lessons: freezeCourse(doc).lessons })
/** Publishes the draft as it is and waits until the flags have heard of it. */
async function publish() {
  freeze()
  await database.db.transaction((tx) => events.emit(tx, happened('course.published', ana.id, { courseId: course, version: versions.length }, clock)))
  events.tell()
  await events.settled()
}

function passage(words: string, version = 1) {
  for (const lesson of versions[version - 1]!.lessons) {
    for (const block of textBlocksIn(lesson.public)) {
      const from = textOfBlock(block).indexOf(words)
      if (from >= 0) return { version, lesson: lesson.id, block: block.attrs?.['id'], from, to: from + words.length, quote: { exact: words, prefix: '', suffix: '' } }
    }
  }
  throw new Error(`nowhere: ${words}`)
}
/** A version of so many words of their own. */
function manyWords(count: number): string[] {
  const words = Array.from({ length: count }, (_, n) => `number${String(n).padStart(3, '0')}`)
  doc = aCourse({ a: [paragraph(words.join(' '))] }).doc
  versions = []
  freeze()
  return words
}
const raise = (by: Member, words = phone, more: object = {}) => flags.raise(by, raiseFlag.takes.parse({ courseId: course, id: newId<VoiceId>(), ...passage(words), ...more }))
const list = (show = 'open', by = ana) => flags.list(by, listFlags.takes.parse({ courseId: course, show }))
const first = async (show = 'open') => (await list(show)).items[0]!
const mine = (by: Member) => flags.mine(by, listMyFlags.takes.parse({ courseId: course }))
const better = { proposed: 'harbour office on 555-0199', reason: 'The number changed.' }
const accept = async (by: Member, more: object = {}) => {
  const flag = (await first()) ?? (await first('inProgress'))
  return flags.accept(by, acceptFlag.takes.parse({ courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId(), ...more }))
}

describe('raising', () => {
  test('[F1] a learner marks a sentence and proposes better words; authors see it at its place in the draft', async () => {
    await raise(leo, phone, better)
    retype(doc, 'Call the ', 'Please ring the ')
    const flag = await first()
    expect(flag).toMatchObject({ state: 'new', version: 1, lessonTitle: 'Lesson A', quote: { exact: phone, prefix: 'Call the ', suffix: ' before noon on Friday.' }, place: { state: 'found', now: phone, anchor: { lesson: 'lesson-a' } } })
    expect(flag.voices).toMatchObject([{ by: { name: 'Leo' }, reason: 'The number changed.', proposed: better.proposed, fit: 'clean' }])
    expect(rung).toEqual(['flags'])
  })
  test('[F2] a flag sent twice is raised once', async () => {
    const id = newId<VoiceId>()
    await raise(leo, phone, { id, ...better })
    expect(await raise(leo, phone, { id, ...better })).toMatchObject({ id, others: 0 })
    await events.settled()
    expect((await list()).items).toHaveLength(1)
    expect(news).toHaveLength(1)
    await expect(raise(mia, phone, { id })).rejects.toMatchObject({ code: 'flag.taken' })
  })
  test('[F3] learners who mark the same spot are one flag with a voice each; another sentence is another flag', async () => {
    await raise(leo, phone)
    await raise(mia, 'the harbour office on 555')
    await raise(vera, 'Opening hours')
    const { items, open } = await list()
    expect(items.map((flag) => flag.voices.map((voice) => voice.by.name))).toEqual([['Vera'], ['Leo', 'Mia']])
    expect(open).toBe(2)
  })
  test('[F3] the same spot is one flag across versions', async () => {
    await raise(leo)
    retype(doc, 'Opening', 'Closing')
    await publish()
    await flags.raise(mia, raiseFlag.takes.parse({ courseId: course, id: newId(), ...passage('office on 555-0100', 2) }))
    expect((await list()).items).toHaveLength(1)
  })
  test('a learner who marks a spot again adds to what they said and stays one voice', async () => {
    await raise(leo, phone, { reason: 'Wrong number' })
    await raise(leo, phone, { proposed: better.proposed })
    expect((await first()).voices).toMatchObject([{ reason: 'Wrong number', proposed: better.proposed }])
  })
  test('[F4] at most twenty a day and person', async () => {
    const words = manyWords(flagsPerDay + 1)
    for (const word of words.slice(1)) await raise(vera, word)
    await expect(raise(vera, words[0])).rejects.toMatchObject({ kind: 'busy', code: 'flag.tooMany' })
    clock += day
    await expect(raise(vera, words[0])).resolves.toBeTruthy()
  })
  test.each([
    ['words that do not stand there', { quote: { exact: 'something else', prefix: '', suffix: '' } }, 'flag.passage'],
    ['another block', { block: 'block-none' }, 'flag.passage'],
    ['a version that was never published', { version: 9 }, 'flag.passage'],
    ['a source that is no address', { source: 'javascript:alert(1)' }, 'flag.source'],
  ])('%s is refused and changes nothing', async (_, more, code) => {
    await expect(raise(leo, phone, more)).rejects.toMatchObject({ code })
    expect((await list()).items).toEqual([])
  })
  test('words that equal the old ones are no proposal', async () => {
    await raise(leo, phone, { proposed: phone })
    expect((await first()).voices[0]).not.toHaveProperty('proposed')
  })
})

describe('who may', () => {
  test('learners see neither the list nor one another; strangers see nothing', async () => {
    await raise(leo, phone, better)
    await raise(mia, phone)
    await expect(list('open', leo)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(list('open', sam)).rejects.toMatchObject({ code: 'course.unknown' })
    await expect(raise(sam)).rejects.toMatchObject({ code: 'course.unknown' })
    const shown = JSON.stringify(await mine(mia))
    expect(shown).not.toMatch(/Leo|0199/)
    expect((await mine(mia)).items).toMatchObject([{ others: 1, quote: phone }])
  })
  test('a flag of another course is unknown', async () => {
    await raise(leo, phone, better)
    const flag = await first()
    const elsewhere = { courseId: newId<CourseId>(), flagId: flag.id }
    await expect(flags.decline(ana, { ...elsewhere, reason: 'later', note: '' })).rejects.toMatchObject({ code: 'flag.unknown' })
    await expect(flags.accept(ana, { ...elsewhere, voice: flag.voices[0]!.id, commandId: 'command-1' })).rejects.toMatchObject({ code: 'flag.unknown' })
  })
})

describe('accepting', () => {
  test('[F5] puts the words into the moved-on draft, and the next version makes it fixed, with credit', async () => {
    await raise(leo, phone, better)
    await raise(mia)
    retype(doc, 'before noon', 'by ten')
    expect(await accept(ana)).toMatchObject({ outcome: 'applied', flag: { state: 'inProgress', before: phone, after: better.proposed, answer: { by: { name: 'Ana' } } }, seq: 7 })
    expect(plain(doc)).toContain('Call the harbour office on 555-0199 by ten on Friday.')
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'inProgress', taken: true, isNews: true })

    await publish()
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 2, before: phone, after: better.proposed, taken: true })
    expect((await mine(mia)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 2, taken: false })
    expect(await flags.credits(vera, course)).toEqual([{ lesson: 'lesson-a', block: passage('0199', 2).block, version: 2, by: expect.objectContaining({ name: 'Leo' }) }])
    await events.settled()
    expect(news.map((event) => event.kind)).toEqual(['flag.raised', 'flag.raised', 'flag.accepted', 'flag.fixed'])
  })
  test('a version published without the fix leaves the flag in progress', async () => {
    await raise(leo, phone, better)
    await accept(ana)
    retype(doc, '0199', '0100')
    await publish()
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'inProgress' })
    retype(doc, '0100', '0199')
    await publish()
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'fixed', fixedIn: 3 })
  })
  test('[F6] on overlapping changes nothing is written, and the author sees all three and decides', async () => {
    await raise(leo, phone, better)
    retype(doc, '0100', '0777')
    const before = plain(doc)
    expect((await first()).voices[0]).toMatchObject({ fit: 'conflict' })
    const conflict = { outcome: 'conflict', base: phone, now: 'harbour office on 555-0777', proposed: better.proposed }
    expect(await accept(ana)).toEqual(conflict)
    expect(plain(doc)).toBe(before)
    expect((await first()).state).toBe('new')
    expect(await accept(ana, { over: { now: conflict.now } })).toMatchObject({ outcome: 'applied' })
    expect(plain(doc)).toContain('555-0199')
  })
  test('edited words keep both names: the learner is credited, the author answered', async () => {
    await raise(leo, phone, better)
    expect(await accept(ana, { text: 'harbour desk on 555-0199' })).toMatchObject({ outcome: 'applied', flag: { after: 'harbour desk on 555-0199', answer: { by: { name: 'Ana' } }, voices: [{ by: { name: 'Leo' }, proposed: better.proposed }] } })
    await publish()
    expect(await flags.credits(leo, course)).toMatchObject([{ by: { name: 'Leo' } }])
  })
  test('who does not want to be named is not', async () => {
    await raise(leo, phone, { ...better, named: false })
    await accept(ana)
    await publish()
    expect(await flags.credits(mia, course)).toEqual([])
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'fixed', taken: true })
  })
  test('when the draft says so already the flag goes on without a change', async () => {
    await raise(leo, phone, better)
    retype(doc, '0100', '0199')
    expect(await accept(ana)).toMatchObject({ outcome: 'already', flag: { state: 'inProgress' } })
  })
  test('when the passage is gone the author is told, and the flag stays open', async () => {
    await raise(leo, phone, better)
    lessonFragment(doc, passage(phone).lesson).delete(1, 1)
    expect(await accept(ana)).toEqual({ outcome: 'gone' })
    expect((await first()).place).toMatchObject({ state: 'gone' })
  })
  test('what somebody else declined meanwhile is not accepted', async () => {
    await raise(leo, phone, better)
    const flag = await first()
    await flags.decline(ben, { courseId: course, flagId: flag.id, reason: 'stillRight', note: '' })
    await expect(flags.accept(ana, { courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: 'command-1' })).rejects.toMatchObject({ code: 'flag.answered' })
  })
  test('a mark without words needs words', async () => {
    await raise(leo)
    await expect(accept(ana)).rejects.toMatchObject({ code: 'flag.noWords' })
    expect(await accept(ana, { text: 'harbour office on 555-0199' })).toMatchObject({ outcome: 'applied' })
  })
  test('taken back by an undo it can be accepted again', async () => {
    await raise(leo, phone, better)
    await accept(ana)
    retype(doc, '0199', '0100')
    expect(await accept(ana)).toMatchObject({ outcome: 'applied' })
    expect(await accept(ben)).toMatchObject({ outcome: 'already', flag: { answer: { by: { name: 'Ana' } } } })
  })
})

describe('the other answers', () => {
  test('[F7] declining tells every learner why, and a new flag on the spot is a new one', async () => {
    await flags.seeMine(leo)
    await raise(leo, phone, better)
    const flag = await first()
    await flags.decline(ana, { courseId: course, flagId: flag.id, reason: 'stillRight', note: 'The office kept its number.' })
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'declined', declined: 'stillRight', note: 'The office kept its number.', isNews: true })
    expect((await mine(leo)).news).toBe(1)
    await flags.seeMine(leo)
    expect(await mine(leo)).toMatchObject({ news: 0, items: [{ isNews: false }] })
    await raise(mia)
    expect((await list()).items).toHaveLength(1)
    expect((await list('closed')).items).toHaveLength(1)
  })
  test('a flag whose words authors changed themselves closes with one click, and is fixed with the version', async () => {
    await raise(leo)
    const { id: flagId } = await first()
    await expect(flags.close(ana, { courseId: course, flagId, note: '' })).rejects.toMatchObject({ code: 'flag.unchanged' })
    retype(doc, '0100', '0222')
    expect((await first()).place).toMatchObject({ state: 'changed', now: 'harbour office on 555-0222' })
    await publish()
    expect(await flags.close(ana, { courseId: course, flagId, note: '' })).toMatchObject({ state: 'fixed', fixedIn: 2, after: 'harbour office on 555-0222' })
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'fixed', taken: false })
  })
  test('a duplicate gives its voices to the other flag, which answers for both', async () => {
    await raise(leo, phone, better)
    await raise(mia, 'Friday')
    const [friday, number] = (await list()).items.map(({ id }) => ({ id })) as [{ id: FlagId }, { id: FlagId }]
    expect(await flags.join(ana, { courseId: course, flagId: friday.id, of: number.id })).toMatchObject({ id: number.id, voices: [{ by: { name: 'Leo' } }, { by: { name: 'Mia' } }] })
    await accept(ana)
    await publish()
    expect((await mine(mia)).items[0]).toMatchObject({ state: 'fixed' })
    await expect(flags.join(ana, { courseId: course, flagId: number.id, of: number.id })).rejects.toMatchObject({ code: 'flag.itself' })
  })
  test('a flag on a lesson that leaves the course closes as removed', async () => {
    await raise(leo, phone, better)
    trashNode(doc, node('lesson-a'), { by: ana.id, at: 1 })
    await publish()
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'removed' })
    expect((await list()).open).toBe(0)
  })
  test('seen flags say so to those who raised them', async () => {
    await raise(leo)
    await flags.see(ana, course, [(await first()).id])
    expect((await mine(leo)).items[0]).toMatchObject({ state: 'seen' })
  })
  test('[F8] three learners on one passage show everybody that it is under review', async () => {
    await raise(leo)
    await raise(mia)
    expect(await flags.underReview(vera, course)).toEqual([])
    await raise(vera)
    expect(await flags.underReview(leo, course)).toEqual([{ lesson: 'lesson-a', block: passage(phone).block, quote: phone }])
  })
  test('long lists come a page at a time', async () => {
    const words = manyWords(55)
    for (const word of words) {
      const one = person('Many')
      standings.set(one.id, learner)
      await raise(one, word)
    }
    const one = await list()
    const two = await flags.list(ana, listFlags.takes.parse({ courseId: course, after: one.next }))
    expect([one.items.length, two.items.length, two.next]).toEqual([50, 5, undefined])
    expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(55)
  })
})
