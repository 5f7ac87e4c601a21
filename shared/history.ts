import { z } from 'zod'
import { changeClasses } from './change-classes.ts'
import { endpoint } from './endpoint.ts'
import { BlockId, CourseId, LessonId, RestorePointId } from './id.ts'
import { Person } from './people.ts'
import { Time } from './time.ts'

// Model

/** A moment of a course: the draft as it is, a kept state, or what somebody saw when they were last here. */
export const Moment = z.union([z.literal('now'), z.literal('visit'), RestorePointId])
export type Moment = z.infer<typeof Moment>

const WordRun = z.object({ op: z.enum(['same', 'gone', 'new']), text: z.string() })

export const ChangedBlock = z.object({
  block: z.string(),
  change: z.enum(['new', 'changed', 'removed', 'moved']),
  kind: z.string(),
  class: z.enum(changeClasses),
  words: z.array(WordRun),
  from: z.string().optional(),
})
export type ChangedBlock = z.infer<typeof ChangedBlock>

/** One lesson of a comparison, with those who wrote what is new in it. */
export const ChangedLesson = z.object({
  lesson: LessonId,
  title: z.string(),
  was: z.string().optional(),
  change: z.enum(['new', 'changed', 'removed', 'moved']),
  class: z.enum(changeClasses),
  blocks: z.array(ChangedBlock),
  by: z.array(Person),
})
export type ChangedLesson = z.infer<typeof ChangedLesson>

export const Comparison = z.object({ title: z.string(), wasTitle: z.string(), lessons: z.array(ChangedLesson) })
export type Comparison = z.infer<typeof Comparison>

/** What changed since somebody was last here; `since` is null at their first visit. */
export const Visit = z.object({ since: Time.nullable(), lessons: z.array(LessonId) })
export type Visit = z.infer<typeof Visit>

/** Who wrote the words of a block. `accepted`: who put them in for them. */
export const WrittenWords = z.object({ by: Person.nullable(), accepted: Person.nullable(), text: z.string() })
export const WrittenPart = z.object({ block: BlockId, runs: z.array(WrittenWords) })
export type WrittenPart = z.infer<typeof WrittenPart>

/** Words somebody took out, or a lesson they put into the trash. */
export const Deletion = z.object({
  id: z.string(),
  at: Time,
  by: Person.nullable(),
  lesson: LessonId,
  title: z.string(),
  text: z.string(),
  trashed: z.boolean(),
})
export type Deletion = z.infer<typeof Deletion>

// Rules

/** Deletions by one person in one lesson within this time are one. */
const togetherMs = 120_000
type Told = { at: number; by: string | null; lesson: string; text: string }

/** Joins what one person deleted in one lesson in one go; both lists are newest first. */
export function joinDeletions<T extends Told>(list: readonly T[]): T[] {
  const joined: T[] = []
  for (const one of list) {
    const last = joined.findLast(({ by, lesson }) => by === one.by && lesson === one.lesson)
    // Backspace eats from behind: what went later stood before.
    if (last && last.at - one.at < togetherMs && last.text.length < 2000)
      joined[joined.indexOf(last)] = { ...one, at: last.at, text: isOneKey(one.text) ? last.text + one.text : `${one.text} … ${last.text}` }
    else joined.push(one)
  }
  return joined
}
const isOneKey = (text: string) => text.length <= 2

// Contract

const OfCourse = z.object({ courseId: CourseId })
const readers = 'who may read the draft'

export const compareStates = endpoint('GET', '/courses/:courseId/compare', {
  takes: OfCourse.extend({ from: Moment, to: Moment.default('now') }),
  gives: Comparison,
  who: readers,
  problems: ['course.unknown', 'course.read', 'restorePoint.unknown'],
  about: 'What differs between two moments of the draft, lesson by lesson, with who wrote what is new.',
})
export const noteVisit = endpoint('POST', '/courses/:courseId/visit', {
  takes: OfCourse,
  gives: Visit,
  who: readers,
  problems: ['course.unknown', 'course.read'],
  about: 'Notes that the asker sees the draft as it is; tells since when they were away, and which lessons others changed meanwhile.',
})
export const listWritten = endpoint('GET', '/courses/:courseId/lessons/:lessonId/authors', {
  takes: OfCourse.extend({ lessonId: LessonId }),
  gives: z.object({ items: z.array(WrittenPart) }),
  who: readers,
  problems: ['course.unknown', 'course.read', 'lesson.unknown'],
  about: 'Who wrote which words of a lesson.',
})
export const listDeletions = endpoint('GET', '/courses/:courseId/deletions', {
  takes: OfCourse,
  gives: z.object({ items: z.array(Deletion) }),
  who: 'who may edit the draft, L&D and admins',
  problems: ['course.unknown', 'course.seeDeletions'],
  about: 'What was taken out of the course in the last 90 days, by whom, newest first.',
})

export const historyEndpoints = [compareStates, noteVisit, listWritten, listDeletions]
