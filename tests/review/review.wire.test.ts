import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createCollabTicket } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { listThreads, resolveThread, startThread } from '../../shared/comments.ts'
import { getCourse, listCoursePeople, listCourses, setCourseRole, takeCourseRole } from '../../shared/courses.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { isForGuests } from '../../shared/guests.ts'
import { contract } from '../../shared/contract.ts'
import { compareStates, listDeletions, listWritten } from '../../shared/history.ts'
import { newId, type PersonId } from '../../shared/id.ts'
import { setLetterWishes } from '../../shared/notifications.ts'
import { getMe, searchPeople } from '../../shared/people.ts'
import type { Problem } from '../../shared/problem.ts'
import { listVersions, publishCourse } from '../../shared/publishing.ts'
import {
  askReview,
  closeReview,
  comeAsGuest,
  createGuestLink,
  endGuestLink,
  finishReview,
  giveVerdict,
  listGuestLinks,
  readBoard,
  readDelta,
  readReviewRules,
  setReviewRules,
  verifyLesson,
} from '../../shared/review.ts'
import { day, hour } from '../../shared/time.ts'
import { aCourseWithPeople, aParagraph, stockClient, textOf, until } from '../collaboration/kit.ts'
import { asker } from '../kit/server.ts'
import { aDraftIn, anAdminOf, refused, type World } from './kit.ts'

// Asking for a word on a draft, what was said, and guests: from the right side and from the wrong one.

let world: World
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const aDraft = (words?: string) => aDraftIn(world, words)
const anAdmin = () => anAdminOf(world)

test('[N1] a role is asked, each who holds it sees what is asked, and says when done', async () => {
  const { id, ana, rita } = await aDraft()
  const round = await ana.asker.ask(askReview, { courseId: id, role: 'reviewer', message: 'By Friday', dueAt: Date.now() + 3 * day })
  expect(round).toMatchObject({
    by: { name: 'Ana' },
    message: 'By Friday',
    scope: 'all',
    asked: [{ person: { name: 'Rita' }, role: 'reviewer', doneAt: null }],
  })
  const board = await rita.ask(readBoard, { courseId: id })
  expect(board).toMatchObject({ mayApprove: true, mayAsk: false, lessons: [{ inScope: true, verdicts: [] }] })
  await rita.ask(finishReview, { courseId: id, roundId: round.id })
  expect((await rita.ask(readBoard, { courseId: id })).round?.asked[0]?.doneAt).toBeGreaterThan(0)
  await ana.asker.ask(closeReview, { courseId: id, roundId: round.id })
  expect((await rita.ask(readBoard, { courseId: id })).round).toBeNull()
  expect(await refused(ana.asker.ask(askReview, { courseId: id, people: [world.leo.id] }))).toBe('review.noAccess')
  expect(await refused(ana.asker.ask(askReview, { courseId: id }))).toBe('review.nobody')
  ana.close()
})

test('[N2] an approval is for what the lesson says: an edit ends it and says whose, and the reviewer sees just the difference', async () => {
  const { id, lesson, ana, rita, board, approve, edit } = await aDraft()
  await approve()
  expect((await board()).verdicts).toMatchObject([{ by: { name: 'Rita' }, verdict: 'approved', stands: true, changedBy: [] }])
  await edit('And bring the receipt.')
  expect((await board()).verdicts).toMatchObject([{ stands: false, changedBy: [{ name: 'Ana' }] }])
  const { change } = await rita.ask(readDelta, { courseId: id, lessonId: lesson })
  expect(change?.blocks).toMatchObject([{ change: 'new', words: [{ op: 'new', text: 'And bring the receipt.' }] }])
  expect(change?.by).toMatchObject([{ name: 'Ana' }])
  await approve()
  expect((await board()).verdicts).toMatchObject([{ stands: true }])
  ana.close()
})

test('[N2] who only takes words out is named too', async () => {
  const { ana, approve, board, lesson, saved, edit } = await aDraft()
  await edit('A sentence too much.')
  await approve()
  const fragment = lessonFragment(ana.draft.doc, lesson)
  fragment.delete(fragment.length - 1, 1)
  await saved()
  expect((await board()).verdicts).toMatchObject([{ stands: false, changedBy: [{ name: 'Ana' }] }])
  ana.close()
})

test('[N3] a verdict on what has changed meanwhile is refused', async () => {
  const { id, lesson, ana, rita, board, edit } = await aDraft()
  const { mark } = await board()
  await edit('Something new.')
  expect(await refused(rita.ask(giveVerdict, { courseId: id, lessonId: lesson, verdict: 'approved', mark }))).toBe('review.moved')
  ana.close()
})

