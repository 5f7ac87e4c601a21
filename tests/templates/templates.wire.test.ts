import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Course, createCourse, getCourse, listCourses, setCourseRole, trashCourse } from '../../shared/courses.ts'
import { listThreads } from '../../shared/comments.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { nodesIn } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { addLesson, appendProse } from '../../shared/document/write.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { type StoredFile, uploadFile } from '../../shared/files.ts'
import { listGroups, type SeenGroup } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { publishCourse } from '../../shared/publishing.ts'
import {
  createFromTemplate,
  duplicateCourse,
  getLineage,
  listTemplates,
  markTemplate,
  type Template,
  unmarkTemplate,
} from '../../shared/templates.ts'
import { pixel } from '../interop/pixel.ts'
import { type Asker, startServer } from '../kit/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let omar: Asker
let rita: Asker
let leo: Asker
let groups: Record<string, SeenGroup>
beforeAll(async () => {
  server = await startServer({ demo: 'academy' })
  ana = await server.signIn('ana@demo.test')
  omar = await server.signIn('omar@demo.test')
  rita = await server.signIn('rita@demo.test')
  leo = await server.signIn('leo@demo.test')
  groups = Object.fromEntries((await omar.ask(listGroups)).items.map((group) => [group.name, group]))
})
afterAll(() => server.close())

const offered = async (by: Asker, group: string): Promise<Template[]> => (await by.ask(listTemplates, { groupId: groups[group]!.id })).items
const refunds = async () => (await ana.ask(listCourses)).items.find(({ title }) => title === 'Handling refunds')!
const lessonsOf = (courseId: CourseId) =>
  server.services.collaboration.read(courseId, (doc) =>
    lessonsInOrder(doc).map(({ id, title }) => ({ id, title, text: readLesson(doc, id) })),
  )
const dot = (background: string) =>
  sharp({ create: { width: 3, height: 3, channels: 3, background } })
    .png()
    .toBuffer()
const idsIn = async (courseId: CourseId) =>
  (await lessonsOf(courseId)).flatMap(({ id, text }) => [
    id as string,
    ...[...nodesIn(text)].flatMap(({ attrs }) => (attrs?.['id'] ? [String(attrs['id'])] : [])),
  ])

test('[T1] an author begins a course from a built-in template: it is there with its advice, and can be published', async () => {
  const began = performance.now()
  const course = await ana.ask(createFromTemplate, {
    templateId: 'product-launch',
    groupId: groups['Sales']!.id,
    title: 'The new kettle',
    language: 'de',
  })
  expect(performance.now() - began).toBeLessThan(2000)
  expect(course).toMatchObject({ title: 'The new kettle', canEdit: true, version: null })
  const lessons = await lessonsOf(course.id)
  expect(lessons.map(({ title }) => title)).toContain('In einer Minute')
  expect(lessons.some(({ text }) => [...nodesIn(text)].some(({ type }) => type === 'guide'))).toBe(true)
  await ana.ask(publishCourse, { courseId: course.id, note: 'First' })
  const played = await (await leo.fetch(`/api/play/${course.id}`)).text()
  expect(played).toContain('In einer Minute')
  expect(played).not.toMatch(/Schreib diese Lektion zuletzt|"guide"/)
  expect(await ana.ask(getLineage, { courseId: course.id })).toMatchObject({ from: { kind: 'template', id: 'product-launch' } })
})

test('[T2] a course that its group marked is offered there and below, and nowhere else', async () => {
  const course = await refunds()
  await ana.ask(markTemplate, { courseId: course.id, about: 'For every course about our rules.' })
  const isThere = async (by: Asker, group: string) => (await offered(by, group)).some(({ id }) => id === course.id)
  expect(await isThere(ana, 'Sales')).toBe(true)
  expect(await isThere(omar, 'Sales-North')).toBe(true)
  expect(await isThere(omar, 'Support')).toBe(false)
  const support = { templateId: course.id, groupId: groups['Support']!.id, title: 'Stolen' }
  await expect(omar.ask(createFromTemplate, support)).rejects.toMatchObject({ code: 'template.unknown' })
})

