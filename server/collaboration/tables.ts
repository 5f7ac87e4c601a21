import { index, integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** Who writes under which Yjs client id. One row an id, so that the first claim wins on any number of servers. */
export const clientIds = table(
  'client_ids',
  {
    courseId: text('course_id').notNull(),
    clientId: integer('client_id').notNull(),
    personId: text('person_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.clientId] }), index('client_ids_by_person').on(t.personId, t.at)],
)
