import { and, eq, inArray } from 'drizzle-orm'
import type { GroupId, PersonId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { groupSettings } from './tables.ts'

/** What groups say for themselves, matter by matter. */
export function groupSettingStore(db: Database) {
  return {
    /** What each of these groups says about a matter; groups that say nothing are missing. */
    async of(ids: readonly GroupId[], matter: string): Promise<Map<GroupId, unknown>> {
      if (ids.length === 0) return new Map()
      const rows = await db
        .select({ id: groupSettings.groupId, value: groupSettings.value })
        .from(groupSettings)
        .where(and(inArray(groupSettings.groupId, [...ids]), eq(groupSettings.matter, matter)))
      return new Map(rows.map(({ id, value }) => [id, value]))
    },
    async set(groupId: GroupId, matter: string, value: unknown, setBy: PersonId, setAt: number) {
      await db
        .insert(groupSettings)
        .values({ groupId, matter, value, setBy, setAt })
        .onConflictDoUpdate({ target: [groupSettings.groupId, groupSettings.matter], set: { value, setBy, setAt } })
    },
  }
}
export type GroupSettingStore = ReturnType<typeof groupSettingStore>