test('[T3] a course from a template is a copy of its own: fresh ids, its pictures, no comments; the template learns nothing of its changes', async () => {
  const course = await refunds()
  const { id: file, url } = await ana.ask(uploadFile, { courseId: course.id, name: 'bean.png' }, pixel as Uint8Array<ArrayBuffer>)
  await server.services.collaboration.command(course.id, { by: null, name: 'test' }, (doc) =>
    appendProse(lessonFragment(doc, lessonsInOrder(doc)[0]!.id), [
      { type: 'image', attrs: { id: 'image-1', file, src: url, alt: 'Bean' } },
    ]),
  )
  const copy = await ana.ask(createFromTemplate, { templateId: course.id, groupId: groups['Sales']!.id, title: 'Handling returns' })
  const [before, after] = [await idsIn(course.id), await idsIn(copy.id)]
  expect(after).toHaveLength(before.length)
  expect(after.filter((id) => before.includes(id))).toEqual([])
  const image = (await lessonsOf(copy.id)).flatMap(({ text }) => [...nodesIn(text)]).find(({ type }) => type === 'image')!
  expect(image.attrs!['src']).toBe(`/api/courses/${copy.id}/files/${file}`)
  expect((await ana.fetch(String(image.attrs!['src']))).status).toBe(200)
  expect((await ana.ask(listThreads, { courseId: course.id })).items.length).toBeGreaterThan(0)
  expect((await ana.ask(listThreads, { courseId: copy.id })).items).toEqual([])
  expect((await ana.ask(getLineage, { courseId: course.id })).made).toBe(1)
})

test('[T3] a copy shows its files to those who learn it, whatever becomes of the course it was made from', async () => {
  const groupId = groups['Sales']!.id
  const [source, third] = [
    await ana.ask(createCourse, { groupId, title: 'Source' }),
    await ana.ask(createCourse, { groupId, title: 'Third' }),
  ]
  const secret = await omar.ask(createCourse, { groupId: groups['Support']!.id, title: 'Secret' })
  const put = async (by: Asker, course: Course, colour: string) =>
    by.ask(uploadFile, { courseId: course.id, name: 'dot.png' }, (await dot(colour)) as Uint8Array<ArrayBuffer>)
  const [own, pasted, hidden] = [await put(ana, source, 'red'), await put(ana, third, 'green'), await put(omar, secret, 'blue')]
  await server.services.collaboration.command(source.id, { by: null, name: 'test' }, (doc) => {
    const [first] = lessonsInOrder(doc)
    const second = addLesson(doc, { parent: null, title: 'Second', content: [{ type: 'paragraph', attrs: { id: 'second-1' } }] })
    const image = ({ id: file, url: src }: StoredFile) => ({
      type: 'image',
      attrs: { id: `image-${file.slice(0, 9)}`, file, src, alt: 'A dot' },
    })
    const onward = { type: 'text', text: 'on', marks: [{ type: 'link', attrs: { href: `#lesson=${second}` } }] }
    appendProse(lessonFragment(doc, first!.id), [
      ...[own, pasted, hidden].map(image),
      { type: 'paragraph', attrs: { id: 'onward-1' }, content: [onward] },
      { type: 'button', attrs: { id: 'button-1', href: `#lesson=${second}` }, content: [{ type: 'text', text: 'Next' }] },
    ])
  })
  const copy = await ana.ask(duplicateCourse, { courseId: source.id, groupId, title: 'Copy' })
  await ana.ask(publishCourse, { courseId: copy.id, note: 'First' })
  await ana.ask(trashCourse, { courseId: source.id })
  await ana.ask(trashCourse, { courseId: third.id })
  const [first, second] = await lessonsOf(copy.id)
  const nodes = [...nodesIn(first!.text)]
  const shown = nodes.flatMap(({ type, attrs }) => (type === 'image' ? [String(attrs!['src'])] : []))
  expect(shown).toEqual([...[own, pasted].map(({ id }) => `/api/courses/${copy.id}/files/${id}`), hidden.url])
  expect(await Promise.all(shown.map(async (url) => (await leo.fetch(url)).status))).toEqual([200, 200, 404])
  const hrefs = nodes.flatMap(({ attrs, marks }) => [attrs?.['href'], marks?.[0]?.attrs?.['href']].filter(Boolean))
  expect(hrefs).toEqual([`#lesson=${second!.id}`, `#lesson=${second!.id}`])
})

test('[T4] figures are hidden while fewer than five people learn, and never name anybody', async () => {
  const course = await refunds()
  const template = (await offered(ana, 'Sales')).find(({ id }) => id === course.id)!
  expect(template).toMatchObject({ made: 1, figures: null })
})

