import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodesIn, textOf } from '../../shared/document/prose.ts'
import { jobStore } from '../../server/platform/jobs/store.ts'
import { lessonsInOrder, presentNodes, readOutline } from '../../shared/document/outline.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { createCourse } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { getImport, type Import, previewImport, startImport } from '../../shared/interop.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { pixel } from './pixel.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let courseId: CourseId
beforeAll(async () => {
  server = await startServer({ demo: true })
  ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find((group) => group.name === 'Sales')!
  courseId = (await ana.ask(createCourse, { groupId: sales.id, title: 'Brewing' })).id
})
afterAll(() => server.close())

const aZip = () =>
  zipSync({
    'coffee/README.md': strToU8('# Coffee\n\nWelcome.'),
    'coffee/beans.md': strToU8('# Beans\n\n![One bean](bean.png)\n\nGreen, then [roasted](https://roast.example).\n\n[next](water.md)'),
    'coffee/water.md': strToU8(`# Water\n\n${'One paragraph of many.\n\n'.repeat(400)}`),
    'coffee/bean.png': pixel,
  })

async function ended(begun: Import): Promise<Import> {
  let now = begun
  await expect
    .poll(
      async () => {
        now = await ana.ask(getImport, { courseId, importId: begun.id })
        return now.state
      },
      { timeout: 30_000 },
    )
    .toMatch(/done|failed/)
  return now
}

const look = <T>(read: Parameters<typeof server.services.collaboration.read<T>>[1]) => server.services.collaboration.read(courseId, read)
const outline = () => look((doc) => presentNodes(readOutline(doc)).map((node) => node.title))

test('[I7] millions of empty paragraphs in few megabytes are refused before anybody waits for them', async () => {
  const began = performance.now()
  const asked = ana.ask(previewImport, { courseId, name: 'long.md' }, strToU8('a\n\n'.repeat(2_500_000)))
  await expect(asked).rejects.toMatchObject({ code: 'import.tooLarge' })
  expect(performance.now() - began).toBeLessThan(3000)
})

