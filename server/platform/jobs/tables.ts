import { index, integer, json, table, text } from '../db/columns.ts'

/** Work that outlives the request that asked for it. A running job whose claim ran out is anybody's again. */
export const jobs = table(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    by: text('by'),
    state: text('state').$type<'waiting' | 'running' | 'done' | 'failed'>().notNull(),
    input: json<unknown>('input').notNull(),
    result: json<unknown>('result'),
    fault: json<{ code: string; message: string; details?: Record<string, unknown> }>('fault'),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    attempts: integer('attempts').notNull(),
    at: integer('at').notNull(),
    claimedUntil: integer('claimed_until').notNull(),
    finishedAt: integer('finished_at'),
  },
  (t) => [index('jobs_to_do').on(t.state, t.claimedUntil)],
)
