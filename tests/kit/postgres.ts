import { Client } from 'pg'

/** Where tests make their databases: TEST_POSTGRES_URL, or the server that a developer's machine usually has. */
export const postgresUrl = process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432/postgres'

const prefix = 'colloquy_test_'

/** Runs `work` on a short-lived connection to the server itself. */
async function asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: postgresUrl, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Whether a PostgreSQL answers at all; the stores are tested on SQLite alone where none does. */
export const postgresAnswers = () =>
  asAdmin((client) => client.query('select 1')).then(
    () => true,
    () => false,
  )

/** A database of its own for one run. `drop` also closes whoever is still connected. */
export async function freshPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `${prefix}${Date.now()}_${crypto.randomUUID().slice(0, 8)}`
  // Two runs may copy the template at once, which PostgreSQL refuses for a moment.
  for (let left = 20; ; left--) {
    try {
      await asAdmin((client) => client.query(`create database ${name}`))
      break
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== '55006') throw error
      await new Promise((resolve) => setTimeout(resolve, 100 * Math.random()))
    }
  }
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))) }
}

/** Removes what killed runs left behind, once they are surely over. Vitest calls this before the store tests. */
export default async function dropLeftovers() {
  if (!(await postgresAnswers())) return
  await asAdmin(async (client) => {
    const { rows } = await client.query<{ datname: string }>(`select datname from pg_database where datname like '${prefix}%'`)
    const isOld = (name: string) => Date.now() - Number(name.slice(prefix.length).split('_')[0]) > 2 * 3600_000
    for (const { datname } of rows.filter((row) => isOld(row.datname)))
      await client.query(`drop database if exists ${datname} with (force)`)
  })
}
