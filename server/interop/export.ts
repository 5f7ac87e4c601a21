import type { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { metaOf, titleOf } from '../../shared/document/layout.ts'
import { asLesson, type OutlineNode, readOutline } from '../../shared/document/outline.ts'
import { filesIn, lessonsLinkedIn, type Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { CourseId } from '../../shared/id.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { FileService } from '../files/service.ts'
import { markdownOf } from './markdown-of.ts'

type Tools = { collaboration: CollaborationService; files: FileService }
export type ExportZip = (courseId: CourseId) => Promise<ReadableStream<Uint8Array>>
type Written = { path: string; title: string; id?: string; lesson?: Prose }

/**
 * A draft as a ZIP: a folder a section, a Markdown file a lesson, and the files that they show in `files/`.
 *
 * The text is read once, as it is at that moment; it is written file by file while the receiver takes it.
 */
export function courseExporter({ collaboration, files }: Tools): ExportZip {
  return async function exportZip(courseId) {
    const { head, pages } = await collaboration.read(courseId, (doc) => ({
      head: { title: titleOf(doc), summary: String(metaOf(doc).get('summary') ?? ''), language: String(metaOf(doc).get('language') ?? '') },
      pages: pagesOf(readOutline(doc), '', (node) => readLesson(doc, asLesson(node.id))),
    }))
    const shown = new Set(pages.flatMap(({ lesson }) => (lesson ? filesIn(lesson) : [])))
    const stored = (await files.inCourse(courseId)).filter(({ id }) => shown.has(id))
    const places = placesOf(stored)

    return streamed(async (add) => {
      await add('README.md', strToU8(frontMatter(head)))
      // Where links lead: an import gives the lesson another id, and needs to know which one was meant.
      const linked = new Set(pages.flatMap(({ lesson }) => (lesson ? lessonsLinkedIn(lesson) : [])))
      for (const { path, title, id, lesson } of pages) {
        const up = '../'.repeat(path.split('/').length - 1)
        const heading = `# ${markdownOf([{ type: 'paragraph', ...(title && { content: [{ type: 'text', text: title }] }) }], () => undefined)}`
        const text = lesson
          ? markdownOf(lesson.content ?? [], (id) => {
              const place = places.get(id)
              return place && up + place
            })
          : ''
        const front = id && linked.has(id) ? frontMatter({ id }) : ''
        await add(path, strToU8(`${front}${[heading, text].filter(Boolean).join('\n\n')}\n`))
      }
      for (const { id } of stored) {
        const opened = await files.bytesOf(id)
        if (opened) await add(places.get(id)!, opened.body) // every stored file has its place
      }
    })
  }
}

/** Every section and lesson by its path, in reading order, what is in the trash left out. */
function pagesOf(nodes: OutlineNode[], folder: string, read: (node: OutlineNode) => Prose): Written[] {
  const present = nodes.filter((node) => !node.trashed)
  const digits = Math.max(2, String(present.length).length)
  return present.flatMap((node, at) => {
    const name = `${folder}${String(at + 1).padStart(digits, '0')}-${slug(node.title)}`
    if (node.kind === 'lesson') return [{ path: `${name}.md`, title: node.title, id: node.id, lesson: read(node) }]
    return [{ path: `${name}/_index.md`, title: node.title }, ...pagesOf(node.children, `${name}/`, read)]
  })
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'untitled'

/** A file's name as an address in Markdown takes it. */
const fileName = (name: string) => name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(-80)

/** Files by their names; where two have one name, the later ones are numbered. */
function placesOf(stored: readonly { id: string; name: string }[]): Map<string, string> {
  const taken = new Set<string>()
  return new Map(
    stored
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name }) => {
        const [, bare = '', end = ''] = /^(.*?)(\.[^.]*)?$/.exec(fileName(name)) ?? []
        let place = `files/${bare}${end}`
        for (let n = 2; taken.has(place.toLowerCase()); n++) place = `files/${bare}-${n}${end}`
        taken.add(place.toLowerCase())
        return [id, place]
      }),
  )
}

const frontMatter = (head: Record<string, string>) =>
  `---\n${Object.entries(head)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}: ${JSON.stringify(value.replace(/\s+/g, ' '))}`)
    .join('\n')}\n---\n`

type Add = (path: string, content: Uint8Array | Readable) => Promise<void>

/** A ZIP as it is written: the next file is begun when what came before has been taken. */
function streamed(write: (add: Add) => Promise<void>): ReadableStream<Uint8Array> {
  let wanted: (() => void) | undefined
  let stopped = false
  const room = (out: ReadableStreamDefaultController) =>
    stopped || (out.desiredSize ?? 0) > 0 ? Promise.resolve() : new Promise<void>((resolve) => (wanted = resolve))
  return new ReadableStream<Uint8Array>({
    start(out) {
      const zip = new Zip((error, chunk, final) => {
        if (stopped) return
        if (error) return out.error(error)
        if (chunk.length > 0) out.enqueue(chunk)
        if (final) out.close()
      })
      const add: Add = async (path, content) => {
        await room(out)
        if (stopped) return
        const isText = content instanceof Uint8Array
        // Pictures and films are packed already.
        const entry = isText ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path)
        entry.mtime = new Date('2020-01-01T12:00:00')
        zip.add(entry)
        if (isText) return entry.push(content, true)
        for await (const chunk of content as AsyncIterable<Uint8Array>) {
          await room(out)
          entry.push(new Uint8Array(chunk))
        }
        entry.push(new Uint8Array(), true)
      }
      void write(add)
        .then(() => zip.end())
        .catch((error: unknown) => {
          stopped = true
          out.error(error)
        })
    },
    pull() {
      wanted?.()
    },
    cancel() {
      stopped = true
      wanted?.()
    },
  })
}
