import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import {
  addComment,
  editComment,
  markRead,
  type Place,
  removeComment,
  reopenThread,
  resolveThread,
  setThreadTask,
  startThread,
} from '../../shared/comments.ts'
import { createCourse, setCourseRole, takeCourseRole } from '../../shared/courses.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { addLesson } from '../../shared/document/write.ts'
import { type CommentId, type CourseId, newId, type SuggestionId, type ThreadId } from '../../shared/id.ts'
import { getLetterWishes, setLetterWishes } from '../../shared/notifications.ts'
import { getMe, type Me } from '../../shared/people.ts'
import { askReview, finishReview } from '../../shared/review.ts'
import { acceptSuggestion, makeSuggestion, rejectSuggestion } from '../../shared/suggestions.ts'
import { day, minute } from '../../shared/time.ts'
import { until } from '../collaboration/kit.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { startMailServer } from '../kit/smtp.ts'

// Who hears of what by mail. The gathering is long, so that letters leave only when a test looks.

let server: Awaited<ReturnType<typeof startServer>>
const people: Record<string, Asker> = {}
const known: Record<string, Me> = {}
const settings = { LETTERS_AFTER_SECONDS: '240' }
beforeAll(async () => {
  server = await startServer({ demo: true, env: settings })
  for (const name of ['ana', 'ben', 'rita', 'lena', 'leo']) {
    people[name] = await server.signIn(`${name}@demo.test`)
    known[name] = await people[name].ask(getMe)
  }
})
afterAll(() => server.close())

const as = (name: string) => people[name]!
const is = (name: string) => known[name]!
/** A comment of those words, in which `@Name` mentions. */
const words = (said: string) =>
  bodyOf(
    said.replace(/@(\w+)/g, (_, name: string) => `@${is(name.toLowerCase()).name}`),
    Object.values(known),
  )

/** A course of Ana's with Ben as its editor; Rita reviews in its group. */
async function aCourse(title: string) {
  const { id: courseId } = await as('ana').ask(createCourse, { groupId: is('ana').roles[0]!.groupId, title })
  await as('ana').ask(setCourseRole, { courseId, personId: is('ben').id, role: 'editor' })
  return courseId
}
async function say(who: string, courseId: CourseId, said: string, threadId?: ThreadId, place: Place = { on: 'course' }) {
  const its = { threadId: threadId ?? newId<ThreadId>(), commentId: newId<CommentId>() }
  if (threadId) await as(who).ask(addComment, { courseId, ...its, body: words(said) })
  else await as(who).ask(startThread, { courseId, ...its, place, body: words(said) })
  return its
}
/** Letters to somebody about a course, oldest first. */
const letters = (who: string, courseId: CourseId, app = server.app) =>
  app.mail
    .inbox()
    .filter(({ to, text }) => to === `${who}@demo.test` && text.includes(courseId))
    .toReversed()

/** Five minutes later: what waits has left. Events are told in order, so when Lena hears of the last one all are told. */
async function later(courseId: CourseId, { app } = server) {
  const before = letters('lena', courseId, app).length
  await say('ana', courseId, '@Lena look')
  await until(async () => {
    await app.letters.look(Date.now() + 5 * minute)
    await app.jobs.settled()
    return letters('lena', courseId, app).length > before
  })
}

test('[NT1][NT2][NT3] who is mentioned, answered or given a thread gets one letter, with a link to each', async () => {
  const courseId = await aCourse('The quiet kettle')
  const { threadId } = await say('rita', courseId, 'Is it silent? @Ben knows.')
  await say('ana', courseId, 'I ask @Ben. And @Ben again.', threadId)
  await as('ana').ask(setThreadTask, { courseId, threadId, to: is('ben').id })
  const other = await say('ana', courseId, '@Ben what does it cost?')
  await later(courseId)

  const [toBen, ...more] = letters('ben', courseId)
  expect(more).toEqual([])
  expect(toBen?.subject).toBe('4 comments for you in The quiet kettle')
  for (const id of [threadId, other.threadId])
    expect(toBen?.text).toMatch(new RegExp(`^http://127.0.0.1:\\d+/courses/${courseId}\\?thread=${id}$`, 'm'))
  expect(toBen?.text).toContain(`${is('rita').name} mentioned you:\n  Is it silent?`)
  expect(toBen?.text).toContain(`${is('ana').name} gave you something to do.`)
  // Rita is answered; Ana did all the rest herself.
  expect(letters('rita', courseId)).toMatchObject([{ subject: `${is('ana').name} answered you in The quiet kettle` }])
  expect(letters('ana', courseId)).toEqual([])
  await later(courseId)
  expect(letters('ben', courseId)).toHaveLength(1)
})

