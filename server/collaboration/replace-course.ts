import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { titleOf } from '../../shared/document/layout.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { unknown } from '../../shared/problem.ts'
import type { CourseLog, OpenedLog } from '../platform/course-log/course-log.ts'
import { compactedDocument } from './compaction.ts'
import { pack, unpack } from './restore-points.ts'
import type { CollaborationStore } from './store.ts'

// What an operator does when a draft itself must go back: not as an edit, which merges, but by another document in its
// place. Everybody begins anew from it, and what they had not sent yet is set aside for them.

type Tools = { log: CourseLog; store: CollaborationStore; now: () => number }

/**
 * Puts `past` in the place of a course's draft, in a new epoch. The present state is kept as a restore point first.
 *
 * A server that has the course open notices by itself. Returns the course's title then, and whether what was there
 * could still be read and kept.
 */
export async function replaceCourse({ log, store, now }: Tools, courseId: CourseId, past: readonly Uint8Array[]) {
  for (;;) {
    const at = now()
    const opened = await log.open(courseId)
    if (opened.seq === 0) throw unknown('course')
    const { seq } = opened
    const kept = await pack(updatesOf(opened)).catch(() => undefined)
    if (kept) await store.addRestorePoint(courseId, { id: newId(at), seq, at, by: null, why: 'restored', ...kept })
    const doc = new Y.Doc()
    for (const update of past) Y.applyUpdate(doc, update)
    if (kept) Y.applyUpdate(doc, spentIds(doc, opened))
    const record = { id: newId(at), actor: null, kind: 'epoch', body: new Uint8Array(), at, v: 1 } as const
    const { ok } = await log.replace(courseId, seq, compactedDocument(doc), record)
    const title = titleOf(doc)
    doc.destroy()
    // Somebody wrote meanwhile: that is kept as well, then.
    if (ok) return { title, isKept: kept !== undefined }
  }
}

/** All updates of a log, oldest first. */
export const updatesOf = ({ snapshot, records }: OpenedLog): Uint8Array[] => [
  ...(snapshot ? [snapshot.state] : []),
  ...records.filter(({ kind }) => kind === 'update').map(({ body }) => body),
]

/** The same of a state that is kept. */
export async function updatesOfPoint(state: Uint8Array): Promise<Uint8Array[]> {
  const doc = await unpack(state)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return [update]
}

/**
 * An update by which every id that was given after `past` counts as given, and as gone.
 *
 * Published versions and flags name characters by their ids, so none may ever mean another one. It also tells a browser
 * what the server had known: only what it had not is offered to its writer.
 */
function spentIds(past: Y.Doc, present: OpenedLog): Uint8Array {
  const had = Y.decodeStateVector(Y.encodeStateVector(past))
  const given = new Map<number, number>()
  for (const update of updatesOf(present))
    for (const [client, clock] of Y.parseUpdateMeta(update).to) if (clock > (given.get(client) ?? 0)) given.set(client, clock)
  const spent = [...given].filter(([client, clock]) => clock > (had.get(client) ?? 0))
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, spent.length)
  for (const [client, clock] of spent) {
    const from = had.get(client) ?? 0
    for (const number of [1, client, from]) encoding.writeVarUint(encoder, number)
    // What was collected as garbage: a kind of 0 and a length.
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, clock - from)
  }
  // No deletions of its own.
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
