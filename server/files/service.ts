import type { Readable } from 'node:stream'
import { fileUrl } from '../../shared/file-addresses.ts'
import { type FileLimits, mediaKind, mostBroughtBytes, type StoredFile } from '../../shared/files.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { canEditDraft, canReadDraft } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import type { CourseService } from '../courses/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Transaction } from '../platform/db/database.ts'
import type { Derived } from '../platform/derived.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Parts, Pieces } from '../platform/parts.ts'
import { type Kept, keeper } from './keeping.ts'
import { sniff, sniffedBytes } from './sniff.ts'
import type { FileRow, FileStore, UploadStore } from './store.ts'
import { type Receiver, uploading } from './uploads.ts'
import { pictureVariants, type Variant } from './variants.ts'

export { sniff }

type Tools = {
  store: FileStore
  uploadStore: UploadStore
  courses: Pick<CourseService, 'load'>
  blobs: Blobs
  parts: Parts
  derived: Derived
  jobs: Pick<Jobs, 'add'>
  /** The ids of the files that a published version shows. */
  publishedFiles: (courseId: CourseId, version: number) => Promise<ReadonlySet<string>>
  /** What a public address answers; nothing for one that is not public, or does not answer. */
  askOutside: (address: string, options: { maxBytes: number }) => Promise<Uint8Array | undefined>
  now: () => number
  limits: Limits
}
/** 0 means no limit. */
type Limits = { uploadBytes: number; courseBytes: number; openUploads: number; uploadHours: number; recordingSeconds: number }
export type OpenFile = { file: FileRow; body: Readable; size: number }
/** Both ends count bytes, `to` is included. */
export type Part = { from: number; to: number }

const mostRemembered = 200
/** How long a smaller picture stays that nobody asks for. */
const variantMs = 60 * day
export const variantJob = 'files.variants'

