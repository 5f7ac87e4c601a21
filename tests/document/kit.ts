import * as Y from 'yjs'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { addNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { addLesson, appendProse } from '../../shared/document/write.ts'
import type { CommentId, LessonId, NodeId, PersonId, ThreadId } from '../../shared/id.ts'

// Whole valid documents and short words for what is in them.

export const ana = 'person-ana' as PersonId
export const ben = 'person-ben' as PersonId
export const lessonA = 'lesson-a' as LessonId
export const lessonB = 'lesson-b' as LessonId
export const node = (name: string) => name as NodeId
export const thread = (name: string) => name as ThreadId
export const comment = (name: string) => name as CommentId

export const text = (words: string, ...marks: string[]): Prose => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
})
export const block = (type: string, attrs: Record<string, unknown>, ...content: (string | Prose)[]): Prose => ({
  type,
  attrs,
  content: content.map((each) => (typeof each === 'string' ? text(each) : each)),
})
let count = 0
export const paragraph = (...content: (string | Prose)[]) => block('paragraph', { id: `block-${++count}` }, ...content)
export const say = (words: string): Prose => ({ type: 'doc', content: [{ type: 'paragraph', content: [text(words)] }] })

/** A course with one section and the lessons a and b in it. */
export function aCourse({
  a = [paragraph('First.')],
  b = [paragraph('Another lesson.')],
  clientID = 10,
}: { a?: Prose[]; b?: Prose[]; clientID?: number } = {}) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.getMap('meta').set('title', 'Harbour')
  const section = addNode(doc, { id: node('section-1'), kind: 'section', parent: null, title: 'Section' })
  addLesson(doc, { id: node('lesson-a'), parent: section, title: 'Lesson A', content: a })
  addLesson(doc, { id: node('lesson-b'), parent: section, title: 'Lesson B', content: b })
  return { doc, section }
}

/** The same document on another device. */
export function replica(of: Y.Doc, clientID: number): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of))
  doc.clientID = clientID
  return doc
}

/** Each gets what the others have. */
export function meet(...docs: Y.Doc[]) {
  for (const from of docs) for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
}

export const plain = (doc: Y.Doc, lesson = lessonA) => new LessonText(lessonFragment(doc, lesson)).text

/** An anchor on the first place where a lesson says these words. */
export function anchorOnWords(doc: Y.Doc, words: string, lesson = lessonA) {
  const lessonText = new LessonText(lessonFragment(doc, lesson))
  const from = lessonText.text.indexOf(words)
  return anchorOn(lessonText, lesson, from, from + words.length)
}

/** The Y.XmlText that holds these words, and where in it they begin. */
export function textWith(doc: Y.Doc, words: string, lesson = lessonA): { type: Y.XmlText; index: number } {
  for (const piece of new LessonText(lessonFragment(doc, lesson)).pieces)
    if (piece.type instanceof Y.XmlText && piece.text.includes(words)) return { type: piece.type, index: piece.text.indexOf(words) }
  throw new Error(`nowhere: ${words}`)
}

/** Puts new words in place of old ones, as an author does. */
export function retype(doc: Y.Doc, words: string, by: string, lesson = lessonA) {
  const { type, index } = textWith(doc, words, lesson)
  doc.transact(() => {
    type.delete(index, words.length)
    if (by) type.insert(index, by)
  })
}

export const append = (doc: Y.Doc, content: Prose[], lesson = lessonA) => appendProse(lessonFragment(doc, lesson), content)
