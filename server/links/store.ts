import { inArray, lt } from 'drizzle-orm'
import type { Database } from '../platform/db/database.ts'
import { linkChecks } from './tables.ts'

export type { Why } from './tables.ts'
export type CheckRow = typeof linkChecks.$inferSelect

/** Databases take a limited number of values in one question. */
const mostAtOnce = 500

/** Keeps what was found out about addresses. */
export function linkStore(db: Database) {
  return {
    async find(ids: readonly string[]): Promise<CheckRow[]> {
      const rows: CheckRow[] = []
      for (let at = 0; at < ids.length; at += mostAtOnce)
        rows.push(
          ...(await db
            .select()
            .from(linkChecks)
            .where(inArray(linkChecks.id, ids.slice(at, at + mostAtOnce)))),
        )
      return rows
    },
    async keep(row: CheckRow) {
      const { id: _, ...set } = row
      await db.insert(linkChecks).values(row).onConflictDoUpdate({ target: linkChecks.id, set })
    },
    async forgetBefore(time: number) {
      await db.delete(linkChecks).where(lt(linkChecks.checkedAt, time))
    },
  }
}
export type LinkStore = ReturnType<typeof linkStore>
