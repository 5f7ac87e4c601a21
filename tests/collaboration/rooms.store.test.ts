import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { collaborationService } from '../../server/collaboration/service.ts'
import { collaborationStore } from '../../server/collaboration/store.ts'
import { localBus } from '../../server/platform/bus.ts'
import { readConfig } from '../../server/platform/config.ts'
import type { CourseLog } from '../../server/platform/course-log/course-log.ts'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { openMetrics } from '../../server/platform/metrics.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import { seedCourse } from './authors.ts'
import { openTestDatabase } from '../kit/database.ts'
import { until } from './kit.ts'

// The room's loop on both engines: several servers on one database, and a log that fails in the middle.

let database: Awaited<ReturnType<typeof openTestDatabase>>
const opened: { close(): Promise<void> }[] = []
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(async () => {
  for (const service of opened) await service.close()
  await database.close()
})

const by = 'ana-0000' as PersonId

/** One server of an installation. Without `bus` it hears no bell of the others. */
function aServer({
  log = databaseCourseLog(database.db),
  bus = localBus(),
  isShared = false,
}: { log?: CourseLog; bus?: ReturnType<typeof localBus>; isShared?: boolean } = {}) {
  const diary = openLog('silent')
  const service = collaborationService({
    store: collaborationStore(database.db),
    log,
    events: openEvents(database.db, diary),
    bus,
    diary,
    metrics: openMetrics(),
    now: Date.now,
    limits: readConfig({}).limits,
    roleIn: async () => 'editor',
    checkStorage: database.check,
    isShared,
  })
  opened.push(service)
  return service
}

async function aCourse(): Promise<CourseId> {
  const course = newId<CourseId>()
  await databaseCourseLog(database.db).append(course, 0, [{ id: newId(), actor: by, kind: 'update', body: seedCourse(), at: 1, v: 1 }])
  return course
}

const put = (key: string) => (doc: Y.Doc) => doc.getMap('votes').set(key, true)
const keys = (doc: Y.Doc) => [...doc.getMap('votes').keys()].sort((a, b) => (a < b ? -1 : 1))

/** A log whose appends do what `fault` says, while it says something. */
function faulty(fault: () => 'lose the answer' | 'fail' | undefined): CourseLog {
  const log = databaseCourseLog(database.db)
  return {
    ...log,
    async append(...args) {
      const now = fault()
      if (now === 'fail') throw new Error('no space left on device')
      const answer = await log.append(...args)
      if (now === 'lose the answer') throw new Error('connection lost')
      return answer
    },
  }
}

test('[L5] several servers write one course at once, and every command of every one is there', async () => {
  const course = await aCourse()
  const servers = [aServer(), aServer(), aServer()]
  const wanted = servers.flatMap((_, s) => Array.from({ length: 15 }, (_, n) => `${s}/${n}`))
  await Promise.all(wanted.map((key) => servers[Number(key[0])]!.command(course, { by, name: 'test' }, put(key))))
  const fresh = aServer()
  expect(await fresh.read(course, keys)).toEqual([...wanted].sort((a, b) => (a < b ? -1 : 1)))
})

test('[L5] a server hears of another’s work by the bell, and without it within a second or two', async () => {
  const course = await aCourse()
  const bus = localBus()
  const [writer, hearing, deaf] = [aServer({ bus, isShared: true }), aServer({ bus, isShared: true }), aServer({ isShared: true })]
  await Promise.all([hearing.read(course, keys), deaf.read(course, keys)])
  await writer.command(course, { by, name: 'test' }, put('a'))
  await until(async () => (await hearing.read(course, keys)).includes('a'), 500)
  await until(async () => (await deaf.read(course, keys)).includes('a'), 3000)
})

test('[L1] a command whose answer was lost on the way is done once and told as done', async () => {
  const course = await aCourse()
  let fault: 'lose the answer' | undefined = 'lose the answer'
  const server = aServer({ log: faulty(() => fault) })
  const { seq } = await server.command(course, { by, name: 'test' }, put('a'))
  fault = undefined
  expect(seq).toBe(2)
  expect(await server.read(course, keys)).toEqual(['a'])
  expect((await databaseCourseLog(database.db).open(course)).seq).toBe(2)
})

test('[L4] a command that cannot be stored is refused, leaves no trace, and works again afterwards', async () => {
  const course = await aCourse()
  let fault: 'fail' | undefined = 'fail'
  const server = aServer({ log: faulty(() => fault) })
  await expect(server.command(course, { by, name: 'test' }, put('a'))).rejects.toMatchObject({ code: 'storage.failed' })
  expect(server.isFailing).toBe(true)
  fault = undefined
  await until(() => !server.isFailing)
  expect(await server.read(course, keys)).toEqual([])
  await server.command(course, { by, name: 'test' }, put('b'))
  expect(await server.read(course, keys)).toEqual(['b'])
})

test('a command that throws stores nothing, even when it had changed something, and says why', async () => {
  const course = await aCourse()
  const server = aServer()
  const failing = server.command(course, { by, name: 'test' }, (doc) => {
    put('a')(doc)
    throw new Error('changed my mind')
  })
  const after = server.command(course, { by, name: 'test' }, put('b'))
  await expect(failing).rejects.toThrow('changed my mind')
  await after
  expect(await server.read(course, keys)).toEqual(['b'])
})

test('a command told twice under one id is done once and answered alike', async () => {
  const course = await aCourse()
  const server = aServer()
  let runs = 0
  const once = () => server.command(course, { by, id: 'command-1', name: 'test' }, () => ++runs)
  expect([
    (await once()).value,
    (await once()).value,
    (await server.command(course, { by: 'ben-0000' as PersonId, id: 'command-1', name: 'test' }, () => 'ben')).value,
  ]).toEqual([1, 1, 'ben'])
})

test('who looks cannot change: what a reader did is dropped', async () => {
  const course = await aCourse()
  const server = aServer()
  await server.read(course, put('sly'))
  expect(await server.read(course, keys)).toEqual([])
})

test('[L2] a long tail is compacted while people write, and nothing is lost', async () => {
  const course = await aCourse()
  const server = aServer()
  for (let n = 0; n < 520; n += 40)
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => server.command(course, { by, name: 'test' }, put(`${String(n + i).padStart(4, '0')}`))),
    )
  const log = databaseCourseLog(database.db)
  await until(async () => (await log.open(course)).snapshot !== null)
  const { from, records, seq } = await log.open(course)
  expect(from).toBeGreaterThan(0)
  expect(records.length).toBeLessThan(500)
  expect(seq).toBe(521)
  expect(await aServer().read(course, keys)).toHaveLength(520)
})
