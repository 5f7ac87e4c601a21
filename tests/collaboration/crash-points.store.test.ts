import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { CourseLog } from '../../server/platform/course-log/course-log.ts'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { dialect } from '../../server/platform/db/columns.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { openTestDatabase } from '../kit/database.ts'
import { aHistory, wordsIn } from './history.ts'

// PostgreSQL is another program: what ends between two steps is the line to it. For SQLite see crash-points.test.ts.

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
afterEach(() => void vi.restoreAllMocks())

type Line = { connection: { stream: { destroy(): void } } }

/** Breaks the line of whichever statement is the `nth`, before it is sent or once it was done and nobody heard. */
function breakLine(nth: number, when: 'before' | 'after') {
  const said: string[] = []
  let broke = false
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
    if (said.push(text) !== nth) return query.apply(this, args) as never
    broke = true
    const cut = () => (this as unknown as Line).connection.stream.destroy()
    if (when === 'before') {
      cut()
      return query.apply(this, args) as never
    }
    return query.apply(this, args).then(() => {
      cut()
      throw new Error('the line broke before the answer came')
    }) as never
  })
  return { said, broke: () => broke }
}

/** Appends and compacts until it is done or something breaks. Returns how many records were acknowledged. */
async function aLife(log: CourseLog, course: CourseId): Promise<number> {
  const { records, snapshotAt } = aHistory(10)
  let acknowledged = 0
  const append = async (count: number) => {
    const { ok } = await log.append(course, acknowledged, records.slice(acknowledged, acknowledged + count))
    if (ok) acknowledged += count
  }
  try {
    for (const count of [1, 1, 3]) await append(count)
    await log.compact(course, snapshotAt(4), 1)
    await append(2)
    await Promise.allSettled([append(1), log.compact(course, snapshotAt(7), 2)])
    await append(2)
    await log.compact(course, snapshotAt(10), 3)
  } catch {
    // The line broke; what was acknowledged by then is what counts.
  }
  return acknowledged
}

test.skipIf(dialect !== 'postgres').for(['before', 'after'] as const)(
  '[L3] [L2] the line to PostgreSQL breaks %s any one statement of appending and compacting: the log is whole and holds what was acknowledged',
  async (when) => {
    const log = databaseCourseLog(database.db)
    const said = new Set<string>()
    for (let nth = 1; ; nth++) {
      const course = newId<CourseId>()
      const line = breakLine(nth, when)
      const acknowledged = await aLife(log, course)
      vi.restoreAllMocks()
      for (const text of line.said) said.add(text)
      if (!line.broke()) {
        expect(acknowledged).toBe(10)
        break
      }
      // The pool may hand out the broken line once more before it hears of the break.
      const { words, seq } = await wordsIn(log, course).catch(() => wordsIn(log, course))
      expect(words, `${nth}: ${line.said.at(-1)}`).toBe(seq)
      expect(words, `${nth}: ${line.said.at(-1)}`).toBeGreaterThanOrEqual(acknowledged)
    }
    for (const part of ['begin', 'course_heads', 'insert into "course_log"', 'course_snapshots', 'delete from "course_log"', 'commit'])
      expect(
        [...said].some((text) => text.includes(part)),
        part,
      ).toBe(true)
  },
)
