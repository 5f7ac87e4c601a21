import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient } from 'pg'
import { type Connection, type Database, outsideOnly } from './database.ts'
import { storageProblem } from './failure.ts'
import { checkNotNewer, readMigrations } from './migrations.ts'

const conflicts = new Set(['40001', '40P01']) // serialization failure, deadlock
const noSuchTable = '42P01'
const mostTries = 30

export function openPostgres(url: string): Connection {
  const pool = new Pool({ connectionString: url, max: 10 })
  // A connection that breaks is replaced at the next query, and whoever was using it is told by their query; without
  // listeners it would end the process. The pool's own is for those that are idle.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const native = drizzle(pool)
  const inTransaction = new AsyncLocalStorage<true>()
  const onClient = new WeakMap<PoolClient, typeof native>()
  /**
   * One transaction on one connection of the pool, which gets it back whatever happens.
   *
   * Drizzle 0.45 keeps the connection for ever when BEGIN itself fails (node-postgres/session.js has it outside of its
   * try), so that ten of them stop everything. May go when a BEGIN on a broken line gives the connection back.
   */
  const transaction: typeof native.transaction = async (run, config) => {
    const client = await pool.connect()
    try {
      const own = onClient.get(client) ?? (drizzle(client) as unknown as typeof native)
      onClient.set(client, own)
      return await own.transaction(run, config)
    } finally {
      client.release()
    }
  }
  // SQLite runs transactions one after another; PostgreSQL is asked for the same outcome, and conflicts are retried.
  const serializable = async (run: Parameters<typeof transaction>[0], tries = 1): Promise<unknown> => {
    try {
      return await inTransaction.run(true, () => transaction(run, { isolationLevel: 'serializable' }))
    } catch (error) {
      if (tries === mostTries || !conflicts.has(sqlState(error))) throw storageProblem(error) ?? error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10 * tries, 100)))
      return serializable(run, tries + 1)
    }
  }
  native.transaction = serializable as typeof native.transaction
  return {
    // The queries of this program use only what both engines offer, under the types of one of them.
    db: outsideOnly(native as unknown as Database, () => inTransaction.getStore() ?? false),
    async query<Row>(sql: string, params: unknown[] = []) {
      let n = 0
      const { rows } = await pool.query(
        sql.replaceAll('?', () => `$${++n}`),
        params,
      )
      return rows as Row[]
    },
    async migrate(folder) {
      const known = readMigrations(folder)
      const client = await pool.connect()
      try {
        // The lock lasts as long as this connection's session: two programs that start together migrate once.
        await client.query('select pg_advisory_lock(7265341)')
        await client.query('create table if not exists migrations (name text primary key, applied_at bigint not null)')
        const { rows } = await client.query<{ name: string }>('select name from migrations')
        const applied = new Set(rows.map((row) => row.name))
        checkNotNewer(applied, known)
        for (const migration of known.filter(({ name }) => !applied.has(name))) {
          await client.query('begin')
          for (const statement of migration.statements) await client.query(statement)
          await client.query('insert into migrations values ($1, $2)', [migration.name, Date.now()])
          await client.query('commit')
        }
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      } finally {
        await client.query('select pg_advisory_unlock(7265341)').catch(() => {})
        client.release()
      }
    },
    async check() {
      // A full disk answers questions as ever: only writing shows it.
      const write = () => pool.query('insert into health values (1, $1) on conflict (id) do update set at = excluded.at', [Date.now()])
      await write().catch(async (error: unknown) => {
        if (sqlState(error) !== noSuchTable) throw storageProblem(error) ?? error
        await pool.query('create table if not exists health (id integer primary key, at bigint)')
        await write()
      })
    },
    // PostgreSQL's size is its own operator's matter.
    async limitBytes() {},
    close: () => pool.end(),
  }
}

function sqlState(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code ?? cause?.code ?? ''
}
