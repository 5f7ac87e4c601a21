import * as Y from 'yjs'
import { invariant } from '../../shared/problem.ts'
import { cutsDeep } from './cut.ts'

/**
 * The server's own client id in every course. One is enough: the log is a compare-and-append, so whoever writes under
 * it has seen everything that was written under it before.
 */
export const serverClient = 1

/** How many updates share one Yjs transaction while a log is replayed: all at once does not finish. */
const replayedTogether = 500

const commandOrigin = 'command'

/** The one Y.Doc of a course on this server: the gate reads it, and commands write it. */
export class WorkingDocument {
  readonly doc = new Y.Doc()
  #emitted: Uint8Array[] = []
  #cutDeep = false

  /** `updates`: all there are, oldest first. Throws when they do not make a whole document. */
  constructor(updates: Iterable<Uint8Array>) {
    const waiting: Uint8Array[] = []
    const replay = () => this.doc.transact(() => waiting.splice(0).forEach((update) => Y.applyUpdate(this.doc, update)))
    for (const update of updates) if (waiting.push(update) >= replayedTogether) replay()
    replay()
    invariant(this.#isWhole(), 'a log never needs what it does not hold')
    this.doc.on('update', (update: Uint8Array) => this.#emitted.push(update))
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      this.#cutDeep ||= cutsDeep(transaction)
    })
  }

  /** Applies a judged update and returns what Yjs made of it; null when that is nothing. Throws when it does not fit after all. */
  apply(update: Uint8Array): Uint8Array | null {
    Y.applyUpdate(this.doc, update)
    invariant(this.#isWhole(), 'what the gate lets pass leaves nothing waiting')
    return this.#taken()
  }

  /** Runs a command as one transaction under the server's client id. */
  run<T>(command: (doc: Y.Doc) => T): { value: T; update: Uint8Array | null } {
    this.doc.clientID = serverClient
    const value = this.doc.transact(() => command(this.doc), commandOrigin)
    return { value, update: this.#taken() }
  }

  /** Whether something was changed and not told: then a throwing command left its trace. */
  get isDirty(): boolean {
    return this.#emitted.length > 0
  }

  /** Whether much of the course was deleted since this was last asked. */
  takeCut(): boolean {
    const cut = this.#cutDeep
    this.#cutDeep = false
    return cut
  }

  #taken(): Uint8Array | null {
    const emitted = this.#emitted
    this.#emitted = []
    return emitted.length > 1 ? Y.mergeUpdates(emitted) : (emitted[0] ?? null)
  }

  #isWhole(): boolean {
    return this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null
  }

  close() {
    this.doc.destroy()
  }
}
