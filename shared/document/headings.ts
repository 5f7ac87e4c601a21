import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { lessonFragment } from './layout.ts'
import { childrenOf } from './positions.ts'
import { textOf } from './prose.ts'
import { readElement } from './walker.ts'

/** The headings of a lesson that stand on their own, with where they stand. */
export function headingsIn(doc: Y.Doc, lesson: LessonId): { id: string; text: string }[] {
  const found: { id: string; text: string }[] = []
  for (const child of childrenOf(lessonFragment(doc, lesson))) {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== 'heading') continue
    const id: unknown = child.getAttribute('id')
    const text = textOf(readElement(child)).trim()
    if (typeof id === 'string' && text !== '') found.push({ id, text })
  }
  return found
}