test('[T5] who may not write in a group is offered nothing and begins nothing there', async () => {
  for (const [who, group] of [
    [leo, 'Sales-North'],
    [rita, 'Sales'],
  ] as const) {
    const groupId = groups[group]!.id
    const asked = { templateId: 'onboarding', groupId, title: 'No' } as const
    await expect(who.ask(listTemplates, { groupId })).rejects.toMatchObject({ code: 'group.createCourse' })
    await expect(who.ask(createFromTemplate, asked)).rejects.toMatchObject({ code: 'group.createCourse' })
  }
  await expect(ana.ask(listTemplates, { groupId: groups['Support']!.id })).rejects.toMatchObject({ code: 'group.unknown' })
  await expect(server.guest().ask(listTemplates, { groupId: groups['Sales']!.id })).rejects.toMatchObject({ code: 'auth.signedOut' })
})

test('[T5] only who manages a course marks it, and a stranger does not learn that it exists', async () => {
  const { id: courseId } = await refunds()
  await expect(rita.ask(markTemplate, { courseId })).rejects.toMatchObject({ code: 'course.template' })
  await expect(rita.ask(unmarkTemplate, { courseId })).rejects.toMatchObject({ code: 'course.template' })
  const hidden = await omar.ask(createCourse, { groupId: groups['Support']!.id, title: 'Hidden' })
  await expect(ana.ask(getLineage, { courseId: hidden.id })).rejects.toMatchObject({ code: 'course.unknown' })
  for (const asked of [markTemplate, unmarkTemplate])
    await expect(ana.ask(asked, { courseId: hidden.id })).rejects.toMatchObject({ code: 'course.unknown' })
  await expect(ana.ask(createFromTemplate, { templateId: hidden.id, groupId: groups['Sales']!.id, title: 'X' })).rejects.toMatchObject({
    code: 'template.unknown',
  })
  await expect(ana.ask(duplicateCourse, { courseId: hidden.id, groupId: groups['Sales']!.id, title: 'X' })).rejects.toMatchObject({
    code: 'course.unknown',
  })
})

test('[T6] who can read a draft may copy it to where they write; learners may not, and readers not to where they may not write', async () => {
  const { id: courseId, groupId } = await refunds()
  const copy = await ana.ask(duplicateCourse, { courseId, groupId, title: 'Copy of handling refunds' })
  expect((await lessonsOf(copy.id)).map(({ title }) => title)).toEqual((await lessonsOf(courseId)).map(({ title }) => title))
  expect(await ana.ask(getLineage, { courseId: copy.id })).toMatchObject({
    from: { kind: 'copy', id: courseId, title: 'Handling refunds' },
  })
  await expect(leo.ask(duplicateCourse, { courseId, groupId, title: 'X' })).rejects.toMatchObject({ code: 'course.copy' })
  await expect(rita.ask(duplicateCourse, { courseId, groupId, title: 'X' })).rejects.toMatchObject({ code: 'group.createCourse' })
  await expect(ana.ask(duplicateCourse, { courseId, groupId: groups['Support']!.id, title: 'X' })).rejects.toMatchObject({
    code: 'group.unknown',
  })
})

test('[T7] where a course came from keeps its name to itself before who may not read it', async () => {
  const support = await omar.ask(createCourse, { groupId: groups['Support']!.id, title: 'Secret source' })
  const copy = await omar.ask(duplicateCourse, { courseId: support.id, groupId: groups['Sales']!.id, title: 'Open copy' })
  const { id: anaId } = (await (await ana.fetch('/api/me')).json()) as { id: string }
  await omar.ask(setCourseRole, { courseId: copy.id, personId: anaId as never, role: 'viewer' })
  expect((await ana.ask(getLineage, { courseId: copy.id })).from).toEqual({ kind: 'copy', id: support.id, title: null })
})

test('[T2] what is in the trash or no template any more is offered no more; what was made from it stays', async () => {
  const course = await refunds()
  await ana.ask(unmarkTemplate, { courseId: course.id })
  expect((await offered(ana, 'Sales')).map(({ groupName }) => groupName).filter(Boolean)).toEqual([])
  const trashed = await ana.ask(createCourse, { groupId: groups['Sales']!.id, title: 'Short life' })
  await ana.ask(markTemplate, { courseId: trashed.id })
  await ana.ask(trashCourse, { courseId: trashed.id })
  expect((await offered(ana, 'Sales')).map(({ title }) => title)).not.toContain('Short life')
  const made = (await ana.ask(listCourses)).items.find(({ title }) => title === 'Handling returns')!
  expect(await ana.ask(getCourse, { courseId: made.id })).toMatchObject({ canEdit: true })
})