/** The files of courses: pictures, film and sound in lessons, things to download. */
export function fileService({ store, uploadStore, courses, blobs, parts, derived, jobs, publishedFiles, askOutside, now, limits }: Tools) {
  const published = remembered(publishedFiles)
  const keeping = keeper(blobs, parts)
  const variants = pictureVariants(blobs, derived)

  async function load(member: Member, courseId: CourseId, id: string): Promise<FileRow> {
    const { course, standing } = await courses.load(courseId, member, () => true)
    const shown = canReadDraft(standing) || (course.currentVersion !== null && (await published(courseId, course.currentVersion)).has(id))
    const file = shown ? await store.find(courseId, id) : undefined
    if (!file) throw unknown('file')
    return file
  }

  const mayAdd = (member: Member, courseId: CourseId) => courses.load(courseId, member, canEditDraft, 'upload')

  async function roomFor(courseId: CourseId, bytes: number) {
    if (limits.uploadBytes > 0 && bytes > limits.uploadBytes) throw tooLarge(limits.uploadBytes)
    if (limits.courseBytes > 0 && (await store.bytesIn(courseId)) + bytes > limits.courseBytes)
      throw new Problem(
        'tooLarge',
        'file.full',
        'The files of this course take all the room it has. Ask whoever runs this site for more.',
        {
          maxBytes: limits.courseBytes,
        },
      )
  }

  async function add(member: Member, courseId: CourseId, kept: Kept): Promise<StoredFile> {
    await store.insert({ ...kept, courseId, addedBy: member.id, addedAt: now() })
    const stored = asStored((await store.find(courseId, kept.id))!) // it was there before or has just been added, and nothing removes files
    if (mediaKind(kept.type) === 'picture' && (kept.width ?? 0) > 320)
      await jobs.add({ id: `${variantJob}-${kept.id}`, kind: variantJob, by: member.id, input: { courseId, id: kept.id }, at: now() })
    return stored
  }

  const uploads = uploading({
    store: uploadStore,
    parts,
    now,
    limits,
    goals: 'courses',
    mayAdd: (member, { courseId }) => mayAdd(member, courseId),
    roomFor: ({ courseId }, bytes) => roomFor(courseId, bytes),
    async keep(member, { courseId, name, id, bytes }, file) {
      return add(member, courseId, await keeping.keepPart(name, id, file, bytes))
    },
    fileOf: async ({ courseId }, id) => asStored((await store.find(courseId, id))!), // as above: added before the upload says so
  })

  return {
    /** Throws for whom `put` will refuse: to be asked before a large body is read. */
    mayAdd,
    uploads,
    /** The same way in pieces for another room, which keeps what comes itself. */
    uploadsTo: <Kept extends { id: string }>(receiver: Receiver<Kept>) =>
      uploading({ store: uploadStore, parts, now, limits, ...receiver }),
    /** Makes a part that has come whole one of the blobs, for a room that keeps its own list of them. */
    keepPart: keeping.keepPart,
    limits: (): FileLimits => ({ fileBytes: limits.uploadBytes, recordingSeconds: limits.recordingSeconds }),

    /** Adds a file to a course; the same bytes twice are one file. */
    async put(member: Member, courseId: CourseId, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<StoredFile> {
      await mayAdd(member, courseId)
      if (bytes.length === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
      return add(member, courseId, await keeping.keepBytes(name, bytes))
    },

    /** Adds a file of another course to this one; the bytes lie there already. Nothing when it is none of that course. */
    async adopt(member: Member, courseId: CourseId, from: CourseId, id: string): Promise<StoredFile | undefined> {
      await mayAdd(member, courseId)
      const file = await store.find(from, id)
      return file && add(member, courseId, file)
    },

    /** The same for whoever can see that file where it is. */
    async take(member: Member, courseId: CourseId, from: { of: CourseId; id: string }): Promise<StoredFile> {
      await mayAdd(member, courseId)
      const file = await load(member, from.of, from.id)
      if (!(await store.find(courseId, file.id))) await roomFor(courseId, file.bytes)
      return add(member, courseId, file)
    },

    /** Makes a picture that lies on the internet one of this course; whoever learns here then asks nobody else for it. */
    async bring(member: Member, courseId: CourseId, url: string): Promise<StoredFile> {
      await mayAdd(member, courseId)
      const bytes = await askOutside(url, {
        maxBytes: limits.uploadBytes ? Math.min(limits.uploadBytes, mostBroughtBytes) : mostBroughtBytes,
      })
      if (!bytes?.length)
        throw new Problem(
          'invalid',
          'file.away',
          'This picture does not come from where it lies. Save it on your device and choose it here.',
        )
      if (mediaKind(sniff(bytes.subarray(0, sniffedBytes))) !== 'picture') throw noPicture()
      await roomFor(courseId, bytes.length)
      return add(member, courseId, await keeping.keepBytes(nameIn(url), bytes))
    },

    /** The same as `put` for what comes over the wire and may be large. */
    async receive(
      member: Member,
      courseId: CourseId,
      { name, announced, pieces }: { name: string; announced: number; pieces: Pieces },
    ): Promise<StoredFile> {
      await mayAdd(member, courseId)
      // Before anything is read: what is too large need not travel.
      await roomFor(courseId, announced)
      const part = newId<string>(now())
      const most = limits.uploadBytes || Number.MAX_SAFE_INTEGER
      try {
        const { bytes } = await parts.write(part, 0, pieces, most).catch((error: unknown) => {
          throw error instanceof RangeError ? tooLarge(most) : error
        })
        if (bytes === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
        await roomFor(courseId, bytes)
        const file = (await parts.close(part, bytes))! // written just now
        return await add(member, courseId, await keeping.keepPart(name, part, file, bytes))
      } finally {
        await parts.remove(part)
      }
    },

    /**
     * Keeps a picture under its hash for a room that shows it by rules of its own: it becomes no file of any course.
     * Throws `file.other` for what is no picture that a page may show.
     */
    async keepPicture(bytes: Uint8Array): Promise<Kept & { width: number; height: number }> {
      if (bytes.length === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
      if (mediaKind(sniff(bytes.subarray(0, sniffedBytes))) !== 'picture') throw noPicture()
      const kept = await keeping.keepBytes('picture', bytes)
      return { ...kept, width: kept.width ?? 1, height: kept.height ?? 1 } // every picture was measured
    },

    /** The file with its bytes, or the asked part of them. Throws `file.unknown` for whom it is not shown to. */
    async open(member: Member, courseId: CourseId, id: string, part?: Part): Promise<OpenFile> {
      const file = await load(member, courseId, id)
      const opened = await blobs.stream(id, part)
      if (!opened) throw unknown('file')
      return { file, ...opened }
    },
    find: load,
    /** The picture at that width, or nothing where the file itself is what to send. */
    async variant(member: Member, courseId: CourseId, id: string, width: number, takesAvif: boolean): Promise<Variant | undefined> {
      return variants.find(await load(member, courseId, id), width, takesAvif)
    },

    // What the server does by itself, some time.
    async makeVariants({ courseId, id }: { courseId: CourseId; id: string }) {
      const file = await store.find(courseId, id)
      if (file) await variants.makeAll(file)
    },
    /** Removes what was begun and given up, and smaller pictures nobody looks at. Never a file: versions and restores show them. */
    async sweep() {
      return { uploads: await uploads.sweep(), variants: await variants.sweep(Date.now() - variantMs) }
    },

    /** Gives a new course the files that a copied text shows; the bytes are kept once. */
    async lend(tx: Transaction, from: { of: CourseId; ids: readonly string[] }, to: CourseId, by: PersonId) {
      const rows = (await store.inCourse(from.of, tx)).filter(({ id }) => from.ids.includes(id))
      for (const row of rows) await store.insert({ ...row, courseId: to, addedBy: by, addedAt: now() }, tx)
    },
    /** All files of a course, for who has been let in to its draft already. */
    inCourse: (courseId: CourseId): Promise<FileRow[]> => store.inCourse(courseId),
    /** The bytes of a file, for who has been let in to its course already. */
    bytesOf: (id: string) => blobs.stream(id),
  }
}
export type FileService = ReturnType<typeof fileService>

const tooLarge = (maxBytes: number) =>
  new Problem(
    'tooLarge',
    'file.tooLarge',
    `This file is too large: at most ${Math.floor(maxBytes / 1024 / 1024) || 1} MB can be added here. Make it smaller, or link to where it lies.`,
    { maxBytes },
  )

const noPicture = () =>
  new Problem('invalid', 'file.other', 'This is no picture that a page can show. Send a PNG, JPEG, GIF, WebP or AVIF.')

/** What a picture is called where it lies; most are called by a number, and the type gives the ending. */
const nameIn = (url: string) =>
  new URL(url).pathname
    .split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '')
    .slice(0, 60) || 'picture'

const asStored = ({ courseId, id, name, type, bytes, width, height }: FileRow): StoredFile => ({
  id,
  url: fileUrl(courseId, id),
  name,
  type,
  bytes,
  ...(width !== null && height !== null && { width, height }),
})

/** A version never changes, so what it shows is asked once. */
function remembered(ask: Tools['publishedFiles']): Tools['publishedFiles'] {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
  return (courseId, version) => {
    const key = `${courseId} ${version}`
    const before = known.get(key)
    if (before) return before
    const answer = ask(courseId, version)
    answer.catch(() => known.delete(key))
    known.set(key, answer)
    if (known.size > mostRemembered) known.delete(known.keys().next().value!)
    return answer
  }
}
