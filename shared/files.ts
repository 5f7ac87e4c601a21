import { z } from 'zod'
import { Bytes, Done, endpoint } from './endpoint.ts'
import { variantWidths } from './file-addresses.ts'
import { CourseId, id } from './id.ts'

// Model

/** The SHA-256 of a file's bytes in lower-case hex: it names the content, so it never changes and is kept once. */
export const StoredFileId = z.string().regex(/^[0-9a-f]{64}$/)

export const FileName = z.string().trim().min(1).max(200)

/** A file that belongs to a course. Images have a width and a height in pixels, upright. */
export const StoredFile = z.object({
  id: StoredFileId,
  url: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const UploadId = id('upload')
export type UploadId = z.infer<typeof UploadId>

/** A file on its way. `received` bytes are on disk and need not be sent again; `file` is there once it has arrived whole. */
export const Upload = z.object({
  id: UploadId,
  name: z.string(),
  bytes: z.number().int(),
  received: z.number().int(),
  file: StoredFile.optional(),
})
export type Upload = z.infer<typeof Upload>

/** What may be sent here; 0 means no limit. */
export const FileLimits = z.object({ fileBytes: z.number().int(), recordingSeconds: z.number().int() })
export type FileLimits = z.infer<typeof FileLimits>

// Rules

/** Beyond any setting: the address of a byte must stay exact. */
export const mostFileBytes = 1024 ** 4
/** The largest picture that is fetched from elsewhere. */
export const mostBroughtBytes = 12 * 1024 * 1024
/** The largest piece of a file that one request carries. */
export const mostChunkBytes = 8 * 1024 * 1024

const pictures: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']
const films: readonly string[] = ['video/mp4', 'video/webm', 'video/quicktime']
const sounds: readonly string[] = ['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/flac', 'audio/wav', 'audio/ogg', 'audio/webm']

/** What a page may show by itself. Everything else is only ever downloaded: HTML and SVG could run as our own pages. */
export const shownTypes: readonly string[] = [...pictures, ...films, ...sounds]

export type MediaKind = 'picture' | 'film' | 'sound' | 'other'
/** What can be done with a file of this type. */
export const mediaKind = (type: string): MediaKind =>
  pictures.includes(type) ? 'picture' : films.includes(type) ? 'film' : sounds.includes(type) ? 'sound' : 'other'

// Contract

const ofCourse = z.object({ courseId: CourseId })
const ofUpload = ofCourse.extend({ uploadId: UploadId })
const ofFile = ofCourse.extend({ fileId: StoredFileId })
const editors = 'editors of the course'

export const uploadFile = endpoint('POST', '/courses/:courseId/files', {
  takes: ofCourse.extend({ name: FileName }),
  gives: StoredFile,
  body: 'bytes',
  maxBytes: mostFileBytes,
  who: editors,
  problems: ['course.unknown', 'course.upload', 'file.empty', 'file.broken', 'file.other', 'file.tooMany', 'file.tooLarge', 'file.full'],
  about: 'Adds a file to a course in one request. Images are turned upright and lose what cameras note about place and time.',
})
export const getFileLimits = endpoint('GET', '/files/limits', {
  gives: FileLimits,
  about: 'How large a file and how long a recording may be.',
})
export const startUpload = endpoint('POST', '/courses/:courseId/uploads', {
  takes: ofCourse.extend({ id: UploadId, name: FileName, bytes: z.number().int().min(0).max(mostFileBytes) }),
  gives: Upload,
  who: editors,
  problems: [
    'course.unknown',
    'course.upload',
    'file.empty',
    'file.tooMany',
    'file.tooLarge',
    'file.full',
    'upload.unknown',
    'upload.many',
  ],
  about: 'Announces a file that will come in pieces, under an id made by the sender. What is too large is refused here, before it travels.',
})
export const getUpload = endpoint('GET', '/courses/:courseId/uploads/:uploadId', {
  takes: ofUpload,
  gives: Upload,
  who: 'whoever began it',
  problems: ['upload.unknown'],
  about: 'How much of a file has arrived: where to go on after a break.',
})
export const sendChunk = endpoint('PUT', '/courses/:courseId/uploads/:uploadId', {
  takes: ofUpload.extend({ offset: z.coerce.number().int().min(0), sha256: StoredFileId.optional() }),
  gives: Upload,
  body: 'bytes',
  maxBytes: mostChunkBytes,
  who: 'whoever began it',
  problems: ['upload.unknown', 'upload.offset', 'upload.busy', 'upload.damaged', 'upload.done'],
  about: 'The piece of a file that begins at `offset`. It counts when it has come whole and, where `sha256` is given, as it was sent.',
})
export const finishUpload = endpoint('POST', '/courses/:courseId/uploads/:uploadId/finish', {
  takes: ofUpload,
  gives: StoredFile,
  who: 'whoever began it',
  problems: ['upload.unknown', 'upload.offset', 'upload.busy', 'file.broken', 'file.other'],
  about: 'Makes a file that has arrived whole one of the course. Asked again, it gives the same file.',
})
export const cancelUpload = endpoint('DELETE', '/courses/:courseId/uploads/:uploadId', {
  takes: ofUpload,
  gives: Done,
  who: 'whoever began it',
  problems: ['upload.unknown'],
  about: 'Gives up a file on its way and removes what has come of it.',
})
export const adoptFile = endpoint('POST', '/courses/:courseId/files/adopt', {
  takes: ofCourse.extend({ from: CourseId, file: StoredFileId }),
  gives: StoredFile,
  who: `${editors} who can see the file where it is`,
  problems: ['course.unknown', 'course.upload', 'file.unknown', 'file.tooLarge', 'file.full'],
  about: 'Makes a file of another course one of this course too, for text that was copied from there. The bytes are kept once.',
})
export const bringPicture = endpoint('POST', '/courses/:courseId/files/bring', {
  takes: ofCourse.extend({ url: z.string().max(2000) }),
  gives: StoredFile,
  who: editors,
  problems: ['course.unknown', 'course.upload', 'file.away', 'file.other', 'file.broken', 'file.tooMany', 'file.tooLarge', 'file.full'],
  about: 'Fetches a picture from a public https address, for a page that was pasted, and makes it a file of the course.',
})
export const getFile = endpoint('GET', '/courses/:courseId/files/:fileId', {
  takes: ofFile,
  gives: Bytes,
  who: 'whoever can read the draft; learners what the current version shows',
  problems: ['file.unknown'],
  about: 'The bytes of a file; parts of it by `Range`.',
})
export const getVariant = endpoint('GET', '/courses/:courseId/files/:fileId/:width', {
  takes: ofFile.extend({ width: z.coerce.number().refine((width) => (variantWidths as readonly number[]).includes(width)) }),
  gives: Bytes,
  who: 'whoever can see the file',
  problems: ['file.unknown'],
  about: 'A picture at one of the usual widths, as AVIF or WebP; the picture itself where it is smaller, or moves.',
})

export const fileEndpoints = [
  uploadFile,
  adoptFile,
  bringPicture,
  getFileLimits,
  startUpload,
  getUpload,
  sendChunk,
  finishUpload,
  cancelUpload,
  getFile,
  getVariant,
]
