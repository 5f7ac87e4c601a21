import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { drizzle, type AsyncRemoteCallback } from 'drizzle-orm/sqlite-proxy'
import { type Change, type Connection, type Database, outsideOnly } from './database.ts'
import { storageProblem } from './failure.ts'
import { groupCommit, GroupLost } from './group-commit.ts'
import { backUp, checkNotNewer, readMigrations } from './migrations.ts'

type Run = Parameters<AsyncRemoteCallback>

/** One writer, whose waiting transactions share a commit, and one reader that sees committed data only. */
export function openSqlite(file: string): Connection {
  // What is in it is nobody else's on this machine. A folder that was there keeps what its operator gave it.
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 })
  const writer = connect(file)
  const reader = connect(file, { readonly: true })
  const inTransaction = new AsyncLocalStorage<true>()
  const commit = groupCommit(writer.client)

  // Drizzle opens a transaction with BEGIN; inside the shared commit each becomes a savepoint of its own.
  const joined: Record<string, string> = { 'begin immediate': 'savepoint t', commit: 'release t', rollback: 'rollback to t; release t' }
  const transactional = drizzle(async (...[query, params, method]: Run) => {
    const control = joined[query]
    if (!writer.client.inTransaction) {
      // A full disk rolls back the whole group by itself. Undoing the part would hide that behind a second error, and
      // any other statement would be stored by itself, outside of every transaction.
      if (query === 'rollback') return { rows: [] }
      throw new GroupLost()
    }
    if (control) {
      writer.client.exec(control)
      return { rows: [] }
    }
    return execute(writer.prepare(query), params, method)
  })
  const db = drizzle(async (...[query, params, method]: Run) => {
    const statement = writer.prepare(query)
    if (statement.readonly) return execute(reader.prepare(query), params, method)
    return commit(() => execute(statement, params, method))
  })
  db.transaction = (run) =>
    commit(() => inTransaction.run(true, () => transactional.transaction(run, { behavior: 'immediate' }))).catch((error: unknown) => {
      throw storageProblem(error) ?? error
    })

  /** Inside the shared commit: all of `changes`, or none of them. */
  function changeAllNow(changes: readonly Change[]): boolean {
    const { client, prepare } = writer
    prepare('savepoint t').run()
    try {
      const changedAll = changes.every(({ sql, params }) => prepare(sql).run(...params).changes > 0)
      if (!changedAll) prepare('rollback to t').run()
      prepare('release t').run()
      return changedAll
    } catch (error) {
      // A full disk has undone the whole group by itself.
      if (client.inTransaction) client.exec('rollback to t; release t')
      throw error
    }
  }

  return {
    db: outsideOnly(db as Database, () => inTransaction.getStore() ?? false),
    async query<Row>(sql: string, params: unknown[] = []) {
      return reader.client.prepare(sql).all(...params) as Row[]
    },
    changeAll: (changes) =>
      commit(() => changeAllNow(changes)).catch((error: unknown) => {
        throw storageProblem(error) ?? error
      }),
    async migrate(folder) {
      const known = readMigrations(folder)
      writer.client.exec('create table if not exists migrations (name text primary key, applied_at integer not null)')
      // BEGIN IMMEDIATE is the lock: a second program waits here and then finds nothing left to do.
      writer.client.exec('begin immediate')
      try {
        const applied = new Set(writer.client.prepare('select name from migrations').pluck().all() as string[])
        checkNotNewer(applied, known)
        const fresh = known.filter((migration) => !applied.has(migration.name))
        if (fresh.length > 0 && applied.size > 0) backUp(reader.client, file)
        for (const migration of fresh) {
          for (const statement of migration.statements) writer.client.exec(statement)
          writer.client.prepare('insert into migrations values (?, ?)').run(migration.name, Date.now())
        }
        writer.client.exec('commit')
      } catch (error) {
        if (writer.client.inTransaction) writer.client.exec('rollback')
        throw error
      }
    },
    async check() {
      await commit(async () => {
        writer.client.exec(
          'create table if not exists health (id integer primary key, at integer); insert or replace into health values (1, unixepoch())',
        )
      })
    },
    async limitBytes(bytes) {
      const pageSize = writer.client.pragma('page_size', { simple: true }) as number
      // 0 pages leave the limit as it is, so "no limit" is said as the largest number that SQLite takes.
      writer.client.pragma(`max_page_count = ${bytes === 0 ? 4294967294 : Math.max(1, Math.floor(bytes / pageSize))}`)
    },
    async close() {
      await commit.settled()
      reader.client.close()
      writer.client.close()
    },
  }
}

function connect(file: string, options?: SQLite.Options) {
  const client = new SQLite(file, { timeout: 10_000, ...options })
  if (!options?.readonly) client.pragma('journal_mode = WAL')
  // FULL: the write-ahead log reaches the disk before a commit resolves. What we acknowledge survives a power cut.
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  // A page that is not here is in the system's own cache, a copy away. What is kept here is never given back: it lies
  // scattered among what lives on.
  client.pragma('cache_size = -4000')
  const statements = new Map<string, SQLite.Statement<unknown[]>>()
  const prepare = (query: string) => {
    let statement = statements.get(query)
    if (!statement) {
      statement = client.prepare<unknown[]>(query)
      if (statement.reader) statement.raw()
      if (statements.size > 1000) statements.clear()
      statements.set(query, statement)
    }
    return statement
  }
  return { client, prepare }
}

function execute(statement: SQLite.Statement<unknown[]>, params: unknown[], method: Run[2]) {
  if (!statement.reader) return (statement.run(...params), { rows: [] })
  return { rows: method === 'get' ? (statement.get(...params) as unknown[]) : statement.all(...params) }
}
