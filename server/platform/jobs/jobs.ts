import { Problem } from '../../../shared/problem.ts'
import { second } from '../../../shared/time.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { type Job, jobStore, type NewJob } from './store.ts'

/** Tells how far a job is; `done` of `total` steps. */
export type Progress = (done: number, total: number) => Promise<void>
type Handler = (job: Job, progress: Progress) => Promise<unknown>

/** What a program that was killed had begun is anybody's after this time; one that lives says so four times in it. */
const claimMs = 15 * second
const mostAttempts = 3
const lookMs = 5 * second
const closeMs = 4 * second

/**
 * Work that outlives its request: stored first, then done one after another, on whichever node takes it.
 *
 * A handler may run again after a crash, with the same job, so it is idempotent by the job's id. A Problem ends a job at
 * once with its sentence; anything else is tried again, at most three times in all.
 */
export function openJobs({ db, log, now }: { db: Database; log: Log; now: () => number }) {
  const store = jobStore(db)
  const handlers = new Map<string, Handler>()
  let working: Promise<void> | undefined
  let again = false
  let closed = false
  const look = setInterval(() => wake(), lookMs).unref()

  function wake() {
    again = true
    if (closed || handlers.size === 0) return
    working ??= workAll()
      .catch((error: unknown) => log.error({ err: error }, 'looking for jobs failed'))
      .finally(() => {
        working = undefined
        if (again && !closed) wake()
      })
  }

  async function workAll() {
    while (again && !closed) {
      again = false
      for (let job = await claim(); job && !closed; job = await claim()) await work(job)
    }
  }

  const claim = () => store.claim([...handlers.keys()], now(), now() + claimMs)

  async function work(job: Job) {
    const keep = setInterval(() => void store.update(job.id, { claimedUntil: now() + claimMs }).catch(() => {}), claimMs / 4).unref()
    try {
      if (job.attempts > mostAttempts)
        throw new Problem(
          'unavailable',
          'job.gaveUp',
          'This was tried several times and did not work. Nothing more will be tried by itself.',
        )
      // Claimed by kind, so there is a handler.
      const result = await handlers.get(job.kind)!(job, (done, total) => store.update(job.id, { done, total }))
      await store.update(job.id, { state: 'done', result, finishedAt: now() })
    } catch (error) {
      await failed(job, error)
    } finally {
      clearInterval(keep)
    }
  }

  async function failed(job: Job, error: unknown) {
    // The disk may have room again in a while, so that is no answer to give.
    if (error instanceof Problem && error.kind === 'unavailable' && job.attempts < mostAttempts)
      return store.update(job.id, { state: 'waiting', claimedUntil: now() + lookMs * 2 })
    if (error instanceof Problem) {
      const { code, message, details } = error
      return store.update(job.id, { state: 'failed', fault: { code, message, ...(details && { details }) }, finishedAt: now() })
    }
    log.error({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed')
    if (job.attempts < mostAttempts) {
      again = true
      return store.update(job.id, { state: 'waiting', claimedUntil: 0 })
    }
    const fault = {
      code: 'server.defect',
      message: 'Something went wrong on our side. It was tried several times; nothing more will be tried by itself.',
    }
    return store.update(job.id, { state: 'failed', fault, finishedAt: now() })
  }

  return {
    /** Says who does jobs of this kind. Before `wake`, at the start of the program. */
    handle(kind: string, handler: Handler) {
      handlers.set(kind, handler)
    },
    /** Stores a job and begins it soon. A second one with the same id is the first. */
    async add(job: NewJob) {
      await store.add(job)
      wake()
    },
    find: store.find,
    /** Looks for work now: at the start of the program, after what a crash left. */
    wake,
    /** Resolves when there is nothing left to do. */
    async settled() {
      while (working) await working
    },
    /** Gives the running job a moment to end. What it does not finish is done again at the next start, like the rest. */
    async close() {
      closed = true
      clearInterval(look)
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, closeMs).unref())])
    },
  }
}
export type Jobs = ReturnType<typeof openJobs>
export type { Job }
