import type { DomainEvent, DomainEventKind } from '../../../shared/domain-events.ts'
import type { Database, Transaction } from '../db/database.ts'
import type { Log } from '../log.ts'
import { eventStore } from './store.ts'

export type Listener<Kind extends DomainEventKind = DomainEventKind> = (event: DomainEvent<Kind>) => Promise<void> | void

/**
 * Tells later rooms what happened in earlier ones, at least once, in order of the events' ids.
 *
 * Listeners are idempotent by `event.id`: after a crash between hearing and noting, an event is told again.
 */
export function openEvents(db: Database, log: Log) {
  const store = eventStore(db)
  const listeners = new Map<string, Listener[]>()
  let telling: Promise<void> | undefined
  let again = false
  let closed = false

  async function tellAll() {
    do {
      again = false
      for (let events = await store.untold(100); events.length > 0 && !closed; events = await store.untold(100)) {
        for (const event of events) {
          for (const listener of listeners.get(event.kind) ?? [])
            await Promise.resolve(listener(event)).catch((error: unknown) =>
              log.error({ err: error, event: event.id, kind: event.kind }, 'a listener failed'),
            )
        }
        await store.markTold(events.map((event) => event.id))
      }
    } while (again && !closed)
  }

  const events = {
    /** Puts news into the outbox, inside the transaction that makes it true. Call `tell` after the transaction. */
    emit: (tx: Transaction, ...news: DomainEvent[]) => store.insert(tx, news),
    /** Rings the bell: listeners hear what is new, in the background. */
    tell(): void {
      again = true
      if (closed) return
      telling ??= tellAll()
        .catch((error: unknown) => log.error({ err: error }, 'telling events failed'))
        .finally(() => {
          telling = undefined
          if (again && !closed) events.tell()
        })
    },
    on<Kind extends DomainEventKind>(kind: Kind, listener: Listener<Kind>) {
      const all = listeners.get(kind) ?? []
      all.push(listener as Listener)
      listeners.set(kind, all)
    },
    /** Resolves when everything told so far has been heard: for tests and for stopping. */
    async settled() {
      while (telling) await telling
    },
    async close() {
      closed = true
      await telling
    },
  }
  return events
}
export type Events = ReturnType<typeof openEvents>
