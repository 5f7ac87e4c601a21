import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sameText } from '../../server/interop/markdown-of.ts'
import { type Course, createCourse, listCourses } from '../../shared/courses.ts'
import { presentNodes, readOutline } from '../../shared/document/outline.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { addLesson, appendProse } from '../../shared/document/write.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { uploadFile } from '../../shared/files.ts'
import type { CourseId } from '../../shared/id.ts'
import { getImport, startImport } from '../../shared/interop.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { pixel } from './pixel.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let courses: Course[]
beforeAll(async () => {
  server = await startServer({ demo: 'academy' })
  ana = await server.signIn('ana@demo.test')
  courses = (await ana.ask(listCourses)).items
})
afterAll(() => server.close())

/** Titles of sections, and lessons with their text. */
const contentOf = (courseId: CourseId) =>
  server.services.collaboration.read(courseId, (doc) =>
    presentNodes(readOutline(doc)).map(({ id, kind, title }) => ({
      id,
      kind,
      title,
      text: kind === 'lesson' ? readLesson(doc, id as never) : undefined,
    })),
  )

async function exported(courseId: CourseId, by = ana): Promise<Uint8Array> {
  const answer = await by.fetch(`/api/courses/${courseId}/export.zip`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  return new Uint8Array(await answer.arrayBuffer())
}

async function imported(bytes: Uint8Array, groupId: Course['groupId']): Promise<CourseId> {
  const { id } = await ana.ask(createCourse, { groupId, title: 'Again' })
  const begun = await ana.ask(startImport, { courseId: id, name: 'again.zip' }, bytes as Uint8Array<ArrayBuffer>)
  await expect.poll(async () => (await ana.ask(getImport, { courseId: id, importId: begun.id })).state, { timeout: 30_000 }).toBe('done')
  return id
}

test('[I10] a whole course with its pictures, exported and imported, is an equal course, and exports to the same files', async () => {
  const refunds = courses.find(({ title }) => title === 'Handling refunds')!
  const { id: file, url } = await ana.ask(uploadFile, { courseId: refunds.id, name: 'ä bean.png' }, pixel as Uint8Array<ArrayBuffer>)
  const image: Prose = { type: 'image', attrs: { id: 'image-1', file, src: url, alt: 'One bean', caption: 'Green', width: 1, height: 1 } }
  const wide: Prose = {
    type: 'table',
    attrs: { id: 'table-1' },
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [image] }] }],
  }
  await server.services.collaboration.command(refunds.id, { by: null, name: 'test' }, (doc) => {
    const lesson = presentNodes(readOutline(doc)).find(({ kind }) => kind === 'lesson')!
    appendProse(lessonFragment(doc, lesson.id as never), [image, wide])
  })
  const zip = await exported(refunds.id)
  const copy = await imported(zip, refunds.groupId)
  const [before, after] = [await contentOf(refunds.id), await contentOf(copy)]
  expect(after.map(({ kind, title }) => ({ kind, title }))).toEqual(before.map(({ kind, title }) => ({ kind, title })))
  const bare = (text: Prose): Prose => JSON.parse(JSON.stringify(text).replaceAll(refunds.id, copy)) as Prose
  for (const [at, { title, text }] of before.entries()) if (text) expect(sameText(after[at]!.text!, bare(text)), title).toBe(true)
  const again = unzipSync(await exported(copy))
  const lessons = Object.entries(unzipSync(zip)).filter(([name]) => name !== 'README.md')
  for (const [name, bytes] of lessons) expect(again[name], name).toEqual(bytes)
})

test('[I10] links to lessons, people and other courses come along; a lesson that stayed behind leaves its words', async () => {
  const { groupId, id: other } = courses.find(({ title }) => title === 'Handling refunds')!
  const { id } = await ana.ask(createCourse, { groupId, title: 'Linked' })
  const link = (text: string, href: string): Prose => ({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
  const lessonsOf = async (courseId: CourseId) => (await contentOf(courseId)).filter(({ kind }) => kind === 'lesson')
  await server.services.collaboration.command(id, { by: null, name: 'test' }, (doc) => {
    const [first] = presentNodes(readOutline(doc)).filter(({ kind }) => kind === 'lesson')
    const second = addLesson(doc, { parent: first!.parent, title: 'Second', content: [{ type: 'paragraph', attrs: { id: 'p-2' } }] })
    const content = [
      link('on', `#lesson=${second}`),
      link('@Ben', '#person=ben-1'),
      link('more', `/play/${other}`),
      link('gone', '#lesson=nowhere00000'),
    ]
    appendProse(lessonFragment(doc, first!.id as never), [{ type: 'paragraph', attrs: { id: 'p-1' }, content }])
  })
  const zip = await exported(id)
  expect(
    Object.values(unzipSync(zip))
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('\n'),
  ).not.toContain('colloquy')
  const after = await lessonsOf(await imported(zip, groupId))
  const marks = after[0]!.text!.content!.at(-1)!.content!.map(({ text, marks }) => [text, marks?.[0]?.attrs?.['href']])
  expect(marks).toEqual([
    ['on', `#lesson=${after[1]!.id}`],
    ['@Ben', '#person=ben-1'],
    ['more', `/play/${other}`],
    ['gone', undefined],
  ])
})

test('[I12] who can read the draft may export it; who cannot learns nothing', async () => {
  const { id } = courses.find(({ title }) => title === 'Handling refunds')!
  const rita = await server.signIn('rita@demo.test')
  expect(Object.keys(unzipSync(await exported(id, rita)))).toContain('README.md')
  const leo = await server.signIn('leo@demo.test')
  expect((await leo.fetch(`/api/courses/${id}/export.zip`)).status).toBe(403)
  expect((await server.guest().fetch(`/api/courses/${id}/export.zip`)).status).toBe(401)
})
