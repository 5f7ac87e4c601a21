import SQLite from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dialect } from '../../server/platform/db/columns.ts'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { newId, type CourseId } from '../../shared/id.ts'
import { openTestDatabase } from '../kit/database.ts'

// The storage itself refuses to write, on both engines: read-only (a folder, a replica after a failover), or full.

let database: Awaited<ReturnType<typeof openTestDatabase>>
let log: ReturnType<typeof databaseCourseLog>
let writer: SQLite.Database
beforeAll(async () => {
  const spied = vi.spyOn(SQLite.prototype, 'pragma')
  database = await openTestDatabase()
  writer = spied.mock.contexts[spied.mock.calls.findIndex(([source]) => source === 'journal_mode = WAL')] as SQLite.Database
  spied.mockRestore()
  log = databaseCourseLog(database.db, database.changeAll)
})
afterAll(() => database.close())

async function asOperator(...statements: string[]) {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

const here = () => `"${new URL(database.url!).pathname.slice(1)}"`
/** Sessions that are open keep their settings. */
const letGo = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

/** What an operator, or a broken machine, does to the storage, and how it is undone. */
const failures =
  dialect === 'sqlite'
    ? {
        'read-only': [async () => void writer.pragma('query_only = on'), async () => void writer.pragma('query_only = off')],
        full: [() => database.limitBytes(1), () => database.limitBytes(0)],
      }
    : {
        'read-only': [
          () => asOperator(`alter database ${here()} set default_transaction_read_only = on`, letGo),
          () =>
            asOperator('set default_transaction_read_only = off', `alter database ${here()} reset default_transaction_read_only`, letGo),
        ],
        // What PostgreSQL answers when its disk is full, from where it would.
        full: [
          () =>
            asOperator(
              `create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
               create trigger full_disk before insert or update on course_log for each row execute function full_disk();
               create table if not exists health (id integer primary key, at bigint);
               create trigger full_disk before insert or update on health for each row execute function full_disk()`,
            ),
          () => asOperator('drop function full_disk cascade'),
        ],
      }

const body = new Uint8Array(300_000)
const record = () => ({ id: newId(), actor: null, kind: 'update' as const, body, at: 1, v: 1 as const })

for (const [kind, [begin, end]] of Object.entries(failures) as [string, [() => Promise<void>, () => Promise<void>]][])
  test(`[L4] a ${kind} database: what is not stored is said to be so, reading goes on, and it heals by itself`, async () => {
    const course = newId<CourseId>()
    await log.append(course, 0, [record()])
    await begin()
    try {
      // The first may only hear that its line was closed.
      const refused = await Promise.allSettled([log.append(course, 1, [record()]), log.append(course, 1, [record(), record()])])
      for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'storage.failed' } })
      await expect(log.append(course, 1, [record()])).rejects.toMatchObject({ code: 'storage.failed' })
      expect((await log.open(course)).seq).toBe(1)
      if (kind === 'read-only' || dialect === 'postgres') await expect(database.check()).rejects.toThrow()
    } finally {
      await end()
    }
    await vi.waitFor(() => database.check())
    await vi.waitFor(async () => expect(await log.append(course, 1, [record()])).toEqual({ ok: true, seq: 2 }))
    expect((await log.open(course)).records).toHaveLength(2)
  })