test('[NT1] a mention that comes with a change of the comment is told, and once', async () => {
  const courseId = await aCourse('Changed')
  const its = await say('ana', courseId, 'Who knows?')
  for (const said of ['Does @Ben know?', 'Does @Ben know this?']) await as('ana').ask(editComment, { courseId, ...its, body: words(said) })
  await later(courseId)
  expect(letters('ben', courseId)).toMatchObject([{ text: expect.stringContaining('know this?') as string }])
  await later(courseId)
  expect(letters('ben', courseId)).toHaveLength(1)
})

test('[NT3] a letter speaks the language of the page that was last open', async () => {
  const courseId = await aCourse('Der leise Kessel')
  await as('ben').fetch('/api/me', { headers: { 'accept-language': 'de-CH,de;q=0.9' } })
  await say('ana', courseId, '@Ben stimmt das?')
  await later(courseId)
  await as('ben').fetch('/api/me', { headers: { 'accept-language': 'en' } })
  expect(letters('ben', courseId)).toMatchObject([{ subject: `${is('ana').name} hat dich erwähnt: Der leise Kessel` }])
})

test('[NT4] who lost access hears nothing, neither words nor title', async () => {
  const courseId = await aCourse('Secret plans')
  await say('ana', courseId, '@Ben the price is 99')
  await as('ana').ask(takeCourseRole, { courseId, personId: is('ben').id })
  await later(courseId)
  const all = server.app.mail.inbox().filter(({ to }) => to === 'ben@demo.test')
  expect(all.filter(({ text, subject }) => /price is 99|Secret plans/.test(text + subject))).toEqual([])
  // A viewer reads the draft, and its threads as little as before.
  await as('ana').ask(setCourseRole, { courseId, personId: is('ben').id, role: 'viewer' })
  await say('ana', courseId, '@Ben the price is 89')
  await later(courseId)
  expect(letters('ben', courseId)).toEqual([])
})

test('[NT4] what was read, taken back or given to somebody else meanwhile is not told', async () => {
  const courseId = await aCourse('Moving on')
  const read = await say('ana', courseId, '@Ben one')
  await as('ben').ask(markRead, { courseId, threads: [read.threadId] })
  const removed = await say('ana', courseId, '@Ben two')
  await as('ana').ask(removeComment, { courseId, ...removed })
  const changed = await say('ana', courseId, '@Ben three')
  await as('ana').ask(editComment, { courseId, ...changed, body: words('Never mind') })
  const task = await say('ana', courseId, 'four')
  for (const to of ['ben', 'rita']) await as('ana').ask(setThreadTask, { courseId, threadId: task.threadId, to: is(to).id })
  await later(courseId)
  expect(letters('ben', courseId)).toEqual([])
  expect(letters('rita', courseId)).toHaveLength(1)
})

/** Rita suggests other words for those of a lesson that holds just them. */
async function suggest(courseId: CourseId, was: string, proposed: string) {
  const { value: lesson } = await server.services.collaboration.command(courseId, { by: is('ana').id, name: 'test' }, (doc) =>
    addLesson(doc, {
      parent: null,
      title: was,
      content: [{ type: 'paragraph', attrs: { id: newId() }, content: [{ type: 'text', text: was }] }],
    }),
  )
  const anchor = await server.services.collaboration.read(courseId, (doc) => {
    const text = new LessonText(lessonFragment(doc, lesson))
    const from = text.text.indexOf(was)
    return anchorOn(text, lesson, from, from + was.length)
  })
  const suggestionId = newId<SuggestionId>()
  await as('rita').ask(makeSuggestion, { courseId, suggestionId, anchor, proposed })
  return suggestionId
}

test('[NT1][NT7] whoever suggested hears what is said about it and what became of it, with why', async () => {
  const courseId = await aCourse('Handling refunds')
  const accepted = await suggest(courseId, 'ten days', '14 days')
  const rejected = await suggest(courseId, 'Ask a colleague', 'Ask an expert')
  await say('ben', courseId, 'Since March, yes.', undefined, { on: 'suggestion', suggestion: accepted })
  await as('ana').ask(acceptSuggestion, { courseId, suggestionId: accepted, commandId: newId() })
  await as('ana').ask(rejectSuggestion, { courseId, suggestionId: rejected, reason: 'style' })
  await later(courseId)
  const [letter, ...more] = letters('rita', courseId)
  expect(more).toEqual([])
  expect(letter?.subject).toBe('3 things for you in Handling refunds')
  for (const line of [
    'About “ten days”',
    `${is('ben').name} answered you:\n  Since March, yes.`,
    `${is('ana').name} put your suggestion into the draft:\n  14 days`,
    `${is('ana').name} rejected your suggestion:\n  It does not fit our style.`,
    `/courses/${courseId}?suggestion=${accepted}`,
    `/courses/${courseId}?suggestion=${rejected}`,
  ])
    expect(letter?.text).toContain(line)
  // What somebody answers of their own is no news to them.
  await as('ana').ask(rejectSuggestion, {
    courseId,
    suggestionId: await suggest(courseId, 'Sign it', 'Sign'),
    reason: 'other',
    note: 'Too short',
  })
  await later(courseId)
  expect(letters('ana', courseId)).toEqual([])
  expect(letters('rita', courseId)[1]?.text).toContain('rejected your suggestion:\n  Too short')
})

