import { z } from 'zod'
import { Anchor, Passage, Quote } from './document/quote.ts'
import { Done, endpoint, page } from './endpoint.ts'
import { BlockId, CourseId, FlagId, id, LessonId } from './id.ts'
import { Person } from './people.ts'
import { Time } from './time.ts'

// Learners say that a sentence is outdated, and how it should read. A flag is one spot of a published version; everybody
// who marked it has a voice in it, and everybody is told what became of it.

// Model

/**
 * - `new`, `seen`: waits for an author
 * - `inProgress`: the draft says it better now, and the next version will
 * - `fixed`: a published version says it better
 * - `declined`: an author left the words as they are, and said why
 * - `duplicate`: it is answered with another flag, which has its voices
 * - `removed`: its lesson is no longer part of the course
 */
export const FlagState = z.enum(['new', 'seen', 'inProgress', 'fixed', 'declined', 'duplicate', 'removed'])
export type FlagState = z.infer<typeof FlagState>
/** What another learner's flag on the same spot joins: it is not answered for good. */
export const joinableStates = ['new', 'seen', 'inProgress'] as const satisfies readonly FlagState[]

export const DeclineReason = z.enum(['stillRight', 'elsewhere', 'unclear', 'later', 'other'])
export type DeclineReason = z.infer<typeof DeclineReason>

export const VoiceId = id('flag voice')
export type VoiceId = z.infer<typeof VoiceId>

/** How a proposal goes into the draft of today. */
export const Fit = z.enum(['clean', 'already', 'conflict', 'gone'])
export type Fit = z.infer<typeof Fit>

/** What one learner said, as authors read it. `proposed` is absent when they only marked the words. */
export const FlagVoice = z.object({
  id: VoiceId,
  by: Person,
  at: Time,
  reason: z.string(),
  proposed: z.string().optional(),
  source: z.string().optional(),
  fit: Fit.optional(),
})
export type FlagVoice = z.infer<typeof FlagVoice>

/** Where a flagged passage stands in the draft. `now` is what it reads there, `anchor` leads the editor to it. */
export const FlagPlace = z.object({
  state: z.enum(['found', 'moved', 'changed', 'gone']),
  anchor: Anchor.optional(),
  now: z.string().optional(),
})
export type FlagPlace = z.infer<typeof FlagPlace>

/** What an author said to it. */
const FlagAnswer = z.object({ by: Person, at: Time, reason: DeclineReason.optional(), note: z.string() })

/** A flagged spot, as authors see it. `place` is there while it is open. */
export const Flag = z.object({
  id: FlagId,
  courseId: CourseId,
  state: FlagState,
  version: z.number().int(),
  lesson: LessonId,
  lessonTitle: z.string(),
  block: BlockId,
  quote: Quote,
  raisedAt: Time,
  /** Oldest first. */
  voices: z.array(FlagVoice),
  place: FlagPlace.optional(),
  answer: FlagAnswer.optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  fixedIn: z.number().int().optional(),
  duplicateOf: FlagId.optional(),
})
export type Flag = z.infer<typeof Flag>

/** One learner's own flag and what became of it. Says how many others marked the spot and never who. */
export const MyFlag = z.object({
  id: VoiceId,
  courseId: CourseId,
  courseTitle: z.string(),
  lesson: LessonId,
  lessonTitle: z.string(),
  block: BlockId,
  at: Time,
  quote: z.string(),
  reason: z.string(),
  proposed: z.string().optional(),
  state: FlagState,
  others: z.number().int(),
  answeredAt: Time.optional(),
  declined: DeclineReason.optional(),
  note: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  fixedIn: z.number().int().optional(),
  /** Their own words were taken, as they were or edited. */
  taken: z.boolean(),
  /** Something happened to it since they last looked. */
  isNews: z.boolean(),
})
export type MyFlag = z.infer<typeof MyFlag>

/** A sentence of the current version that a learner improved. */
export const Credit = z.object({ lesson: LessonId, block: BlockId, version: z.number().int(), by: Person })
export type Credit = z.infer<typeof Credit>

/** A passage of the current version that several people called outdated. */
export const UnderReview = z.object({ lesson: LessonId, block: BlockId, quote: z.string() })
export type UnderReview = z.infer<typeof UnderReview>

// Rules

/** Flags one person may raise in a day. */
export const flagsPerDay = 20
/** From so many people on, learners see a note that a passage is under review. */
export const reviewThreshold = 3
/** Two flags are one when they share at least this much of the shorter one. */
export const sameSpot = 0.5

/** The words an author may take over, newest last; marks without words are none. */
export const proposalsOf = (flag: Pick<Flag, 'voices'>) => flag.voices.filter((voice) => voice.proposed !== undefined)

// Contract

const Words = z.string().trim().max(4000)
const inCourse = { courseId: CourseId }
const onFlag = { courseId: CourseId, flagId: FlagId }

