import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import {
  addComment,
  type CommentPicture,
  type CommentPictureId,
  editComment,
  listThreads,
  removeComment,
  sendCommentPicture,
  startThread,
} from '../../shared/comments.ts'
import { createCourse, setCourseRole } from '../../shared/courses.ts'
import { addLesson } from '../../shared/document/write.ts'
import { type CommentId, type CourseId, newId, type ThreadId } from '../../shared/id.ts'
import { getMe, type Me } from '../../shared/people.ts'
import { playCourse } from '../../shared/play.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// Pictures in comments are for those who read the comments, and for nobody else, whatever they may see of the course.

let server: Awaited<ReturnType<typeof startServer>>
let courseId: CourseId
let chart: Uint8Array<ArrayBuffer>
const people: Record<string, Asker> = {}
const known: Record<string, Me> = {}
const as = (name: string) => people[name]!

beforeAll(async () => {
  server = await startServer({ demo: true })
  for (const name of ['Otto', 'Vera'])
    await server.services.people.create({ name, email: `${name.toLowerCase()}@demo.test`, password: 'colloquy-demo' })
  for (const name of ['ana', 'rita', 'leo', 'carl', 'otto', 'vera', 'lena']) {
    people[name] = await server.signIn(`${name}@demo.test`)
    known[name] = await people[name].ask(getMe)
  }
  courseId = (await as('ana').ask(createCourse, { groupId: known['ana']!.roles[0]!.groupId, title: 'Handling refunds' })).id
  await as('ana').ask(setCourseRole, { courseId, personId: known['vera']!.id, role: 'viewer' })
  await addPolicy('The policy', 'A refund takes ten days.')
  await as('ana').ask(publishCourse, { courseId })
  chart = new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#135' } })
      .png()
      .toBuffer(),
  )
})
afterAll(() => server.close())

const addPolicy = (title: string, text: string) =>
  server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) =>
    addLesson(doc, { parent: null, title, content: [{ type: 'paragraph', attrs: { id: newId() }, content: [{ type: 'text', text }] }] }),
  )
const send = (who: string, pictureId = newId<CommentPictureId>(), bytes = chart) =>
  as(who)
    .ask(sendCommentPicture, { courseId, pictureId }, bytes)
    .then((size): CommentPicture => ({ picture: pictureId, alt: 'A chart', ...size }))
const say = async (who: string, pictures: CommentPicture[]) => {
  const ids = { threadId: newId<ThreadId>(), commentId: newId<CommentId>() }
  await as(who).ask(startThread, { courseId, ...ids, place: { on: 'course' }, body: bodyOf('Look', [], pictures) })
  return ids
}
const look = async (who: string, { picture }: CommentPicture) =>
  (await as(who).fetch(`/api/courses/${courseId}/comment-pictures/${picture}`)).status

test('[C29] a picture travels with its comment to everybody who reads comments, and to nobody else', async () => {
  const picture = await send('rita')
  expect(picture).toMatchObject({ width: 40, height: 30 })
  // Before it is said, it is its sender's alone.
  expect([await look('rita', picture), await look('ana', picture)]).toEqual([200, 404])
  await say('rita', [picture])
  for (const who of ['rita', 'ana', 'lena']) expect(await look(who, picture)).toBe(200)
  // A viewer reads the draft and not its threads; a learner plays, a coach helps: none of them sees it.
  expect(await look('vera', picture)).toBe(403)
  expect(await look('leo', picture)).toBe(403)
  expect(await look('carl', picture)).toBeGreaterThanOrEqual(403)
  expect(await look('otto', picture)).toBe(404)
  expect((await server.guest().fetch(`/api/courses/${courseId}/comment-pictures/${picture.picture}`)).status).toBe(401)
})

