import { afterAll, beforeAll, expect, test } from 'vitest'
import { collaborationStore } from '../../server/collaboration/store.ts'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import type { LogRecord, Snapshot } from '../../server/platform/course-log/course-log.ts'
import { courseHeads } from '../../server/platform/course-log/tables.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import { openTestDatabase } from '../kit/database.ts'

// The contract of the course log, on both engines.

let database: Awaited<ReturnType<typeof openTestDatabase>>
let log: ReturnType<typeof databaseCourseLog>
beforeAll(async () => {
  database = await openTestDatabase()
  log = databaseCourseLog(database.db, database.changeAll)
})
afterAll(() => database.close())

const aCourse = () => newId<CourseId>()
const record = (n: number, kind: LogRecord['kind'] = 'update'): LogRecord => ({
  id: newId(),
  actor: 'ana',
  kind,
  body: new Uint8Array([n, 0, 255]),
  at: 1000 + n,
  v: 1,
})
const snapshotAt = (seq: number): Snapshot => ({ seq, state: new Uint8Array([9, seq]), sv: new Uint8Array([1]), ds: new Uint8Array([2]) })
const bodies = (records: readonly LogRecord[]) => records.map(({ body }) => body[0])

async function filled(count: number) {
  const course = aCourse()
  await log.append(
    course,
    0,
    Array.from({ length: count }, (_, i) => record(i + 1)),
  )
  return course
}

test('a course that was never written ends at 0 and holds nothing', async () => {
  expect(await log.open(aCourse())).toEqual({ snapshot: null, from: 0, seq: 0, epoch: 0, records: [] })
})

test('records come back as they were, in their order', async () => {
  const course = aCourse()
  const records = [record(1), { ...record(2), actor: null }, record(3, 'publish')]
  expect(await log.append(course, 0, records)).toEqual({ ok: true, seq: 3 })
  const opened = await log.open(course)
  expect(opened.seq).toBe(3)
  expect(opened.records.map(({ id, actor, kind, at, v }) => ({ id, actor, kind, at, v }))).toEqual(
    records.map(({ id, actor, kind, at, v }) => ({ id, actor, kind, at, v })),
  )
  expect(opened.records.map(({ body }) => [...body])).toEqual(records.map(({ body }) => [...body]))
})

test('[L1] appending where the log no longer ends changes nothing', async () => {
  const course = await filled(2)
  expect(await log.append(course, 1, [record(9)])).toEqual({ ok: false })
  expect(await log.append(course, 3, [record(9)])).toEqual({ ok: false })
  expect(bodies((await log.open(course)).records)).toEqual([1, 2])
})

test('[L1] what happened to a course is noted in one order with its edits, and who appended meanwhile judges again', async () => {
  const course = await filled(2)
  const noting = () => database.db.transaction((tx) => log.note(tx, course, record(7, 'publish')))
  expect(await noting()).toBe(3)
  expect(await log.append(course, 2, [record(3)])).toEqual({ ok: false })
  expect(await log.append(course, 3, [record(3)])).toEqual({ ok: true, seq: 4 })
  expect(bodies((await log.open(course)).records)).toEqual([1, 2, 7, 3])
  expect((await log.read(course, 2)) as object).toMatchObject({ seq: 4, records: [{ kind: 'publish' }, { kind: 'update' }] })
  // It outlives the edits, and is undone with what it was told along with.
  await log.compact(course, snapshotAt(4), 5)
  const failing = database.db.transaction(async (tx) => {
    await log.note(tx, course, record(8, 'publish'))
    throw new Error('overtaken')
  })
  await expect(failing).rejects.toThrow('overtaken')
  expect((await log.open(course)).seq).toBe(4)
  expect(await noting()).toBe(5)
  await expect(database.db.transaction((tx) => log.note(tx, aCourse(), record(1, 'publish')))).rejects.toThrow('after it was begun')
})

test('[L1] a course is begun once: a second seed is refused', async () => {
  const course = await filled(1)
  expect(await log.append(course, 0, [record(7)])).toEqual({ ok: false })
})

test('[L1] of many who append at one place exactly one wins, and after it the next', async () => {
  const course = await filled(1)
  const compete = async (writer: number) => {
    for (let mine = 0; mine < 5;) {
      const { seq } = await log.open(course)
      if ((await log.append(course, seq, [record(writer)])).ok) mine++
    }
  }
  await Promise.all([10, 20, 30, 40].map(compete))
  const { seq, records } = await log.open(course)
  expect(seq).toBe(21)
  for (const writer of [10, 20, 30, 40]) expect(bodies(records).filter((body) => body === writer)).toHaveLength(5)
})

