import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type SQLite from 'better-sqlite3'

export type Migration = { name: string; statements: string[] }

/** The migrations in `folder`, oldest first, as `drizzle-kit generate` wrote them. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) throw new Error(`No migrations in ${folder}`)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.sql$/, ''),
      statements: readFileSync(path.join(folder, file), 'utf8')
        .split('--> statement-breakpoint')
        .filter((statement) => statement.trim()),
    }))
}

/** Throws when the database holds a migration that this program does not know. */
export function checkNotNewer(applied: ReadonlySet<string>, known: readonly Migration[]) {
  const names = new Set(known.map((migration) => migration.name))
  const newer = [...applied].filter((name) => !names.has(name))
  if (newer.length > 0)
    throw new Error(
      `The database is newer than this program: it holds ${newer.join(', ')}. Run a newer release, or restore the backup made before that migration.`,
    )
}

/** Copies the database beside itself, as `backups/before-<time>.db`, and waits until the copy is on disk. */
export function backUp(client: SQLite.Database, file: string) {
  const folder = path.join(path.dirname(path.resolve(file)), 'backups')
  mkdirSync(folder, { recursive: true })
  const name = path.join(folder, `before-${new Date().toISOString().replace(/[:.]/g, '-')}.db`)
  client.exec(`vacuum into '${name.replaceAll("'", "''")}'`)
  const copy = openSync(name, 'r')
  fsyncSync(copy)
  closeSync(copy)
}
