import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { BankId } from '../../shared/bank.ts'
import type { GroupId } from '../../shared/id.ts'
import type { Database } from '../platform/db/database.ts'
import { bankQuestions } from './tables.ts'

export type BankRow = typeof bankQuestions.$inferSelect

/** Reads and writes the questions that groups keep. */
export function bankStore(db: Database) {
  return {
    async find(id: BankId): Promise<BankRow | undefined> {
      const [row] = await db
        .select()
        .from(bankQuestions)
        .where(and(eq(bankQuestions.id, id), isNull(bankQuestions.removedAt)))
      return row
    },
    /** Those of these groups that ask something with these words in it, newest first. */
    async list(groupIds: GroupId[], words: string, offset: number, most: number): Promise<BankRow[]> {
      if (groupIds.length === 0) return []
      const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
      return db
        .select()
        .from(bankQuestions)
        .where(
          and(
            inArray(bankQuestions.groupId, groupIds),
            isNull(bankQuestions.removedAt),
            words ? sql`lower(${bankQuestions.title}) like ${pattern} escape '\\'` : undefined,
          ),
        )
        .orderBy(desc(bankQuestions.at), desc(bankQuestions.id))
        .limit(most)
        .offset(offset)
    },
    async insert(row: BankRow) {
      await db.insert(bankQuestions).values(row)
    },
    /** A new version, unless another one was saved meanwhile; says which it was. */
    async replace(
      id: BankId,
      version: number,
      change: Pick<BankRow, 'kind' | 'title' | 'content' | 'courseId' | 'by' | 'at'>,
    ): Promise<boolean> {
      const changed = await db
        .update(bankQuestions)
        .set({ ...change, version: version + 1 })
        .where(and(eq(bankQuestions.id, id), eq(bankQuestions.version, version), isNull(bankQuestions.removedAt)))
        .returning({ id: bankQuestions.id })
      return changed.length > 0
    },
    async remove(id: BankId, at: number) {
      await db.update(bankQuestions).set({ removedAt: at }).where(eq(bankQuestions.id, id))
    },
  }
}
export type BankStore = ReturnType<typeof bankStore>
