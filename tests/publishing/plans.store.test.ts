import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Problem } from '../../shared/problem.ts'
import { stranger } from '../../shared/rights.ts'
import { hour } from '../../shared/time.ts'
import { aMember, type Classroom, openClassroom, paragraph } from '../play/classroom.ts'

// Coming back, going away, and being published at a time of its own.

let room: Classroom
const ben = aMember('ben')
beforeEach(async () => {
  room = await openClassroom()
  room.standings.set(ben.id, { ...stranger, roles: ['author'], audience: true })
})
afterEach(() => room.close())

const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => {
      throw new Error('expected a refusal')
    },
    (error: unknown) => error as Problem,
  )

test('[V12] an earlier version comes back as a new one, and who had learnt it has learnt it', async () => {
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')])
  await room.publish()
  await room.read('less1', 1)
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  await room.publish()
  expect(await room.publishing.returnTo(room.ana, room.courseId, 1, 'Too early')).toMatchObject({ version: 3, returnsTo: 1, changed: 1 })
  expect((await room.publishing.current(room.courseId))?.lessons[0]?.hash).toBe(
    (await room.publishing.version(room.courseId, 1))?.lessons[0]?.hash,
  )
  expect((await room.play.progressOf(room.leo.id, room.courseId))?.lessons).toMatchObject([{ state: 'done' }])
  expect(await refused(room.publishing.returnTo(room.ana, room.courseId, 3, ''))).toMatchObject({ code: 'publishing.unchanged' })
  expect(await refused(room.publishing.returnTo(room.leo, room.courseId, 1, ''))).toMatchObject({ code: 'course.publish' })
})

test('[V13] a course taken back is played by nobody, and comes back with its results', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  await room.read('less1', 1)
  await room.publishing.unpublish(room.ana, room.courseId)
  expect(await room.publishing.current(room.courseId)).toBeUndefined()
  expect((await room.play.home(room.leo)).items).toEqual([])
  expect(await refused(room.play.view(room.leo, room.courseId, 'all'))).toMatchObject({ code: 'course.unknown' })
  expect(await room.publish()).toMatchObject({ version: 2, changed: 0 })
  expect((await room.play.progressOf(room.leo.id, room.courseId))?.lessons).toMatchObject([{ state: 'done' }])
})

test('[V14] a planned draft is published at its time, as it is then; a shut gate is told to who planned it', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  const soon = Date.UTC(2026, 0, 5) + 20_000
  expect(await refused(room.publishing.plan(room.ana, room.courseId, 5, ''))).toMatchObject({ code: 'publishing.past' })
  await room.publishing.plan(room.ana, room.courseId, soon, 'Monday')
  const memberOf = async () => room.ana
  await room.publishing.publishDue(memberOf)
  expect(await room.publishing.current(room.courseId)).toBeUndefined()
  room.pass(hour)
  room.setRules({ approvals: 1 })
  await room.publishing.publishDue(memberOf)
  expect((await room.publishing.check(room.ana, room.courseId)).plan).toMatchObject({ failure: { code: 'publishing.faults' } })
  room.setRules({})
  await room.publishing.plan(room.ana, room.courseId, soon + 3 * hour, 'Again')
  room.pass(3 * hour)
  await room.publishing.publishDue(memberOf)
  expect(await room.publishing.current(room.courseId)).toMatchObject({ version: 1, note: 'Again' })
  expect((await room.publishing.check(room.ana, room.courseId)).plan).toBeNull()
})

