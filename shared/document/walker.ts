import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { lessonFragment } from './layout.ts'
import type { Prose, ProseMark } from './prose.ts'

// Reads the living document without touching it. y-prosemirror's own readers mend what they cannot hold by deleting it.

/** y-prosemirror appends a hash to the name of a mark that may overlap itself. */
export const markNameOf = (attribute: string) => attribute.replace(/--[a-zA-Z0-9+/=]{8}$/, '')

/** A lesson's whole text, everything included that this program knows nothing of. */
export const readLesson = (doc: Y.Doc, lesson: LessonId): Prose => ({ type: 'doc', content: readChildren(lessonFragment(doc, lesson)) })

/** What stands below a fragment or an element. */
const readChildren = (parent: Y.XmlFragment): Prose[] =>
  parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? readText(child) : child instanceof Y.XmlElement ? [readElement(child)] : []))

export function readElement(element: Y.XmlElement): Prose {
  const attrs = element.getAttributes() as Record<string, unknown>
  const content = readChildren(element)
  return { type: element.nodeName, ...(Object.keys(attrs).length > 0 && { attrs }), ...(content.length > 0 && { content }) }
}

/** The runs of one text with their marks; what is embedded and no text is left out. */
export function readText(text: Y.XmlText): Prose[] {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return runs.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return []
    const marks = marksOf(attributes)
    return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
  })
}

/** What a stretch of text is marked as. */
export const marksOf = (attributes: Record<string, unknown> = {}): ProseMark[] =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => markOf(name, value))

function markOf(name: string, value: unknown): ProseMark {
  const attrs = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
  return { type: markNameOf(name), ...(Object.keys(attrs).length > 0 && { attrs }) }
}
