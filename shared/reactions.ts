import { z } from 'zod'
import { Done, endpoint } from './endpoint.ts'
import { BlockId, CourseId, LessonId } from './id.ts'
import { canReadDraft, type Standing } from './rights.ts'
import { Time } from './time.ts'

// What learners feel about a course or a block of it, and whether it helps them at work.

// Model

/** Three kind words and two constructive ones. (A passage that is out of date is a flag, with better words.) */
export const ReactionKind = z.enum(['like', 'learned', 'useful', 'confusing', 'notUseful'])
export type ReactionKind = z.infer<typeof ReactionKind>

export const positiveKinds: readonly ReactionKind[] = ['like', 'learned', 'useful']
export const constructiveKinds: readonly ReactionKind[] = ['confusing', 'notUseful']

/** One person's word on the course, or on one block of one lesson. */
export const Reaction = z.object({ kind: ReactionKind, lesson: LessonId.nullable(), block: BlockId.nullable(), version: z.number().int() })
export type Reaction = z.infer<typeof Reaction>

/** Will this help me do my job better? 1: not at all … 4: very much. */
export const Scale = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Scale = z.infer<typeof Scale>
export const Relevance = z.object({ score: Scale, why: z.string().nullable(), version: z.number().int(), at: Time })
export type Relevance = z.infer<typeof Relevance>

const Counts = z.record(ReactionKind, z.number().int())
export type Counts = z.infer<typeof Counts>

/** What authors see. Nobody is named; scores stay hidden while fewer than five people spoke. */
export const ReactionSummary = z.object({
  /** People who reacted at all. */
  people: z.number().int(),
  counts: Counts,
  /** −100 … 100, or nothing while fewer than five people reacted. */
  score: z.number().int().nullable(),
  relevance: z.object({
    people: z.number().int(),
    /** People who gave 1, 2, 3, 4; nothing while fewer than five answered. */
    scale: z.array(z.number().int()).length(4).nullable(),
    /** The share in per cent, cautiously, of people whom it helps (3 or 4). */
    helps: z.number().int().nullable(),
    /** The newest reasons people wrote, without names. */
    whys: z.array(z.object({ score: Scale, why: z.string(), version: z.number().int(), at: Time })),
  }),
  /** Blocks with constructive words first, at most fifty. */
  blocks: z.array(z.object({ lesson: LessonId, block: BlockId, counts: Counts })),
})
export type ReactionSummary = z.infer<typeof ReactionSummary>

// Rules

/** Those who write, review or run the course see how it is received; who said what, nobody does. */
export const canSeeReactions = (standing: Standing) => canReadDraft(standing) && !standing.guest

/** Fewer voices than this say nothing about a course, and might say something about a person. */
export const fewestVoices = 5

export const noCounts = (): Counts => ({ like: 0, learned: 0, useful: 0, confusing: 0, notUseful: 0 })

/** A word excludes its opposite: taking one side gives up the other. */
export function opposites(kind: ReactionKind): ReactionKind[] {
  if (kind === 'useful') return ['notUseful']
  return kind === 'notUseful' ? ['useful'] : []
}

/**
 * The share that is likely true when `yes` of `asked` people said so, cautious while few were asked.
 *
 * The result lies in [0, 1] and is 0 when nobody was asked. Throws RangeError when `yes` exceeds `asked`.
 * Source: Wilson, JASA 22 (1927), lower bound at z = 1.96 (95 %).
 */
export function cautiousShare(yes: number, asked: number): number {
  if (yes > asked) throw new RangeError(`${yes} yes among ${asked} asked`)
  if (asked === 0) return 0
  const z = 1.96
  const share = yes / asked
  const spread = (z * z) / asked
  return (share + spread / 2 - z * Math.sqrt((share * (1 - share) + spread / 4) / asked)) / (1 + spread)
}

/**
 * How a course is received, −100 … 100: as far from indifference as the number of voices lets one say.
 *
 * Nothing when fewer than five spoke; 0 when they are too few or too divided to tell.
 */
export function reactionScore(positive: number, constructive: number): number | null {
  const voices = positive + constructive
  if (voices < fewestVoices) return null
  const sure = (side: number) => Math.max(0, 2 * cautiousShare(side, voices) - 1)
  return Math.round(100 * (positive >= constructive ? sure(positive) : -sure(constructive)))
}

// Contract

const inCourse = { courseId: CourseId }

export const react = endpoint('PUT', '/courses/:courseId/reactions', {
  takes: z
    .object({ ...inCourse, kind: ReactionKind, lesson: LessonId.optional(), block: BlockId.optional(), on: z.boolean().default(true) })
    .refine(({ lesson, block }) => !block === !lesson, { message: 'a block is named with its lesson', path: ['block'] }),
  gives: z.object({ items: z.array(Reaction) }),
  problems: ['course.unknown', 'course.react', 'reaction.unpublished', 'reaction.place'],
  about: 'Says or takes back one word on a course or a block; answers with all of one’s own.',
})
export const myReactions = endpoint('GET', '/courses/:courseId/reactions/mine', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(Reaction), relevance: Relevance.nullable() }),
  problems: ['course.unknown', 'course.react'],
  about: 'One’s own reactions to a course and one’s answer on its relevance.',
})
export const rateRelevance = endpoint('PUT', '/courses/:courseId/relevance', {
  takes: z.object({ ...inCourse, score: Scale, why: z.string().trim().max(1000).optional() }),
  gives: Relevance,
  problems: ['course.unknown', 'course.react', 'reaction.unpublished'],
  about: 'Answers whether the course helps one do the job better; a later answer replaces the earlier one.',
})
export const forgetRelevance = endpoint('DELETE', '/courses/:courseId/relevance', {
  takes: z.object(inCourse),
  gives: Done,
  problems: ['course.unknown'],
  about: 'Takes that answer back.',
})
export const summariseReactions = endpoint('GET', '/courses/:courseId/reactions', {
  takes: z.object(inCourse),
  gives: ReactionSummary,
  problems: ['course.unknown', 'course.reactions'],
  about: 'How a course is received, for its authors: counts, a cautious score, relevance and reasons, without names.',
})

export const reactionsEndpoints = [react, myReactions, rateRelevance, forgetRelevance, summariseReactions]
