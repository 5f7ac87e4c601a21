import { afterEach, beforeEach, expect, test } from 'vitest'
import { results } from '../../server/play/tables.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import { newId } from '../../shared/id.ts'
import { day } from '../../shared/time.ts'
import { aMember, type Classroom, openClassroom, paragraph, question } from './classroom.ts'

let room: Classroom
beforeEach(async () => {
  room = await openClassroom()
  room.addLesson('less1', [paragraph('para1', 'Refund within 14 days.')], 'The policy')
  room.addLesson('less2', [paragraph('para2', 'Now you.'), question('ques1', ['b'])], 'Practice')
  await room.publish()
})
afterEach(() => room.close())

const states = async () => (await room.play.view(room.leo, room.courseId, 'none')).progress.lessons.map(({ state }) => state)
const shelf = async () => (await room.play.home(room.leo)).items.map(({ shelf: its, done, changed }) => ({ its, done, changed }))

test('[P1] a learner resumes at the block where they stopped, on any device', async () => {
  const place = { version: 1, lesson: 'less2' as LessonId, block: 'ques1' as BlockId, viewed: false }
  await room.play.save(room.leo, room.courseId, place)
  expect((await room.play.view(room.leo, room.courseId, 'none')).progress.resume).toEqual({ lesson: 'less2', block: 'ques1' })
})

test('a block that is not in the lesson is no place to resume at', async () => {
  await room.play.save(room.leo, room.courseId, { version: 1, lesson: 'less1' as LessonId, block: 'ques1' as BlockId, viewed: false })
  expect((await room.play.view(room.leo, room.courseId, 'none')).progress.resume).toEqual({ lesson: 'less1', block: null })
})

test('[P2] answers are judged on the server, and only then the learner hears what was right', async () => {
  const view = JSON.stringify(await room.play.view(room.leo, room.courseId, 'all'))
  expect(view).not.toContain('correct')
  expect(view).not.toContain('Because the policy')
  const feedback = await room.answer('less2', 'ques1', ['ques1-a'], 1)
  expect(feedback).toMatchObject({ verdict: 'wrong', answer: { choices: ['ques1-a'] }, solution: { right: ['ques1-b'] } })
  expect(JSON.stringify(feedback.explanation)).toContain('Because the policy')
  expect(await room.answer('less2', 'ques1', ['ques1-b'], 1)).toMatchObject({ verdict: 'right' })
  expect((await room.play.view(room.leo, room.courseId, 'none')).answers).toMatchObject([{ question: 'ques1', verdict: 'right' }])
})

test('[P3][P4] a course is complete once every lesson is read and every question answered, and that is noted once', async () => {
  await room.read('less1', 1)
  expect(await states()).toEqual(['done', 'new'])
  await room.read('less2', 1)
  const progress = await room.answer('less2', 'ques1', ['ques1-a'], 1).then(() => room.read('less2', 1))
  expect(progress).toMatchObject({ complete: true, completed: { version: 1 } })
  await room.settled()
  expect(room.heard.toSorted()).toEqual(['course.completed', 'course.published', 'lesson.completed', 'lesson.completed'])
  await room.read('less1', 1)
  await room.answer('less2', 'ques1', ['ques1-b'], 1)
  await room.settled()
  expect(room.heard.filter((kind) => kind === 'course.completed')).toHaveLength(1)
})

test('[P5] after a new version only the lessons that changed are learnt again', async () => {
  await room.read('less1', 1)
  await room.read('less2', 1)
  await room.answer('less2', 'ques1', ['ques1-b'], 1)
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  await room.publish()
  expect(await states()).toEqual(['again', 'done'])
  expect(await shelf()).toEqual([{ its: 'changed', done: 1, changed: 1 }])
  expect(await room.read('less1', 2)).toMatchObject({ complete: true, completed: { version: 2 } })
  expect(await shelf()).toEqual([{ its: 'done', done: 2, changed: 0 }])
})

test('[P5] a version that only names or orders things anew asks nothing again', async () => {
  await room.read('less1', 1)
  await room.read('less2', 1)
  await room.answer('less2', 'ques1', ['ques1-b'], 1)
  room.rename('less1', 'The new policy')
  await room.publish()
  expect(await states()).toEqual(['done', 'done'])
})

test('[P5] another right answer asks the question again, though its words stayed', async () => {
  await room.read('less2', 1)
  await room.answer('less2', 'ques1', ['ques1-b'], 1)
  room.rewrite('less2', [paragraph('para2', 'Now you.'), question('ques1', ['c'])])
  await room.publish()
  expect(await states()).toEqual(['new', 'again'])
  const [delta] = await room.play.changes(room.leo, room.courseId)
  expect(delta).toMatchObject({
    lesson: 'less2',
    change: 'changed',
    blocks: [{ block: 'ques1', change: 'changed', words: [{ op: 'same', text: 'Which one?' }] }],
  })
})

test('[P6] a learner sees before and after of what changed since they learnt it', async () => {
  await room.read('less1', 1)
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.'), paragraph('para3', 'Ask first.')])
  await room.publish()
  expect(await room.play.changes(room.leo, room.courseId)).toEqual([
    {
      lesson: 'less1',
      title: 'The policy',
      change: 'changed',
      since: 1,
      learnt: false,
      blocks: [
        {
          block: 'para1',
          change: 'changed',
          words: [
            { op: 'same', text: 'Refund within ' },
            { op: 'gone', text: '14' },
            { op: 'new', text: '30' },
            { op: 'same', text: ' days.' },
          ],
        },
        { block: 'para3', change: 'new', words: [{ op: 'new', text: 'Ask first.' }] },
      ],
    },
  ])
})

