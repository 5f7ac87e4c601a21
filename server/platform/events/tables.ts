import { index, integer, json, table, text } from '../db/columns.ts'

/** The outbox: news is stored in the transaction that made it true, and told to listeners afterwards. */
export const domainEvents = table(
  'domain_events',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    by: text('by'),
    at: integer('at').notNull(),
    body: json<unknown>('body').notNull(),
    toldAt: integer('told_at'),
  },
  (t) => [index('domain_events_untold').on(t.toldAt, t.id)],
)
