import { afterEach, beforeEach, expect, test } from 'vitest'
import { threadsOf } from '../../shared/document/layout.ts'
import { setTask } from '../../shared/document/threads.ts'
import { BlockId, LessonId, ThreadId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { markOf } from '../../shared/comparing.ts'
import type { PublishFault } from '../../shared/publishing.ts'
import { stranger } from '../../shared/rights.ts'
import { aMember, type Classroom, openClassroom, paragraph, question } from '../play/classroom.ts'

// What a group asks before a course is published, and what an author may say of a change.

let room: Classroom
const ben = aMember('ben')
beforeEach(async () => {
  room = await openClassroom()
  room.standings.set(ben.id, { ...stranger, roles: ['author'], audience: true })
})
afterEach(() => room.close())

const less1 = LessonId.parse('less1')
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => {
      throw new Error('expected a refusal')
    },
    (error: unknown) => error as Problem,
  )
const faultsOf = async (attempt: Promise<unknown>) => ((await refused(attempt)).details?.['faults'] ?? []) as PublishFault[]

test('[V10] without rules of its group a course is published by one click', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  expect(await room.publish()).toMatchObject({ version: 1 })
})

test('[V10] approvals that the group asks for are given to what a lesson says; those that lack are told lesson by lesson', async () => {
  room.setRules({ approvals: 1 })
  const content = [paragraph('para1', 'Refund within 14 days.')]
  room.addLesson('less1', content, 'The policy')
  expect(await faultsOf(room.publish())).toMatchObject([{ code: 'gate.approvals', stops: true, lesson: 'less1', title: 'The policy' }])
  room.approvals.set('less1', [markOf({ title: 'The policy', content })])
  expect(await room.publish()).toMatchObject({ version: 1 })
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  expect(await faultsOf(room.publish())).toMatchObject([{ code: 'gate.approvals' }])
})

test('[V10] a lesson that did not change since the last version needs no new approval', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')])
  room.addLesson('less2', [paragraph('para2', 'Two.')])
  await room.publish()
  room.setRules({ approvals: 1 })
  room.rewrite('less2', [paragraph('para2', 'Two, changed.')])
  expect((await faultsOf(room.publish())).map(({ lesson }) => lesson)).toEqual(['less2'])
})

test('[V10] open must-fix comments, missing descriptions and dead links stop it where the group says so, each with its place', async () => {
  room.addLesson('less1', [
    { type: 'image', attrs: { id: 'imag1', src: '/api/courses/course-1/files/one' } },
    {
      type: 'paragraph',
      attrs: { id: 'para1' },
      content: [{ type: 'text', text: 'see', marks: [{ type: 'link', attrs: { href: 'https://dead.example/' } }] }],
    },
  ])
  const thread = ThreadId.parse('thre1')
  threadsOf(room.doc).set(thread, { by: ben.id, at: 0, on: 'block', lesson: less1, block: 'para1' })
  setTask(room.doc, thread, { mustFix: true })
  const { faults } = await room.publishing.check(room.ana, room.courseId)
  expect(faults.filter(({ stops }) => stops)).toEqual([])
  room.setRules({ mustFix: true, altText: true, links: true })
  const stopping = await faultsOf(room.publish())
  expect(stopping).toMatchObject([
    { code: 'image.noAlt', block: 'imag1', lesson: 'less1' },
    { code: 'gate.mustFix', block: BlockId.parse('para1'), lesson: 'less1', thread },
    { code: 'gate.deadLink', block: 'para1', vars: { href: 'https://dead.example/' } },
  ])
})

test('[V10] a group may ask for a note with every version after the first', async () => {
  room.setRules({ note: true })
  room.addLesson('less1', [paragraph('para1', 'One.')])
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Another.')])
  expect(await refused(room.publish())).toMatchObject({ code: 'publishing.note' })
  expect(await room.publishing.publish(room.ana, room.courseId, { note: 'Said otherwise.' })).toMatchObject({ version: 2 })
})

test('[V11] the kind of a change is computed, and nobody learns again what its author calls cosmetic', async () => {
  room.addLesson('less1', [paragraph('para1', 'You get teh money back in the shop.')])
  await room.publish()
  await room.read('less1', 1)
  room.rewrite('less1', [paragraph('para1', 'You get the money back in the shop.')])
  expect((await room.publishing.check(room.ana, room.courseId)).changes).toMatchObject([{ class: 'wording', minutes: 1 }])
  await room.publishing.claim(room.ana, room.courseId, less1, 'cosmetic')
  expect((await room.publishing.check(room.ana, room.courseId)).changes).toMatchObject([
    { minutes: 0, claim: { as: 'cosmetic', counts: true } },
  ])
  await room.publish()
  const progress = await room.play.progressOf(room.leo.id, room.courseId)
  expect(progress?.lessons).toMatchObject([{ state: 'done' }])
  // The next one is compared with what was really said, and counts again.
  expect(await refused(room.publish())).toMatchObject({ code: 'publishing.unchanged' })
  room.rewrite('less1', [paragraph('para1', 'You get no money back in the shop.')])
  await room.publish()
  expect((await room.play.progressOf(room.leo.id, room.courseId))?.lessons).toMatchObject([{ state: 'again' }])
})

