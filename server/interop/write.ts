import { createHash } from 'node:crypto'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonHref, lessonOfHref } from '../../shared/document/addresses.ts'
import { lessonFragment, outlineOf } from '../../shared/document/layout.ts'
import { addNode, asLesson, presentNodes, readOutline, renameNode } from '../../shared/document/outline.ts'
import { lessonsLinkedIn, nodesIn, type Prose, withHrefs } from '../../shared/document/prose.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { startThread } from '../../shared/document/threads.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { appendProse, withIds } from '../../shared/document/write.ts'
import type { CommentId, CourseId, LessonId, NodeId, ThreadId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { FileService } from '../files/service.ts'
import type { Progress } from '../platform/jobs/jobs.ts'
import type { Plan, PlannedLesson, Remark } from './plan.ts'

type Tools = { collaboration: CollaborationService; files: FileService; now: () => number }
type Order = { courseId: CourseId; by: Member; importId: string; plan: Plan; progress: Progress }
type Document = Parameters<Parameters<CollaborationService['command']>[2]>[0]
export type WriteImport = (order: Order) => Promise<void>

/** How many top-level blocks go into one change, so that nobody who is writing waits for a long one. */
const blocksAtOnce = 150

/**
 * Adds a plan to the end of a course: first its pictures, then lesson by lesson.
 *
 * Ids follow from the import's id and every change carries one, so that a second run after a crash repeats nothing.
 */
export function importWriter({ collaboration, files, now }: Tools): WriteImport {
  return async function write({ courseId, by, importId, plan, progress }) {
    const lessons = plan.sections.flatMap((section) => section.lessons)
    const total = plan.pictures.size + lessons.length
    let done = 0
    const step = () => progress(++done, total)
    const change = <T>(name: string, apply: (doc: Document) => T) =>
      collaboration.command(courseId, { by: by.id, id: `${importId}:${name}`, name: 'interop.import' }, apply, () => ({ by: by.id }))

    await progress(0, total)
    const stored = await storePictures()
    for (const [s, section] of plan.sections.entries()) {
      const first = s === 0 ? section.lessons[0]?.title : undefined
      const { value: sectionId } = await change(`${s}`, (doc) => {
        if (first !== undefined) useSeed(doc, importId, section.title, first)
        return addNode(doc, { id: nodeFor(doc, importId, `${s}`), kind: 'section', parent: null, title: section.title })
      })
      for (const [l, lesson] of section.lessons.entries()) {
        await addLesson(sectionId, `${s}.${l}`, lesson)
        await step()
      }
    }

    async function addLesson(parent: NodeId, name: string, lesson: PlannedLesson) {
      const content = withPictures(lesson.blocks, stored).map(withIds)
      const leads = content.some((block) => lessonsLinkedIn(block).length > 0)
      const chunks = content.length > 0 ? inChunks(content) : [[withIds({ type: 'paragraph' })]]
      for (const [n, chunk] of chunks.entries()) {
        await change(`${name}/${n}`, (doc) => {
          const id = addNode(doc, { id: nodeFor(doc, importId, name), kind: 'lesson', parent, title: lesson.title })
          const text = lessonFragment(doc, asLesson(id))
          if (isEmpty(doc, id)) text.delete(0, text.length)
          appendProse(text, leads ? chunk.map((block) => withHrefs(block, hereIn(doc))) : chunk)
        })
      }
      if (lesson.remarks)
        await change(`${name}/remarks`, (doc) => {
          const id = asLesson(nodeFor(doc, importId, name))
          addRemarks(doc, id, lesson.remarks ?? [], (at) => ({ thread: idFor(importId, `${name}/t${at}`), by: by.id, at: now() }))
        })
    }

    /** Where an address of the exported course leads here: links to lessons that did not come along keep their words alone. */
    function hereIn(doc: Document) {
      const ids = new Map(
        plan.sections.flatMap((section, s) =>
          section.lessons.flatMap(({ formerId }, l) => (formerId ? [[formerId, nodeFor(doc, importId, `${s}.${l}`)] as const] : [])),
        ),
      )
      return (href: string) => {
        const lesson = lessonOfHref(href)
        const here = lesson && ids.get(lesson)
        return lesson === undefined ? href : here && lessonHref(here)
      }
    }

    /** The pictures as image attributes, by their keys; one that cannot be drawn is told and left out. */
    async function storePictures() {
      const stored = new Map<string, Record<string, unknown>>()
      for (const [key, { name, bytes }] of plan.pictures) {
        try {
          const { id, url, width, height } = await files.put(by, courseId, { name, bytes })
          stored.set(key, { file: id, src: url, width: width ?? null, height: height ?? null })
        } catch (error) {
          if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
          plan.notes.push({ kind: 'image.broken', file: key, what: name })
          plan.noted++
        }
        await step()
      }
      return stored
    }
  }
}

/**
 * A new course has one section with one empty lesson. When nobody has written in it, the import begins in them: nothing is
 * thrown away, and who has the lesson open sees the text arrive.
 */
function useSeed(doc: Document, importId: string, section: string, lesson: string) {
  const [first, second, ...more] = presentNodes(readOutline(doc))
  const isUntouched =
    first?.kind === 'section' && second?.kind === 'lesson' && second.parent === first.id && more.length === 0 && isEmpty(doc, second.id)
  if (!isUntouched) return
  for (const [node, name, title] of [
    [first.id, '0', section],
    [second.id, '0.0', lesson],
  ] as const) {
    renameNode(doc, node, title)
    outlineOf(doc).get(node)?.set('imported', idFor(importId, name))
  }
}

/** Comments from elsewhere as threads, with the name of who wrote them there. Their words are looked for in order. */
function addRemarks(
  doc: Document,
  lesson: LessonId,
  remarks: readonly Remark[],
  begin: (at: number) => { thread: string; by: Member['id']; at: number },
) {
  const text = new LessonText(lessonFragment(doc, lesson))
  let from = 0
  for (const [at, { author, text: said, quote }] of remarks.entries()) {
    const found = quote ? text.text.indexOf(quote, from) : -1
    if (found !== -1) from = found
    const { thread, ...when } = begin(at)
    const lines = `${author ? `${author}: ` : ''}${said}`.split('\n')
    const body = {
      type: 'doc',
      content: lines.map((line) => ({ type: 'paragraph', ...(line && { content: [{ type: 'text', text: line }] }) })),
    }
    const place =
      found === -1
        ? { on: 'lesson' as const, lesson }
        : { on: 'text' as const, anchor: anchorOn(text, lesson, found, found + quote.length) }
    // The same place in the same import has the same ids, so a second run adds nothing.
    startThread(doc, { id: thread as ThreadId, commentId: thread as CommentId, ...when, ...place, body })
  }
}

const isEmpty = (doc: Document, lesson: NodeId) =>
  [...nodesIn(readLesson(doc, asLesson(lesson)))].every(
    (node) => node.type === 'doc' || (node.type === 'paragraph' && !node.content?.length),
  )

/** The node that stands for a place of the import: one that was there and is used, else one of its own. */
function nodeFor(doc: Document, importId: string, name: string): NodeId {
  const id = idFor(importId, name)
  for (const [node, facts] of outlineOf(doc)) if (facts.get('imported') === id) return node as NodeId // keys of the outline are node ids
  return id
}

/** The same place in the same import has the same id, of the form that documents use. */
function idFor(importId: string, name: string): NodeId {
  const digest = createHash('sha256').update(`${importId}/${name}`).digest()
  return BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .slice(0, 12) as NodeId // twelve letters, as newDocumentId makes
}

/** Blocks with their pictures' stored files; the description of a picture that could not be stored stands in its place. */
function withPictures(blocks: Prose[], stored: ReadonlyMap<string, Record<string, unknown>>): Prose[] {
  return blocks.map((block) => {
    if (block.type !== 'image') return block.content ? { ...block, content: withPictures(block.content, stored) } : block
    const attrs = stored.get(String(block.attrs?.['file']))
    if (attrs) return { ...block, attrs: { ...block.attrs, ...attrs } }
    const alt = String(block.attrs?.['alt'] ?? '')
    return { type: 'paragraph', ...(alt && { content: [{ type: 'text', text: alt }] }) }
  })
}

function inChunks(blocks: Prose[]): Prose[][] {
  return Array.from({ length: Math.ceil(blocks.length / blocksAtOnce) }, (_, n) => blocks.slice(n * blocksAtOnce, (n + 1) * blocksAtOnce))
}
