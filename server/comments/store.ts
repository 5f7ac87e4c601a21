import { and, eq } from 'drizzle-orm'
import type { CourseId, PersonId, ThreadId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { threadReads } from './tables.ts'

/** A person reads so many threads of a course at most; beyond that the rest counts as new. */
const mostReads = 5000

/** Reads and writes who has read which thread. */
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
  }
}
export type CommentsStore = ReturnType<typeof commentsStore>