test('[P7] an answer to an older version is judged by that version, and the learner hears that there is a newer one', async () => {
  room.rewrite('less2', [paragraph('para2', 'Now you.'), question('ques1', ['c'])])
  await room.publish()
  expect(await room.answer('less2', 'ques1', ['ques1-b'], 1)).toMatchObject({ verdict: 'right' })
  expect(await room.answer('less2', 'ques1', ['ques1-b'], 2)).toMatchObject({ verdict: 'wrong' })
  expect(await room.read('less2', 1)).toMatchObject({ current: 2 })
})

test('[P8] an answer sent twice under one id is one answer, and its first telling counts', async () => {
  const id = newId()
  await room.answer('less2', 'ques1', ['ques1-a'], 1, { id })
  expect(await room.answer('less2', 'ques1', ['ques1-b'], 1, { id })).toMatchObject({ answer: { choices: ['ques1-a'] }, verdict: 'wrong' })
  expect(await room.connection.db.$count(results)).toBe(1)
})

test('[P8] two people claiming one answer id: the second is refused and the first keeps theirs', async () => {
  const id = newId()
  const mia = aMember('mia')
  room.standings.set(mia.id, room.standings.get(room.leo.id)!)
  await room.answer('less2', 'ques1', ['ques1-b'], 1, { id })
  await expect(room.answer('less2', 'ques1', ['ques1-b'], 1, { id, by: mia })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'answer.taken',
  })
  expect((await room.play.view(mia, room.courseId, 'none')).answers).toEqual([])
})

test('[P9] what was never published is unknown, and what a question does not offer is refused', async () => {
  await expect(room.answer('less2', 'ques1', ['ques1-b'], 9)).rejects.toMatchObject({ code: 'version.unknown' })
  await expect(room.answer('lessX', 'ques1', ['ques1-b'], 1)).rejects.toMatchObject({ code: 'lesson.unknown' })
  await expect(room.answer('less1', 'ques1', ['ques1-b'], 1)).rejects.toMatchObject({ code: 'question.unknown' })
  await expect(room.answer('less2', 'constructor', ['ques1-b'], 1)).rejects.toMatchObject({ code: 'question.unknown' })
  await expect(room.answer('less2', 'ques1', ['para1'], 1)).rejects.toMatchObject({ code: 'answer.choices' })
  await expect(room.answer('less2', 'ques1', ['ques1-a', 'ques1-b'], 1)).rejects.toMatchObject({ code: 'answer.choices' })
  expect(await room.connection.db.$count(results)).toBe(0)
})

test('a lesson that went into the trash is not asked for any more, and finishing the rest completes the course', async () => {
  await room.read('less1', 1)
  room.trash('less2')
  await room.publish()
  expect(await room.read('less1', 2)).toMatchObject({ complete: true, completed: { version: 2 } })
})

test('[P6] for a month it is still there for who has learnt the change, also when an earlier version came back', async () => {
  const changes = async () =>
    (await room.play.changes(room.leo, room.courseId)).map(({ since, learnt, blocks }) => ({ since, learnt, blocks: blocks.length }))
  await room.read('less1', 1)
  expect(await changes()).toEqual([])
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  await room.publish()
  expect(await changes()).toEqual([{ since: 1, learnt: false, blocks: 1 }])
  await room.read('less1', 2)
  expect(await changes()).toEqual([{ since: 1, learnt: true, blocks: 1 }])
  await room.publishing.returnTo(room.ana, room.courseId, 1, '')
  expect(await changes()).toEqual([{ since: 2, learnt: true, blocks: 1 }])
  room.pass(31 * day)
  expect(await changes()).toEqual([])
})

test('the preview tells an author what publishing changes and for how many', async () => {
  await room.read('less1', 1)
  room.rewrite('less1', [paragraph('para1', 'Refund within 30 days.')])
  expect(await room.play.check(room.ana, room.courseId)).toMatchObject({
    current: 1,
    faults: [],
    changes: [{ lesson: 'less1', title: 'The policy', change: 'changed', minutes: 1 }],
    learners: { inProgress: 1, finished: 0 },
    minutesAgain: 1,
  })
})

test('somebody who only writes a course does not find it among what they have to learn', async () => {
  expect((await room.play.home(room.ana)).items).toEqual([])
  expect((await room.play.home(room.leo)).items).toMatchObject([{ title: 'Handling refunds', shelf: 'new', lessons: 2, minutesLeft: 2 }])
})

test('[P4] answering anew what has another right answer completes the new version', async () => {
  await room.read('less1', 1)
  await room.read('less2', 1)
  await room.answer('less2', 'ques1', ['ques1-b'], 1)
  room.rewrite('less2', [paragraph('para2', 'Now you.'), question('ques1', ['c'])])
  await room.publish()
  await room.answer('less2', 'ques1', ['ques1-c'], 2)
  expect((await room.play.view(room.leo, room.courseId, 'none')).progress).toMatchObject({ complete: true, completed: { version: 2 } })
})
