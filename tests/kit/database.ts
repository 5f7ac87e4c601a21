import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dialect } from '../../server/platform/db/columns.ts'
import { openDatabase } from '../../server/platform/db/database.ts'
import { root } from '../../server/platform/root.ts'
import { freshPostgres } from './postgres.ts'

/** A folder of its own for one test; `remove` takes it away with all that is in it. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'colloquy-test-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** The place of a fresh, empty database of the engine under test: a temporary file, or a database made for this. */
export async function freshDatabase() {
  const { folder, remove } = await temporaryFolder()
  if (dialect === 'sqlite') return { url: undefined, dataDir: folder, drop: remove }
  const { url, drop } = await freshPostgres()
  return { url, dataDir: folder, drop: async () => void (await drop(), await remove()) }
}

/** A fresh database with every table in it, on the engine under test. `close` removes it. */
export async function openTestDatabase() {
  const { url, dataDir, drop } = await freshDatabase()
  const connection = await openDatabase(url, dataDir)
  await connection.migrate(path.join(root, 'migrations', dialect))
  return {
    ...connection,
    url,
    dataDir,
    async close() {
      await connection.close()
      await drop()
    },
  }
}
