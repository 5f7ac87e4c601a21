import path from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialect } from '../../server/platform/db/columns.ts'
import { openDatabase } from '../../server/platform/db/database.ts'
import { beginEpoch, restoreCourse } from '../../server/restore.ts'
import { getCourse } from '../../shared/courses.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import type { CourseId } from '../../shared/id.ts'
import { plainText } from '../../client/collaboration/passages.ts'
import { temporaryFolder } from '../kit/database.ts'
import { startServer } from '../kit/server.ts'
import { aCourseWithPeople, firstLesson, ourClient, textOf, until, write } from './kit.ts'

// An operator puts an earlier draft back, beside the running server. Nobody's copy is merged into it, and nobody loses
// what only they had.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
let backups: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  world = await aCourseWithPeople()
  backups = await temporaryFolder()
})
afterAll(async () => {
  await world.server.close()
  await backups.remove()
})

const anaIs = () => ({ ...world.ana, email: 'ana@demo.test' })
const stored = (course: CourseId) => world.server.services.collaboration.read(course, textOf)
const backup = () => path.join(backups.folder, 'backup.db')
/** As an operator does while the server runs. */
const backUp = () => new SQLite(path.join(world.server.dataDir, 'colloquy.db')).backup(backup())

/** What `npm run cli -- …` does: on a connection of its own, as another program beside the server. */
async function operator(work: typeof restoreCourse, args: string[] = []): Promise<string[]> {
  const connection = await openDatabase(world.server.databaseUrl, world.server.dataDir)
  const said: string[] = []
  await work(connection, args, (line) => said.push(line)).finally(() => connection.close())
  return said
}

async function aCourse() {
  const { id } = await world.server.services.courses.create(anaIs(), { groupId: world.group.id, title: 'As it was' })
  return { ...world, course: id }
}

test.skipIf(dialect !== 'sqlite')(
  '[L7] [W5] one course is restored from a backup: who is here goes on with it, what somebody had not sent is set aside and offered, and nothing is merged',
  async () => {
    const here = await aCourse()
    const [ana, ben] = [await ourClient(here, world.ana), await ourClient(here, world.ben)]
    await until(() => ana.face() === 'saved' && ben.face() === 'saved')
    write(ana.draft.doc, 'in the backup')
    await until(() => !ana.draft.hasUnsaved && textOf(ben.draft.doc).includes('in the backup'))
    await backUp()
    write(ana.draft.doc, 'after the backup')
    await world.server.services.courses.rename(anaIs(), here.course, 'As it became')
    await until(() => textOf(ben.draft.doc).includes('after the backup'))
    ben.cable.pull()
    await until(() => ben.face() === 'offline')
    write(ben.draft.doc, 'never sent')

    expect((await operator(restoreCourse, [here.course, backup()])).join()).toContain('“As it was”')
    // Ana does nothing at all, and is with it within seconds.
    await until(() => ana.draft.remount() === 1 && ana.draft.ready() && !textOf(ana.draft.doc).includes('after'), 12_000)
    await until(() => ana.face() === 'saved')
    expect(textOf(ana.draft.doc)).toContain('in the backup')
    expect(ana.draft.quarantined()).toEqual([])
    expect((await ana.asker.ask(getCourse, { courseId: here.course })).title).toBe('As it was')

    ben.cable.plug()
    ben.draft.retry()
    await until(() => ben.draft.quarantined().length > 0)
    expect(plainText(ben.draft.quarantined())).toContain('never sent')
    expect(plainText(ben.draft.quarantined())).not.toContain('after the backup')
    write(ana.draft.doc, 'and on it goes')
    await until(() => textOf(ben.draft.doc).includes('and on it goes'))
    expect(textOf(ben.draft.doc)).toBe(textOf(ana.draft.doc))
    expect(await stored(here.course)).toBe(textOf(ana.draft.doc))
    for (const lost of ['never sent', 'after the backup']) expect(await stored(here.course)).not.toContain(lost)

    // What the operator took away is kept, and can be restored in its turn.
    const [line] = await operator(restoreCourse, [here.course])
    await operator(restoreCourse, [here.course, line!.split(' ')[0]!])
    await until(async () => (await stored(here.course)).includes('after the backup'), 12_000)
    expect(await stored(here.course)).not.toContain('on it goes')
    ana.close()
    ben.close()
  },
)

test('[L7] ids are never given twice: what the server itself writes after a restore has none of those it took away', async () => {
  const here = await aCourse()
  const { collaboration } = world.server.services
  const by = { by: world.ana.id, name: 'test' }
  const put = (text: string) => collaboration.command(here.course, by, (doc) => write(doc, text))
  await put('before')
  await collaboration.command(here.course, by, (doc) => write(doc, 'long '.repeat(600)))
  const cut = await ourClient(here, world.ana)
  await until(() => cut.face() === 'saved')
  const fragment = lessonFragment(cut.draft.doc, firstLesson(cut.draft.doc))
  fragment.delete(1, fragment.length - 1)
  await until(() => !cut.draft.hasUnsaved)
  cut.close()
  await put('taken away')
  const clockOf = () => collaboration.read(here.course, (doc) => doc.store.clients.get(1)!.reduce((sum, { length }) => sum + length, 0))
  const clock = await clockOf()
  const [line] = await operator(restoreCourse, [here.course])
  await operator(restoreCourse, [here.course, line!.split(' ')[0]!])
  await until(async () => (await stored(here.course)).includes('long'), 12_000)
  expect(await stored(here.course)).not.toContain('taken away')
  expect(await clockOf()).toBe(clock)
  await put('afterwards')
  expect(await stored(here.course)).toContain('afterwards')
})

test('[L7] [W5] after a whole backup was put back no copy is merged, and what only browsers have is offered to them', async () => {
  const here = await aCourse()
  const ana = await ourClient(here, world.ana)
  await until(() => ana.face() === 'saved')
  ana.cable.pull()
  write(ana.draft.doc, 'newer than the backup')
  ana.close()
  await operator(async (connection, _, say) => beginEpoch(connection, say))
  const { dataDir, databaseUrl = '' } = world.server
  const started = await startServer({ env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } })
  const again = await ourClient({ ...here, server: started }, world.ana, { device: ana.device })
  await until(() => again.draft.quarantined().length > 0)
  expect(plainText(again.draft.quarantined())).toContain('newer than the backup')
  expect(await started.services.collaboration.read(here.course, textOf)).not.toContain('newer')
  again.close()
  await started.close()
})

test('[L7] a course that is not there, and a backup that is none, are told and change nothing', async () => {
  const here = await aCourse()
  const before = await stored(here.course)
  await expect(operator(restoreCourse, ['no-such-course'])).rejects.toThrow('Name a course')
  await expect(operator(restoreCourse, [here.course, path.join(backups.folder, 'nothing.db')])).rejects.toThrow()
  expect(await stored(here.course)).toBe(before)
})