export const raiseFlag = endpoint('POST', '/courses/:courseId/flags', {
  takes: z.object({
    ...inCourse,
    /** Made by the client, so that a flag sent twice is raised once. */
    id: VoiceId,
    ...Passage.shape,
    reason: z.string().trim().max(1000).default(''),
    proposed: Words.optional(),
    source: z.string().trim().max(2000).optional(),
    /** Whether the learner wants to be named when their words are taken. */
    named: z.boolean().default(true),
  }),
  gives: MyFlag,
  problems: ['course.unknown', 'course.flag', 'flag.passage', 'flag.source', 'flag.tooMany', 'flag.taken'],
  about:
    'Marks words of a published version as outdated, with better words if the learner has some. Joins the flag that is on the spot already.',
})
export const listFlags = endpoint('GET', '/courses/:courseId/flags', {
  takes: z.object({ ...inCourse, show: z.enum(['open', 'inProgress', 'closed']).default('open'), after: z.string().max(80).optional() }),
  gives: z.object({ ...page(Flag).shape, open: z.number().int() }),
  problems: ['course.unknown', 'course.answerFlags'],
  about:
    'The flags of a course for its authors, each with its place in the draft of today; those that most people raised lately come first.',
})
export const seeFlags = endpoint('POST', '/courses/:courseId/flags/seen', {
  takes: z.object({ ...inCourse, flags: z.array(FlagId).max(100) }),
  gives: Done,
  problems: ['course.unknown', 'course.answerFlags'],
  about: 'Tells learners that an author has seen their flags.',
})
export const acceptFlag = endpoint('POST', '/courses/:courseId/flags/:flagId/accept', {
  takes: z.object({
    ...onFlag,
    /** Made by the client: the change in the draft bears it, and sent twice it is made once. */
    commandId: z.string().regex(/^[\w-]{4,64}$/),
    voice: VoiceId,
    /** The learner's words as the author edited them. Both are named then. */
    text: Words.optional(),
    /** What the author has seen standing there, to replace it whatever it was before. */
    over: z.object({ now: z.string().max(20_000) }).optional(),
  }),
  gives: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.enum(['applied', 'already']), flag: Flag, seq: z.number().int() }),
    z.object({ outcome: z.literal('conflict'), base: z.string(), now: z.string(), proposed: z.string() }),
    z.object({ outcome: z.literal('gone') }),
  ]),
  problems: ['course.unknown', 'course.answerFlags', 'flag.unknown', 'flag.noWords', 'flag.answered'],
  about:
    'Puts the proposed words into the draft, merged with what authors changed since. On a conflict nothing changes, and the answer carries all three.',
})
export const closeFlag = endpoint('POST', '/courses/:courseId/flags/:flagId/close', {
  takes: z.object({ ...onFlag, note: z.string().trim().max(1000).default('') }),
  gives: Flag,
  problems: ['course.unknown', 'course.answerFlags', 'flag.unknown', 'flag.answered', 'flag.unchanged'],
  about: 'Closes a flag whose words the authors changed themselves; everybody who raised it hears of it with the next version.',
})
export const declineFlag = endpoint('POST', '/courses/:courseId/flags/:flagId/decline', {
  takes: z
    .object({ ...onFlag, reason: DeclineReason, note: z.string().trim().max(1000).default('') })
    .refine(({ reason, note }) => reason !== 'other' || note, { path: ['note'], message: 'another reason needs words' }),
  gives: Flag,
  problems: ['course.unknown', 'course.answerFlags', 'flag.unknown', 'flag.answered'],
  about: 'Leaves the words as they are and tells everybody who raised the flag why.',
})
export const joinFlags = endpoint('POST', '/courses/:courseId/flags/:flagId/duplicate', {
  takes: z.object({ ...onFlag, of: FlagId }),
  gives: Flag,
  problems: ['course.unknown', 'course.answerFlags', 'flag.unknown', 'flag.answered', 'flag.itself'],
  about: 'Says that a flag means the same as another one: its voices move there and share its answer.',
})
export const listMyFlags = endpoint('GET', '/flags/mine', {
  takes: z.object({ courseId: CourseId.optional(), after: z.string().max(80).optional() }),
  gives: z.object({ ...page(MyFlag).shape, news: z.number().int() }),
  about: "The asker's own flags, newest first, with what became of them.",
})
export const seeMyFlags = endpoint('POST', '/flags/mine/seen', { gives: Done, about: 'Marks all news about the own flags as read.' })
export const listCredits = endpoint('GET', '/courses/:courseId/credits', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(Credit) }),
  problems: ['course.unknown', 'course.flag'],
  about: 'Which sentences of the current version learners improved.',
})
export const listUnderReview = endpoint('GET', '/courses/:courseId/under-review', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(UnderReview) }),
  problems: ['course.unknown', 'course.flag'],
  about: 'Passages of the current version that several people called outdated and that wait for an answer.',
})

export const flagEndpoints = [
  raiseFlag,
  listFlags,
  seeFlags,
  acceptFlag,
  closeFlag,
  declineFlag,
  joinFlags,
  listMyFlags,
  seeMyFlags,
  listCredits,
  listUnderReview,
]
