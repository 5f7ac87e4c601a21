import { access, readdir, writeFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileService, fileService } from '../../server/files/service.ts'
import { fileStore, uploadStore } from '../../server/files/store.ts'
import { diskBlobs } from '../../server/platform/blobs.ts'
import { diskDerived } from '../../server/platform/derived.ts'
import { diskParts } from '../../server/platform/parts.ts'
import type { UploadId } from '../../shared/files.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { day, hour, second } from '../../shared/time.ts'
import { type Company, openCompany } from '../rights/company.ts'

let company: Company
let files: FileService
let again: FileService
let ana: Member
let courseId: CourseId
let now = Date.now()
const id = 'upload-0001' as UploadId

beforeEach(async () => {
  company = await openCompany()
  ana = await company.person('ana', ['sales', 'author'])
  courseId = (await company.courses.create(ana, { groupId: company.tree.sales.id, title: 'Film' })).id
  now = Date.now()
  files = open()
  again = open()
})
afterEach(() => company.close())

const folder = (name: string) => path.join(company.dataDir, name)
/** A server of its own over the same database and folder. */
const open = () =>
  fileService({
    store: fileStore(company.db),
    uploadStore: uploadStore(company.db),
    courses: company.courses,
    blobs: diskBlobs(folder('blobs')),
    parts: diskParts(folder('uploads')),
    derived: diskDerived(folder('derived')),
    jobs: { add: () => Promise.resolve() },
    publishedFiles: () => Promise.resolve(new Set<string>()),
    askOutside: () => Promise.resolve(undefined),
    now: () => now,
    limits: { uploadBytes: 0, courseBytes: 0, openUploads: 0, uploadHours: 24, recordingSeconds: 900 },
  })
async function* pieces(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text)
}
const write = (by: FileService, offset: number, ...texts: string[]) =>
  by.uploads.write(ana, courseId, id, { offset, pieces: pieces(...texts) })

test('[M1] another server goes on where the first one ended', async () => {
  await files.uploads.start(ana, { courseId, question: null }, { id, name: 'a.txt', bytes: 10 })
  await write(files, 0, 'hello')
  expect(await again.uploads.get(ana, courseId, id)).toMatchObject({ received: 5 })
  await write(again, 5, ' wor', 'd')
  const file = await again.uploads.finish(ana, courseId, id)
  expect(await files.uploads.finish(ana, courseId, id)).toEqual(file)
  expect(new TextDecoder().decode(await diskBlobs(folder('blobs')).get(file.id))).toBe('hello word')
})

test('[M2] two servers never write to one upload at once, and a server that died holds it only for a moment', async () => {
  await files.uploads.start(ana, { courseId, question: null }, { id, name: 'a.txt', bytes: 10 })
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  async function* slow() {
    yield new TextEncoder().encode('hello')
    await held
  }
  const first = files.uploads.write(ana, courseId, id, { offset: 0, pieces: slow() })
  await expect.poll(() => write(again, 0, 'other').catch((error: { code: string }) => error.code)).toBe('upload.busy')
  now += 11 * second
  expect(await write(again, 0, 'other')).toMatchObject({ received: 5 })
  release()
  await first
})

test('[M1] bytes that vanished are sent again from the beginning', async () => {
  await files.uploads.start(ana, { courseId, question: null }, { id, name: 'a.txt', bytes: 5 })
  await write(files, 0, 'hello')
  await diskParts(folder('uploads')).remove(id)
  await expect(files.uploads.finish(ana, courseId, id)).rejects.toMatchObject({ code: 'upload.offset', details: { received: 0 } })
  await write(files, 0, 'hello')
  expect(await files.uploads.finish(ana, courseId, id)).toMatchObject({ bytes: 5 })
})

test('[M8] what was given up is swept after a day, with bytes nobody knows of; files stay', async () => {
  const kept = await files.put(ana, courseId, { name: 'kept.txt', bytes: new TextEncoder().encode('kept') })
  await files.uploads.start(ana, { courseId, question: null }, { id, name: 'a.txt', bytes: 10 })
  await write(files, 0, 'hello')
  const stray = path.join(folder('uploads'), 'stray-part')
  await writeFile(stray, 'x')
  await utimes(stray, new Date(now - 2 * day), new Date(now - 2 * day))
  expect(await files.sweep()).toMatchObject({ uploads: 0 })
  expect(await readdir(folder('uploads'))).toEqual([id])
  now += 25 * hour
  expect(await files.sweep()).toMatchObject({ uploads: 1 })
  expect(await readdir(folder('uploads'))).toEqual([])
  now += 1000 * day
  await files.sweep()
  await access(path.join(folder('blobs'), kept.id.slice(0, 2), kept.id))
  expect(await files.find(ana, courseId, kept.id)).toMatchObject({ name: 'kept.txt' })
})
