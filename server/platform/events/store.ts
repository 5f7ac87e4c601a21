import { asc, inArray, isNull } from 'drizzle-orm'
import { type DomainEvent, parseEvent } from '../../../shared/domain-events.ts'
import type { Database, Transaction } from '../db/database.ts'
import { domainEvents } from './tables.ts'

export function eventStore(db: Database) {
  return {
    async insert(tx: Transaction, events: DomainEvent[]) {
      if (events.length > 0) await tx.insert(domainEvents).values(events.map(({ id, kind, by, at, body }) => ({ id, kind, by, at, body })))
    },
    async untold(most: number): Promise<DomainEvent[]> {
      const rows = await db.select().from(domainEvents).where(isNull(domainEvents.toldAt)).orderBy(asc(domainEvents.id)).limit(most)
      return rows.map(parseEvent)
    },
    async markTold(ids: string[]) {
      await db.update(domainEvents).set({ toldAt: Date.now() }).where(inArray(domainEvents.id, ids))
    },
  }
}
