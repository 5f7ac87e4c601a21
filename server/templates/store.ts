import { and, desc, eq, inArray } from 'drizzle-orm'
import type { CourseId } from '../../shared/id.ts'
import type { TemplateId } from '../../shared/templates.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { courseOrigins, courseTemplates } from './tables.ts'

type TemplateRow = typeof courseTemplates.$inferSelect
type OriginRow = typeof courseOrigins.$inferSelect

/** Past these many the newest are offered, and the first descendants counted. */
const mostTemplates = 500
const mostDescendants = 2000

/** Reads and writes which courses are templates, and what was made from them. */
export function templateStore(db: Database) {
  return {
    async find(courseId: CourseId): Promise<TemplateRow | undefined> {
      return (await db.select().from(courseTemplates).where(eq(courseTemplates.courseId, courseId)))[0]
    },
    all: (): Promise<TemplateRow[]> => db.select().from(courseTemplates).orderBy(desc(courseTemplates.markedAt)).limit(mostTemplates),
    async mark(row: TemplateRow) {
      await db
        .insert(courseTemplates)
        .values(row)
        .onConflictDoUpdate({ target: courseTemplates.courseId, set: { about: row.about } })
    },
    async unmark(courseId: CourseId) {
      await db.delete(courseTemplates).where(eq(courseTemplates.courseId, courseId))
    },

    async origin(courseId: CourseId): Promise<OriginRow | undefined> {
      return (await db.select().from(courseOrigins).where(eq(courseOrigins.courseId, courseId)))[0]
    },
    async setOrigin(tx: Transaction, row: OriginRow) {
      await tx.insert(courseOrigins).values(row)
    },
    /** The courses made from each of these, by template. Copies of a course were not made from it as a template. */
    async descendants(of: readonly TemplateId[]): Promise<Map<TemplateId, CourseId[]>> {
      if (of.length === 0) return new Map()
      const rows = await db
        .select({ source: courseOrigins.source, courseId: courseOrigins.courseId })
        .from(courseOrigins)
        .where(and(inArray(courseOrigins.source, [...of]), eq(courseOrigins.kind, 'template')))
        .orderBy(desc(courseOrigins.madeAt))
        .limit(mostDescendants)
      const found = new Map<TemplateId, CourseId[]>()
      for (const { source, courseId } of rows) found.set(source, [...(found.get(source) ?? []), courseId])
      return found
    },
  }
}
export type TemplateStore = ReturnType<typeof templateStore>
