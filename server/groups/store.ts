import { and, asc, eq, gt, inArray, isNull, like, ne, or, sql } from 'drizzle-orm'
import type { GroupId, PersonId } from '../../shared/id.ts'
import type { GroupRole } from '../../shared/rights.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { groupRoles, groups } from './tables.ts'

export type GroupRow = typeof groups.$inferSelect
/** A role somebody holds, with the path of the group it was given at. */
export type HeldRole = {
  personId: PersonId
  role: GroupRole
  groupId: GroupId
  groupName: string
  path: string
  givenBy: PersonId | null
  givenAt: number
}

/** The ids on a path, root first. */
export const idsOn = (path: string) => path.split('/').filter(Boolean) as GroupId[] // paths are made of group ids only

/** Reads and writes the tree and its roles. Ids are UUIDs: no letter of a path means anything to LIKE. */
export function groupStore(db: Database) {
  const held = {
    personId: groupRoles.personId,
    role: groupRoles.role,
    groupId: groupRoles.groupId,
    groupName: groups.name,
    path: groups.path,
    givenBy: groupRoles.givenBy,
    givenAt: groupRoles.givenAt,
  }
  const heldRoles = (from: Pick<Database, 'select'>) =>
    from.select(held).from(groupRoles).innerJoin(groups, eq(groups.id, groupRoles.groupId))

  // Asked at every request for a course, so they are put together once.
  const rolesOfPerson = heldRoles(db)
    .where(eq(groupRoles.personId, sql.placeholder('personId')))
    .prepare()
  const groupById = db
    .select()
    .from(groups)
    .where(eq(groups.id, sql.placeholder('id')))
    .prepare()

  return {
    find: async (id: GroupId): Promise<GroupRow | undefined> => (await groupById.execute({ id }))[0],
    async findIn(tx: Transaction, id: GroupId): Promise<GroupRow | undefined> {
      return (await tx.select().from(groups).where(eq(groups.id, id)))[0]
    },
    async root(from: Pick<Database, 'select'> = db): Promise<GroupRow | undefined> {
      return (await from.select().from(groups).where(isNull(groups.parentId)))[0]
    },
    findMany: async (ids: readonly GroupId[]): Promise<GroupRow[]> =>
      ids.length === 0
        ? []
        : await db
            .select()
            .from(groups)
            .where(inArray(groups.id, [...ids])),
    /** Every group within one of `paths`, themselves included, in the order of paths: parents first. */
    async within(paths: readonly string[], from: Pick<Database, 'select'> = db): Promise<GroupRow[]> {
      if (paths.length === 0) return []
      return await from
        .select()
        .from(groups)
        .where(or(...paths.map((path) => like(groups.path, `${path}%`))))
        .orderBy(asc(groups.path))
    },
    async insert(tx: Transaction, row: GroupRow) {
      await tx.insert(groups).values(row)
    },
    async rename(id: GroupId, name: string) {
      await db.update(groups).set({ name }).where(eq(groups.id, id))
    },
    /** Moves everything within `from` to `to`, which replaces the beginning of every path there. */
    async move(tx: Transaction, id: GroupId, parentId: GroupId, from: string, to: string) {
      const moved = sql<string>`cast(${to} as text) || substr(${groups.path}, cast(${from.length + 1} as integer))`
      await tx
        .update(groups)
        .set({ path: moved })
        .where(like(groups.path, `${from}%`))
      await tx.update(groups).set({ parentId }).where(eq(groups.id, id))
    },

    rolesOf: (personId: PersonId): Promise<HeldRole[]> => rolesOfPerson.execute({ personId }),
    /** Everybody's roles given at one of these groups, page by page of people. */
    async rolesAt(groupIds: readonly GroupId[], after: PersonId | undefined, mostPeople: number): Promise<HeldRole[]> {
      const there = inArray(groupRoles.groupId, [...groupIds])
      const people = await db
        .selectDistinct({ id: groupRoles.personId })
        .from(groupRoles)
        .where(and(there, after ? gt(groupRoles.personId, after) : undefined))
        .orderBy(asc(groupRoles.personId))
        .limit(mostPeople)
      if (people.length === 0) return []
      const whose = inArray(
        groupRoles.personId,
        people.map(({ id }) => id),
      )
      return await heldRoles(db).where(and(there, whose)).orderBy(asc(groupRoles.personId), asc(groups.path), asc(groupRoles.role))
    },
    /** Everybody with a role somewhere within one of `paths`, or at one of `ids`. */
    async peopleWithin(paths: readonly string[], ids: readonly GroupId[]): Promise<PersonId[]> {
      if (paths.length + ids.length === 0) return []
      const rows = await db
        .selectDistinct({ id: groupRoles.personId })
        .from(groupRoles)
        .innerJoin(groups, eq(groups.id, groupRoles.groupId))
        .where(or(...paths.map((path) => like(groups.path, `${path}%`)), ids.length > 0 ? inArray(groups.id, [...ids]) : undefined))
      return rows.map(({ id }) => id)
    },
    /** Whether it was not there before. */
    async insertRole(tx: Transaction, row: typeof groupRoles.$inferInsert): Promise<boolean> {
      return (await tx.insert(groupRoles).values(row).onConflictDoNothing().returning({ role: groupRoles.role })).length > 0
    },
    async deleteRole(tx: Transaction, groupId: GroupId, personId: PersonId, role: GroupRole): Promise<boolean> {
      const at = and(eq(groupRoles.groupId, groupId), eq(groupRoles.personId, personId), eq(groupRoles.role, role))
      return (await tx.delete(groupRoles).where(at).returning({ role: groupRoles.role })).length > 0
    },
    /** How many others than `personId` hold `role` at this very group. */
    async othersWithRole(tx: Transaction, groupId: GroupId, role: GroupRole, personId: PersonId): Promise<number> {
      return await tx.$count(groupRoles, and(eq(groupRoles.groupId, groupId), eq(groupRoles.role, role), ne(groupRoles.personId, personId)))
    },
  }
}
export type GroupStore = ReturnType<typeof groupStore>
