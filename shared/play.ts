import { z } from 'zod'
import { Feedback } from './assessment.ts'
import type { Pool } from './document/question.ts'
import { endpoint, page } from './endpoint.ts'
import { BlockId, CourseId, LessonId } from './id.ts'
import { Person } from './people.ts'
import { LessonChange, Plan, PublishedBlock, PublishedNode, PublishFault, VersionNumber } from './publishing.ts'
import { asksOf } from './reading-time.ts'
import { Time } from './time.ts'

// Model

/** `again`: was done, and its words or questions have changed since. */
export const LessonState = z.enum(['new', 'begun', 'done', 'again'])
export type LessonState = z.infer<typeof LessonState>

/** Where a learner stopped reading, on whichever device. */
export const Place = z.object({ lesson: LessonId, block: BlockId.nullable() })
export type Place = z.infer<typeof Place>

/** How far one person is in one lesson of the current version. */
export const LessonProgress = z.object({ lesson: LessonId, state: LessonState, viewed: z.boolean(), answered: z.number().int() })
export type LessonProgress = z.infer<typeof LessonProgress>

export const Progress = z.object({
  /** The version that is current now: a player that shows an older one moves over at the next lesson. */
  current: VersionNumber,
  lessons: z.array(LessonProgress),
  resume: Place.nullable(),
  /** All of the current version is learnt. */
  complete: z.boolean(),
  /** The version whose completion was last recorded, and when. */
  completed: z.object({ version: VersionNumber, at: Time }).nullable(),
})
export type Progress = z.infer<typeof Progress>

export const PlayLesson = z.object({
  id: LessonId,
  title: z.string(),
  /** Names the lesson's content for ever: ask `lessonContent` for it. */
  address: z.string(),
  minutes: z.number().int(),
  questions: z.array(BlockId),
  /** How many of them are asked: of a pool only some are. */
  asks: z.number().int(),
  /** Until when it is verified, where its group tells learners. */
  freshUntil: Time.optional(),
  content: z.array(PublishedBlock).optional(),
})
export type PlayLesson = z.infer<typeof PlayLesson>

/** What a learner sees of a course: the current version and how far they are. */
export const PlayView = z.object({
  courseId: CourseId,
  title: z.string(),
  version: VersionNumber,
  publishedAt: Time,
  outline: z.array(PublishedNode),
  lessons: z.array(PlayLesson),
  progress: Progress,
  /** What they were told about the questions they have answered, as far as the questions still stand. */
  answers: z.array(Feedback),
})
export type PlayView = z.infer<typeof PlayView>

/** `shelf` says why the course is on somebody's home. */
export const HomeCard = z.object({
  courseId: CourseId,
  title: z.string(),
  version: VersionNumber,
  publishedAt: Time,
  by: Person,
  summary: z.string().default(''),
  shelf: z.enum(['continue', 'changed', 'new', 'done']),
  lessons: z.number().int(),
  done: z.number().int(),
  /** Lessons that changed since this person finished them. */
  changed: z.number().int(),
  minutesLeft: z.number().int(),
  resume: Place.nullable(),
  /** When this person last did something in it. */
  playedAt: Time.nullable(),
})
export type HomeCard = z.infer<typeof HomeCard>

/** A run of words that stayed, went or came. */
export const WordRun = z.object({ op: z.enum(['same', 'gone', 'new']), text: z.string() })
export type WordRun = z.infer<typeof WordRun>

export const BlockChange = z.object({ block: BlockId, change: z.enum(['new', 'changed', 'removed']), words: z.array(WordRun) })
export type BlockChange = z.infer<typeof BlockChange>

/** Before and after of one lesson, for somebody who learnt it before. */
export const LessonDelta = z.object({
  lesson: LessonId,
  title: z.string(),
  change: z.enum(['new', 'changed', 'removed']),
  /** The version in which they did the lesson, or finished the course. */
  since: VersionNumber,
  blocks: z.array(BlockChange),
  /** They have learnt it since; it is told for a while so that they find it again. */
  learnt: z.boolean().default(false),
})
export type LessonDelta = z.infer<typeof LessonDelta>

/** What publishing the draft now would mean. */
export const PublishCheck = z.object({
  /** 0 before the first version. */
  current: z.number().int(),
  draftSeq: z.number().int(),
  faults: z.array(PublishFault),
  changes: z.array(LessonChange),
  /** The outline or a title changed though no lesson did. */
  reshaped: z.boolean(),
  learners: z.object({
    inProgress: z.number().int(),
    finished: z.number().int(),
    /** In which lessons those are who learn it now, most people first, and what becomes of the lesson. */
    where: z
      .array(z.object({ title: z.string(), people: z.number().int(), change: z.enum(['changed', 'removed']).nullable().default(null) }))
      .default([]),
    /** Those of the finished for whom the course is not complete with what would be published. */
    touched: z.number().int().default(0),
    /** What all of them together spend on it. */
    minutesTogether: z.number().int().default(0),
  }),
  /** Minutes that somebody who had finished spends on what changed. */
  minutesAgain: z.number().int(),
  /** What authors answered since the last version, and learners hear of with this one. */
  closes: z
    .object({
      flags: z.number().int(),
      suggestions: z.number().int(),
      /** The first of the flags, by what was flagged. */
      which: z.array(z.object({ quote: z.string(), title: z.string(), people: z.number().int() })).default([]),
    })
    .default({ flags: 0, suggestions: 0, which: [] }),
  /** So many links are being looked at: look again in a moment. */
  linksChecking: z.number().int().default(0),
  /** The group asks for a note. */
  noteNeeded: z.boolean().default(false),
  /** Nobody plays it at present. */
  withdrawn: z.boolean().default(false),
  plan: Plan.nullable().default(null),
})
export type PublishCheck = z.infer<typeof PublishCheck>

