import { and, eq } from 'drizzle-orm'
import type { CourseId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { files } from './tables.ts'

export type FileRow = typeof files.$inferSelect

export function fileStore(db: Database) {
  return {
    async find(courseId: CourseId, id: string): Promise<FileRow | undefined> {
      return (
        await db
          .select()
          .from(files)
          .where(and(eq(files.courseId, courseId), eq(files.id, id)))
      )[0]
    },
    /** Keeps the first name when the same bytes come twice. */
    async insert(row: FileRow) {
      await db.insert(files).values(row).onConflictDoNothing()
    },
    inCourse: (courseId: CourseId) => db.select().from(files).where(eq(files.courseId, courseId)).limit(10_000),
  }
}
export type FileStore = ReturnType<typeof fileStore>
