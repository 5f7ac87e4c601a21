import { happened } from '../../shared/domain-events.ts'
import { joinableStates } from '../../shared/flags.ts'
import type { CourseId } from '../../shared/id.ts'
import { fixedBlock } from './spots.ts'
import type { Cursor, FlagRow } from './store.ts'
import { perPage, type Tools } from './tools.ts'

/** How versions settle the flags they answer. */
export function fixing({ db, store, events, now, publishing, collaboration }: Tools) {
  /** Closes a flag whose better words a version carries, and names whose words they are. */
  async function fix(row: FlagRow, version: { version: number; lessons: Parameters<typeof fixedBlock>[0] }): Promise<FlagRow | undefined> {
    const at = version.version > row.version ? fixedBlock(version.lessons, row) : undefined
    if (!at) return undefined
    return db.transaction(async (tx) => {
      const fixed = await store.change(tx, row.id, ['inProgress'], { state: 'fixed', fixedIn: version.version, newsAt: now() })
      if (!fixed) return undefined
      const voices = (await store.voicesOf([row.id], tx)).get(row.id) ?? []
      const credited = voices.find(({ id }) => id === row.voice) ?? voices[0]
      if (credited?.named)
        await store.credit(tx, {
          flagId: row.id,
          personId: credited.personId,
          courseId: row.courseId,
          version: version.version,
          ...at,
          words: row.after ?? '',
          at: now(),
        })
      await events.emit(
        tx,
        happened('flag.fixed', row.answeredBy, { courseId: row.courseId, flagId: row.id, version: version.version }, now()),
      )
      return fixed
    })
  }

  /** A flag that was just answered may be fixed already: the current version can say it better than the flagged one. */
  async function fixNow(row: FlagRow): Promise<FlagRow> {
    const current = await publishing.current(row.courseId)
    const fixed = current && (await fix(row, current))
    if (fixed) events.tell()
    return fixed ?? row
  }

  return {
    fixNow,

    /** A version was published: flags whose better words it carries are fixed, those whose lesson left the course are closed. */
    async heedVersion(courseId: CourseId, number: number): Promise<void> {
      const version = await publishing.version(courseId, number)
      if (!version) return
      const lessons = new Set(version.lessons.map(({ id }) => id))
      let after: Cursor | undefined
      for (;;) {
        const rows = await store.list(courseId, joinableStates, perPage, after)
        for (const row of rows) {
          if (row.state === 'inProgress' && (await fix(row, version))) continue
          if (!lessons.has(row.lesson) && number > row.version)
            await db.transaction((tx) => store.change(tx, row.id, joinableStates, { state: 'removed', newsAt: now() }))
        }
        const last = rows.at(-1)
        if (!last || rows.length < perPage) break
        after = { at: last.activeAt, id: last.id }
      }
      events.tell()
      collaboration.ring(courseId, 'flags')
    },
  }
}
