import { z } from 'zod'
import { Bytes, endpoint } from './endpoint.ts'
import { CourseId, id } from './id.ts'

// Courses that come from elsewhere: Markdown, Word, PowerPoint and web pages; and courses that go there, as Markdown.

// Model

export const ImportId = id('import')
export type ImportId = z.infer<typeof ImportId>

/** Something that could not be taken over as it was, and what became of it. */
export const ImportNote = z.object({
  kind: z.enum([
    /** A picture on another site: a link stands in its place. */
    'image.remote',
    /** A picture that is not among the files: its description stands in its place. */
    'image.missing',
    /** A picture that is damaged, or of a kind that browsers do not show: its description stands in its place. */
    'image.broken',
    /** A picture that was a link: it is a picture only. */
    'image.link',
    /** A link to another file or a place in it: its words stay. */
    'link.relative',
    /** A link of a kind that is not safe to follow: its words stay. */
    'link.refused',
    /** HTML: its words stay. */
    'html',
    /** A slide that the presentation hides. */
    'slide.hidden',
    /** Something drawn (a chart, a diagram, a formula, a film) that has no words of its own: it stays behind. */
    'drawing',
    /** Settings at the head of a file, besides its title. */
    'frontMatter',
    /** A file that is no Markdown and is shown nowhere. */
    'file.skipped',
    /** A file that was not written in UTF-8: some letters may be wrong. */
    'file.encoding',
  ]),
  /** The file it stands in, as a path inside the import. */
  file: z.string(),
  /** Counts from 1; absent where it is the whole file. */
  line: z.number().int().optional(),
  /** What it was: an address, a tag, the name of a setting. At most 200 characters. */
  what: z.string(),
})
export type ImportNote = z.infer<typeof ImportNote>

/** What an import makes, before or after it was made. */
export const ImportOutline = z.object({
  sections: z.array(z.object({ title: z.string(), lessons: z.array(z.object({ title: z.string(), words: z.number().int() })) })),
  pictures: z.number().int(),
  /** Comments of a Word file, which become threads. */
  comments: z.number().int(),
  notes: z.array(ImportNote),
  /** How many notes there are in all; `notes` holds the first of them. */
  noted: z.number().int(),
})
export type ImportOutline = z.infer<typeof ImportOutline>

export const Import = z.object({
  id: ImportId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Lessons and pictures that are in, of all there are. 0 of 0 until it has begun. */
  done: z.number().int(),
  total: z.number().int(),
  outline: ImportOutline.optional(),
  fault: z.object({ code: z.string(), message: z.string() }).optional(),
})
export type Import = z.infer<typeof Import>

// Rules

/** The largest upload, and what may come out of a ZIP: a small file can hold a great many zeros. */
export const importLimits = {
  upload: 50 * 1024 * 1024,
  files: 2000,
  text: 8 * 1024 * 1024,
  /** One Markdown file: some 150,000 words. */
  file: 1024 * 1024,
  lines: 200_000,
  unpacked: 150 * 1024 * 1024,
  notes: 300,
  /** The XML of an Office file, which is ten times as long as what it says. */
  xml: 48 * 1024 * 1024,
  blocks: 20_000,
} as const

export const isMarkdown = (path: string) => /\.(md|mdown|markdown|mkd)$/i.test(path)
export const isWebPage = (path: string) => /\.html?$/i.test(path)
export const isOffice = (path: string) => /\.(docx|pptx)$/i.test(path)
export const isPicture = (path: string) => /\.(png|jpe?g|gif|webp|avif)$/i.test(path)

// Contract

const problems = [
  'import.unsafe',
  'import.oldOffice',
  'import.tooSlow',
  'course.unknown',
  'course.edit',
  'import.empty',
  'import.broken',
  'import.tooLarge',
  'import.noMarkdown',
]
const upload = { body: 'bytes', maxBytes: importLimits.upload, who: 'editors of the course' } as const
const named = z.object({ courseId: CourseId, name: z.string().trim().min(1).max(200) })

export const previewImport = endpoint('POST', '/courses/:courseId/imports/preview', {
  ...upload,
  takes: named,
  gives: z.object({ upload: z.string(), outline: ImportOutline }),
  problems,
  about:
    'Tells what a file (Markdown, Word, PowerPoint, a web page, or a ZIP of pages) would become, and changes nothing. `upload` names the bytes for starting the import.',
})
export const startImport = endpoint('POST', '/courses/:courseId/imports', {
  ...upload,
  takes: named.extend({
    upload: z
      .string()
      .regex(/^[0-9a-f]{64}\.[0-9a-f]{64}$/)
      .optional(),
  }),
  gives: Import,
  problems: [...problems, 'import.unknown'],
  about:
    'Begins to add the lessons of a file (Markdown, Word, PowerPoint, a web page, or a ZIP of pages) to the end of the course. The bytes are the body, or those that a preview named.',
})
export const getImport = endpoint('GET', '/courses/:courseId/imports/:importId', {
  takes: z.object({ courseId: CourseId, importId: ImportId }),
  gives: Import,
  who: 'editors of the course',
  problems: ['course.unknown', 'course.edit', 'import.unknown'],
  about: 'How far an import is and, once it is done, what could not be taken over.',
})

export const exportCourse = endpoint('GET', '/courses/:courseId/export.zip', {
  takes: z.object({ courseId: CourseId }),
  gives: Bytes,
  who: 'whoever can read the draft',
  problems: ['course.unknown', 'course.export'],
  about: 'The draft as Markdown files with its pictures, in a ZIP. Importing it gives the same lessons.',
})

export const interopEndpoints = [previewImport, startImport, getImport, exportCourse]