test('[V11] where the group says so, a second person agrees before a change counts as cosmetic; an edit ends what was said', async () => {
  room.setRules({ cosmeticBySecond: true })
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.'), question('ques1', ['a'])])
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Refunds within 14 days.'), question('ques1', ['a'])])
  const claim = async () => (await room.publishing.check(room.ana, room.courseId)).changes[0]?.claim
  await room.publishing.claim(room.ana, room.courseId, less1, 'cosmetic')
  await room.publishing.claim(room.ana, room.courseId, less1, 'cosmetic')
  expect(await claim()).toMatchObject({ counts: false, agreedBy: null })
  await room.publishing.claim(ben, room.courseId, less1, 'cosmetic')
  expect(await claim()).toMatchObject({ counts: true, by: { id: room.ana.id } })
  room.rewrite('less1', [paragraph('para1', 'Refunds within 90 days.'), question('ques1', ['a'])])
  expect(await claim()).toBeUndefined()
  expect(await refused(room.publishing.claim(room.leo, room.courseId, less1, 'cosmetic'))).toMatchObject({ code: 'course.publish' })
})

test('[V15] any two versions, and a version and the draft, are compared with their answers', async () => {
  room.addLesson('less1', [question('ques1', ['a'])])
  await room.publish()
  room.rewrite('less1', [question('ques1', ['b'])])
  await room.publish()
  expect((await room.publishing.compare(room.ana, room.courseId, 1, 2)).lessons).toMatchObject([{ class: 'key' }])
  expect((await room.publishing.compare(room.ana, room.courseId, 2, 0)).lessons).toEqual([])
  expect(await refused(room.publishing.compare(room.leo, room.courseId, 1, 2))).toMatchObject({ code: 'course.readDraft' })
})

test('[V16] the course’s summary reaches the cards of its learners with the version', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  room.summarise('How refunds work.')
  await room.publish()
  room.summarise('Not yet for learners.')
  expect((await room.play.home(room.leo)).items).toMatchObject([{ summary: 'How refunds work.' }])
})

test('[V9] before publishing one sees where learners are', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')], 'First')
  room.addLesson('less2', [paragraph('para2', 'Two.')], 'Second')
  await room.publish()
  await room.read('less1', 1)
  const { learners, closes } = await room.play.check(room.ana, room.courseId)
  expect(learners).toEqual({
    inProgress: 1,
    finished: 0,
    where: [{ title: 'First', people: 1, change: null }],
    touched: 0,
    minutesTogether: 0,
  })
  expect(closes).toEqual({ flags: 0, suggestions: 0, which: [] })
  expect(room.keptOf).toEqual([1])
})

test('[V9] before publishing one sees whose completion it touches, and what that costs each and all of them', async () => {
  const [mia, kim] = [aMember('mia'), aMember('kim')]
  for (const { id } of [mia, kim]) room.standings.set(id, { ...stranger, roles: ['learner'], audience: true })
  room.addLesson('less1', [paragraph('para1', 'You get the money back in the shop.')], 'First')
  room.addLesson('less2', [paragraph('para2', 'Two.')], 'Second')
  await room.publish()
  for (const one of [room.leo, mia]) for (const lesson of ['less1', 'less2']) await room.read(lesson, 1, one)
  await room.read('less1', 1, kim)
  const look = async () => (await room.play.check(room.ana, room.courseId)).learners
  expect(await look()).toMatchObject({ inProgress: 1, finished: 2, touched: 0, minutesTogether: 0 })
  room.rewrite('less1', [paragraph('para1', 'You get your money back in the shop.')])
  expect(await look()).toMatchObject({ touched: 2, minutesTogether: 2, where: [{ title: 'First', people: 1, change: 'changed' }] })
  await room.publishing.claim(room.ana, room.courseId, less1, 'cosmetic')
  expect(await look()).toMatchObject({ touched: 0, minutesTogether: 0, where: [{ change: null }] })
  await room.publishing.claim(room.ana, room.courseId, less1, null)
  await room.publish()
  await room.read('less1', 2, mia)
  // Leo has not yet repeated it: his completion is touched already.
  room.rewrite('less2', [paragraph('para2', 'Two, changed.')])
  room.trash('less1')
  expect(await look()).toMatchObject({ finished: 2, touched: 1, minutesTogether: 1, where: [{ title: 'First', change: 'removed' }] })
})

test('[V19] what could not be checked is a hint with its reason, and a link is told at each of its places', async () => {
  const linked = (id: string, href: string) => ({
    type: 'paragraph',
    attrs: { id },
    content: [{ type: 'text', text: 'see', marks: [{ type: 'link', attrs: { href } }] }],
  })
  room.setRules({ links: true })
  room.addLesson('less1', [
    linked('para1', 'https://dead.example/'),
    linked('para2', 'https://dead.example/'),
    linked('para3', 'https://inside.example/'),
  ])
  room.addLesson('less2', [{ type: 'button', attrs: { id: 'butt1', href: 'https://dead.example/form', text: 'The form' } }])
  const { faults } = await room.publishing.check(room.ana, room.courseId)
  expect(
    faults.filter(({ code }) => code.startsWith('gate')).map(({ code, stops, block, vars }) => [code, stops, block, vars?.['why']]),
  ).toEqual([
    ['gate.deadLink', true, 'para1', 'gone'],
    ['gate.deadLink', true, 'para2', 'gone'],
    ['gate.uncheckedLink', false, 'para3', 'inside'],
    ['gate.deadLink', true, 'butt1', 'gone'],
  ])
})
