import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, expect, test, vi } from 'vitest'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { openDatabase } from '../../server/platform/db/database.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { openTestDatabase, temporaryFolder } from '../kit/database.ts'
import { chance, seedOfRun } from './chance.ts'
import { aHistory, wordsIn } from './history.ts'

// The program may end between any two steps of storing. What lies on the disk at each of these moments is kept aside,
// opened again as after a crash, and must hold all that was acknowledged by then.

const file = 'colloquy.db'
const course = newId<CourseId>()

afterEach(() => void vi.restoreAllMocks())

/** What lay on the disk at a moment, and how many records were acknowledged by then. */
type Moment = { folder: string; step: string; acknowledged: number }

/** Keeps what lies on the disk before each statement that the writer runs, until `stop`. */
function keepMoments(dataDir: string, kept: string, acknowledged: () => number) {
  const moments: Moment[] = []
  const keep = (step: string) => {
    const folder = path.join(kept, String(moments.length))
    mkdirSync(folder)
    for (const part of [file, `${file}-wal`])
      if (existsSync(path.join(dataDir, part))) copyFileSync(path.join(dataDir, part), path.join(folder, part))
    moments.push({ folder, step, acknowledged: acknowledged() })
  }
  const exec = SQLite.prototype.exec
  vi.spyOn(SQLite.prototype, 'exec').mockImplementation(function (this: SQLite.Database, sql: string) {
    keep(sql)
    return exec.call(this, sql)
  })
  const prepare = SQLite.prototype.prepare
  const probe = new SQLite(':memory:')
  const statements = Object.getPrototypeOf(prepare.call(probe, 'select 1')) as SQLite.Statement<unknown[]>
  probe.close()
  for (const how of ['run', 'all', 'get'] as const) {
    const before = statements[how] as (...params: unknown[]) => never
    vi.spyOn(statements, how).mockImplementation(function (this: SQLite.Statement, ...params: unknown[]) {
      // SQLite calls its COMMIT a reader.
      if (!this.readonly || /^(begin|commit)/i.test(this.source)) keep(this.source)
      return before.apply(this, params)
    })
  }
  return { moments, keep }
}

/** Opens what lay on the disk as a program that starts after a crash, and reads the whole course. */
async function wordsAfterCrash(folder: string): Promise<{ words: number; seq: number }> {
  const connection = await openDatabase(undefined, folder)
  try {
    return await wordsIn(databaseCourseLog(connection.db), course)
  } finally {
    await connection.close()
  }
}

/** Appends and compacts, and keeps every moment of it. */
async function aLifeWithMoments(kept: string) {
  const database = await openTestDatabase()
  const { records, snapshotAt } = aHistory(12)
  let acknowledged = 0
  const { moments, keep } = keepMoments(database.dataDir, kept, () => acknowledged)
  const log = databaseCourseLog(database.db)
  const append = async (count: number) => {
    expect(await log.append(course, acknowledged, records.slice(acknowledged, acknowledged + count))).toMatchObject({ ok: true })
    acknowledged += count
  }
  for (const count of [1, 1, 3]) await append(count)
  await log.compact(course, snapshotAt(4), 1)
  await append(2)
  await Promise.all([append(3), log.compact(course, snapshotAt(7), 2)])
  await append(2)
  await log.compact(course, snapshotAt(12), 3)
  keep('the end')
  vi.restoreAllMocks()
  await database.close()
  return moments
}

test('[L3] [L2] the program ends between any two steps of appending and compacting: the log is whole and holds what was acknowledged', async () => {
  const { folder: kept, remove } = await temporaryFolder()
  const moments = await aLifeWithMoments(kept)
  const steps = moments.map(({ step }) => step)
  for (const part of [
    'begin',
    'course_heads',
    'insert into "course_log"',
    'course_snapshots',
    'delete from "course_log"',
    'release',
    'commit',
  ])
    expect(
      steps.some((step) => step.toLowerCase().includes(part)),
      part,
    ).toBe(true)
  for (const { folder, step, acknowledged } of moments) {
    const { words, seq } = await wordsAfterCrash(folder)
    expect(words, step).toBe(seq)
    expect(words, step).toBeGreaterThanOrEqual(acknowledged)
  }
  expect(await wordsAfterCrash(moments.at(-1)!.folder)).toEqual({ words: 12, seq: 12 })
  await remove()
})

test('[L3] the program ends while the disk is being written: what was written by half is as if it was never begun', async () => {
  const { folder: kept, remove } = await temporaryFolder()
  const moments = await aLifeWithMoments(kept)
  const seed = seedOfRun()
  const random = chance(seed)
  const lengthOf = ({ folder }: Moment) =>
    existsSync(path.join(folder, `${file}-wal`)) ? statSync(path.join(folder, `${file}-wal`)).size : 0
  const growing = moments.flatMap((moment, i) => {
    const next = moments[i + 1]
    return next && lengthOf(next) > lengthOf(moment) ? [{ moment, next }] : []
  })
  expect(growing.length).toBeGreaterThan(3)
  for (const { moment, next } of growing) {
    const whole = readFileSync(path.join(next.folder, `${file}-wal`))
    const from = lengthOf(moment)
    const torn = path.join(kept, `torn ${moments.indexOf(moment)}`)
    mkdirSync(torn)
    copyFileSync(path.join(next.folder, file), path.join(torn, file))
    writeFileSync(path.join(torn, `${file}-wal`), whole.subarray(0, from + random.below(whole.length - from)))
    const { words, seq } = await wordsAfterCrash(torn)
    expect(words, `seed ${seed}, ${moment.step}`).toBe(seq)
    expect(words, `seed ${seed}, ${moment.step}`).toBeGreaterThanOrEqual(moment.acknowledged)
  }
  await remove()
})
