import type { Readable } from 'node:stream'
import { fileUrl, type StoredFile } from '../../shared/files.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { canEditDraft, canReadDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import { tidyPicture } from './images.ts'
import { sniff } from './sniff.ts'
import type { FileRow, FileStore } from './store.ts'

export { sniff } from './sniff.ts'

type Tools = {
  store: FileStore
  courses: CourseService
  blobs: Blobs
  /** The ids of the files that a published version shows. */
  publishedFiles: (courseId: CourseId, version: number) => Promise<ReadonlySet<string>>
  now: () => number
}
export type OpenFile = { file: FileRow; body: Readable; size: number }
/** Both ends count bytes, `to` is included. */
export type Part = { from: number; to: number }

const mostRemembered = 200

/** The files of courses: pictures in lessons, things to download. */
export function fileService({ store, courses, blobs, publishedFiles, now }: Tools) {
  const published = remembered(publishedFiles)

  async function load(member: Member, courseId: CourseId, id: string): Promise<FileRow> {
    const { course, standing } = await courses.load(courseId, member, () => true)
    const shown = canReadDraft(standing) || (course.currentVersion !== null && (await published(courseId, course.currentVersion)).has(id))
    const file = shown ? await store.find(courseId, id) : undefined
    if (!file) throw unknown('file')
    return file
  }

  const mayAdd = (member: Member, courseId: CourseId) => courses.load(courseId, member, canEditDraft, 'upload')

  return {
    /** Throws for whom `put` will refuse: to be asked before a large body is read. */
    mayAdd,

    /** Adds a file to a course; the same bytes twice are one file. */
    async put(member: Member, courseId: CourseId, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<StoredFile> {
      await mayAdd(member, courseId)
      if (bytes.length === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
      const type = sniff(bytes)
      const picture = type.startsWith('image/') ? await tidyPicture(bytes, type) : undefined
      const kept = picture?.bytes ?? bytes
      const id = await blobs.put(kept)
      const size = { width: picture?.width ?? null, height: picture?.height ?? null }
      await store.insert({ courseId, id, name: plainName(name), type, bytes: kept.length, ...size, addedBy: member.id, addedAt: now() })
      return asStored((await store.find(courseId, id))!) // it was there before or has just been added, and nothing removes files
    },

    /** The file with its bytes, or the asked part of them. Throws `file.unknown` for whom it is not shown to. */
    async open(member: Member, courseId: CourseId, id: string, part?: Part): Promise<OpenFile> {
      const file = await load(member, courseId, id)
      const opened = await blobs.stream(id, part)
      if (!opened) throw unknown('file')
      return { file, ...opened }
    },
    find: load,
  }
}
export type FileService = ReturnType<typeof fileService>

const asStored = ({ courseId, id, name, type, bytes, width, height }: FileRow): StoredFile => ({
  id,
  url: fileUrl(courseId, id),
  name,
  type,
  bytes,
  ...(width !== null && height !== null && { width, height }),
})

/** The last part of a path, without what no file system and no header takes. */
const plainName = (name: string) =>
  name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .trim()
    .slice(0, 200) || 'file'

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
