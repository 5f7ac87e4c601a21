import type { CommentId, CourseId, PersonId } from '../../shared/id.ts'
import type { NoticeKind } from '../../shared/notifications.ts'
import { boolean, index, integer, primaryKey, table, text } from '../platform/db/columns.ts'

/** What somebody is to hear of. One row for a person and an event, so that an event told twice is heard once. */
export const notices = table(
  'notices',
  {
    personId: text('person_id').$type<PersonId>().notNull(),
    eventId: text('event_id').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    by: text('by').$type<PersonId>().notNull(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    /** The id of the thread, the suggestion or the round of review that it is about, as the kind says. */
    about: text('about').notNull(),
    /** The words that brought it; without one, the first of the thread. */
    commentId: text('comment_id').$type<CommentId>(),
    at: integer('at').notNull(),
    /** The letter it goes into, from the first try to send that on. */
    letterId: text('letter_id'),
    /** When it was sent, or found to be no news any more. */
    settledAt: integer('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.eventId] }), index('notices_waiting').on(t.settledAt, t.at)],
)

/** Who wants fewer letters. Who has no row wants them. */
export const letterWishes = table('letter_wishes', {
  personId: text('person_id').$type<PersonId>().primaryKey(),
  mine: boolean('mine').notNull(),
})
