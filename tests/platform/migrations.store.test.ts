import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../server/platform/db/columns.ts'
import { openDatabase } from '../../server/platform/db/database.ts'
import { freshDatabase } from '../kit/database.ts'

// What only a file on our own disk can do is no gap in the tests of the other engine.
const onSqlite = dialect === 'sqlite' ? test : () => undefined

let place: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
beforeEach(async () => {
  place = await freshDatabase()
  folder = path.join(place.dataDir, 'migrations')
  await mkdir(folder)
  await migration('0000_init', 'create table pets (name text primary key)')
})
afterEach(() => place.drop())

const migration = (name: string, ...statements: string[]) =>
  writeFile(path.join(folder, `${name}.sql`), statements.join('\n--> statement-breakpoint\n'))

async function start() {
  const connection = await openDatabase(place.url, place.dataDir)
  try {
    await connection.migrate(folder)
    return await connection.query<{ name: string }>('select name from pets order by name')
  } finally {
    await connection.close()
  }
}

async function write(sql: string) {
  const connection = await openDatabase(place.url, place.dataDir)
  // Raw statements are for reading; a migration is the one way to write one.
  await migration('0001_fill', sql)
  await connection.migrate(folder)
  await connection.close()
}

test('a second start finds nothing left to do', async () => {
  expect(await start()).toEqual([])
  await write("insert into pets values ('Rex')")
  expect(await start()).toEqual([{ name: 'Rex' }])
  expect(await start()).toEqual([{ name: 'Rex' }])
})

test('two programs that start at once migrate once', async () => {
  await migration('0001_fill', "insert into pets values ('Rex')")
  const both = await Promise.all([start(), start()])
  expect(both).toEqual([[{ name: 'Rex' }], [{ name: 'Rex' }]])
})

test('a migration that fails in its middle leaves the database as it was', async () => {
  await start()
  await migration('0001_broken', "insert into pets values ('Rex')", 'insert into nowhere values (1)')
  await expect(start()).rejects.toThrow(/nowhere/)
  await rm(path.join(folder, '0001_broken.sql'))
  expect(await start()).toEqual([])
})

test('an older program refuses a newer database by the name of what it does not know', async () => {
  await migration('0001_newer', 'create table toys (name text primary key)')
  await start()
  await rm(path.join(folder, '0001_newer.sql'))
  await expect(start()).rejects.toThrow(/newer than this program: it holds 0001_newer/)
})

onSqlite('before a database with something in it is migrated, a copy of it is made', async () => {
  await start()
  const backups = path.join(place.dataDir, 'backups')
  expect(existsSync(backups)).toBe(false)
  await write("insert into pets values ('Rex')")
  const [copy, ...more] = readdirSync(backups)
  expect(more).toEqual([])
  const old = new SQLite(path.join(backups, copy!), { readonly: true })
  expect(old.prepare('select name from pets').all()).toEqual([])
  expect(old.prepare('select name from migrations').pluck().all()).toEqual(['0000_init'])
  old.close()
  await start()
  expect(readdirSync(backups)).toEqual([copy])
})
