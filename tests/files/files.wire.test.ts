import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCourse, setCourseRole } from '../../shared/courses.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { replaceLesson } from '../../shared/document/write.ts'
import { adoptFile, type StoredFile, uploadFile } from '../../shared/files.ts'
import type { CourseId, GroupId } from '../../shared/id.ts'
import { getMe } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let leo: Asker
let mia: Asker
let rita: Asker
let groupId: GroupId
let courseId: CourseId

beforeAll(async () => {
  server = await startServer({ env: { LIMIT_UPLOAD_BYTES: '1000000', LIMIT_UPLOADS_PER_MINUTE: '12' } })
  const { people, groups } = server.services
  groupId = (await groups.create(null, { parentId: null, name: 'Company' })).id
  const join = async (name: string, role?: 'author' | 'learner' | 'reviewer') => {
    const person = await people.create({ name, email: `${name}@company.test`, password: 'long enough for tests' })
    if (role) await groups.giveRole(null, groupId, person.id, role)
    return server.signIn(`${name}@company.test`, 'long enough for tests')
  }
  ;[ana, leo, rita, mia] = [await join('ana', 'author'), await join('leo', 'learner'), await join('rita', 'reviewer'), await join('mia')]
  courseId = (await ana.ask(createCourse, { groupId, title: 'Pictures' })).id
})
afterAll(() => server.close())

const picture = (background: string) =>
  sharp({ create: { width: 30, height: 10, channels: 3, background } })
    .png()
    .toBuffer()
const upload = (name: string, bytes: Uint8Array, who = ana) => who.ask(uploadFile, { courseId, name }, bytes)
const see = async (who: Asker, file: StoredFile) => (await who.fetch(file.url)).status

test('a picture is kept once, with its size, and shown inline to who reads the draft', async () => {
  const file = await upload('../../red square.png', await picture('red'))
  expect(file).toMatchObject({
    name: 'red square.png',
    type: 'image/png',
    width: 30,
    height: 10,
    url: `/api/courses/${courseId}/files/${file.id}`,
  })
  expect(await upload('again.png', await picture('red'))).toEqual(file)
  const answer = await rita.fetch(file.url)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''red%20square.png")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await answer.arrayBuffer()).byteLength).toBe(file.bytes)
})

test('a page or a drawing that could run as ours is only ever downloaded', async () => {
  for (const [name, text] of [
    ['page.html', '<script>alert(1)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ] as const) {
    const file = await upload(name, new TextEncoder().encode(text))
    const answer = await ana.fetch(file.url)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    await answer.body?.cancel()
  }
})

test('[R32] learners see what the current version shows, and nothing else of the draft', async () => {
  const [shown, hidden] = [await upload('shown.png', await picture('green')), await upload('hidden.png', await picture('blue'))]
  expect([await see(leo, shown), await see(mia, shown)]).toEqual([404, 404])
  const image = {
    type: 'image',
    attrs: { id: 'imag1', file: shown.id, src: shown.url, alt: 'A green field', caption: '', width: 30, height: 10 },
  }
  const by = (await ana.ask(getMe)).id
  await server.services.collaboration.command(courseId, { by, name: 'test' }, (doc) => {
    for (const { id } of lessonsInOrder(doc))
      replaceLesson(doc, id, [{ type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'text', text: 'Look:' }] }, image])
  })
  await ana.ask(publishCourse, { courseId })
  expect([await see(leo, shown), await see(leo, hidden), await see(mia, shown), await see(server.guest(), shown)]).toEqual([
    200, 404, 404, 401,
  ])
})

test('a file of one course is not found in another', async () => {
  const file = await upload('mine.png', await picture('red'))
  const other = (await ana.ask(createCourse, { groupId, title: 'Another' })).id
  expect((await ana.fetch(`/api/courses/${other}/files/${file.id}`)).status).toBe(404)
  expect((await ana.fetch(`/api/courses/${courseId}/files/${'0'.repeat(64)}`)).status).toBe(404)
  expect((await ana.fetch(`/api/courses/${courseId}/files/..%2f..%2fsecret`)).status).toBe(422)
})

test('[M17] a file of another course is taken over by whoever may see it there and write here, and by nobody else', async () => {
  const file = await upload('shared.png', await picture('teal'))
  const { id: other } = await ana.ask(createCourse, { groupId, title: 'Taken over' })
  const take = (who: Asker, to = other, from = courseId) => who.ask(adoptFile, { courseId: to, from, file: file.id })
  const taken = await take(ana)
  expect(taken).toEqual({ ...file, url: `/api/courses/${other}/files/${file.id}` })
  expect(await see(ana, taken)).toBe(200)
  expect(await outcome(take(rita))).toBe('forbidden course.upload')
  expect(await outcome(take(leo))).toBe('unknown course.unknown')
  const { id: joined } = await ana.ask(createCourse, { groupId, title: 'Of Mia too' })
  await ana.ask(setCourseRole, { courseId: joined, personId: (await mia.ask(getMe)).id, role: 'editor' })
  expect(await outcome(take(mia, joined))).toBe('unknown course.unknown')
  expect(await outcome(ana.ask(adoptFile, { courseId: other, from: courseId, file: '0'.repeat(64) as never }))).toBe('unknown file.unknown')
})

test('players may ask for a part', async () => {
  const file = await upload('sound.mp3', new TextEncoder().encode('ID3 then some sound'))
  const part = async (range: string) => {
    const answer = await ana.fetch(file.url, { headers: { range } })
    return [answer.status, answer.headers.get('content-range'), await answer.text()]
  }
  expect(await part('bytes=4-7')).toEqual([206, 'bytes 4-7/19', 'then'])
  expect(await part('bytes=14-')).toEqual([206, 'bytes 14-18/19', 'sound'])
  expect(await part('bytes=-5')).toEqual([206, 'bytes 14-18/19', 'sound'])
  expect(await part('bytes=40-')).toEqual([416, 'bytes */19', ''])
  expect((await part('bytes=0-1,4-5'))[0]).toBe(200)
})

test('what is empty, broken, too large or too much is refused and leaves nothing', async () => {
  expect(await outcome(upload('empty.txt', new Uint8Array()))).toBe('invalid file.empty')
  expect(await outcome(upload('broken.png', (await picture('red')).subarray(0, 40)))).toBe('invalid file.broken')
  expect(await outcome(upload('large.bin', new Uint8Array(1_000_001)))).toBe('tooLarge file.tooLarge')
  expect(await outcome(upload('not mine.png', await picture('red'), leo))).toBe('forbidden course.upload')
  const many = await Promise.all(Array.from({ length: 12 }, (_, n) => outcome(upload(`${n}.txt`, new Uint8Array([n + 1])))))
  expect(many).toContain('busy file.tooMany')
})