test('[I2] [R38] what a preview kept is named for its sender and its course alone', async () => {
  const { upload } = await ana.ask(previewImport, { courseId, name: 'coffee.zip' }, aZip())
  const lena = await server.signIn('lena@demo.test')
  const sales = (await ana.ask(listGroups)).items.find((group) => group.name === 'Sales')!
  const other = (await ana.ask(createCourse, { groupId: sales.id, title: 'Tea' })).id
  const hers = (await lena.ask(createCourse, { groupId: sales.id, title: 'Cocoa' })).id
  const begin = (who: Asker, course: CourseId, name = upload) =>
    who.ask(startImport, { courseId: course, name: 'coffee.zip', upload: name })
  await expect(begin(ana, other)).rejects.toMatchObject({ code: 'import.unknown' })
  await expect(begin(lena, hers)).rejects.toMatchObject({ code: 'import.unknown' })
  // The hash alone stands in the address of every file.
  const [hash] = upload.split('.')
  await expect(begin(ana, courseId, `${hash}.${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'import.unknown' })
  await expect(begin(ana, courseId, hash)).rejects.toMatchObject({ code: 'request.shape' })
})

test('[I2] a preview tells what would come and changes nothing', async () => {
  const before = await outline()
  const { outline: plan } = await ana.ask(previewImport, { courseId, name: 'coffee.zip' }, aZip())
  expect(plan.sections).toMatchObject([{ title: 'Coffee', lessons: [{ title: 'Coffee' }, { title: 'Beans' }, { title: 'Water' }] }])
  expect(plan.notes).toEqual([{ kind: 'link.relative', file: 'coffee/beans.md', line: 7, what: 'water.md' }])
  expect(await outline()).toEqual(before)
})

test('[I4] an import takes the place of an untouched first lesson, shows its progress and keeps pictures and text', async () => {
  const { upload } = await ana.ask(previewImport, { courseId, name: 'coffee.zip' }, aZip())
  const done = await ended(await ana.ask(startImport, { courseId, name: 'coffee.zip', upload }))
  expect(done).toMatchObject({ state: 'done', done: 4, total: 4, outline: { pictures: 1, noted: 1 } })
  expect(await outline()).toEqual(['Coffee', 'Coffee', 'Beans', 'Water'])
  expect(await look((doc) => readOutline(doc).filter((node) => node.trashed))).toEqual([])
  const [, beans, water] = await look((doc) => lessonsInOrder(doc).map((lesson) => readLesson(doc, lesson.id)))
  const image = [...nodesIn(beans!)].find((node) => node.type === 'image')!
  expect(image.attrs).toMatchObject({ alt: 'One bean', width: 1, height: 1 })
  expect((await ana.fetch(String(image.attrs!['src']))).headers.get('content-type')).toBe('image/png')
  expect(textOf(water!).match(/One paragraph/g)).toHaveLength(400)
  const ids = [...nodesIn(water!)].filter((node) => node.type === 'paragraph').map((node) => node.attrs?.['id'])
  expect(new Set(ids).size).toBe(400)
})

test('[I4] a second import is added after what is there', async () => {
  await ended(await ana.ask(startImport, { courseId, name: 'milk.md' }, strToU8('# Milk\n\nWarm, not hot.')))
  expect(await outline()).toEqual(['Coffee', 'Coffee', 'Beans', 'Water', 'Milk', 'Milk'])
})

test('[I6] a picture that cannot be drawn is told, and the rest is there', async () => {
  const bad = pixel.slice(0, 50)
  const done = await ended(
    await ana.ask(
      startImport,
      { courseId, name: 'x.zip' },
      zipSync({ 'a.md': strToU8('# Cups\n\n![A cup](cup.png)'), 'b.md': strToU8('# Spoons\n\ns'), 'cup.png': bad }),
    ),
  )
  expect(done.outline?.notes).toEqual([{ kind: 'image.broken', file: 'cup.png', what: 'cup.png' }])
  const text = await look((doc) =>
    lessonsInOrder(doc)
      .filter((lesson) => lesson.title === 'Cups')
      .map((lesson) => textOf(readLesson(doc, lesson.id))),
  )
  expect(text).toEqual(['A cup'])
})

test.each([
  ['a broken ZIP', 'x.zip', aZip().slice(0, 200), 'import.broken'],
  ['something else', 'x.pdf', strToU8('%PDF-1.7'), 'import.noMarkdown'],
  ['nothing', 'x.md', new Uint8Array(), 'import.empty'],
])('[I1] %s is refused with its code and changes nothing', async (_, name, bytes, code) => {
  const before = await outline()
  await expect(ana.ask(startImport, { courseId, name }, bytes)).rejects.toMatchObject({ code })
  expect(await outline()).toEqual(before)
})

test('[I8] who may not edit may not import, and who may not see the course learns nothing of it', async () => {
  const rita = await server.signIn('rita@demo.test')
  await expect(rita.ask(startImport, { courseId, name: 'x.md' }, strToU8('# X\n\nx'))).rejects.toMatchObject({ code: 'course.edit' })
  const leo = await server.signIn('leo@demo.test')
  await expect(leo.ask(previewImport, { courseId, name: 'x.md' }, strToU8('# X\n\nx'))).rejects.toMatchObject({ code: 'course.unknown' })
})

test('[I5] an import that begins again after a crash writes nothing twice', async () => {
  const begun = await ana.ask(startImport, { courseId, name: 'tea.md' }, strToU8('# Tea\n\nPour.'))
  await ended(begun)
  await jobStore(server.connection.db).update(begun.id, { state: 'waiting', claimedUntil: 0 })
  server.app.jobs.wake()
  await server.app.jobs.settled()
  expect((await outline()).filter((title) => title === 'Tea')).toEqual(['Tea', 'Tea'])
  const [text] = await look((doc) =>
    lessonsInOrder(doc)
      .filter((lesson) => lesson.title === 'Tea')
      .map((lesson) => textOf(readLesson(doc, lesson.id))),
  )
  expect(text).toBe('Pour.')
})
