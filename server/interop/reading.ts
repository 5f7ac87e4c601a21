import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem, type ProblemKind } from '../../shared/problem.ts'
import { second } from '../../shared/time.ts'
import { root } from '../platform/root.ts'
import { broken } from './archive.ts'
import { planUpload } from './documents.ts'
import type { Plan } from './plan.ts'

export type Task = { name: string; bytes: Uint8Array }
export type Answer =
  | { plan: Plan }
  | { problem: { kind: ProblemKind; code: string; message: string; details?: Record<string, unknown> | undefined } }
  | { fault: string }

/** What the server was built into; while developing there is none, and everything is read here. */
const built = path.join(root, 'dist/server/document-worker.js')
const patienceMs = 30 * second
/** A hundred pages need some 50 MB; a file that needs more than this means no good. */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

const tooMuch = () =>
  new Problem(
    'tooLarge',
    'import.tooSlow',
    'This file takes more time or memory to read than a course should need. Save it anew, or import it in smaller parts.',
  )

/** One after another: files by strangers share the time of one core at most. */
let line: Promise<unknown> = Promise.resolve()

/** Reads an upload in a thread of its own, with bounds on time and memory, so that everybody else goes on. */
export function readInThread(name: string, bytes: Uint8Array, { program = built, patience = patienceMs } = {}): Promise<Plan> {
  if (!existsSync(program)) return planUpload(name, bytes)
  const read = line.then(() => inThread({ name, bytes }, program, patience))
  line = read.catch(() => undefined)
  return read
}

function inThread(task: Task, program: string, patience: number): Promise<Plan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: task, resourceLimits })
    const late = setTimeout(() => end(tooMuch()), patience)
    const end = (error?: Error) => {
      clearTimeout(late)
      if (error) reject(error)
      void worker.terminate()
    }
    worker.on('message', (answer: Answer) => {
      if ('plan' in answer) resolve(answer.plan)
      if ('problem' in answer) {
        const { kind, code, message, details } = answer.problem
        return end(new Problem(kind, code, message, details))
      }
      return end('fault' in answer ? broken() : undefined)
    })
    worker.on('error', (error: Error & { code?: string }) => end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : broken()))
    worker.on('exit', () => end(broken()))
  })
}