test('[C29] it is no file of the course, and nothing learners get names it', async () => {
  const picture = await send('ana')
  await say('ana', [picture])
  await addPolicy('Exceptions', 'There are few exceptions.')
  await as('ana').ask(publishCourse, { courseId })
  const hash = createHash('sha256').update(chart).digest('hex')
  for (const id of [picture.picture, hash]) {
    expect((await as('leo').fetch(`/api/courses/${courseId}/files/${id}`)).status).toBeGreaterThanOrEqual(400)
    expect((await as('ana').fetch(`/api/courses/${courseId}/files/${id}`)).status).toBeGreaterThanOrEqual(400)
  }
  const { lessons } = await as('leo').ask(playCourse, { courseId })
  const pages = lessons.map(({ address }) =>
    as('leo')
      .fetch(`/api/play/${courseId}/lessons/${address}`)
      .then((answer) => answer.text()),
  )
  const play = [JSON.stringify(lessons), ...(await Promise.all(pages))].join()
  expect(play).toContain('There are few exceptions.')
  expect(play).not.toContain(picture.picture)
  expect(play).not.toContain('comment-pictures')
})

test('[C29] the comment may come first, and only its writer can bring the picture', async () => {
  const id = newId<CommentPictureId>()
  await say('rita', [{ picture: id, alt: '', width: 40, height: 30 }])
  expect(await look('ana', { picture: id, alt: '', width: 40, height: 30 })).toBe(404)
  expect(await outcome(send('lena', id))).toBe('conflict comment.pictureTaken')
  expect(await outcome(send('rita', id))).toBe('yes')
  expect(await outcome(send('rita', id))).toBe('yes')
  expect(await outcome(send('lena', id))).toBe('conflict comment.pictureTaken')
  expect(await look('ana', { picture: id, alt: '', width: 40, height: 30 })).toBe(200)
})

test('[C29] naming somebody else’s picture shows it to nobody', async () => {
  const secret = await send('rita')
  await say('lena', [secret])
  for (const who of ['ana', 'lena']) expect(await look(who, secret)).toBe(404)
})

test('[C29] a picture taken out is kept for those who read what was said before; a removed comment takes it along', async () => {
  const picture = await send('rita')
  const { threadId, commentId } = await say('rita', [picture])
  await as('rita').ask(editComment, { courseId, threadId, commentId, body: bodyOf('Never mind', []) })
  expect(await look('ana', picture)).toBe(200)
  await as('rita').ask(removeComment, { courseId, threadId, commentId })
  expect([await look('ana', picture), await look('rita', picture)]).toEqual([404, 200])
})

test('[C29] what is no picture is refused, by its bytes, and so is whoever may not comment', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
  expect(await outcome(send('rita', undefined, bytes('<svg onload="alert(1)"/>')))).toBe('invalid file.other')
  expect(await outcome(send('rita', undefined, bytes('%PDF-1.7')))).toBe('invalid file.other')
  expect(await outcome(send('rita', undefined, bytes('')))).toMatch(/^(invalid|malformed)/)
  expect(await outcome(send('rita', undefined, chart.slice(0, 30)))).toBe('invalid file.broken')
  expect(await outcome(send('vera'))).toBe('forbidden course.comment')
  expect(await outcome(send('leo'))).toBe('forbidden course.comment')
  expect(await outcome(send('otto'))).toBe('unknown course.unknown')
  expect(await outcome(send('rita', '__proto__' as CommentPictureId))).toMatch(/^invalid/)
})

test('[C29] lists for programs carry the pictures and what is on them', async () => {
  const picture = await send('rita')
  const { threadId } = await say('rita', [picture])
  await as('ana').ask(addComment, { courseId, threadId, commentId: newId<CommentId>(), body: bodyOf('', [], [await send('ana')]) })
  const { items } = await as('ana').ask(listThreads, { courseId })
  const bodies = items.find(({ id }) => id === threadId)!.comments.map(({ body }) => JSON.stringify(body))
  expect(bodies[0]).toContain(picture.picture)
  expect(bodies[0]).toContain('A chart')
  expect(bodies).toHaveLength(2)
})
