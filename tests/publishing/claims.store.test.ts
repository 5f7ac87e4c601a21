import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Prose } from '../../shared/document/prose.ts'
import { LessonId } from '../../shared/id.ts'
import type { Problem } from '../../shared/problem.ts'
import { stranger } from '../../shared/rights.ts'
import { aMember, type Classroom, openClassroom, paragraph, question } from '../play/classroom.ts'

// Of which kind a change is, and what its author or a second person makes of it.

let room: Classroom
const ben = aMember('ben')
const less1 = LessonId.parse('less1')
beforeEach(async () => {
  room = await openClassroom()
  room.standings.set(ben.id, { ...stranger, courseRole: 'editor', audience: true })
})
afterEach(() => room.close())

const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken',
    (error: Problem) => error.code,
  )
const changes = async (by = room.ana) => (await room.publishing.check(by, room.courseId)).changes
const stateOf = async () => (await room.play.progressOf(room.leo.id, room.courseId))?.lessons[0]?.state
const claim = (as: 'cosmetic' | 'content' | null, by = room.ana) => room.publishing.claim(by, room.courseId, less1, as)

test('[V17] a change that was raised is learnt again, also by who had once learnt those words', async () => {
  room.addLesson('less1', [paragraph('para1', 'You get the money back in the shop.')])
  await room.publish()
  await room.read('less1', 1)
  room.rewrite('less1', [paragraph('para1', 'You get your money back in the shop.')])
  await room.publish()
  await room.read('less1', 2)
  room.rewrite('less1', [paragraph('para1', 'You get the money back in the shop.')])
  await claim('content')
  expect(await changes()).toMatchObject([{ class: 'wording', again: true, claim: { as: 'content', counts: true, mine: true } }])
  expect(await room.publish()).toMatchObject({ version: 3, changed: 1 })
  expect(await stateOf()).toBe('again')
  expect(room.ended).toEqual(['less1'])
  await room.read('less1', 3)
  expect(await stateOf()).toBe('done')
  // The next version does not ask again.
  room.retitle('Refunds')
  await room.publish()
  expect(await stateOf()).toBe('done')
  expect(room.ended).toEqual(['less1'])
})

test('[V17] another name or explanation asks nothing again, unless an author says so', async () => {
  const explained = (why: string): Prose[] => {
    const asked = question('ques1', ['a'])
    return [
      {
        ...asked,
        content: asked.content!.map((part) => (part.type === 'explanation' ? { ...part, content: [paragraph('why1', why)] } : part)),
      },
    ]
  }
  room.addLesson('less1', explained('Because the policy says so.'), 'The policy')
  await room.publish()
  await room.read('less1', 1)
  await room.answer('less1', 'ques1', ['ques1-a'], 1)
  expect(await stateOf()).toBe('done')
  room.rewrite('less1', explained('Because the law says so.'))
  expect(await changes()).toMatchObject([{ change: 'changed', class: 'key', quiet: true, again: false, minutes: 0 }])
  await claim('content')
  expect(await changes()).toMatchObject([{ quiet: true, again: true, minutes: 1 }])
  expect(await room.publish()).toMatchObject({ version: 2, changed: 1 })
  expect(await stateOf()).toBe('again')
  await room.read('less1', 2)
  expect(await stateOf()).toBe('done')
  room.rename('less1', 'Our policy')
  expect(await changes()).toMatchObject([{ title: 'Our policy', class: 'wording', quiet: true }])
  expect(await room.publish()).toMatchObject({ version: 3, changed: 0 })
  expect(await stateOf()).toBe('done')
})

test('[V17] a lesson of which only an explanation changed needs the approvals of any changed lesson', async () => {
  room.addLesson('less1', [question('ques1', ['a'])], 'The policy')
  await room.publish()
  room.setRules({ approvals: 1 })
  room.rename('less1', 'Our policy')
  expect((await room.publishing.check(room.ana, room.courseId)).faults).toMatchObject([{ code: 'gate.approvals', lesson: 'less1' }])
})

test('[V11] the second person finds what waits for them, agrees or says no; an edit ends it', async () => {
  const waiting = (by = ben) => room.publishing.waitingClaims(by, room.courseId)
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')], 'The policy')
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Refunds within 14 days.')])
  await claim('cosmetic')
  expect(await waiting()).toEqual([])
  room.setRules({ cosmeticBySecond: true })
  expect(await waiting()).toMatchObject([{ lesson: 'less1', title: 'The policy', by: { id: room.ana.id }, mine: false }])
  expect(await waiting(room.ana)).toMatchObject([{ mine: true }])
  await claim('content', ben)
  expect(await waiting()).toEqual([])
  expect(await changes()).toMatchObject([{ again: true, claim: { as: 'content', by: { id: ben.id }, counts: true } }])
  await claim('cosmetic')
  await claim('cosmetic', ben)
  expect(await waiting()).toEqual([])
  expect(await changes()).toMatchObject([{ again: false, minutes: 0 }])
  await claim('cosmetic')
  expect(await changes()).toMatchObject([{ again: false, claim: { agreedBy: { id: ben.id } } }])
  await claim(null)
  await claim('cosmetic')
  expect(await waiting()).toHaveLength(1)
  room.rewrite('less1', [paragraph('para1', 'Refunds within 30 days.')])
  expect(await waiting()).toEqual([])
  expect(await code(waiting(room.leo))).toBe('course.publish')
})

test('[V11] nothing is said of a lesson that did not change, is new, or is not there', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')])
  expect(await code(claim('content'))).toBe('publishing.noChange')
  await room.publish()
  expect(await code(claim('content'))).toBe('publishing.noChange')
  expect(await code(room.publishing.claim(room.ana, room.courseId, LessonId.parse('other'), 'cosmetic'))).toBe('lesson.unknown')
})
