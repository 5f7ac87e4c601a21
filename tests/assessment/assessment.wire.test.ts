import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  answerQuestion,
  drawQuestions,
  cancelAnswerUpload,
  finishAnswerUpload,
  getAnswerFile,
  getAnswerUpload,
  mostAnswerFileBytes,
  sendAnswerChunk,
  startAnswerUpload,
  hideWallPost,
  readVotes,
  readWall,
  revealHints,
} from '../../shared/assessment.ts'
import { copyFromBank, listBank, removeFromBank, saveToBank } from '../../shared/bank.ts'
import { createCourse } from '../../shared/courses.ts'
import { outlineOf } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { addLesson } from '../../shared/document/write.ts'
import { finishUpload, startUpload, type UploadId } from '../../shared/files.ts'
import { type BlockId, type CourseId, type GroupId, type LessonId, newId, type NodeId } from '../../shared/id.ts'
import { listGroups } from '../../shared/groups.ts'
import { getMe } from '../../shared/people.ts'
import { playCourse } from '../../shared/play.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { canary, questions } from './kinds.ts'
import { outcome } from '../kit/outcome.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server
let [ana, leo, mia, rita, otto]: Asker[] = []
let courseId: CourseId
let sales: GroupId
let north: GroupId
let support: GroupId
const lesson = 'less1' as LessonId
const id = (name: string) => name as BlockId
const at = (question: string) => ({ courseId, version: 1, lesson, question: id(question) })
const answer = (who: Asker, question: string, given: Answer) => who.ask(answerQuestion, { id: newId(), ...at(question), answer: given })
const say = (who: Asker, text: string) => answer(who, 'q-wall', { by: 'text', text })

const pooled = (n: number): Prose => ({
  ...questions.number,
  attrs: { ...questions.number.attrs, id: `pool-q${n}` },
  content: questions.number.content!.map((part) => ({ ...part, attrs: { ...part.attrs, id: `${String(part.attrs!['id'])}-${n}` } })),
})

beforeAll(async () => {
  server = await startServer({ demo: true })
  ;[ana, leo, mia, rita] = await Promise.all(['ana', 'leo', 'mia', 'rita'].map((name) => server.signIn(`${name}@demo.test`)))
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  otto = await server.signIn('otto@demo.test')
  const me = await ana!.ask(getMe)
  sales = me.roles[0]!.groupId
  const groups = (await (await server.signIn('omar@demo.test')).ask(listGroups)).items
  north = groups.find(({ name }) => name === 'Sales-North')!.id
  support = groups.find(({ name }) => name === 'Support')!.id
  courseId = (await ana!.ask(createCourse, { groupId: sales, title: 'Every kind' })).id
  await server.services.collaboration.command(courseId, { by: me.id, name: 'test' }, (doc) => {
    for (const [node, its] of outlineOf(doc)) if (its.get('kind') === 'lesson') trashNode(doc, node as NodeId, { by: me.id, at: 0 })
    const pool: Prose = { type: 'pool', attrs: { id: 'pool-1', draw: 2 }, content: [pooled(1), pooled(2), pooled(3), pooled(4)] }
    addLesson(doc, { id: lesson as string as NodeId, parent: null, title: 'Kinds', content: [...Object.values(questions), pool] })
  })
  await ana!.ask(publishCourse, { courseId })
})
afterAll(() => server.close())

test('[Q3] the key of no kind leaves the server before its question is answered', async () => {
  const view = await leo!.fetch(`/api/play/${courseId}`)
  const body = await view.text()
  expect(body).toContain('What about ordering?')
  expect(body).not.toContain(canary)
  expect(body).not.toMatch(/"(correct|accept|answer|tolerance|solution|rubric|explanation|feedback|area|pair)"/)
})

test('[Q7] hints come one by one, are noted, and are not the answer', async () => {
  const hints = await leo!.ask(revealHints, { ...at('q-single'), count: 1 })
  expect(JSON.stringify(hints)).toContain(`${canary} hint`)
  expect(JSON.stringify(hints)).not.toMatch(/explanation|rubric|why/)
  expect((await leo!.ask(revealHints, { ...at('q-single'), count: 50 })).hints).toHaveLength(1)
  expect(await outcome(leo!.ask(revealHints, { ...at('q-nothing'), count: 1 }))).toBe('unknown question.unknown')
  expect(await outcome(otto!.ask(revealHints, { ...at('q-single'), count: 1 }))).toBe('unknown course.unknown')
})

