import { and, eq } from 'drizzle-orm'
import type { CommentPictureId } from '../../shared/comments.ts'
import type { CourseId, PersonId, ThreadId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { commentPictures, threadReads } from './tables.ts'

export type PictureRow = typeof commentPictures.$inferSelect

/** A person reads so many threads of a course at most; beyond that the rest counts as new. */
const mostReads = 5000

/** Reads and writes who has read which thread, and which pictures comments show. */
export function commentsStore(db: Database) {
  return {
    readsOf: (courseId: CourseId, personId: PersonId): Promise<{ threadId: ThreadId; at: number }[]> =>
      db
        .select({ threadId: threadReads.threadId, at: threadReads.at })
        .from(threadReads)
        .where(and(eq(threadReads.courseId, courseId), eq(threadReads.personId, personId)))
        .limit(mostReads),
    async markRead(courseId: CourseId, personId: PersonId, threads: ThreadId[], at: number): Promise<void> {
      if (threads.length === 0) return
      await db
        .insert(threadReads)
        .values(threads.map((threadId) => ({ courseId, personId, threadId, at })))
        .onConflictDoUpdate({ target: [threadReads.courseId, threadReads.personId, threadReads.threadId], set: { at } })
    },
    async picture(courseId: CourseId, id: CommentPictureId): Promise<PictureRow | undefined> {
      return (
        await db
          .select()
          .from(commentPictures)
          .where(and(eq(commentPictures.courseId, courseId), eq(commentPictures.id, id)))
      )[0]
    },
    /** The first one of an id stays. */
    async addPicture(row: PictureRow): Promise<void> {
      await db.insert(commentPictures).values(row).onConflictDoNothing()
    },
  }
}
export type CommentsStore = ReturnType<typeof commentsStore>
