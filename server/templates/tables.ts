import type { CourseId, PersonId } from '../../shared/id.ts'
import type { TemplateId } from '../../shared/templates.ts'
import { index, integer, table, text } from '../platform/db/columns.ts'

/** Courses that their group offers as templates. */
export const courseTemplates = table('course_templates', {
  courseId: text('course_id').$type<CourseId>().primaryKey(),
  about: text('about').notNull(),
  markedBy: text('marked_by').$type<PersonId>().notNull(),
  markedAt: integer('marked_at').notNull(),
})

/** What a course was made from; written once, with the course. */
export const courseOrigins = table(
  'course_origins',
  {
    courseId: text('course_id').$type<CourseId>().primaryKey(),
    kind: text('kind').$type<'template' | 'copy'>().notNull(),
    /** A course, or the name of a built-in template. */
    source: text('source').$type<TemplateId>().notNull(),
    /** The end of the source's log at that moment; 0 for a built-in one. */
    sourceSeq: integer('source_seq').notNull(),
    madeBy: text('made_by').$type<PersonId>().notNull(),
    madeAt: integer('made_at').notNull(),
  },
  (t) => [index('course_origins_source').on(t.source)],
)
