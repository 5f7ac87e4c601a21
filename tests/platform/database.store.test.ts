import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { dialect, integer, table, text } from '../../server/platform/db/columns.ts'
import { openTestDatabase } from '../kit/database.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('x', async () => {
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
})
void sql, dialect, integer, table, text
