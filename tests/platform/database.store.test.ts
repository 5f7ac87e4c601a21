import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../server/platform/db/columns.ts'
import { domainEvents } from '../../server/platform/events/tables.ts'
import { newId } from '../../shared/id.ts'
import { openTestDatabase } from '../kit/database.ts'

// What only a file on our own disk can do is no gap in the tests of the other engine.
const onSqlite = dialect === 'sqlite' ? test : () => undefined

// What every room relies on, tried on both engines with a table that is there anyway.

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(domainEvents)
})

const aRow = (at = 0) => ({ id: newId<string>(), kind: 'course.created', by: null, at, body: { list: ['ä', 1, null] } })
const ids = async () => (await database.db.select({ id: domainEvents.id }).from(domainEvents)).map((row) => row.id).sort()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('numbers, nulls and JSON come back as they went in', async () => {
  const row = aRow(9_007_199_254_740_991)
  await database.db.insert(domainEvents).values(row)
  const [read] = await database.db.select().from(domainEvents).where(eq(domainEvents.id, row.id))
  expect(read).toEqual({ ...row, toldAt: null })
})

test('what no text should hold is stored on either engine, and nothing beside it changes', async () => {
  const row = {
    ...aRow(),
    kind: 'nul\0',
    body: { '\ud800': ['half \ud83d', 'whole 😀', 'nul \0', 'backslash \\u0000 \\ud800', 'quote " and line\n'] },
  }
  await database.db.insert(domainEvents).values(row)
  const [read] = await database.db.select().from(domainEvents).where(eq(domainEvents.id, row.id))
  const list = Object.values(read?.body ?? {})[0] as string[]
  expect([list[1], list[3], list[4]]).toEqual([row.body['\ud800'][1], row.body['\ud800'][3], row.body['\ud800'][4]])
  expect([list[0]?.slice(0, 5), list[2]?.slice(0, 4)]).toEqual(['half ', 'nul '])
})

test('a transaction that throws leaves nothing, and its neighbours keep what they wrote', async () => {
  const rows = Array.from({ length: 10 }, () => aRow())
  const outcomes = await Promise.allSettled(
    rows.map((row, n) =>
      database.db.transaction(async (tx) => {
        await tx.insert(domainEvents).values(row)
        if (n % 2 === 1) throw new Error(`number ${n} changed its mind`)
        return n
      }),
    ),
  )
  expect(outcomes.map((outcome) => outcome.status)).toEqual(rows.map((_, n) => (n % 2 === 1 ? 'rejected' : 'fulfilled')))
  expect(await ids()).toEqual(
    rows
      .filter((_, n) => n % 2 === 0)
      .map((row) => row.id)
      .sort(),
  )
})

test('a statement that the database refuses takes its own transaction with it and no other', async () => {
  const first = aRow()
  const others = [aRow(), aRow()]
  await database.db.insert(domainEvents).values(first)
  const outcomes = await Promise.allSettled([
    database.db.insert(domainEvents).values(others[0]!),
    database.db.transaction(async (tx) => {
      await tx.insert(domainEvents).values(aRow())
      await tx.insert(domainEvents).values(first)
    }),
    database.db.insert(domainEvents).values(others[1]!),
  ])
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await ids()).toEqual([first, ...others].map((row) => row.id).sort())
})

test('fifty transactions that read, wait and write lose no step', async () => {
  const row = aRow(0)
  await database.db.insert(domainEvents).values(row)
  await Promise.all(
    Array.from({ length: 50 }, () =>
      database.db.transaction(async (tx) => {
        const [read] = await tx.select().from(domainEvents).where(eq(domainEvents.id, row.id))
        await pause(1)
        await tx
          .update(domainEvents)
          .set({ at: read!.at + 1 })
          .where(eq(domainEvents.id, row.id))
      }),
    ),
  )
  const [read] = await database.db.select().from(domainEvents).where(eq(domainEvents.id, row.id))
  expect(read!.at).toBe(50)
})

test('others see a transaction only when it is whole', async () => {
  const row = aRow()
  let seen: string[] | undefined
  await database.db.transaction(async (tx) => {
    await tx.insert(domainEvents).values(row)
    // Raw rows are read beside the transaction, as another person's request would read them.
    seen = (await database.query<{ id: string }>('select id from domain_events')).map((its) => its.id)
  })
  expect(seen).toEqual([])
  expect(await ids()).toEqual([row.id])
})

test('the outer database inside a transaction is refused at once instead of waiting for itself', async () => {
  await expect(database.db.transaction(async () => database.db.select().from(domainEvents))).rejects.toThrow('query through its tx')
  await expect(database.db.transaction(async () => database.db.transaction(async () => 1))).rejects.toThrow('query through its tx')
  await database.db.insert(domainEvents).values(aRow())
  expect(await ids()).toHaveLength(1)
})

test('writes outside a transaction, asked for at once, are all there when they resolve', async () => {
  const rows = Array.from({ length: 200 }, () => aRow())
  await Promise.all(rows.map((row) => database.db.insert(domainEvents).values(row)))
  expect(await ids()).toEqual(rows.map((row) => row.id).sort())
})

test('the database says that it takes writes', async () => {
  await expect(database.check()).resolves.toBeUndefined()
})

onSqlite('a full disk acknowledges nothing, keeps what was there, and heals by itself', async () => {
  await database.db.insert(domainEvents).values(aRow())
  const before = await ids()
  await database.limitBytes(1)
  const large = () => ({ ...aRow(), body: { text: 'x'.repeat(200_000) } })
  const rows = Array.from({ length: 8 }, large)
  const outcomes = await Promise.allSettled(
    rows.map((row, n) =>
      n % 2 === 0
        ? database.db.insert(domainEvents).values(row)
        : database.db.transaction(async (tx) => {
            await tx.insert(domainEvents).values(aRow())
            // Even who swallows the refusal is not told that the rest was stored.
            await tx
              .insert(domainEvents)
              .values(row)
              .catch(() => {})
            await tx
              .insert(domainEvents)
              .values(aRow())
              .catch(() => {})
          }),
    ),
  )
  const stored = await ids()
  const acknowledged = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
  expect({ acknowledged, stored: stored.length }).toEqual({ acknowledged: 0, stored: before.length })
  expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code?: string }).code : ''))).toContain(
    'storage.failed',
  )

  await database.limitBytes(0)
  await database.db.insert(domainEvents).values(rows[0]!)
  expect(await ids()).toHaveLength(before.length + 1)
})
