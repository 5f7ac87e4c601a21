import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CourseId } from '../shared/id.ts'
import { replaceCourse, updatesOf, updatesOfPoint } from './collaboration/replace-course.ts'
import { collaborationStore } from './collaboration/store.ts'
import { courseStore } from './courses/store.ts'
import { databaseCourseLog } from './platform/course-log/store.ts'
import { dialect } from './platform/db/columns.ts'
import { type Connection, openDatabase } from './platform/db/database.ts'

// What `npm run cli -- restore` and `restored` do, while the server runs or not.

type Say = (line: string) => void

/** After a whole backup was put back: no open copy of any draft may be merged into what is there now. */
export async function beginEpoch({ db }: Connection, say: Say, now = Date.now) {
  await databaseCourseLog(db).beginEpoch(now())
  say('Every course is in a new epoch: browsers fetch it anew, and keep aside what only they have.')
}

/**
 * Puts an earlier draft of one course in the place of the present one: `from` is the id of a state that is kept, or a
 * backup of the database. Without `from` it lists the states that are kept.
 */
export async function restoreCourse({ db }: Connection, [course, from]: readonly string[], say: Say, now = Date.now) {
  const id = CourseId.safeParse(course)
  if (!id.success || !(await courseStore(db).find(id.data))) throw new Error('Name a course by its id, as it stands in its address.')
  const store = collaborationStore(db)
  if (from === undefined) {
    const points = await store.restorePoints(id.data)
    if (points.length === 0) say('No earlier state of this course is kept. Name a backup of the database instead.')
    for (const { id: point, at, why, lessons, words } of points)
      say(`${point}  ${new Date(at).toISOString()}  ${lessons} lessons, ${words} words, left when it was ${why}`)
    return
  }
  const kept = await store.restorePointState(id.data, from)
  const past = kept ? { updates: await updatesOfPoint(kept), owners: new Map<number, string>() } : await ofBackup(from, id.data)
  const log = databaseCourseLog(db)
  await store.adopt(id.data, past.owners, now())
  const { title, isKept } = await replaceCourse({ log, store, now }, id.data, past.updates)
  await courseStore(db).set(db, id.data, { title })
  say(`“${title}” is as it was. ${isKept ? 'What was there is kept and can be restored too.' : 'What was there could not be read.'}`)
}

type Past = { updates: Uint8Array[]; owners: Map<number, string> }

/** Reads one course from another database of the same engine. A backup file is read from a copy and stays as it is. */
async function ofBackup(from: string, courseId: CourseId): Promise<Past> {
  if (dialect === 'postgres') return readCourse(await openDatabase(from, ''), courseId)
  if (!existsSync(from)) throw new Error(`${from} is neither an earlier state of this course nor a file.`)
  const folder = mkdtempSync(path.join(tmpdir(), 'colloquy-restore-'))
  try {
    for (const part of ['', '-wal']) if (existsSync(from + part)) copyFileSync(from + part, path.join(folder, `colloquy.db${part}`))
    return await readCourse(await openDatabase(undefined, folder), courseId)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readCourse(backup: Connection, courseId: CourseId): Promise<Past> {
  try {
    const opened = await databaseCourseLog(backup.db).open(courseId)
    if (opened.seq === 0) throw new Error('This course is not in that backup.')
    return { updates: updatesOf(opened), owners: await collaborationStore(backup.db).owners(courseId) }
  } finally {
    await backup.close()
  }
}