test('an open answer waits for a coach, and its author is told so after a reload too', async () => {
  expect(await answer(leo!, 'q-open', { by: 'text', text: 'Because we promised.' })).toMatchObject({
    verdict: 'waiting',
    points: 0,
    outOf: 2,
  })
  const { answers } = await leo!.ask(playCourse, { courseId, content: 'none' })
  expect(answers.find(({ question }) => question === 'q-open')).toMatchObject({ verdict: 'waiting', solution: null })
  expect(JSON.stringify(answers)).not.toContain('rubric')
})

describe('[Q8] a pool', () => {
  test('asks the same of somebody until all is answered, then something else', async () => {
    const pool = { courseId, version: 1, lesson, pool: id('pool-1') }
    const first = await leo!.ask(drawQuestions, pool)
    expect(first.questions).toHaveLength(2)
    expect(await leo!.ask(drawQuestions, pool)).toEqual(first)
    expect(await outcome(leo!.ask(drawQuestions, { ...pool, again: true }))).toBe('conflict draw.open')
    const others = ['pool-q1', 'pool-q2', 'pool-q3', 'pool-q4'].filter((one) => !first.questions.includes(id(one)))
    expect(await outcome(answer(leo!, others[0]!, { by: 'number', number: '1' }))).toBe('conflict answer.notDrawn')
    expect(await outcome(leo!.ask(revealHints, { ...at(others[0]!), count: 1 }))).toBe('conflict answer.notDrawn')
    for (const question of first.questions) await answer(leo!, question, { by: 'number', number: '1' })
    const second = await leo!.ask(drawQuestions, { ...pool, again: true })
    expect(second.attempt).toBe(first.attempt + 1)
    expect(new Set(second.questions)).toEqual(new Set(others))
  })
  test('of another course, or of none, is unknown', async () => {
    expect(await outcome(leo!.ask(drawQuestions, { courseId, version: 1, lesson, pool: id('pool-2') }))).toBe('unknown pool.unknown')
    expect(await outcome(otto!.ask(drawQuestions, { courseId, version: 1, lesson, pool: id('pool-1') }))).toBe('unknown course.unknown')
  })
})

test('[Q9] votes are told to those who voted, and not while so few did that one could tell who', async () => {
  expect(await outcome(leo!.ask(readVotes, { courseId, question: id('q-poll') }))).toBe('forbidden votes.vote')
  await answer(leo!, 'q-poll', { by: 'choices', choices: [id('po-a')] })
  expect(await leo!.ask(readVotes, { courseId, question: id('q-poll') })).toEqual({ people: 1, counts: null })
  const voters = await Promise.all(['mia', 'carl', 'lena', 'omar'].map((name) => server.signIn(`${name}@demo.test`)))
  for (const who of voters) await answer(who, 'q-poll', { by: 'choices', choices: [id('po-b')] })
  await answer(leo!, 'q-poll', { by: 'choices', choices: [id('po-b')] })
  expect(await leo!.ask(readVotes, { courseId, question: id('q-poll') })).toEqual({
    people: 5,
    counts: [
      { choice: 'po-a', people: 0 },
      { choice: 'po-b', people: 5 },
    ],
  })
  expect(await outcome(leo!.ask(readVotes, { courseId, question: id('q-single') }))).toBe('unknown question.unknown')
  expect(await outcome(otto!.ask(readVotes, { courseId, question: id('q-poll') }))).toBe('unknown course.unknown')
})

test('[Q10] a wall is read by who posted and by its authors; only authors take answers down', async () => {
  const wall = (who: Asker) => who.ask(readWall, { courseId, question: id('q-wall') })
  await say(leo!, 'Listen first.')
  expect(await outcome(wall(mia!))).toBe('forbidden wall.post')
  await say(mia!, 'Something rude.')
  const [rude] = (await wall(leo!)).items
  expect(rude).toMatchObject({ text: 'Something rude.', mine: false, hidden: false })
  const hide = (who: Asker, hidden: boolean) => who.ask(hideWallPost, { courseId, postId: rude!.id, hidden })
  for (const who of [leo!, mia!, rita!]) expect(await outcome(hide(who, true))).toBe('forbidden course.hideAnswer')
  expect(await outcome(hide(otto!, true))).toBe('unknown course.unknown')
  await hide(ana!, true)
  expect((await wall(leo!)).items.map(({ text }) => text)).toEqual(['Listen first.'])
  expect((await wall(mia!)).items[0]).toMatchObject({ mine: true, hidden: true })
  expect(await wall(ana!)).toMatchObject({ mayHide: true, items: [{ hidden: true }, { hidden: false }] })
  await hide(ana!, false)
  expect((await wall(leo!)).items).toHaveLength(2)
  expect(await outcome(ana!.ask(hideWallPost, { courseId, postId: newId(), hidden: true }))).toBe('unknown post.unknown')
})

