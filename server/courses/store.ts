import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { CourseRole } from '../../shared/rights.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { courseRoles, courses } from './tables.ts'

export type CourseRow = typeof courses.$inferSelect

/** Past this many groups a list reads every course and leaves the choice to the rules. */
const mostGroups = 5000

/** Reads and writes what is known about courses, and who has a role on one. */
export function courseStore(db: Database) {
  // Asked at every request for a course, so it is put together once.
  const withRole = db
    .select({ course: courses, courseRole: courseRoles.role })
    .from(courses)
    .leftJoin(courseRoles, and(eq(courseRoles.courseId, courses.id), eq(courseRoles.personId, sql.placeholder('personId'))))
    .where(eq(courses.id, sql.placeholder('id')))
    .prepare()

  return {
    async find(id: CourseId): Promise<CourseRow | undefined> {
      return (await db.select().from(courses).where(eq(courses.id, id)))[0]
    },
    async findMany(ids: readonly CourseId[]): Promise<CourseRow[]> {
      return ids.length === 0
        ? []
        : await db
            .select()
            .from(courses)
            .where(inArray(courses.id, [...ids]))
    },
    /** The course and the role that somebody has on it. */
    findFor: async (id: CourseId, personId: PersonId): Promise<{ course: CourseRow; courseRole: CourseRole | null } | undefined> =>
      (await withRole.execute({ id, personId }))[0],
    /** One page of courses, newest first: those of `groupIds`, and those where `personId` has a role. */
    async list(
      personId: PersonId,
      groupIds: readonly GroupId[],
      { groupId, trashedAfter, after, most }: { groupId?: GroupId; trashedAfter?: number; after?: CourseId; most: number },
    ): Promise<{ course: CourseRow; courseRole: CourseRole | null }[]> {
      const mine = and(eq(courseRoles.courseId, courses.id), eq(courseRoles.personId, personId))
      const reachable = groupIds.length > mostGroups ? undefined : or(inArray(courses.groupId, [...groupIds]), isNotNull(courseRoles.role))
      const trashed = trashedAfter === undefined ? isNull(courses.trashedAt) : gt(courses.trashedAt, trashedAfter)
      return await db
        .select({ course: courses, courseRole: courseRoles.role })
        .from(courses)
        .leftJoin(courseRoles, mine)
        .where(and(reachable, trashed, groupId && eq(courses.groupId, groupId), after && lt(courses.id, after)))
        .orderBy(desc(courses.id))
        .limit(most)
    },
    async insert(tx: Transaction, row: CourseRow) {
      await tx.insert(courses).values(row)
    },
    async set(from: Pick<Database, 'update'>, id: CourseId, values: Partial<CourseRow>) {
      await from.update(courses).set(values).where(eq(courses.id, id))
    },

    rolesOn: (courseId: CourseId) => db.select().from(courseRoles).where(eq(courseRoles.courseId, courseId)).limit(10_000),
    async setRole(tx: Transaction, row: typeof courseRoles.$inferInsert) {
      const { role, givenBy, givenAt } = row
      await tx
        .insert(courseRoles)
        .values(row)
        .onConflictDoUpdate({ target: [courseRoles.courseId, courseRoles.personId], set: { role, givenBy, givenAt } })
    },
    async deleteRole(tx: Transaction, courseId: CourseId, personId: PersonId): Promise<boolean> {
      const at = and(eq(courseRoles.courseId, courseId), eq(courseRoles.personId, personId))
      return (await tx.delete(courseRoles).where(at).returning({ role: courseRoles.role })).length > 0
    },
  }
}
export type CourseStore = ReturnType<typeof courseStore>
