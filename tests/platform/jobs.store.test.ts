import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJobs } from '../../server/platform/jobs/jobs.ts'
import { openLog } from '../../server/platform/log.ts'
import { newId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { openTestDatabase } from '../kit/database.ts'

const log = openLog('silent')
let database: Awaited<ReturnType<typeof openTestDatabase>>
let now = 1_000_000
const workers: { close(): Promise<void> }[] = []

function worker() {
  const jobs = openJobs({ db: database.db, log, now: () => now })
  workers.push(jobs)
  return jobs
}

beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((jobs) => jobs.close()))
  await database.close()
})

const aJob = (input: unknown = {}) => ({ id: newId<string>(), kind: 'sum', by: null, input, at: now })

test('a job tells its progress and keeps its result', async () => {
  const jobs = worker()
  jobs.handle('sum', async (job, progress) => {
    const numbers = job.input as number[]
    for (const [at] of numbers.entries()) await progress(at + 1, numbers.length)
    return numbers.reduce((sum, number) => sum + number, 0)
  })
  const job = aJob([1, 2, 3])
  await jobs.add(job)
  await jobs.settled()
  expect(await jobs.find(job.id)).toMatchObject({ state: 'done', result: 6, done: 3, total: 3 })
})

test('adding a job twice does it once', async () => {
  const jobs = worker()
  let runs = 0
  jobs.handle('sum', async () => void runs++)
  const job = aJob()
  await Promise.all([jobs.add(job), jobs.add(job)])
  await jobs.settled()
  expect(runs).toBe(1)
})

test('two nodes that look for work at once never do the same job', async () => {
  const done: string[] = []
  const nodes = [worker(), worker(), worker()]
  const all = Array.from({ length: 12 }, () => aJob())
  for (const jobs of nodes) jobs.handle('sum', async (job) => void done.push(job.id))
  await Promise.all(all.map((job, at) => nodes[at % nodes.length]!.add(job)))
  await Promise.all(nodes.map((jobs) => jobs.settled()))
  expect(done.sort()).toEqual(all.map((job) => job.id).sort())
})

test('what a problem stops says why, and is not tried again', async () => {
  const jobs = worker()
  let runs = 0
  jobs.handle('sum', async () => {
    runs++
    throw new Problem('invalid', 'sum.empty', 'There is nothing to add.')
  })
  const job = aJob()
  await jobs.add(job)
  await jobs.settled()
  expect(await jobs.find(job.id)).toMatchObject({ state: 'failed', fault: { code: 'sum.empty' } })
  expect(runs).toBe(1)
})

test('a defect is tried three times and then reads as our fault', async () => {
  const jobs = worker()
  let runs = 0
  jobs.handle('sum', async () => {
    runs++
    throw new Error('a bug with a secret in it')
  })
  const job = aJob()
  await jobs.add(job)
  await jobs.settled()
  expect(runs).toBe(3)
  const after = await jobs.find(job.id)
  expect(after).toMatchObject({ state: 'failed', fault: { code: 'server.defect' } })
  expect(JSON.stringify(after)).not.toContain('secret')
})

test('what a killed program left half done is taken up by the next one', async () => {
  const killed = worker()
  killed.handle('sum', () => new Promise(() => {}))
  const job = aJob()
  await killed.add(job)
  await expect.poll(async () => (await killed.find(job.id))?.state).toBe('running')
  workers.splice(0) // it never ends, so nobody waits for it

  const next = worker()
  next.handle('sum', async () => 'done after all')
  next.wake()
  await next.settled()
  expect((await next.find(job.id))?.state).toBe('running')

  now += 10 * 60_000
  next.wake()
  await next.settled()
  expect(await next.find(job.id)).toMatchObject({ state: 'done', result: 'done after all', attempts: 2 })
})
