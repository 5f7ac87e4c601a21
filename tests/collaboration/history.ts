import { expect } from 'vitest'
import * as Y from 'yjs'
import { compacted } from '../../server/collaboration/compaction.ts'
import type { CourseLog, LogRecord, Snapshot } from '../../server/platform/course-log/course-log.ts'
import { type CourseId, newId } from '../../shared/id.ts'

/** Somebody's words, one record each, and the snapshot that squeezes the first of them. */
export function aHistory(count: number) {
  const doc = new Y.Doc()
  const records: LogRecord[] = []
  doc.on('update', (body: Uint8Array) => void records.push({ id: newId(), actor: 'ana', kind: 'update', body, at: records.length, v: 1 }))
  for (let n = 0; n < count; n++) doc.getText('t').insert(doc.getText('t').length, `${n};`)
  doc.destroy()
  const snapshotAt = (seq: number): Snapshot => ({ seq, ...compacted(records.slice(0, seq).map(({ body }) => body)) })
  return { records, snapshotAt }
}

/** Reads such a course as whoever opens it does. It must be whole, and hold the first `words` of the history and no others. */
export async function wordsIn(log: CourseLog, course: CourseId): Promise<{ words: number; seq: number }> {
  const { snapshot, records, seq, from } = await log.open(course)
  expect(from + records.length).toBe(seq)
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.state)
  for (const { body } of records) Y.applyUpdate(doc, body)
  expect(doc.store.pendingStructs).toBeNull()
  const text = doc.getText('t').toJSON()
  doc.destroy()
  const words = text.split(';').length - 1
  expect(text).toBe(Array.from({ length: words }, (_, n) => `${n};`).join(''))
  return { words, seq }
}
