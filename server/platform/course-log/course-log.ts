import type { CourseId } from '../../../shared/id.ts'
import type { Time } from '../../../shared/time.ts'
import type { Change, Transaction } from '../db/database.ts'

// The only truth of a course: an append-only log with a snapshot under its older part.

/** The place of a record in its course's log: the first one is 1, and 0 means that nothing was ever written. */
export type Seq = number

/** `update` is an edit; the other kinds stand in the same order, so that what a rule was at an edit can be told. */
export type RecordKind = 'update' | 'acl' | 'lock' | 'publish' | 'epoch'

export type LogRecord = {
  id: string
  /** The person who did it, null for the server itself. */
  actor: string | null
  kind: RecordKind
  /** `update`: what Yjs emitted, encoding V1. Other kinds: theirs to say. */
  body: Uint8Array
  at: Time
  /** The shape of `body`, should it ever change. */
  v: 1
}

/** All updates up to `seq`, squeezed into one. Every part is a Yjs update or vector of encoding V1. */
export type Snapshot = {
  seq: Seq
  state: Uint8Array
  /** The state vector of `state`. */
  sv: Uint8Array
  /** An update without content that carries only what `state` has deleted. */
  ds: Uint8Array
}

/** `records` are those after `from` (the snapshot's seq, or 0), without a gap, up to `seq`. */
export type OpenedLog = { snapshot: Snapshot | null; from: Seq; seq: Seq; epoch: number; records: LogRecord[] }
export type Tail = { seq: Seq; records: LogRecord[] }

/** What is stored together with records, or neither is; told in both ways of writing, for `append` takes the one its engine has. */
export type Along = { changes: readonly Change[]; store(tx: Transaction): Promise<boolean> }

export interface CourseLog {
  /** Everything there is; `seq` is 0 for a course that was never written. */
  open(course: CourseId): Promise<OpenedLog>
  /** What came after `after`; `compacted` when that part is squeezed into the snapshot by now. */
  read(course: CourseId, after: Seq): Promise<Tail | 'compacted'>
  /**
   * Compare-and-append: stores `records` only when the log still ends at `expected`, and `along` with them, where it can
   * be. Durable when it resolves.
   *
   * Inside a transaction of the caller's give its `tx`; it is durable when that transaction is.
   */
  append(
    course: CourseId,
    expected: Seq,
    records: readonly LogRecord[],
    beside?: { tx?: Transaction; along?: Along },
  ): Promise<{ ok: true; seq: Seq } | { ok: false }>
  /**
   * Stores, in a transaction of the caller's, a record that tells what happened to the course and changes nothing of it,
   * wherever the log ends by then. Whoever holds the course open is to be told of the new end.
   */
  note(tx: Transaction, course: CourseId, record: LogRecord): Promise<Seq>
  /** Puts the snapshot in the place of all updates up to its seq; an older snapshot than the stored one changes nothing. */
  compact(course: CourseId, snapshot: Snapshot, at: Time): Promise<void>
  /** Where the logs end; courses that were never written are absent. */
  heads(courses: readonly CourseId[]): Promise<Map<CourseId, Seq>>
  /**
   * Puts another state in the place of all that was written, in a new epoch, while the log ends at `expected`: whoever
   * holds a copy of what was there fetches anew and never merges it. `record` tells of it.
   */
  replace(course: CourseId, expected: Seq, state: Omit<Snapshot, 'seq'>, record: LogRecord): Promise<{ ok: true; seq: Seq } | { ok: false }>
  /** After the whole database was restored from a backup: every course is in a new epoch. */
  beginEpoch(at: Time): Promise<void>
}