test('[Q11] a file that is sent as an answer is its sender’s alone', async () => {
  const begin = (who: Asker, question: string, bytes: number, name = 'plan.txt') =>
    who.ask(startAnswerUpload, { courseId, question: id(question), id: newId<UploadId>(), name, bytes })
  const piece = (who: Asker, uploadId: UploadId, offset: number, words: string) =>
    who.ask(sendAnswerChunk, { courseId, uploadId, offset }, new TextEncoder().encode(words))
  const send = async (who: Asker, question: string, words: string, name?: string) => {
    const { id: uploadId } = await begin(who, question, words.length, name)
    await piece(who, uploadId, 0, words)
    return who.ask(finishAnswerUpload, { courseId, uploadId })
  }
  const file = await send(leo!, 'q-file', 'My plan')
  expect(await answer(leo!, 'q-file', { by: 'file', file: file.id, name: 'forged.exe' })).toMatchObject({
    verdict: 'waiting',
    answer: { name: 'plan.txt' },
  })
  expect(await outcome(answer(mia!, 'q-file', { by: 'file', file: file.id, name: '' }))).toBe('invalid answer.file')
  expect(await outcome(answer(leo!, 'q-file', { by: 'file', file: newId(), name: '' }))).toBe('invalid answer.file')
  const mine = await leo!.fetch(file.url)
  expect([await mine.text(), mine.headers.get('content-disposition')]).toEqual(['My plan', expect.stringContaining('attachment')])
  for (const who of [mia!, otto!]) expect((await who.fetch(file.url)).status).toBe(404)
  expect(await outcome(mia!.ask(getAnswerFile, { courseId, fileId: file.id }))).toBe('unknown file.unknown')
  expect(await outcome(send(leo!, 'q-video', '<html>'))).toBe('invalid answer.notVideo')
  expect(await outcome(send(leo!, 'q-single', 'x'))).toBe('unknown question.unknown')
  expect(await outcome(send(otto!, 'q-file', 'x'))).toBe('unknown course.unknown')
  expect(await outcome(send(leo!, 'q-file', ''))).toBe('invalid file.empty')
  expect(await outcome(send(leo!, 'q-file', '<script>alert(1)</script>', 'picture.png'))).toBe('invalid file.other')
  expect(await outcome(begin(leo!, 'q-file', mostAnswerFileBytes + 1))).toBe('tooLarge file.tooLarge')
})

test('[Q11] the file of an answer comes in pieces, goes on after a break, and is nobody else’s on its way', async () => {
  const uploadId = newId<UploadId>()
  const start = (who: Asker, question = 'q-file') =>
    who.ask(startAnswerUpload, { courseId, question: id(question), id: uploadId, name: 'plan.txt', bytes: 10 })
  const send = (who: Asker, offset: number, words: string) =>
    who.ask(sendAnswerChunk, { courseId, uploadId, offset }, new TextEncoder().encode(words))
  await start(leo!)
  expect(await send(leo!, 0, 'hello')).toMatchObject({ received: 5 })
  expect(await start(leo!), 'after a reload').toMatchObject({ received: 5 })
  expect(await outcome(send(leo!, 0, 'hello'))).toBe('conflict upload.offset')
  for (const who of [mia!, otto!]) {
    expect(await outcome(who.ask(getAnswerUpload, { courseId, uploadId }))).toBe('unknown upload.unknown')
    expect(await outcome(send(who, 5, ' word'))).toBe('unknown upload.unknown')
    expect(await outcome(who.ask(cancelAnswerUpload, { courseId, uploadId }))).toBe('unknown upload.unknown')
  }
  expect(await outcome(start(mia!)), 'the id is taken').toBe('unknown upload.unknown')
  expect(await outcome(start(leo!, 'q-video')), 'for another question').toBe('unknown upload.unknown')
  expect(await outcome(leo!.ask(finishUpload, { courseId, uploadId })), 'as a file of the course').toBe('forbidden course.upload')
  await send(leo!, 5, ' word')
  const file = await leo!.ask(finishAnswerUpload, { courseId, uploadId })
  expect(await leo!.ask(finishAnswerUpload, { courseId, uploadId }), 'asked again').toEqual(file)
  expect(await (await leo!.fetch(file.url)).text()).toBe('hello word')
  // An author’s upload of the course is no answer either, although she may do both.
  const ofCourse = newId<UploadId>()
  await ana!.ask(startUpload, { courseId, id: ofCourse, name: 'a.txt', bytes: 5 })
  expect(await outcome(ana!.ask(getAnswerUpload, { courseId, uploadId: ofCourse }))).toBe('unknown upload.unknown')
})

