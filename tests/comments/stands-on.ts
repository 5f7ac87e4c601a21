import type * as Y from 'yjs'
import { resolveAnchor } from '../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'

/** What a thread's anchor names in a document. */
export function standsOn(doc: Y.Doc, thread: string): string {
  const anchor = anchorsOf(doc).get(thread)
  const range = anchor && resolveAnchor(doc, anchor)
  if (!anchor || !range) return 'detached'
  const text = new LessonText(lessonFragment(doc, anchor.lesson))
  return text.text.slice(text.textAt(range.from), text.textAt(range.to)).replaceAll('\n', '|')
}
