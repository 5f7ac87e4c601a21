import type * as Y from 'yjs'
import type { Outcome } from './turn.ts'
import { WorkingDocument } from './working-document.ts'

type Tools = {
  /** All that the log holds, oldest first. */
  updates: () => Iterable<Uint8Array>
  /** The document was read from the log, and nobody has changed it yet. */
  onRead: (doc: Y.Doc) => void
}

/** The document of an open course: built from the log when it is needed, and given back when it is not or when it broke. */
export class HeldDocument {
  readonly #tools: Tools
  #working: WorkingDocument | undefined
  #usedAt = 0

  constructor(tools: Tools) {
    this.#tools = tools
  }

  /** What is held now; undefined while nobody needs it. */
  get held(): WorkingDocument | undefined {
    return this.#working
  }

  get(): WorkingDocument {
    this.#usedAt = performance.now()
    if (this.#working) return this.#working
    this.#working = new WorkingDocument(this.#tools.updates())
    this.#tools.onRead(this.#working.doc)
    return this.#working
  }

  /** The document as the log and the outcomes so far make it, built anew. */
  rebuild(outcomes: readonly Outcome[]): WorkingDocument {
    this.drop()
    const working = this.get()
    for (const { update } of outcomes) if (update) working.apply(update)
    return working
  }

  drop() {
    this.#working?.close()
    this.#working = undefined
  }

  isUnusedFor(ms: number): boolean {
    return this.#working !== undefined && performance.now() - this.#usedAt > ms
  }
}
