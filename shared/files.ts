import { z } from 'zod'
import { Bytes, endpoint } from './endpoint.ts'
import { CourseId } from './id.ts'

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

// Rules

export const mostFileBytes = 100 * 1024 * 1024

/** What a page may show by itself. Everything else is only ever downloaded: HTML and SVG could run as our own pages. */
export const shownTypes: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/wav',
  'audio/ogg',
]

export const fileUrl = (courseId: string, id: string) => `/api/courses/${courseId}/files/${id}`

// Contract

export const uploadFile = endpoint('POST', '/courses/:courseId/files', {
  takes: z.object({ courseId: CourseId, name: FileName }),
  gives: StoredFile,
  body: 'bytes',
  maxBytes: mostFileBytes,
  who: 'editors of the course',
  problems: ['course.unknown', 'course.upload', 'file.empty', 'file.broken', 'file.tooMany'],
  about: 'Adds a file to a course. Images are turned upright and lose what cameras note about place and time.',
})
export const getFile = endpoint('GET', '/courses/:courseId/files/:fileId', {
  takes: z.object({ courseId: CourseId, fileId: StoredFileId }),
  gives: Bytes,
  who: 'whoever can read the draft; learners what the current version shows',
  problems: ['file.unknown'],
  about: 'The bytes of a file; parts of it by `Range`.',
})

export const fileEndpoints = [uploadFile, getFile]
