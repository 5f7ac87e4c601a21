import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import * as Y from 'yjs'
import { type CourseSize, sizeOf } from '../../shared/document/restore.ts'
import type { PersonId } from '../../shared/id.ts'
import { day, type Time } from '../../shared/time.ts'
import { WorkingDocument } from './working-document.ts'

// Earlier states of courses: before much was lost, at publishing, after long work, and where people named one. They are
// for people; the log needs none of them.

/** Why one was taken: much of the course was deleted at once, an earlier state took its place, it was published, much was written, or somebody named it. */
export type Why = 'deleted' | 'restored' | 'published' | 'worked' | 'named'
export type Point = CourseSize & {
  id: string
  seq: number
  at: Time
  by: PersonId | null
  why: Why
  /** What somebody called it. */
  name: string | null
  /** The version that was published from it. */
  version: number | null
}
export type StoredPoint = Omit<Point, 'name' | 'version'> & Partial<Pick<Point, 'name' | 'version'>> & { state: Uint8Array }

const mostPoints = 20
/** As many states people may name, in one course. */
export const mostNamed = 100
const keptMs = 90 * day

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** The state that `updates` make, for the shelf: encoding V2, compressed by brotli. */
export async function pack(updates: Iterable<Uint8Array>): Promise<CourseSize & { state: Uint8Array }> {
  const working = new WorkingDocument(updates)
  const size = sizeOf(working.doc)
  const bytes = Y.encodeStateAsUpdateV2(working.doc)
  working.close()
  return { ...size, state: await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) }
}

/** A document in the state of a point. The caller destroys it. */
export async function unpack(state: Uint8Array): Promise<Y.Doc> {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, await decompress(state))
  return doc
}

/**
 * Which points may go, `points` oldest first: those that are too old, and of too many those that stand closest to their
 * neighbours. So nobody can push the older ones off the shelf by deleting again and again. What has a name stays.
 */
export function thinned(all: readonly { id: string; at: Time; name?: string | null }[], now: Time): string[] {
  const points = all.filter(({ name }) => !name)
  const kept = points.filter(({ at }) => at > now - keptMs)
  const gone = points.filter(({ at }) => at <= now - keptMs).map(({ id }) => id)
  while (kept.length > mostPoints) {
    let closest = 1
    for (let i = 1; i < kept.length - 1; i++) if (gapAt(kept, i) < gapAt(kept, closest)) closest = i
    gone.push(...kept.splice(closest, 1).map(({ id }) => id))
  }
  return gone
}

const gapAt = (points: readonly { at: Time }[], i: number) => points[i + 1]!.at - points[i - 1]!.at // never asked of the ends
