import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs } from './tables.ts'

export type Job = typeof jobs.$inferSelect
export type NewJob = Pick<Job, 'id' | 'kind' | 'by' | 'input' | 'at'>

export function jobStore(db: Database) {
  return {
    /** Adds a job once: a second one with the same id is the first. */
    async add({ id, kind, by, input, at }: NewJob) {
      await db
        .insert(jobs)
        .values({ id, kind, by, input, at, state: 'waiting', done: 0, total: 0, attempts: 0, claimedUntil: 0 })
        .onConflictDoNothing()
    },
    async find(id: string): Promise<Job | undefined> {
      const [row] = await db.select().from(jobs).where(eq(jobs.id, id))
      return row
    },
    /** Takes the oldest job that nobody works on, until `until`; the database lets only one taker have it. */
    claim(kinds: string[], now: number, until: number): Promise<Job | undefined> {
      return db.transaction(async (tx) => {
        const free = and(inArray(jobs.state, ['waiting', 'running']), lt(jobs.claimedUntil, now), inArray(jobs.kind, kinds))
        const [row] = await tx.select().from(jobs).where(free).orderBy(asc(jobs.id)).limit(1)
        if (!row) return undefined
        const taken = { state: 'running' as const, claimedUntil: until, attempts: row.attempts + 1 }
        await tx.update(jobs).set(taken).where(eq(jobs.id, row.id))
        return { ...row, ...taken }
      })
    },
    async update(id: string, change: Partial<Pick<Job, 'state' | 'done' | 'total' | 'result' | 'fault' | 'claimedUntil' | 'finishedAt'>>) {
      await db.update(jobs).set(change).where(eq(jobs.id, id))
    },
  }
}