test('[NT8] whoever is asked for a review hears until when, and whoever asked hears that it is done', async () => {
  const courseId = await aCourse('For review')
  await suggest(courseId, 'some words', 'other words')
  const dueAt = Date.UTC(2030, 10, 29, 23, 59, 59)
  const round = await as('ana').ask(askReview, { courseId, role: 'reviewer', message: 'Mind the numbers.', dueAt })
  await later(courseId)
  const [letter] = letters('rita', courseId)
  expect(letter?.subject).toBe(`${is('ana').name} asks you for a review in For review`)
  expect(letter?.text).toContain('Mind the numbers.\n  Until Friday 29 November.')
  expect(letter?.text).toContain(`/courses/${courseId}?tab=review`)
  await as('rita').ask(finishReview, { courseId, roundId: round.id })
  await later(courseId)
  expect(letters('ana', courseId)).toMatchObject([{ subject: `${is('rita').name} has done the review in For review` }])
  // Whose word is there already when the letter would leave is not asked for it.
  const next = await as('ana').ask(askReview, { courseId, role: 'reviewer', dueAt: Date.now() + day })
  await as('rita').ask(finishReview, { courseId, roundId: next.id })
  await later(courseId)
  expect(letters('rita', courseId)).toHaveLength(1)
})

test('[NT8] when what must be fixed is reopened, whoever had resolved it hears of it', async () => {
  const courseId = await aCourse('Not yet')
  const { threadId } = await say('rita', courseId, 'The law says 14 days.')
  await as('rita').ask(setThreadTask, { courseId, threadId, mustFix: true })
  await as('ben').ask(resolveThread, { courseId, threadId })
  await as('rita').ask(reopenThread, { courseId, threadId })
  // A thread that may wait wakes nobody.
  const other = await say('rita', courseId, 'A comma is missing.')
  await as('ben').ask(resolveThread, { courseId, threadId: other.threadId })
  await as('rita').ask(reopenThread, { courseId, threadId: other.threadId })
  await later(courseId)
  expect(letters('ben', courseId)).toMatchObject([{ subject: `${is('rita').name} says that it is not done yet in Not yet` }])
  expect(letters('ben', courseId)[0]?.text).toContain('The law says 14 days.')
})

test('[NT6] who wants no letters gets none; nobody sets that for somebody else', async () => {
  const courseId = await aCourse('In peace')
  expect(await as('ben').ask(setLetterWishes, { mine: false })).toEqual({ mine: false })
  await say('ana', courseId, '@Ben are you there?')
  await later(courseId)
  expect(letters('ben', courseId)).toEqual([])
  expect(await as('ana').ask(getLetterWishes)).toEqual({ mine: true })
  await expect(server.guest().ask(getLetterWishes)).rejects.toMatchObject({ code: 'auth.signedOut' })
  await as('ben').ask(setLetterWishes, { mine: true })
  await later(courseId)
  expect(letters('ben', courseId)).toEqual([])
})

test('[NT5] a letter that the mail server refused goes out once, under one id', async () => {
  const post = await startMailServer()
  const its = await startServer({ demo: true, env: { ...settings, SMTP_URL: post.url } })
  try {
    const ana = await its.signIn('ana@demo.test')
    const ben = await (await its.signIn('ben@demo.test')).ask(getMe)
    const me = await ana.ask(getMe)
    const { id: courseId } = await ana.ask(createCourse, { groupId: me.roles[0]!.groupId, title: 'By post' })
    await ana.ask(setCourseRole, { courseId, personId: ben.id, role: 'editor' })
    const body = bodyOf(`@${ben.name} grüß dich`, [ben])
    await ana.ask(startThread, { courseId, threadId: newId(), commentId: newId(), place: { on: 'course' }, body })
    // Three tries end the first job; the next round of looking begins another for the same letter.
    post.state.refuses = 3
    const look = async (minutes: number) => {
      await its.app.letters.look(Date.now() + minutes * minute)
      await its.app.jobs.settled()
    }
    await until(async () => (await look(4.5), post.state.tries === 3), 15_000)
    expect(post.letters).toEqual([])
    // Something new meanwhile is for the next letter: this one stays what it was.
    await ana.ask(startThread, { courseId, threadId: newId(), commentId: newId(), place: { on: 'course' }, body })
    for (const minutes of [4.6, 6]) await look(minutes)
    expect(post.letters).toHaveLength(1)
    expect(post.letters[0]).toContain('To: ben@demo.test')
    expect(post.letters[0]).toContain('grüß dich')
    expect(post.letters[0]).toMatch(/^Message-ID: <[0-9a-f]{32}@127\.0\.0\.1>/m)
    for (const minutes of [6.1, 12, 20]) await look(minutes)
    expect(post.letters).toHaveLength(2)
  } finally {
    await its.close()
    await post.close()
  }
})
