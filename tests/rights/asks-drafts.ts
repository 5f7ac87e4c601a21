import { randomUUID } from 'node:crypto'
import { saveToBank } from '../../shared/bank.ts'
import { keepState } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { addComment, type CommentPictureId, resolveThread, sendCommentPicture, startThread } from '../../shared/comments.ts'
import { sendChunk, startUpload } from '../../shared/files.ts'
import { type CommentId, newId, type PersonId, type SuggestionId, type ThreadId } from '../../shared/id.ts'
import { startImport } from '../../shared/interop.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { askReview, createGuestLink, readBoard } from '../../shared/review.ts'
import { makeSuggestion } from '../../shared/suggestions.ts'
import { day } from '../../shared/time.ts'
import { questions } from '../assessment/kinds.ts'
import { type Ask, type Asked, type Asks, bytes, ofBench, ofCourse, ofGroup } from './asks.ts'
import { flaggable, sentence, type Who, type World } from './everybody.ts'

// Files, the bank, the draft and all that is said about it, review and publishing.

async function upload(world: World, by: Who, whole = false) {
  const courseId = world.course
  const id = randomUUID()
  await world.as[by].ask(startUpload, { courseId, id: id as never, name: 'notes.txt', bytes: 3 })
  if (whole) await world.as[by].ask(sendChunk, { courseId, uploadId: id as never, offset: 0 }, bytes('abc'))
  return { courseId, uploadId: id }
}

const inBank = async (world: World) =>
  (await world.as.author.ask(saveToBank, { groupId: world.sales, courseId: world.course, content: questions.single })).id

const point = async (world: World) => ({
  courseId: world.bench,
  pointId: (await world.as.author.ask(keepState, { courseId: world.bench, name: `State ${world.next()}` })).id,
})

async function thread(world: World, by: Who) {
  const threadId = newId<ThreadId>()
  const commentId = newId<CommentId>()
  await world.as[by].ask(startThread, { courseId: world.course, threadId, commentId, place: { on: 'course' }, body: bodyOf('So?', []) })
  return { courseId: world.course, threadId, commentId }
}
/** A picture of one dot. */
const dot = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
)
async function shownPicture(world: World) {
  const [courseId, picture] = [world.course, newId<CommentPictureId>()]
  await world.as.author.ask(sendCommentPicture, { courseId, pictureId: picture }, dot)
  const body = bodyOf('Look', [], [{ picture, alt: 'A dot', width: 1, height: 1 }])
  await world.as.author.ask(startThread, {
    courseId,
    threadId: newId<ThreadId>(),
    commentId: newId<CommentId>(),
    place: { on: 'course' },
    body,
  })
  return { courseId, pictureId: picture }
}
async function resolved(world: World, by: Who) {
  const { courseId, threadId } = await thread(world, by)
  await world.as.lnd.ask(resolveThread, { courseId, threadId })
  return { courseId, threadId }
}
const ofThread: Ask = async (world, _, by) => {
  const { courseId, threadId } = await thread(world, by)
  return { input: { courseId, threadId } }
}

async function suggestion(world: World, by: Who, was = sentence, proposed = `In other words ${world.next()}.`) {
  const suggestionId = newId<SuggestionId>()
  const asked = { courseId: world.course, suggestionId, anchor: await world.anchor(was), proposed }
  await world.as[by].ask(makeSuggestion, asked)
  return { courseId: world.course, suggestionId }
}
let accepted = 0
const ofSuggestion: Ask = async (world, _, by) => ({ input: await suggestion(world, by) })

/** A round that asks somebody; another one ends the one before. */
async function round(world: World, asks: PersonId, by: Who = 'author') {
  const { id } = await world.as[by].ask(askReview, { courseId: world.course, people: [asks] })
  return { courseId: world.course, roundId: id }
}
/** Somebody else who reads the draft. */
async function aReader(world: World): Promise<PersonId> {
  const id = await world.somebody()
  await world.server.services.courses.setRole(null, world.course, id, 'viewer')
  return id
}
const onLesson = async (world: World): Promise<Asked> => {
  const board = await world.as.admin.ask(readBoard, { courseId: world.course })
  const { mark } = board.lessons.find(({ lesson }) => lesson === world.lesson)!
  return { input: { courseId: world.course, lessonId: world.lesson, mark } }
}

/** The course to break has a version that says something else than the draft, and is played. */
async function publishable(world: World) {
  await world.rewriteBench()
  await world.as.admin.ask(publishCourse, { courseId: world.bench })
  await world.rewriteBench()
}