test('[V14] a planned draft is published once, however many servers look, and not what was planned otherwise meanwhile', async () => {
  const soon = Date.UTC(2026, 0, 5) + 60_000
  const memberOf = async () => room.ana
  const failures: string[] = []
  room.on('publication.failed', () => void failures.push('failed'))
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publishing.plan(room.ana, room.courseId, soon, '')
  room.pass(hour)
  await Promise.all([room.publishing.publishDue(memberOf), room.publishing.publishDue(memberOf), room.publishing.publishDue(memberOf)])
  await room.settled()
  expect((await room.publishing.list(room.ana, room.courseId, undefined)).items.map(({ version }) => version)).toEqual([1])
  expect(failures).toEqual([])

  // Between finding it due and publishing it, somebody drops the plan.
  room.rewrite('less1', [paragraph('para1', 'Another text.')])
  await room.publishing.plan(room.ana, room.courseId, soon + 3 * hour, '')
  room.pass(5 * hour)
  await room.publishing.publishDue(async () => {
    await room.publishing.plan(room.ana, room.courseId, null, '')
    return room.ana
  })
  await room.settled()
  expect((await room.publishing.list(room.ana, room.courseId, undefined)).items).toHaveLength(1)
  expect(failures).toEqual([])
})

test('[V14] a plan of somebody who may not publish any more fails, and they hear why; a version made by hand ends a plan', async () => {
  const soon = Date.UTC(2026, 0, 5) + 60_000
  const failures: string[] = []
  room.on('publication.failed', ({ body }) => void failures.push(body.code))
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publishing.plan(ben, room.courseId, soon, '')
  room.standings.set(ben.id, { ...stranger, roles: ['learner'], audience: true })
  room.pass(hour)
  await room.publishing.publishDue(async () => ben)
  await room.publishing.publishDue(async () => ben)
  await room.settled()
  expect(failures).toEqual(['course.publish'])
  const plan = async () => (await room.publishing.list(room.ana, room.courseId, undefined)).plan
  expect(await plan()).toMatchObject({ failure: { code: 'course.publish' } })
  await room.publish()
  expect(await plan()).toBeNull()
})

test('[V13] taking a course away ends what is planned, and any version brings it back', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  await room.publishing.plan(room.ana, room.courseId, Date.UTC(2026, 0, 5) + hour, '')
  await room.publishing.unpublish(room.ana, room.courseId)
  const state = () => room.publishing.list(room.ana, room.courseId, undefined)
  expect(await state()).toMatchObject({ withdrawn: true, plan: null })
  room.pass(2 * hour)
  await room.publishing.publishDue(async () => room.ana)
  expect(await state()).toMatchObject({ withdrawn: true })
  expect(await refused(room.publishing.unpublish(room.ana, room.courseId))).toMatchObject({ code: 'version.unknown' })
  expect(await room.publishing.returnTo(room.ana, room.courseId, 1, '')).toMatchObject({ version: 2, returnsTo: 1 })
  expect(await state()).toMatchObject({ withdrawn: false })
  expect(await room.play.view(room.leo, room.courseId, 'none')).toMatchObject({ version: 2 })
})

test('[V12][P7] who is in the middle of a lesson when an earlier version comes back finishes it, and it counts as far as it says the same', async () => {
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')])
  room.addLesson('less2', [paragraph('para2', 'Two.')])
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  room.addLesson('less3', [paragraph('para3', 'Three.')])
  await room.publish()
  await room.publishing.returnTo(room.ana, room.courseId, 1, '')
  // Leo still has version 2 before him: what differs does not count, what is the same does, and what is gone is taken.
  expect((await room.read('less1', 2)).current).toBe(3)
  await room.read('less3', 2)
  const progress = await room.read('less2', 2)
  expect(progress.lessons.map(({ lesson, state }) => [lesson, state])).toEqual([
    ['less1', 'again'],
    ['less2', 'done'],
  ])
  expect((await room.read('less1', 3)).complete).toBe(true)
})

test('[P13] what somebody did before a course was taken away counts when it comes back, and nothing is taken meanwhile', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')])
  room.addLesson('less2', [paragraph('para2', 'Two.')])
  await room.publish()
  await room.read('less1', 1)
  await room.publishing.unpublish(room.ana, room.courseId)
  expect(await refused(room.read('less2', 1))).toMatchObject({ code: 'course.unknown' })
  await room.publishing.returnTo(room.ana, room.courseId, 1, '')
  expect((await room.play.progressOf(room.leo.id, room.courseId))?.lessons.map(({ state }) => state)).toEqual(['done', 'new'])
})