test('[N4] only the changes: what was published is the base, and a lesson that is as it was is not asked for', async () => {
  const { id, lesson, ana, rita, edit } = await aDraft()
  await ana.asker.ask(publishCourse, { courseId: id })
  expect(await refused(ana.asker.ask(askReview, { courseId: id, role: 'reviewer', scope: 'changes' }))).toBe('review.nothing')
  await edit('A new sentence since version 1.')
  await ana.asker.ask(askReview, { courseId: id, role: 'reviewer', scope: 'changes' })
  const { change } = await rita.ask(readDelta, { courseId: id, lessonId: lesson })
  expect(change?.blocks).toMatchObject([{ words: [{ op: 'new', text: 'A new sentence since version 1.' }] }])
  ana.close()
})

test('[V10] publishing waits for the approvals its group asks for, and says whose an edit ended', async () => {
  const { id, ana, approve, edit } = await aDraft()
  const omar = await anAdmin()
  const { rules } = await omar.ask(readReviewRules, { groupId: world.group.id })
  await omar.ask(setReviewRules, { groupId: world.group.id, rules: { ...rules, approvals: 1, approvers: 'reviewer' } })
  try {
    expect(await refused(ana.asker.ask(publishCourse, { courseId: id }))).toBe('publishing.faults')
    await approve(ana.asker)
    expect(await refused(ana.asker.ask(publishCourse, { courseId: id }))).toBe('publishing.faults')
    await approve()
    await edit('One more word.')
    const problem = (await ana.asker.ask(publishCourse, { courseId: id }).catch((error: unknown) => error)) as Problem
    expect(problem.details).toMatchObject({ faults: [{ code: 'gate.approvalEnded', vars: { names: 'Rita' } }] })
    await approve()
    expect(await ana.asker.ask(publishCourse, { courseId: id })).toMatchObject({ version: 1 })
  } finally {
    await omar.ask(setReviewRules, { groupId: world.group.id, rules: null })
  }
  ana.close()
})

test('[N5] where the group says so, who wrote in a lesson does not approve it', async () => {
  const { ana, ben, approve } = await aDraft()
  const omar = await anAdmin()
  const { rules } = await omar.ask(readReviewRules, { groupId: world.group.id })
  await omar.ask(setReviewRules, { groupId: world.group.id, rules: { ...rules, ownEdits: false } })
  expect(await refused(approve(ana.asker))).toBe('review.ownEdits')
  expect(await refused(approve(ben))).toBe('taken')
  await omar.ask(setReviewRules, { groupId: world.group.id, rules: null })
  ana.close()
})

test('[N7] nobody asks, decides, verifies, or changes rules beyond their role, nor learns of a draft they may not read', async () => {
  const { id, lesson, ana, rita, leo, board } = await aDraft()
  const { mark } = await board()
  const roundId = (await ana.asker.ask(askReview, { courseId: id, role: 'reviewer' })).id
  for (const attempt of [
    leo.ask(readBoard, { courseId: id }),
    leo.ask(readDelta, { courseId: id, lessonId: lesson }),
    leo.ask(giveVerdict, { courseId: id, lessonId: lesson, verdict: 'approved', mark }),
    leo.ask(verifyLesson, { courseId: id, lessonId: lesson, mark }),
    leo.ask(askReview, { courseId: id, role: 'reviewer' }),
    leo.ask(listGuestLinks, { courseId: id }),
  ])
    expect(await refused(attempt)).toBe('course.unknown')
  expect(await refused(rita.ask(askReview, { courseId: id, people: [world.ana.id] }))).toBe('course.askReview')
  expect(await refused(rita.ask(closeReview, { courseId: id, roundId }))).toBe('course.askReview')
  expect(await refused(rita.ask(createGuestLink, { courseId: id, name: 'Gus' }))).toBe('course.invite')
  expect(await refused(rita.ask(setReviewRules, { groupId: world.group.id, rules: null }))).toBe('group.setRules')
  expect(await refused(ana.asker.ask(finishReview, { courseId: id, roundId }))).toBe('review.unknown')
  ana.close()
})

/** A guest of a draft, by a link of their own. */
async function aGuest(days = 7) {
  const draft = await aDraft()
  const link = await draft.ana.asker.ask(createGuestLink, { courseId: draft.id, name: 'Gus', days })
  const token = link.url.split('#')[1]!
  return { ...draft, link, token, ...(await comesBy(token)) }
}

