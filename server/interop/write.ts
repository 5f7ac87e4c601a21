import { createHash } from 'node:crypto'
import { lessonFragment } from '../../shared/document/layout.ts'
import { addNode, asLesson, lessonsInOrder, presentNodes, readOutline, trashNode } from '../../shared/document/outline.ts'
import { nodesIn, type Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { appendProse, withIds } from '../../shared/document/write.ts'
import type { CourseId, NodeId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { FileService } from '../files/service.ts'
import type { Progress } from '../platform/jobs/jobs.ts'
import type { Plan, PlannedLesson } from './plan.ts'

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
    const change = (name: string, apply: (doc: Document) => void) =>
      collaboration.command(courseId, { by: by.id, id: `${importId}:${name}`, name: 'interop.import' }, apply)

    await progress(0, total)
    const stored = await storePictures()
    await change('begin', (doc) => clearSeed(doc, { by: by.id, at: now() }))
    for (const [s, section] of plan.sections.entries()) {
      const sectionId = idFor(importId, `${s}`)
      await change(`${s}`, (doc) => addNode(doc, { id: sectionId, kind: 'section', parent: null, title: section.title }))
      for (const [l, lesson] of section.lessons.entries()) {
        await addLesson(sectionId, `${s}.${l}`, lesson)
        await step()
      }
    }

    async function addLesson(parent: NodeId, name: string, lesson: PlannedLesson) {
      const id = idFor(importId, name)
      const content = withPictures(lesson.blocks, stored).map(withIds)
      const chunks = content.length > 0 ? inChunks(content) : [[withIds({ type: 'paragraph' })]]
      for (const [n, chunk] of chunks.entries()) {
        await change(`${name}/${n}`, (doc) => {
          addNode(doc, { id, kind: 'lesson', parent, title: lesson.title })
          appendProse(lessonFragment(doc, asLesson(id)), chunk)
        })
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

/** A new course has one section with one empty lesson. When nobody has written in it, the import stands in its place. */
function clearSeed(doc: Document, trashed: Parameters<typeof trashNode>[2]) {
  const lessons = lessonsInOrder(doc)
  const isUntouched =
    lessons.length === 1 &&
    [...nodesIn(readLesson(doc, lessons[0]!.id))].every(
      (node) => node.type === 'doc' || (node.type === 'paragraph' && !node.content?.length),
    )
  if (!isUntouched) return
  for (const node of presentNodes(readOutline(doc))) if (node.parent === null) trashNode(doc, node.id, trashed)
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
