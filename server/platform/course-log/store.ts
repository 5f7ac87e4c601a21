import { and, asc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { CourseId } from '../../../shared/id.ts'
import { invariant } from '../../../shared/problem.ts'
import type { Time } from '../../../shared/time.ts'
import type { Change, Connection, Database, Transaction } from '../db/database.ts'
import type { Along, CourseLog, LogRecord, OpenedLog, RecordKind, Seq, Snapshot } from './course-log.ts'
import { courseHeads, courseLog, courseSnapshots } from './tables.ts'

/** How many rows one statement inserts: eight parameters each, and SQLite takes 32,766. */
const rowsAtOnce = 500

/** The course log in the database of the installation; with `changeAll` it appends without building queries. */
export function databaseCourseLog(db: Database, changeAll?: Connection['changeAll']): CourseLog {
  return {
    async open(course) {
      // Three reads without a lock: a compaction in between leaves a visible hole, and then we look again.
      for (let attempt = 0; attempt < 10; attempt++) {
        const opened = await openOnce(db, course)
        if (opened) return opened
      }
      throw new Error(`The log of course ${course} has a hole after its snapshot`)
    },

    async read(course, after) {
      const records = await recordsAfter(db, course, after)
      const [snapshot] = await db.select({ seq: courseSnapshots.seq }).from(courseSnapshots).where(eq(courseSnapshots.courseId, course))
      if (snapshot && snapshot.seq > after) return 'compacted'
      return { seq: after + records.length, records: gapless(records, after) }
    },

    async append(course, expected, records, { tx, along } = {}) {
      const stored = tx
        ? await appendIn(tx, course, expected, records, along)
        : changeAll
          ? await changeAll([...changesOf(course, expected, records), ...(along?.changes ?? [])])
          : await wholly(db, (own) => appendIn(own, course, expected, records, along))
      return stored ? { ok: true, seq: expected + records.length } : { ok: false }
    },

    async note(tx, course, record) {
      const [head] = await tx
        .update(courseHeads)
        .set({ seq: sql`${courseHeads.seq} + 1` })
        .where(eq(courseHeads.courseId, course))
        .returning({ seq: courseHeads.seq })
      invariant(head, 'what is told of a course is told after it was begun')
      await tx.insert(courseLog).values({ ...record, body: Buffer.from(record.body), courseId: course, seq: head.seq })
      return head.seq
    },

    async compact(course, snapshot, at) {
      const row = { ...stored(snapshot), courseId: course, at }
      await db.transaction(async (tx) => {
        const [head] = await tx.select({ seq: courseHeads.seq }).from(courseHeads).where(eq(courseHeads.courseId, course))
        invariant(head && head.seq >= snapshot.seq, 'a snapshot never runs ahead of the log')
        const [newer] = await tx
          .insert(courseSnapshots)
          .values(row)
          .onConflictDoUpdate({ target: courseSnapshots.courseId, set: row, setWhere: lt(courseSnapshots.seq, snapshot.seq) })
          .returning({ seq: courseSnapshots.seq })
        if (!newer) return
        await tx
          .delete(courseLog)
          .where(and(eq(courseLog.courseId, course), eq(courseLog.kind, 'update'), lte(courseLog.seq, snapshot.seq)))
      })
    },

    async heads(courses) {
      if (courses.length === 0) return new Map()
      const rows = await db
        .select({ courseId: courseHeads.courseId, seq: courseHeads.seq })
        .from(courseHeads)
        .where(inArray(courseHeads.courseId, [...courses]))
      return new Map(rows.map((row) => [row.courseId as CourseId, row.seq])) // came from the list of ids just asked for
    },

    async replace(course, expected, state, record) {
      const seq = expected + 1
      const row = { ...stored({ ...state, seq }), courseId: course, at: record.at }
      return db.transaction(async (tx) => {
        const moved = await tx
          .update(courseHeads)
          .set({ seq, epoch: epochAfter(record.at) })
          .where(and(eq(courseHeads.courseId, course), eq(courseHeads.seq, expected)))
          .returning({ seq: courseHeads.seq })
        if (moved.length === 0) return { ok: false }
        await tx.insert(courseSnapshots).values(row).onConflictDoUpdate({ target: courseSnapshots.courseId, set: row })
        await tx.delete(courseLog).where(and(eq(courseLog.courseId, course), eq(courseLog.kind, 'update')))
        await tx.insert(courseLog).values({ ...record, body: Buffer.from(record.body), courseId: course, seq })
        return { ok: true, seq }
      })
    },

    async beginEpoch(at) {
      await db.update(courseHeads).set({ epoch: epochAfter(at) })
    },
  }
}

/** An epoch that was never before, also when the same backup is restored a second time: hence the time in seconds. */
function epochAfter(at: Time) {
  const next = sql`${courseHeads.epoch} + 1`
  return sql`case when ${next} > ${Math.floor(at / 1000)} then ${next} else ${Math.floor(at / 1000)} end`
}

async function openOnce(db: Database, course: CourseId): Promise<OpenedLog | undefined> {
  const [row] = await db.select().from(courseSnapshots).where(eq(courseSnapshots.courseId, course))
  const from = row?.seq ?? 0
  const records = await recordsAfter(db, course, from)
  const [head] = await db.select().from(courseHeads).where(eq(courseHeads.courseId, course))
  const seq = from + records.length
  if (!head) return records.length === 0 && !row ? { snapshot: null, from: 0, seq: 0, epoch: 0, records: [] } : undefined
  // The head may be ahead by what was appended meanwhile, but then the next look finds those records.
  if (head.seq !== seq || records.some((record, i) => record.seq !== from + 1 + i)) return undefined
  return { snapshot: row ? { seq: from, state: row.state, sv: row.sv, ds: row.ds } : null, from, seq, epoch: head.epoch, records }
}

async function recordsAfter(db: Database, course: CourseId, after: Seq): Promise<(LogRecord & { seq: Seq })[]> {
  const rows = await db
    .select()
    .from(courseLog)
    .where(and(eq(courseLog.courseId, course), gt(courseLog.seq, after)))
    .orderBy(asc(courseLog.seq))
  return rows.map(({ seq, id, actor, kind, body, at }) => ({ seq, id, actor, kind: kind as RecordKind, body, at, v: 1 })) // only `appendIn` writes them
}

/** The records up to the first hole: a compaction that ran in between is told by the snapshot. */
function gapless(records: (LogRecord & { seq: Seq })[], after: Seq) {
  invariant(
    records.every((record, i) => record.seq === after + 1 + i),
    'a tail without a newer snapshot has no hole',
  )
  return records
}

/** In one transaction; false, and nothing stored, when `work` says so. */
async function wholly(db: Database, work: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
  const undone = new Error('not all of it can be stored')
  return db
    .transaction(async (tx) => {
      if (!(await work(tx))) throw undone
      return true
    })
    .catch((error: unknown) => {
      if (error === undone) return false
      throw error
    })
}

/** False when it may not be stored; then the transaction is to be undone. */
async function appendIn(tx: Transaction, course: CourseId, expected: Seq, records: readonly LogRecord[], along?: Along): Promise<boolean> {
  const seq = expected + records.length
  const moved =
    expected === 0
      ? await tx.insert(courseHeads).values({ courseId: course, seq, epoch: 0 }).onConflictDoNothing().returning({ seq: courseHeads.seq })
      : await tx
          .update(courseHeads)
          .set({ seq })
          .where(and(eq(courseHeads.courseId, course), eq(courseHeads.seq, expected)))
          .returning({ seq: courseHeads.seq })
  if (moved.length === 0) return false
  const rows = records.map((record, i) => ({ ...record, body: Buffer.from(record.body), courseId: course, seq: expected + 1 + i }))
  for (let at = 0; at < rows.length; at += rowsAtOnce) await tx.insert(courseLog).values(rows.slice(at, at + rowsAtOnce))
  return along ? along.store(tx) : true
}

/** The same as `appendIn`, in SQL that is prepared once. */
function changesOf(course: CourseId, expected: Seq, records: readonly LogRecord[]): Change[] {
  const seq = expected + records.length
  const head =
    expected === 0
      ? { sql: 'insert into course_heads (course_id, seq, epoch) values (?, ?, 0) on conflict do nothing', params: [course, seq] }
      : { sql: 'update course_heads set seq = ? where course_id = ? and seq = ?', params: [seq, course, expected] }
  const sql = 'insert into course_log (course_id, seq, id, actor, kind, body, at, v) values (?, ?, ?, ?, ?, ?, ?, ?)'
  return [
    head,
    ...records.map(({ id, actor, kind, body, at, v }, i) => ({ sql, params: [course, expected + 1 + i, id, actor, kind, body, at, v] })),
  ]
}

const stored = ({ seq, state, sv, ds }: Snapshot) => ({ seq, state: Buffer.from(state), sv: Buffer.from(sv), ds: Buffer.from(ds) })