/** A browser that opens a guest's link. */
async function comesBy(token: string) {
  const answer = await fetch(`${world.server.url}/api${comeAsGuest.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.server.url },
    body: JSON.stringify({ token }),
  })
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return { cookie, gus: asker(world.server.url, { cookie, origin: world.server.url }) }
}

test('[N8] a guest reads and comments one live draft, under the name on the link', async () => {
  const { id, lesson, ana, gus, link } = await aGuest()
  expect(await gus.ask(getMe)).toMatchObject({ id: link.id, name: 'Gus', guest: true, roles: [] })
  expect(await gus.ask(getCourse, { courseId: id })).toMatchObject({
    canRead: true,
    canComment: true,
    canEdit: false,
    canPublish: false,
    canPlay: false,
  })
  const threadId = newId()
  await gus.ask(startThread, {
    courseId: id,
    threadId,
    commentId: newId(),
    place: { on: 'lesson', lesson },
    body: bodyOf('Is that legal?', []),
  } as never)
  const { items } = await ana.asker.ask(listThreads, { courseId: id })
  expect(items).toMatchObject([{ by: link.id }])
  const doc = stockGuest(gus.cookie, id)
  await until(() => textOf(doc.doc).includes('14 days'))
  doc.close()
  ana.close()
})

test('[N8] a link that is opened again is the same guest, on each of their devices, until it ends on all of them', async () => {
  const { id, ana, gus, link, token } = await aGuest()
  const { gus: tablet } = await comesBy(token)
  expect(await tablet.ask(getMe)).toMatchObject({ id: link.id, name: 'Gus' })
  await ana.asker.ask(endGuestLink, { courseId: id, guestId: link.id })
  for (const device of [gus, tablet]) expect(await refused(device.ask(getCourse, { courseId: id }))).toBe('auth.signedOut')
  for (const used of [token, `${token}x`, 'guest_', 'nonsense'])
    expect(await refused(world.server.guest().ask(comeAsGuest, { token: used }))).toMatch(/^(guest\.ended|request\.shape)$/)
  ana.close()
})

test('[N9] a guest sees nothing else, decides nothing, and cannot write the text by any socket', async () => {
  const { id, lesson, ana, rita, gus, cookie, board } = await aGuest()
  const other = await aDraft('Another draft.')
  for (const course of [other.id, world.course]) {
    expect(await refused(gus.ask(getCourse, { courseId: course }))).toBe('course.unknown')
    expect(await refused(gus.ask(listThreads, { courseId: course }))).toBe('course.unknown')
  }
  for (const attempt of [
    gus.ask(listCourses),
    gus.ask(searchPeople, { q: 'an' }),
    gus.ask(listCoursePeople, { courseId: id }),
    gus.ask(listVersions, { courseId: id }),
    gus.ask(compareStates, { courseId: id, from: 'visit' }),
    gus.ask(listWritten, { courseId: id, lessonId: lesson }),
    gus.ask(listDeletions, { courseId: id }),
    gus.ask(publishCourse, { courseId: id }),
    gus.ask(readBoard, { courseId: id }),
    gus.ask(giveVerdict, { courseId: id, lessonId: lesson, verdict: 'approved', mark: (await board()).mark }),
    gus.ask(createGuestLink, { courseId: id, name: 'A friend' }),
    gus.ask(createCollabTicket, { courseId: id }),
  ])
    expect(await refused(attempt)).toBe('guest.only')
  // Every other endpoint for members answers the same, whatever it is.
  const closed = contract.filter((endpoint) => endpoint.access === 'member' && !isForGuests(endpoint))
  for (const endpoint of closed) {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => (name === 'courseId' ? id : 'xxxx1'))
    const answer = await gus.fetch(`/api${path}`, { method: endpoint.method, ...(endpoint.method !== 'GET' && { body: '{}' }) })
    expect(`${endpoint.method} ${endpoint.path} ${answer.status}`).toBe(`${endpoint.method} ${endpoint.path} 403`)
  }
  const threadId = newId()
  await rita.ask(startThread, { courseId: id, threadId, commentId: newId(), place: { on: 'course' }, body: bodyOf('Mine.', []) } as never)
  expect(await refused(gus.ask(resolveThread, { courseId: id, threadId: threadId as never }))).toBe('thread.resolve')
  const socket = stockGuest(cookie, id)
  await until(() => textOf(socket.doc).includes('14 days'))
  const before = textOf(ana.draft.doc)
  socket.doc.transact(() => lessonFragment(socket.doc, lesson).insert(0, [aParagraph('Forged.')]))
  await until(() => socket.closed())
  expect(textOf(ana.draft.doc)).toBe(before)
  socket.close()
  ana.close()
  other.ana.close()
})

test('[N10] after a link is ended or expired it opens nothing, open sockets close, and what was said stays', async () => {
  const { id, lesson, ana, gus, link, token, cookie } = await aGuest()
  await gus.ask(startThread, {
    courseId: id,
    threadId: newId(),
    commentId: newId(),
    place: { on: 'lesson', lesson },
    body: bodyOf('I was here.', []),
  } as never)
  const socket = stockGuest(cookie, id)
  await until(() => textOf(socket.doc).includes('14 days'))
  await ana.asker.ask(endGuestLink, { courseId: id, guestId: link.id })
  await until(() => socket.closed())
  expect(await refused(gus.ask(getCourse, { courseId: id }))).toBe('auth.signedOut')
  expect((await gus.fetch(`/api/courses/${id}`)).status).toBe(401)
  expect(await refused(world.server.guest().ask(comeAsGuest, { token }))).toBe('guest.ended')
  expect((await ana.asker.ask(listThreads, { courseId: id })).items).toMatchObject([{ by: link.id }])
  expect((await ana.asker.ask(listGuestLinks, { courseId: id })).items).toMatchObject([{ name: 'Gus', by: { name: 'Ana' } }])
  const { people } = world.server.services
  expect((await people.findMany([link.id as PersonId])).get(link.id)?.name).toBe('Gus')
  socket.close()
  // One that expires is as one that was ended.
  const brief = await aGuest(1)
  const { guestLinks } = await import('../../server/auth/tables.ts')
  await world.server.connection.db.update(guestLinks).set({ expiresAt: Date.now() - 1 })
  expect((await brief.gus.fetch(`/api/courses/${brief.id}`)).status).toBe(401)
  ana.close()
  brief.ana.close()
})

/** A stock client that comes with a guest's cookie, as their browser does. */
function stockGuest(cookie: string, course: string) {
  let isClosed = false
  class WithCookie extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie, origin: world.server.url } })
      this.on('close', (code) => (isClosed ||= code >= 4000))
    }
  }
  const client = stockClient(world.server.url, course as never, '', undefined, WithCookie)
  return { ...client, closed: () => isClosed }
}

test('[N11] who owes their word is reminded by mail, once for each time', async () => {
  const { id, ana, rita } = await aDraft()
  const { app } = world.server
  const letters = () => app.mail.inbox().filter(({ text }) => text.includes(id))
  await ana.asker.ask(askReview, { courseId: id, role: 'reviewer', dueAt: Date.now() + 20 * hour })
  await app.reminders.look()
  await app.reminders.look()
  await until(() => letters().length > 0)
  expect(letters()).toMatchObject([{ to: 'rita@demo.test', subject: 'Your review of Refunds is due tomorrow' }])
  const round = await ana.asker.ask(askReview, { courseId: id, role: 'reviewer', dueAt: Date.now() - 20 * hour })
  await app.reminders.look()
  await until(() => letters().length > 1)
  expect(letters()[0]?.subject).toBe('Your review of Refunds was due yesterday')
  await rita.ask(finishReview, { courseId: id, roundId: round.id })
  await app.reminders.look()
  await app.jobs.settled()
  expect(letters()).toHaveLength(2)
  ana.close()
})

test('[N11] who was taken from the course, or wants no letters, is not reminded', async () => {
  const { id, ana } = await aDraft()
  const { app } = world.server
  const { mia, rita } = world
  await ana.asker.ask(setCourseRole, { courseId: id, personId: mia.id, role: 'commenter' })
  await ana.asker.ask(askReview, { courseId: id, people: [mia.id, rita.id], dueAt: Date.now() + 20 * hour })
  await ana.asker.ask(takeCourseRole, { courseId: id, personId: mia.id })
  const reviewer = await world.server.signIn('rita@demo.test')
  await reviewer.ask(setLetterWishes, { mine: false })
  const due = () => app.mail.inbox().filter(({ subject, text }) => text.includes(id) && subject.includes('is due'))
  try {
    await app.reminders.look()
    await app.jobs.settled()
    expect(due()).toEqual([])
  } finally {
    await reviewer.ask(setLetterWishes, { mine: true })
  }
  ana.close()
})