test('an append inside a transaction that fails is not there', async () => {
  const course = aCourse()
  const failing = database.db.transaction(async (tx) => {
    expect(await log.append(course, 0, [record(1)], { tx })).toEqual({ ok: true, seq: 1 })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect((await log.open(course)).seq).toBe(0)
})

test('[G8] records and the client ids they are written under are stored together, or neither is', async () => {
  const store = collaborationStore(database.db)
  const course = aCourse()
  const claims = (person: string, ...ids: number[]) => ({
    along: store.claiming(
      course,
      ids.map((clientId) => ({ clientId, personId: person as PersonId })),
      1,
    ),
  })
  expect(await log.append(course, 0, [record(1)], claims('ana', 7, 8))).toEqual({ ok: true, seq: 1 })
  // Ben may have 9, and 8 is taken: he gets neither, and writes nothing.
  expect(await log.append(course, 1, [record(2)], claims('ben', 9, 8))).toEqual({ ok: false })
  expect(bodies((await log.open(course)).records)).toEqual([1])
  // Where the log has moved on, nobody claims anything.
  expect(await log.append(course, 0, [record(3)], claims('ben', 9))).toEqual({ ok: false })
  expect([...(await store.owners(course))]).toEqual([
    [7, 'ana'],
    [8, 'ana'],
  ])
})

test('reading tells what came after a seq', async () => {
  const course = await filled(5)
  const tail = await log.read(course, 3)
  expect(tail).toMatchObject({ seq: 5 })
  expect(bodies(tail === 'compacted' ? [] : tail.records)).toEqual([4, 5])
  expect(await log.read(course, 5)).toEqual({ seq: 5, records: [] })
})

test('[L2] compaction puts a snapshot in the place of what it covers, and the log goes on behind it', async () => {
  const course = await filled(6)
  await log.compact(course, snapshotAt(4), 1)
  const opened = await log.open(course)
  expect(opened).toMatchObject({ from: 4, seq: 6 })
  expect([...(opened.snapshot?.state ?? [])]).toEqual([9, 4])
  expect(bodies(opened.records)).toEqual([5, 6])
  expect(await log.read(course, 3)).toBe('compacted')
  expect(await log.append(course, 6, [record(7)])).toEqual({ ok: true, seq: 7 })
})

test('[L2] with everything compacted the log still ends where it did', async () => {
  const course = await filled(3)
  await log.compact(course, snapshotAt(3), 1)
  expect(await log.open(course)).toMatchObject({ from: 3, seq: 3, records: [] })
  expect(await log.append(course, 0, [record(1)])).toEqual({ ok: false })
  expect(await log.append(course, 3, [record(4)])).toEqual({ ok: true, seq: 4 })
})

test('[L2] an older snapshot that comes late changes nothing', async () => {
  const course = await filled(6)
  await log.compact(course, snapshotAt(5), 1)
  await log.compact(course, snapshotAt(3), 2)
  expect((await log.open(course)).snapshot?.seq).toBe(5)
})

test('[L2] a snapshot never runs ahead of the log', async () => {
  const course = await filled(2)
  await expect(log.compact(course, snapshotAt(3), 1)).rejects.toThrow('ahead')
  expect((await log.open(course)).snapshot).toBeNull()
})

test('[L2] opening while somebody compacts and appends never misses a record', async () => {
  const course = await filled(1)
  let done = false
  const write = async () => {
    for (let seq = 1; seq < 60; seq++) {
      await log.append(course, seq, [record((seq + 1) % 250)])
      if (seq % 7 === 0) await log.compact(course, snapshotAt(seq - 3 > 0 ? seq - 3 : 1), seq)
    }
    done = true
  }
  const look = async () => {
    while (!done) {
      // SQLite answers at once; without a pause nobody else would get a turn.
      await new Promise((resolve) => setImmediate(resolve))
      const { from, seq, records } = await log.open(course)
      expect(bodies(records)).toEqual(Array.from({ length: seq - from }, (_, i) => (from + 1 + i) % 250))
    }
  }
  await Promise.all([write(), look()])
})

test('heads tell where the logs end and leave out what was never written', async () => {
  const [one, two] = [await filled(2), await filled(4)]
  expect(await log.heads([one, two, aCourse()])).toEqual(
    new Map([
      [one, 2],
      [two, 4],
    ]),
  )
})

test('[L7] after a backup was restored every course is in an epoch that never was, also when it is restored twice', async () => {
  const course = await filled(1)
  await log.beginEpoch(5_000_000)
  expect((await log.open(course)).epoch).toBe(5000)
  await database.db.update(courseHeads).set({ epoch: 0 })
  await log.beginEpoch(6_000_000)
  expect((await log.open(course)).epoch).toBe(6000)
  await log.beginEpoch(1_000_000)
  expect((await log.open(course)).epoch).toBe(6001)
})

test('[L7] another state takes the place of a course in one step, and whoever appends to the former is told that it is gone', async () => {
  const course = await filled(6)
  await log.append(course, 6, [record(7, 'publish')])
  await log.compact(course, snapshotAt(4), 1)
  const { seq: _, ...state } = snapshotAt(77)
  expect(await log.replace(course, 6, state, record(8, 'epoch'))).toEqual({ ok: false })
  expect((await log.open(course)).snapshot?.seq).toBe(4)
  expect(await log.replace(course, 7, state, record(8, 'epoch'))).toEqual({ ok: true, seq: 8 })
  const opened = await log.open(course)
  expect(opened).toMatchObject({ from: 8, seq: 8, epoch: 1, records: [] })
  expect([...(opened.snapshot?.state ?? [])]).toEqual([9, 77])
  expect(await log.append(course, 7, [record(9)])).toEqual({ ok: false })
  expect(await log.read(course, 7)).toBe('compacted')
  await log.compact(course, snapshotAt(7), 2)
  expect((await log.open(course)).snapshot?.seq).toBe(8)
  expect(await log.append(course, 8, [record(9)])).toEqual({ ok: true, seq: 9 })
})