// Rules

/** What progress asks of a lesson; `questions` maps each question to its hash. */
export type LessonFacts = { id: string; hash: string; questions: Readonly<Record<string, string>>; pools: readonly Pool[] }
/** What one person did: lessons read to the end and questions answered, each with the hash it had then. */
export type Deeds = { viewed: ReadonlyMap<string, ReadonlySet<string>>; answered: ReadonlyMap<string, ReadonlySet<string>> }

/** Deeds by what they were done to, from rows in any order. */
export function deedsIn(rows: readonly { verb: string; block: string; hash: string }[]): Deeds {
  const deeds = { viewed: new Map<string, Set<string>>(), answered: new Map<string, Set<string>>() }
  for (const { verb, block, hash } of rows) {
    if (verb !== 'viewed' && verb !== 'answered') continue
    const hashes = deeds[verb].get(block) ?? new Set()
    deeds[verb].set(block, hashes.add(hash))
  }
  return deeds
}

/**
 * How far somebody is in a lesson: done once read to its end and each of its questions answered, rightly or not.
 *
 * A question counts as answered while it asks the same and the same is right; a lesson as read while it says the same.
 */
export function lessonProgress(lesson: LessonFacts, deeds: Deeds): LessonProgress {
  const views = deeds.viewed.get(lesson.id)
  const viewed = views?.has(lesson.hash) ?? false
  const questions = Object.entries(lesson.questions)
  const isAnswered = (question: string) => deeds.answered.get(question)?.has(lesson.questions[question] ?? '') ?? false
  // Of a pool as many count as are asked, whichever they were.
  const spare = (pool: Pool) => Math.max(0, pool.questions.filter(isAnswered).length - pool.draw)
  const answered = questions.filter(([question]) => isAnswered(question)).length - lesson.pools.reduce((sum, pool) => sum + spare(pool), 0)
  const done = viewed && answered >= asksOf(lesson)
  const changed = viewed ? questions.some(([question, hash]) => deeds.answered.get(question)?.has(hash) === false) : views !== undefined
  const state = done ? 'done' : changed ? 'again' : viewed || answered > 0 ? 'begun' : 'new'
  return { lesson: LessonId.parse(lesson.id), viewed, answered, state }
}

/** A course without lessons is never complete: there was nothing to learn. */
export const isComplete = (lessons: readonly LessonProgress[]) => lessons.length > 0 && lessons.every((lesson) => lesson.state === 'done')

/** Which shelf of the home a course stands on for one person. */
export function shelfOf(course: { played: boolean; complete: boolean; finishedBefore: boolean }): HomeCard['shelf'] {
  if (course.complete) return 'done'
  if (course.finishedBefore) return 'changed'
  return course.played ? 'continue' : 'new'
}

// Contract

const OfCourse = z.object({ courseId: CourseId })

export const playCourse = endpoint('GET', '/play/:courseId', {
  takes: z.object({ ...OfCourse.shape, content: z.enum(['all', 'none']).default('all') }),
  gives: PlayView,
  problems: ['play.unpublished'],
  about: 'The learner’s view of the current version with their progress; `content=none` leaves the lessons’ text to `/lessons/:address`.',
})

export const lessonContent = endpoint('GET', '/play/:courseId/lessons/:address', {
  takes: z.object({ ...OfCourse.shape, address: z.string().regex(/^[0-9a-f]{64}$/) }),
  gives: z.object({ content: z.array(PublishedBlock) }),
  problems: ['lesson.unknown'],
  about: 'A published lesson’s content by its address; it never changes, so browsers keep it.',
})

export const saveProgress = endpoint('PUT', '/play/:courseId/progress', {
  takes: z.object({
    ...OfCourse.shape,
    version: VersionNumber,
    lesson: LessonId,
    block: BlockId.nullable().default(null),
    /** The learner has read the lesson to its end. */
    viewed: z.boolean().default(false),
  }),
  gives: Progress,
  problems: ['version.unknown', 'lesson.unknown'],
  about: 'Where the learner is, to the block, and that they read a lesson to its end.',
})

export const listChanges = endpoint('GET', '/play/:courseId/changes', {
  takes: OfCourse,
  gives: page(LessonDelta),
  about: 'Before and after of the lessons that changed since this person learnt them, and for a month of those they learnt again.',
})

export const myHome = endpoint('GET', '/home', {
  takes: z.object({ after: z.coerce.number().int().min(0).optional() }),
  gives: page(HomeCard),
  about: 'The published courses a person may learn: to continue, changed since they finished, new, done.',
})

export const checkPublish = endpoint('GET', '/courses/:courseId/publish-check', {
  takes: OfCourse,
  gives: PublishCheck,
  problems: ['course.publish'],
  about: 'What publishing the draft now would mean: faults, changed lessons, learners it touches.',
})

export const playEndpoints = [playCourse, lessonContent, saveProgress, listChanges, myHome, checkPublish]
