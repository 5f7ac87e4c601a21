import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type * as Y from 'yjs'
import { second } from '../../shared/time.ts'
import { root } from '../platform/root.ts'
import { type Compacted, compacted, compactedDocument } from './compaction.ts'

export type Task = { id: number; updates: Uint8Array[] }
export type Answer = { id: number } & ({ compacted: Compacted } | { error: string })

/** What the server was built into; while developing there is none, and everything is done here. */
const built = path.join(root, 'dist/server/compaction-worker.js')

/**
 * Bytes of a course from which it is encoded beside the server's own thread. Encoding takes some 2 ms here at this
 * size, and grows with it; handing it over costs a thread of its own for a while.
 */
const largeBytes = 64 * 1024
/** A thread that nobody needs is ended after this time: it holds some ten megabytes. */
const idleMs = 20 * second

type Asked = { task: Task; resolve: (done: Compacted) => void; reject: (error: Error) => void }

/** Squeezes courses: small ones at once, large ones one after another in a thread that is there only while it is needed. */
export class Compactor {
  readonly #program: string | undefined
  readonly #idleMs: number
  #worker: Worker | undefined
  #asked: Asked[] = []
  #ids = 0
  #idle: NodeJS.Timeout | undefined

  constructor({ program = built, unusedMs = idleMs }: { program?: string; unusedMs?: number } = {}) {
    this.#program = existsSync(program) ? program : undefined
    this.#idleMs = unusedMs
  }

  /** Whether there is a thread now. */
  get isRunning(): boolean {
    return this.#worker !== undefined
  }

  /** Squeezes all `updates` of a course, `size` bytes; `doc` is what they make, when it is there. Rejects when they make none. */
  async compact(updates: Iterable<Uint8Array>, size: number, doc?: Y.Doc): Promise<Compacted> {
    if (size < largeBytes || !this.#program) return doc ? compactedDocument(doc) : compacted(updates)
    return this.#handOver([...updates], this.#program)
  }

  #handOver(updates: Uint8Array[], program: string): Promise<Compacted> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ task: { id: ++this.#ids, updates }, resolve, reject })
      if (this.#asked.length === 1) this.#next(program)
    })
  }

  /** One after another: what waits is held by nobody but its course. */
  #next(program: string) {
    const first = this.#asked[0]
    clearTimeout(this.#idle)
    if (first) (this.#worker ??= this.#begin(program)).postMessage(first.task)
    else this.#idle = setTimeout(() => this.#end(), this.#idleMs).unref()
  }

  #begin(program: string): Worker {
    const worker = new Worker(program)
    worker.unref()
    worker.on('message', (answer: Answer) => {
      const asked = this.#asked.shift()
      if ('compacted' in answer) asked?.resolve(answer.compacted)
      else asked?.reject(new Error(answer.error))
      this.#next(program)
    })
    worker.on('error', (error) => this.#broke(worker, error, program))
    worker.on('exit', () => this.#broke(worker, new Error('The thread ended'), program))
    return worker
  }

  /** A thread that died takes its one task with it; the log is whole, and the others are done by a new one. */
  #broke(worker: Worker, error: unknown, program: string) {
    if (this.#worker !== worker) return
    this.#worker = undefined
    this.#asked.shift()?.reject(error instanceof Error ? error : new Error(String(error)))
    if (this.#asked.length > 0) this.#next(program)
  }

  #end() {
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
  }

  close() {
    clearTimeout(this.#idle)
    for (const { reject } of this.#asked.splice(0)) reject(new Error('The server stops'))
    this.#end()
  }
}
