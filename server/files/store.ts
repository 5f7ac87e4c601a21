import { and, eq, isNull, lt, sum } from 'drizzle-orm'
import type { UploadId } from '../../shared/files.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { files, uploads } from './tables.ts'

export type FileRow = typeof files.$inferSelect
export type UploadRow = typeof uploads.$inferSelect

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
    async insert(row: FileRow, into: Transaction = db) {
      await into.insert(files).values(row).onConflictDoNothing()
    },
    inCourse: (courseId: CourseId, from: Transaction = db) => from.select().from(files).where(eq(files.courseId, courseId)).limit(10_000),
    /** Bytes of all files of a course and of those on their way to it. */
    async bytesIn(courseId: CourseId): Promise<number> {
      const there = db
        .select({ bytes: sum(files.bytes).mapWith(Number) })
        .from(files)
        .where(eq(files.courseId, courseId))
      const coming = db
        .select({ bytes: sum(uploads.bytes).mapWith(Number) })
        .from(uploads)
        .where(and(eq(uploads.courseId, courseId), isNull(uploads.file), isNull(uploads.question)))
      const [[a], [b]] = await Promise.all([there, coming])
      return (a?.bytes ?? 0) + (b?.bytes ?? 0)
    },
  }
}
export type FileStore = ReturnType<typeof fileStore>

export function uploadStore(db: Database) {
  return {
    async find(id: UploadId): Promise<UploadRow | undefined> {
      return (await db.select().from(uploads).where(eq(uploads.id, id)))[0]
    },
    /** A second one with the same id is the first. */
    async insert(row: UploadRow) {
      await db.insert(uploads).values(row).onConflictDoNothing()
    },
    openOf: (by: PersonId) => db.$count(uploads, and(eq(uploads.by, by), isNull(uploads.file))),
    /** Takes an upload for writing at `offset`, until `until`; only one asker gets it. */
    async claim(id: UploadId, offset: number, now: number, until: number): Promise<boolean> {
      const free = and(eq(uploads.id, id), eq(uploads.received, offset), lt(uploads.busyUntil, now), isNull(uploads.file))
      return (await db.update(uploads).set({ busyUntil: until, touchedAt: now }).where(free).returning({ id: uploads.id })).length > 0
    },
    async update(id: UploadId, change: Partial<Pick<UploadRow, 'received' | 'busyUntil' | 'touchedAt' | 'file' | 'name'>>) {
      await db.update(uploads).set(change).where(eq(uploads.id, id))
    },
    async remove(id: UploadId) {
      await db.delete(uploads).where(eq(uploads.id, id))
    },
    /** Ids of those nobody has touched since `before`. */
    async stale(before: number, now: number): Promise<UploadId[]> {
      const rows = await db
        .select({ id: uploads.id })
        .from(uploads)
        .where(and(lt(uploads.touchedAt, before), lt(uploads.busyUntil, now)))
        .limit(1000)
      return rows.map(({ id }) => id)
    },
  }
}
export type UploadStore = ReturnType<typeof uploadStore>
