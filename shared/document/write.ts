import * as Y from 'yjs'
import { type LessonId, newDocumentId, type NodeId, type PersonId } from '../id.ts'
import { fileAt } from '../file-addresses.ts'
import type { Time } from '../time.ts'
import { lessonHref, lessonOfHref } from './addresses.ts'
import { documentSchema, lessonFragment, metaOf } from './layout.ts'
import { addNode, asLesson, presentNodes, readOutline } from './outline.ts'
import type { Prose } from './prose.ts'
import { isLeaf } from './schema.ts'
import { readLesson } from './walker.ts'

/** Appends text to the end of a lesson's fragment, or of any element in it. */
export function appendProse(parent: Y.XmlFragment, content: Prose[]) {
  const nodes = runsOf(content).map((run) => (Array.isArray(run) ? textFrom(run) : elementFrom(run)))
  parent.insert(parent.length, nodes)
}

/** Replaces all of a lesson's text. For imports into empty lessons: anchors into the old text are lost. */
export function replaceLesson(doc: Y.Doc, lesson: LessonId, content: Prose[]) {
  doc.transact(() => {
    const fragment = lessonFragment(doc, lesson)
    fragment.delete(0, fragment.length)
    appendProse(fragment, content)
  })
}

/** Adds a lesson with its text, as one change. */
export function addLesson(doc: Y.Doc, lesson: { id?: NodeId; parent: NodeId | null; title: string; content: Prose[] }): LessonId {
  return doc.transact(() => {
    const id = asLesson(addNode(doc, { ...lesson, kind: 'lesson' }))
    appendProse(lessonFragment(doc, id), lesson.content)
    return id
  })
}

/** An element as y-prosemirror writes it: attributes without nulls, adjacent text in one Y.XmlText. */
export function elementFrom({ type, attrs, content }: Prose): Y.XmlElement {
  const element = new Y.XmlElement(type)
  // Y.XmlElement types its attributes as strings and stores any plain value.
  for (const [name, value] of Object.entries(attrs ?? {}))
    if (value !== null && value !== undefined) element.setAttribute(name, value as string)
  if (content?.length && !isLeaf(type))
    element.insert(
      0,
      runsOf(content).map((run) => (Array.isArray(run) ? textFrom(run) : elementFrom(run))),
    )
  return element
}

function textFrom(run: Prose[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(
    run.map((piece) => ({
      insert: piece.text ?? '',
      attributes: Object.fromEntries((piece.marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}])),
    })),
  )
  return text
}

function runsOf(content: Prose[]): (Prose | Prose[])[] {
  const runs: (Prose | Prose[])[] = []
  for (const node of content) {
    const last = runs.at(-1)
    if (node.type !== 'text') runs.push(node)
    else if (node.text && Array.isArray(last)) last.push(node)
    else if (node.text) runs.push([node])
  }
  return runs
}

/** Nodes that carry an id: all but text and line breaks. */
const carriesId = (node: Prose) => node.type !== 'text' && node.type !== 'hardBreak' && node.type !== 'doc'

/** The same text with a new id on every block. */
export function freshIds(node: Prose): Prose {
  const copy: Prose = { ...node, ...(node.content && { content: node.content.map(freshIds) }) }
  return carriesId(node) ? { ...copy, attrs: { ...node.attrs, id: newDocumentId() } } : copy
}

/** The same text with an id on every block that has none. */
export function withIds(node: Prose): Prose {
  const copy: Prose = { ...node, ...(node.content && { content: node.content.map(withIds) }) }
  return carriesId(node) && !node.attrs?.['id'] ? { ...copy, attrs: { ...node.attrs, id: newDocumentId() } } : copy
}

const firstTitles: Record<string, [section: string, lesson: string]> = {
  en: ['Introduction', 'First lesson'],
  de: ['Einführung', 'Erste Lektion'],
}

/** The first update of a new course: one section with one empty lesson, titled in the course's language. */
export function seedDocument(course: { title: string; language: string; by: PersonId; at: Time }): Uint8Array {
  const doc = new Y.Doc()
  writeMeta(doc, course)
  metaOf(doc).set('created', { by: course.by, at: course.at })
  const [section, lesson] = firstTitles[course.language.slice(0, 2)] ?? ['', '']
  const parent = addNode(doc, { kind: 'section', parent: null, title: section })
  addLesson(doc, { parent, title: lesson, content: [withIds({ type: 'paragraph' })] })
  return closeInto(doc)
}

/** A deep copy of a course's content with fresh ids and without anything people said about it. */
export function copyDocument(
  source: Y.Doc,
  {
    fileThere,
    ...course
  }: {
    title: string
    language?: string
    /** The address of a stored file in the copy; nothing where it stays what it was. */
    fileThere?: (file: { courseId: string; id: string }) => string | undefined
  },
): Uint8Array {
  const doc = new Y.Doc()
  writeMeta(doc, { language: String(metaOf(source).get('language') ?? 'en'), ...course })
  for (const key of ['summary', 'cover']) if (metaOf(source).has(key)) metaOf(doc).set(key, metaOf(source).get(key))
  const nodes = presentNodes(readOutline(source))
  // All of them first: a lesson may link to one that comes later.
  const copies = new Map(nodes.map(({ id }) => [id, newDocumentId<NodeId>()]))
  const there = (value: unknown) => {
    if (typeof value !== 'string') return value
    const lesson = copies.get(lessonOfHref(value) as NodeId) // what an address names is an id or nothing
    const file = fileAt(value)
    return lesson ? lessonHref(lesson) : file ? (fileThere?.(file) ?? value) : value
  }
  for (const { id, kind, parent, title } of nodes) {
    const copy = { id: copies.get(id)!, parent: parent && copies.get(parent)!, title } // made above for all that are present
    if (kind === 'section') addNode(doc, { ...copy, kind })
    else addLesson(doc, { ...copy, content: freshIds(withAddresses(readLesson(source, asLesson(id)), there)).content ?? [] })
  }
  return closeInto(doc)
}

/** The same text, its addresses as `there` has them: of files, and of lessons that links and buttons lead to. */
function withAddresses(node: Prose, there: (value: unknown) => unknown): Prose {
  const moved = (attrs: Record<string, unknown>) => Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, there(value)]))
  return {
    ...node,
    ...(node.attrs && { attrs: moved(node.attrs) }),
    ...(node.marks && { marks: node.marks.map((mark) => (mark.attrs ? { ...mark, attrs: moved(mark.attrs) } : mark)) }),
    ...(node.content && { content: node.content.map((child) => withAddresses(child, there)) }),
  }
}

/** The first update of a course that begins with text. */
export function writtenDocument(course: {
  title: string
  language: string
  by: PersonId
  at: Time
  sections: { title: string; lessons: { title: string; content: Prose[] }[] }[]
}): Uint8Array {
  const doc = new Y.Doc()
  writeMeta(doc, course)
  metaOf(doc).set('created', { by: course.by, at: course.at })
  for (const section of course.sections) {
    const parent = addNode(doc, { kind: 'section', parent: null, title: section.title })
    for (const { title, content } of section.lessons) addLesson(doc, { parent, title, content: content.map(freshIds) })
  }
  return closeInto(doc)
}

function writeMeta(doc: Y.Doc, { title, language }: { title: string; language: string }) {
  for (const [key, value] of Object.entries({ title, language, schema: documentSchema })) metaOf(doc).set(key, value)
}

function closeInto(doc: Y.Doc): Uint8Array {
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