describe('[Q12] the bank of a group', () => {
  const keep = (who: Asker, content: Prose, more: object = {}) => who.ask(saveToBank, { groupId: sales, courseId, content, ...more })

  test('keeps a question, finds it, hands out copies that say where they come from, and takes new versions', async () => {
    const kept = await keep(ana!, questions.matching)
    expect(kept).toMatchObject({ title: 'What about matching?', kind: 'matching', version: 1, groupName: 'Sales', mayEdit: true })
    expect((await ana!.ask(listBank, { groupId: sales, q: 'MATCHING' })).items).toHaveLength(1)
    expect((await ana!.ask(listBank, { groupId: sales, q: '100%' })).items).toHaveLength(0)
    const { content } = await ana!.ask(copyFromBank, { courseId, bankId: kept.id })
    expect(content.attrs).toMatchObject({ bank: kept.id, bankVersion: 1, kind: 'matching' })
    expect(JSON.stringify(content)).not.toContain('de-p')
    expect(await keep(ana!, content, { bankId: kept.id, onTopOf: 1 })).toMatchObject({ id: kept.id, version: 2 })
    expect(await outcome(keep(ana!, content, { bankId: kept.id, onTopOf: 1 }))).toBe('conflict bank.conflict')
    await ana!.ask(removeFromBank, { groupId: sales, bankId: kept.id })
    expect((await ana!.ask(listBank, { groupId: sales })).items).toHaveLength(0)
    expect(await outcome(ana!.ask(copyFromBank, { courseId, bankId: kept.id }))).toBe('unknown bank.unknown')
  })

  test('is closed to who does not write courses there', async () => {
    const kept = await keep(ana!, questions.single)
    const list = (who: Asker, groupId = sales) => outcome(who.ask(listBank, { groupId }))
    expect(await list(leo!)).toBe('forbidden group.bank')
    expect(await list(rita!)).toBe('forbidden group.bank')
    expect(await list(otto!)).toBe('unknown group.unknown')
    expect(await list(ana!, support)).toBe('unknown group.unknown')
    expect(await list(ana!, north)).toBe('yes')
    expect(await outcome(leo!.ask(copyFromBank, { courseId, bankId: kept.id }))).toMatch(/forbidden|unknown/)
    expect(await outcome(keep(leo!, questions.single))).toMatch(/forbidden|unknown/)
    expect(await outcome(leo!.ask(removeFromBank, { groupId: sales, bankId: kept.id }))).toMatch(/forbidden|unknown/)
    expect(await outcome(rita!.ask(removeFromBank, { groupId: sales, bankId: kept.id }))).toMatch(/forbidden|unknown/)
  })

  test('takes no half question, nothing that is none, and nothing that could act', async () => {
    expect(await outcome(keep(ana!, { ...questions.single, content: [] }))).toBe('invalid bank.incomplete')
    expect(await outcome(keep(ana!, { type: 'paragraph', content: [{ type: 'text', text: 'x' }] }))).toBe('invalid bank.question')
    expect(await outcome(keep(ana!, { type: 'question', content: [{ type: 'script' }] }))).toBe('invalid bank.question')
    const evil = {
      ...questions.hotspot,
      content: questions.hotspot.content!.map((part) =>
        part.type === 'spotImage' ? { ...part, attrs: { ...part.attrs, src: 'javascript:alert(1)' } } : part,
      ),
    } as Prose
    expect(await outcome(keep(ana!, evil))).toBe('invalid bank.incomplete')
    const huge: Prose = { ...questions.open, content: [{ type: 'stem', content: [{ type: 'text', text: 'x'.repeat(200_000) }] }] }
    expect(await outcome(keep(ana!, huge))).toBe('invalid bank.question')
  })
})
