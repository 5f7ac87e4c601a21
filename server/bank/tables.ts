import type { BankId } from '../../shared/bank.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { QuestionKind } from '../../shared/document/question.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import { index, integer, json, table, text } from '../platform/db/columns.ts'

/** Questions that groups keep, each as it is now: courses hold copies, so nothing reads an older version. */
export const bankQuestions = table(
  'bank_questions',
  {
    id: text('id').$type<BankId>().primaryKey(),
    groupId: text('group_id').$type<GroupId>().notNull(),
    kind: text('kind').$type<QuestionKind>().notNull(),
    title: text('title').notNull(),
    version: integer('version').notNull(),
    content: json<Prose>('content').notNull(),
    /** The course whose files its pictures are. */
    courseId: text('course_id').$type<CourseId>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    removedAt: integer('removed_at'),
  },
  (t) => [index('bank_questions_group').on(t.groupId, t.at)],
)
