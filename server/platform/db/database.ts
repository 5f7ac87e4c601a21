import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { SqliteRemoteResult } from 'drizzle-orm/sqlite-proxy'
import { type Bus, localBus } from '../bus.ts'
import type { Log } from '../log.ts'
import { dialect } from './columns.ts'

/**
 * What both engines offer. Helpers of one engine alone (get, all, run, values) are left out on purpose.
 *
 * A transaction's callback may run twice (PostgreSQL retries what conflicts): no mail, no sockets, no counters and no
 * network inside one. It resolves when its effect is on disk.
 */
export type Database = Pick<
  BaseSQLiteDatabase<'async', SqliteRemoteResult, Record<string, never>>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count' | 'transaction'
>
/** Inside `transaction`: query through this and never through the outer database. */
export type Transaction = Pick<Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count'>

export type Connection = {
  readonly db: Database
  /** Raw rows for the few statements that have no common form (search); `?` marks parameters. */
  query<Row>(sql: string, params?: unknown[]): Promise<Row[]>
  /**
   * Runs statements in one transaction for as long as each changes a row; false, and nothing stored, when one does not.
   *
   * For what is written with every key, where building queries costs more than storing does. Only SQLite has it.
   */
  changeAll?(changes: readonly Change[]): Promise<boolean>
  /** Applies what is new in `folder`, after a backup, under a lock; refuses a database that is newer than the program. */
  migrate(folder: string): Promise<void>
  /** Resolves when the database answers and takes writes; rejects with the reason. */
  check(): Promise<void>
  /** How large SQLite's file may grow, so that it leaves room for others on the disk; 0 = as far as the disk goes. */
  limitBytes(bytes: number): Promise<void>
  close(): Promise<void>
}

export type Change = { sql: string; params: readonly unknown[] }

/** The doorbell between all servers that share the database that `url` names: with SQLite there is one. */
export async function openBus(url: string | undefined, log: Log): Promise<Bus> {
  return dialect === 'postgres' && url ? (await import('./postgres-bus.ts')).postgresBus(url, log) : localBus()
}

/** Opens the database that `url` names, or the file `<dataDir>/colloquy.db`. */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<Connection> {
  if (dialect === 'postgres') {
    if (!url) throw new Error('PostgreSQL needs DATABASE_URL')
    return (await import('./postgres.ts')).openPostgres(url)
  }
  return (await import('./sqlite.ts')).openSqlite(url?.replace(/^(sqlite|file):(\/\/)?/, '') ?? `${dataDir}/colloquy.db`)
}

/**
 * The database for use outside of transactions alone.
 *
 * Beside a transaction a query does not see what it did, and on SQLite it waits for the only writer, hence for ever.
 */
export function outsideOnly(db: Database, isInside: () => boolean): Database {
  return new Proxy(db, {
    get(target, name) {
      if (isInside()) throw new Error('Inside a transaction, query through its tx')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
    },
  })
}
