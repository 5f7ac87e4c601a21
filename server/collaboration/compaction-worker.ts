import { parentPort } from 'node:worker_threads'
import { invariant } from '../../shared/problem.ts'
import type { Answer, Task } from './compactor.ts'
import { compacted } from './compaction.ts'

// The program of a thread beside the server's own, where large courses are encoded. It sees bytes and nothing else.

const port = parentPort
invariant(port, 'this program runs in a thread of the server')
port.on('message', ({ id, updates }: Task) => port.postMessage(answerTo(id, updates)))

function answerTo(id: number, updates: readonly Uint8Array[]): Answer {
  try {
    return { id, compacted: compacted(updates) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