export const asksOfDrafts: Asks = {
  'POST /courses/:courseId/files': ({ course }) => ({ input: { courseId: course, name: 'notes.txt' }, body: bytes('abc') }),
  'POST /courses/:courseId/files/bring': ({ course }) => ({
    input: { courseId: course, url: 'https://127.0.0.1/a.png' },
    ends: 'file.away',
  }),
  'POST /courses/:courseId/files/adopt': ({ course, bench, files }) => ({ input: { courseId: bench, from: course, file: files.shown } }),
  'GET /files/limits': () => ({}),
  'POST /courses/:courseId/uploads': ({ course }) => ({ input: { courseId: course, id: randomUUID(), name: 'notes.txt', bytes: 3 } }),
  'GET /courses/:courseId/uploads/:uploadId': async (world, _, by) => ({ input: await upload(world, by) }),
  'PUT /courses/:courseId/uploads/:uploadId': async (world, _, by) => ({
    input: { ...(await upload(world, by)), offset: 0 },
    body: bytes('abc'),
  }),
  'POST /courses/:courseId/uploads/:uploadId/finish': async (world, _, by) => ({ input: await upload(world, by, true) }),
  'DELETE /courses/:courseId/uploads/:uploadId': async (world, _, by) => ({ input: await upload(world, by) }),
  'GET /courses/:courseId/files/:fileId': ({ course, files }) => ({ input: { courseId: course, fileId: files.hidden } }),
  'GET /courses/:courseId/files/:fileId, shown in the version': ({ course, files }) => ({
    input: { courseId: course, fileId: files.shown },
  }),
  'GET /courses/:courseId/files/:fileId/:width': ({ course, files }) => ({
    input: { courseId: course, fileId: files.hidden, width: 320 },
  }),
  'GET /courses/:courseId/files/:fileId/:width, shown in the version': ({ course, files }) => ({
    input: { courseId: course, fileId: files.shown, width: 320 },
  }),
  'GET /courses/:courseId/embed': ({ course }) => ({ input: { courseId: course, url: 'https://elsewhere.test/page' } }),
  'GET /courses/:courseId/frame': ({ course }) => ({ input: { courseId: course, url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' } }),
  'GET /groups/:groupId/bank': ofGroup,
  'POST /groups/:groupId/bank': ({ sales, course }) => ({ input: { groupId: sales, courseId: course, content: questions.single } }),
  'POST /courses/:courseId/bank-copies': async (world) => ({ input: { courseId: world.course, bankId: await inBank(world) } }),
  'DELETE /groups/:groupId/bank/:bankId': async (world) => ({ input: { groupId: world.sales, bankId: await inBank(world) } }),

  'POST /courses/:courseId/collab-ticket': ofCourse,
  'GET /courses/:courseId/restore-points': ofCourse,
  'POST /courses/:courseId/restore-points': (world) => ({ input: { courseId: world.bench, name: `State ${world.next()}` } }),
  'PATCH /courses/:courseId/restore-points/:pointId': async (world) => ({ input: { ...(await point(world)), name: null } }),
  'POST /courses/:courseId/restore-points/:pointId/restore': async (world) => ({ input: await point(world) }),
  'GET /courses/:courseId/compare': ({ course }) => ({ input: { courseId: course, from: 'now' } }),
  'POST /courses/:courseId/visit': ofCourse,
  'GET /courses/:courseId/lessons/:lessonId/authors': ({ course, lesson }) => ({ input: { courseId: course, lessonId: lesson } }),
  'GET /courses/:courseId/deletions': ofCourse,
  'POST /courses/:courseId/imports/preview': ({ bench }) => ({ input: { courseId: bench, name: 'a.md' }, body: bytes('# A\n\nWords.') }),
  'POST /courses/:courseId/imports': ({ bench }) => ({ input: { courseId: bench, name: 'a.md' }, body: bytes('# A\n\nWords.') }),
  'GET /courses/:courseId/imports/:importId': async (world) => {
    const { id } = await world.as.author.ask(startImport, { courseId: world.bench, name: 'b.md' }, bytes('# B\n\nWords.'))
    return { input: { courseId: world.bench, importId: id } }
  },
  'GET /courses/:courseId/export.zip': ofBench,

  'POST /courses/:courseId/comment-pictures': ({ course }) => ({ input: { courseId: course, pictureId: newId() }, body: dot }),
  'GET /courses/:courseId/comment-pictures/:pictureId': async (world) => ({ input: await shownPicture(world) }),
  'POST /courses/:courseId/threads': ({ course }) => ({
    input: { courseId: course, threadId: newId(), commentId: newId(), place: { on: 'course' }, body: bodyOf('So?', []) },
  }),
  'POST /courses/:courseId/threads/:threadId/comments': async (world) => {
    const { courseId, threadId } = await thread(world, 'author')
    return { input: { courseId, threadId, commentId: newId(), body: bodyOf('Yes.', []) } }
  },
  'PATCH /courses/:courseId/threads/:threadId/comments/:commentId': async (world, _, by) => ({
    input: { ...(await thread(world, by)), body: bodyOf('Other words.', []) },
  }),
  'DELETE /courses/:courseId/threads/:threadId/comments/:commentId': async (world, who, by) => {
    const asked = await thread(world, 'author')
    const commentId = newId<CommentId>()
    await world.as[by].ask(addComment, { ...asked, commentId, body: bodyOf('Away with this.', []) })
    return { input: { ...asked, commentId, ...(who !== by && { why: 'Somebody is named in it' }) } }
  },
  'PUT /courses/:courseId/threads/:threadId/comments/:commentId/vote': async (world) => ({ input: await thread(world, 'author') }),
  'DELETE /courses/:courseId/threads/:threadId/comments/:commentId/vote': async (world) => ({ input: await thread(world, 'author') }),
  'POST /courses/:courseId/threads/:threadId/resolve': ofThread,
  'POST /courses/:courseId/threads/:threadId/reopen': async (world, _, by) => ({ input: await resolved(world, by) }),
  'POST /courses/:courseId/threads/:threadId/verify': async (world, _, by) => ({ input: await resolved(world, by) }),
  'PATCH /courses/:courseId/threads/:threadId/task': async (world) => {
    const { courseId, threadId } = await thread(world, 'author')
    return { input: { courseId, threadId, mustFix: true } }
  },
  'GET /courses/:courseId/reads': ofCourse,
  'PUT /courses/:courseId/reads': ({ course }) => ({ input: { courseId: course, threads: [newId()] } }),
  'GET /courses/:courseId/threads': ofCourse,
  'GET /courses/:courseId/voices': ofCourse,
  'GET /courses/:courseId/mentionable': ({ course }) => ({ input: { courseId: course, q: 'a' } }),
  'POST /courses/:courseId/suggestions': async (world) => ({
    input: { courseId: world.course, suggestionId: newId(), anchor: await world.anchor(sentence), proposed: 'Otherwise.' },
  }),
  'POST /courses/:courseId/suggestions/:suggestionId/accept': async (world, _, by, may) => {
    // Each accepted one changes other words, so that none meets what another left.
    const asked = await suggestion(world, by, may ? flaggable(79 - accepted++) : sentence)
    return { input: { ...asked, commandId: newId() } }
  },
  'POST /courses/:courseId/suggestions/:suggestionId/reject': async (world, _, by) => ({
    input: { ...(await suggestion(world, by)), reason: 'style' },
  }),
  'POST /courses/:courseId/suggestions/:suggestionId/withdraw': ofSuggestion,
  'PUT /courses/:courseId/suggestions/:suggestionId/vote': ofSuggestion,
  'DELETE /courses/:courseId/suggestions/:suggestionId/vote': ofSuggestion,
  'GET /courses/:courseId/suggestions': ofCourse,
  'GET /courses/:courseId/suggesters': ofCourse,

  'GET /courses/:courseId/review': ofCourse,
  'POST /courses/:courseId/review': ({ course, ids }) => ({ input: { courseId: course, people: [ids.commenter] } }),
  'POST /courses/:courseId/review/:roundId/close': async (world) => ({ input: await round(world, world.ids.commenter) }),
  'POST /courses/:courseId/review/:roundId/done': async (world, who, by) => ({
    input: await round(world, who === by ? world.ids[who] : await aReader(world), who === 'author' ? 'lnd' : 'author'),
  }),
  'PUT /courses/:courseId/lessons/:lessonId/verdict': async (world) => {
    const { input } = await onLesson(world)
    return { input: { ...input, verdict: 'approved' } }
  },
  'GET /courses/:courseId/lessons/:lessonId/delta': ({ course, lesson }) => ({ input: { courseId: course, lessonId: lesson } }),
  'PUT /courses/:courseId/lessons/:lessonId/verification': onLesson,
  'POST /courses/:courseId/guests': ({ bench }) => ({ input: { courseId: bench, name: 'A guest' } }),
  'GET /courses/:courseId/guests': ofCourse,
  'DELETE /courses/:courseId/guests/:guestId': async (world) => {
    const { id } = await world.as.author.ask(createGuestLink, { courseId: world.bench, name: 'A guest' })
    return { input: { courseId: world.bench, guestId: id } }
  },
  'POST /courses/:courseId/publish': async (world) => {
    await world.rewriteBench()
    return { input: { courseId: world.bench } }
  },
  'GET /courses/:courseId/publish-check': ofCourse,
  'GET /courses/:courseId/versions': ofCourse,
  'GET /courses/:courseId/versions/:version': ({ course }) => ({ input: { courseId: course, version: 1 } }),
  'GET /courses/:courseId/draft': ofCourse,
  'POST /courses/:courseId/versions/:version/return': async (world, _, __, may) => {
    if (may) await publishable(world)
    return { input: { courseId: world.bench, version: 1 } }
  },
  'POST /courses/:courseId/unpublish': (world) => ({
    input: { courseId: world.bench },
    undo: () => world.as.admin.ask(publishCourse, { courseId: world.bench }),
  }),
  'PUT /courses/:courseId/publish-plan': ({ bench }) => ({ input: { courseId: bench, at: Date.now() + day } }),
  'PUT /courses/:courseId/lessons/:lessonId/change-claim': ({ course, lesson }) => ({
    input: { courseId: course, lessonId: lesson, as: null },
  }),
  'GET /courses/:courseId/change-claims': ofCourse,
  'GET /courses/:courseId/compare-versions': ({ course }) => ({ input: { courseId: course, from: 1 } }),
}
