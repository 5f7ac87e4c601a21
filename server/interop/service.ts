import { type CourseId, newId } from '../../shared/id.ts'
import type { Import, ImportId, ImportOutline } from '../../shared/interop.ts'
import type { Member } from '../../shared/people.ts'
import { invariant, unknown } from '../../shared/problem.ts'
import { canEditDraft, canReadDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Job, Jobs } from '../platform/jobs/jobs.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { ExportZip } from './export.ts'
import { keptUploads } from './kept.ts'
import { blocksOf } from './markdown.ts'
import { outlineOf } from './plan.ts'
import { readInThread } from './reading.ts'
import type { WriteImport } from './write.ts'

type Tools = {
  courses: CourseService
  blobs: Blobs
  jobs: Jobs
  write: WriteImport
  exportZip: ExportZip
  /** Signs the names of what was sent for a preview. */
  secret: string
  now: () => number
}
type Input = { courseId: CourseId; by: Member; name: string; upload: string }

const kind = 'interop.import'

/** Courses that come from elsewhere. Reading and planning are one step, writing is a job that goes on without the asker. */
export function interopService({ courses, blobs, jobs, write, exportZip, secret, now }: Tools) {
  const kept = keptUploads(secret)
  const load = (member: Member, courseId: CourseId) => courses.load(courseId, member, canEditDraft, 'edit')

  jobs.handle(kind, async (job, progress) => {
    const input = job.input as Input // written by `start` below
    await load(input.by, input.courseId)
    const bytes = await blobs.get(input.upload)
    invariant(bytes, 'an upload is kept before its import begins')
    const plan = await readInThread(input.name, bytes)
    await write({ ...input, importId: job.id, plan, progress })
    return outlineOf(plan)
  })

  return {
    /** Throws for whom all of this will refuse: to be asked before a large body is read. */
    mayImport: load,

    /** What an upload would become. Keeps the bytes, so that they need not travel twice. */
    async preview(
      member: Member,
      { courseId, name }: { courseId: CourseId; name: string },
      bytes: Uint8Array,
    ): Promise<{ upload: string; outline: ImportOutline }> {
      await load(member, courseId)
      const plan = await readInThread(name, bytes)
      const hash = await blobs.put(bytes)
      return { upload: kept.name({ courseId, by: member.id, hash }), outline: outlineOf(plan) }
    },

    /** Begins an import. What cannot be read is refused here and now, before anything is kept or changed. */
    async start(
      member: Member,
      { courseId, name, upload }: { courseId: CourseId; name: string; upload?: string | undefined },
      sent: Uint8Array,
    ): Promise<Import> {
      await load(member, courseId)
      const before = upload === undefined ? undefined : kept.read(upload, { courseId, by: member.id })
      const bytes = upload === undefined ? sent : before && (await blobs.get(before))
      if (!bytes) throw unknown('import')
      await readInThread(name, bytes)
      const id = newId<ImportId>(now())
      const input: Input = { courseId, by: member, name, upload: before ?? (await blobs.put(bytes)) }
      await jobs.add({ id, kind, by: member.id, input, at: now() })
      return { id, state: 'waiting', done: 0, total: 0 }
    },

    /** The draft as Markdown files in a ZIP, made while it is sent. */
    async export(member: Member, courseId: CourseId) {
      const { course } = await courses.load(courseId, member, canReadDraft, 'export')
      return { name: `${course.title}.zip`, body: await exportZip(courseId) }
    },

    async get(member: Member, courseId: CourseId, importId: ImportId): Promise<Import> {
      await load(member, courseId)
      const job = await jobs.find(importId)
      if (!job || job.kind !== kind || (job.input as Input).courseId !== courseId) throw unknown('import')
      return asImport(job)
    },
  }
}
export type InteropService = ReturnType<typeof interopService>

const asImport = ({ id, state, done, total, result, fault }: Job): Import => ({
  id: id as ImportId, // ours are made by `start`
  state,
  done,
  total,
  ...(state === 'done' && { outline: result as ImportOutline }), // what the handler above gave
  ...(fault && { fault: { code: fault.code, message: fault.message } }),
})

/** A text of our own as the blocks of a lesson, headings included. Pictures and links to other files are not expected in it. */
export const blocksFrom = (markdown: string): Prose[] =>
  blocksOf(markdown, { file: '', note: () => undefined, picture: () => ({ missing: true }) }, 1)
