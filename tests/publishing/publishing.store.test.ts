import { afterEach, beforeEach, expect, test } from 'vitest'
import { lessonContents } from '../../server/publishing/tables.ts'
import { Problem } from '../../shared/problem.ts'
import type { PublishFault } from '../../shared/publishing.ts'
import { aMember, type Classroom, openClassroom, paragraph, question } from '../play/classroom.ts'

let room: Classroom
beforeEach(async () => void (room = await openClassroom()))
afterEach(() => room.close())

const refusal = async (attempt: Promise<unknown>): Promise<Problem> => {
  const problem = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof Problem)) throw new Error(`expected a Problem, got ${String(problem)}`)
  return problem
}

test('[V1] publishing freezes the draft, with who and when, and tells everybody', async () => {
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')])
  const version = await room.publishing.publish(room.ana, room.courseId, { note: 'First one' })
  await room.settled()
  expect(version).toMatchObject({ version: 1, note: 'First one', by: { name: 'ana' }, lessons: 1, changed: 1, title: 'Handling refunds' })
  expect(room.heard).toEqual(['course.published'])
  expect(room.rung).toEqual(['publishing'])
})

test('[V2] a version never changes, whatever happens to the draft afterwards', async () => {
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')])
  await room.publish()
  const before = JSON.stringify(await room.publishing.version(room.courseId, 1))
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  await room.publish()
  expect(JSON.stringify(await room.publishing.version(room.courseId, 1))).toBe(before)
  expect((await room.publishing.current(room.courseId))?.version).toBe(2)
})

test('[V3] lessons that say what they said are kept once for all versions', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')])
  room.addLesson('less2', [paragraph('para2', 'Two.')])
  await room.publish()
  room.rewrite('less2', [paragraph('para2', 'Two, changed.')])
  expect(await room.publish()).toMatchObject({ version: 2, changed: 1 })
  expect(await room.connection.db.$count(lessonContents)).toBe(3)
})

test('[V4] a question without a correct choice keeps the draft from being published, and says where', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.'), question('ques1', [])], 'The policy')
  const problem = await refusal(room.publish())
  expect(problem).toMatchObject({ kind: 'invalid', code: 'publishing.faults' })
  const faults = problem.details?.['faults'] as PublishFault[] | undefined
  expect(faults?.[0]).toMatchObject({
    code: 'question.noCorrect',
    lesson: 'less1',
    block: 'ques1',
    title: 'The policy',
    message: 'A question has no correct choice. Mark the right one.',
  })
  expect(await room.publishing.current(room.courseId)).toBeUndefined()
})

test('[V5] two people publishing at once make one version, and the other is told', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  const ben = aMember('ben')
  room.standings.set(ben.id, { ...room.standings.get(room.ana.id)! })
  const done = await Promise.allSettled([room.publish(), room.publish(ben)])
  expect(done.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = done.find((one) => one.status === 'rejected')
  expect(['publishing.conflict', 'publishing.unchanged']).toContain((lost?.reason as Problem | undefined)?.code)
  expect((await room.publishing.current(room.courseId))?.version).toBe(1)
})

test('[V5] publishing on top of a version that is not current any more is refused', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Other text.')])
  expect(await refusal(room.publishing.publish(room.ana, room.courseId, { onTopOf: 0 }))).toMatchObject({
    kind: 'conflict',
    code: 'publishing.conflict',
  })
  expect(await room.publishing.publish(room.ana, room.courseId, { onTopOf: 1 })).toMatchObject({ version: 2 })
})

test('[V6] nothing changed since the last version is told, and makes no version', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  expect(await refusal(room.publish())).toMatchObject({ kind: 'conflict', code: 'publishing.unchanged' })
})

test('a new title or another order is worth a version in which no lesson changed', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  room.rename('less1', 'A better name')
  expect(await room.publish()).toMatchObject({ version: 2, changed: 0 })
  room.retitle('Refunds, handled')
  expect(await room.publish()).toMatchObject({ version: 3, changed: 0, title: 'Refunds, handled' })
})

test('edits that have not reached the server yet keep a draft from being published without them', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  expect(await refusal(room.publishing.publish(room.ana, room.courseId, { draftSeq: 8 }))).toMatchObject({ code: 'publishing.behind' })
})

test('a learner neither publishes nor lists versions', async () => {
  room.addLesson('less1', [paragraph('para1', 'Text.')])
  await room.publish()
  expect(await refusal(room.publish(room.leo))).toMatchObject({ kind: 'forbidden', code: 'course.publish' })
  expect(await refusal(room.publishing.list(room.leo, room.courseId, undefined))).toMatchObject({ kind: 'forbidden' })
  expect(await refusal(room.publishing.read(room.leo, room.courseId, 1))).toMatchObject({ kind: 'forbidden' })
})

test('versions are listed newest first, and one can be read', async () => {
  room.addLesson('less1', [paragraph('para1', 'One.')])
  await room.publish()
  room.rewrite('less1', [paragraph('para1', 'Two.')])
  await room.publish()
  expect((await room.publishing.list(room.ana, room.courseId, undefined)).items.map(({ version }) => version)).toEqual([2, 1])
  const first = await room.publishing.read(room.ana, room.courseId, 1)
  expect(first.content[0]?.content[0]?.content?.[0]?.text).toBe('One.')
  expect(await refusal(room.publishing.read(room.ana, room.courseId, 9))).toMatchObject({ code: 'version.unknown' })
})
