import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bus } from '../../server/platform/bus.ts'
import { dialect } from '../../server/platform/db/columns.ts'
import { openBus } from '../../server/platform/db/database.ts'
import { openLog } from '../../server/platform/log.ts'
import { freshDatabase } from '../kit/database.ts'

// The doorbell between servers that share one database. With SQLite there is one server, and nothing to try.

const onPostgres = dialect === 'postgres' ? test : () => undefined
const log = openLog('silent')

let database: Awaited<ReturnType<typeof freshDatabase>>
const open: Bus[] = []
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await Promise.all(open.map((bus) => bus.close()))
  await database.drop()
})

async function aServer() {
  const bus = await openBus(database.url, log)
  open.push(bus)
  const heard: string[] = []
  for (const bell of ['rights', 'missed']) bus.on(bell, (word) => heard.push(`${bell} ${word}`))
  return { bus, heard }
}

async function until(holds: () => unknown) {
  for (const end = Date.now() + 5000; !holds();) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('a bell is heard once where it was rung', async () => {
  const here = await aServer()
  here.bus.ring('rights', 'ana')
  await until(() => here.heard.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(here.heard).toEqual(['rights ana'])
})

onPostgres('a bell is heard once by every other server, in order', async () => {
  const [here, there] = [await aServer(), await aServer()]
  const words = Array.from({ length: 300 }, (_, n) => `${n}`)
  for (const word of words) here.bus.ring('rights', word)
  await until(() => there.heard.length >= words.length)
  expect(there.heard).toEqual(words.map((word) => `rights ${word}`))
  expect(here.heard).toEqual(there.heard)
})

onPostgres('a server that lost its line comes back, and says that bells may have been missed', async () => {
  const [here, there] = [await aServer(), await aServer()]
  const admin = new Client({ connectionString: database.url })
  await admin.connect()
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await admin.end()
  here.bus.ring('rights', 'into the void')
  await until(() => here.heard.includes('missed ') && there.heard.includes('missed '))
  here.bus.ring('rights', 'back')
  await until(() => there.heard.includes('rights back'))
})
