import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../shared/problem.ts'
import { planUpload } from './documents.ts'
import type { Answer, Task } from './reading.ts'

// The thread in which one upload is read. It ends with its answer, or is ended.

const { name, bytes } = workerData as Task // given by `reading.ts`
const answer = (said: Answer) => parentPort?.postMessage(said)
try {
  answer({ plan: await planUpload(name, bytes) })
} catch (error) {
  if (error instanceof Problem) answer({ problem: { kind: error.kind, code: error.code, message: error.message, details: error.details } })
  else answer({ fault: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
}
