import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileService } from '../../server/files/service.ts'
import { fileStore, uploadStore } from '../../server/files/store.ts'
import { diskBlobs } from '../../server/platform/blobs.ts'
import { diskDerived } from '../../server/platform/derived.ts'
import { diskParts } from '../../server/platform/parts.ts'
import { mostBroughtBytes } from '../../shared/files.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { type Company, openCompany } from '../rights/company.ts'

// Pictures of a pasted page, fetched from where they lie. Which addresses may be asked is tried in tests/platform/outside.test.ts.

let company: Company
let ana: Member
let leo: Member
let courseId: CourseId
let asked: { address: string; maxBytes: number }[]
/** What the internet answers. */
let answers: Record<string, Uint8Array>

beforeEach(async () => {
  company = await openCompany()
  ana = await company.person('ana', ['sales', 'author'])
  leo = await company.person('leo', ['sales', 'learner'])
  courseId = (await company.courses.create(ana, { groupId: company.tree.sales.id, title: 'Pictures' })).id
  asked = []
  answers = {}
})
afterEach(() => company.close())

const open = (limits = {}) =>
  fileService({
    store: fileStore(company.db),
    uploadStore: uploadStore(company.db),
    courses: company.courses,
    blobs: diskBlobs(path.join(company.dataDir, 'blobs')),
    parts: diskParts(path.join(company.dataDir, 'uploads')),
    derived: diskDerived(path.join(company.dataDir, 'derived')),
    jobs: { add: () => Promise.resolve() },
    publishedFiles: () => Promise.resolve(new Set<string>()),
    askOutside: (address, { maxBytes }) => {
      asked.push({ address, maxBytes })
      return Promise.resolve(answers[address])
    },
    now: () => Date.now(),
    limits: { uploadBytes: 0, courseBytes: 0, openUploads: 0, uploadHours: 24, recordingSeconds: 900, ...limits },
  })
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'yes',
    (error: { code: string }) => error.code,
  )
const text = (words: string) => new TextEncoder().encode(words)
const photo = () =>
  sharp({ create: { width: 30, height: 10, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Phone' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

test('[M18] a picture from elsewhere becomes a file of the course, by what its bytes are', async () => {
  const address = 'https://pictures.example/docsz/AD_4nX.png?key=1'
  answers = { [address]: await photo() }
  const file = await open().bring(ana, courseId, address)
  expect(file).toMatchObject({ name: 'AD_4nX.jpg', type: 'image/jpeg', width: 10, height: 30 })
  expect(file.url).toBe(`/api/courses/${courseId}/files/${file.id}`)
  expect(asked).toEqual([{ address, maxBytes: mostBroughtBytes }])
})

test('[M18] what is no picture, does not answer or has no room is refused with a sentence, and leaves nothing', async () => {
  answers = {
    'https://a.example/page.png': text('<!doctype html><script>1</script>'),
    'https://a.example/drawing.svg': text('<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>'),
    'https://a.example/empty.png': text(''),
    'https://a.example/photo.jpg': await photo(),
    'https://a.example/cut.jpg': (await photo()).subarray(0, 100),
  }
  const files = open()
  const bring = (name: string) => code(files.bring(ana, courseId, `https://a.example/${name}`))
  expect([await bring('page.png'), await bring('drawing.svg'), await bring('empty.png'), await bring('nothing.png')]).toEqual([
    'file.other',
    'file.other',
    'file.away',
    'file.away',
  ])
  expect(await bring('cut.jpg')).toBe('file.broken')
  expect(await code(open({ courseBytes: 10 }).bring(ana, courseId, 'https://a.example/photo.jpg'))).toBe('file.full')
  expect(await files.inCourse(courseId)).toEqual([])
})

test('[M18] nobody is asked for whom may not write in the course', async () => {
  expect(await code(open().bring(leo, courseId, 'https://a.example/photo.jpg'))).toBe('course.unknown')
  expect(asked).toEqual([])
})
