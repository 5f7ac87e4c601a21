import * as Y from 'yjs'
import type { Snapshot } from '../platform/course-log/course-log.ts'
import { WorkingDocument } from './working-document.ts'

/** All updates of a course in one, and what is known of it without reading it. */
export type Compacted = Omit<Snapshot, 'seq'>

/** Squeezes all updates of a course, oldest first. Throws when they do not make a whole document. */
export function compacted(updates: Iterable<Uint8Array>): Compacted {
  const working = new WorkingDocument(updates)
  try {
    return compactedDocument(working.doc)
  } finally {
    working.close()
  }
}

/** The same of a document that is there already. */
export function compactedDocument(doc: Y.Doc): Compacted {
  const sv = Y.encodeStateVector(doc)
  // Against its own vector a document has nothing to tell but its deletions.
  return { state: Y.encodeStateAsUpdate(doc), sv, ds: Y.encodeStateAsUpdate(doc, sv) }
}
