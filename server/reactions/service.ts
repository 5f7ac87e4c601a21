import type { z } from 'zod'
import { blockIdOf, nodesIn } from '../../shared/document/prose.ts'
import { happened } from '../../shared/domain-events.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import {
  canSeeReactions,
  cautiousShare,
  constructiveKinds,
  type Counts,
  fewestVoices,
  noCounts,
  opposites,
  positiveKinds,
  type rateRelevance,
  type react,
  type Reaction,
  ReactionKind,
  reactionScore,
  type ReactionSummary,
  type Relevance,
} from '../../shared/reactions.ts'
import { canReact } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { PublishingService } from '../publishing/service.ts'
import type { ReactionStore } from './store.ts'

type Tools = {
  db: Database
  store: ReactionStore
  events: Events
  now: () => number
  courses: Pick<CourseService, 'load'>
  publishing: Pick<PublishingService, 'current'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>

const mostBlocks = 50
const mostWhys = 50
const mostScores = 20_000

/** What people may say about a course with one tap, and what its authors learn from it. */
export function reactionsService({ db, store, events, now, courses, publishing }: Tools) {
  async function published(member: Member, courseId: CourseId) {
    await courses.load(courseId, member, canReact, 'react')
    const version = await publishing.current(courseId)
    if (!version)
      throw new Problem('conflict', 'reaction.unpublished', 'This course is not published yet, so there is nothing to react to.')
    return version
  }

  return {
    /** Says or takes back one word, however often it is sent; answers with all that the person says of the course. */
    async react(member: Member, { courseId, kind, lesson, block, on }: Input<typeof react>): Promise<Reaction[]> {
      const version = await published(member, courseId)
      const frozen = lesson && version.lessons.find(({ id }) => id === lesson)
      if (lesson && !(frozen && [...nodesIn(frozen.public)].some((node) => blockIdOf(node) === block)))
        throw new Problem(
          'invalid',
          'reaction.place',
          'This block is not in the published course any more. Reload the course to see it as it is now.',
        )
      const place = block ?? ''
      await db.transaction(async (tx) => {
        if (!on) return store.take(tx, courseId, member.id, place, [kind])
        await store.take(tx, courseId, member.id, place, opposites(kind))
        const row = {
          courseId,
          personId: member.id,
          block: place,
          lesson: lesson ?? '',
          kind,
          version: version.version,
          at: now(),
        } as const
        if (await store.add(tx, row)) await events.emit(tx, happened('course.reacted', member.id, { courseId, kind }, row.at))
      })
      events.tell()
      return store.mine(courseId, member.id)
    },

    async mine(member: Member, courseId: CourseId): Promise<{ items: Reaction[]; relevance: Relevance | null }> {
      await courses.load(courseId, member, canReact, 'react')
      const [items, relevance] = await Promise.all([store.mine(courseId, member.id), store.myRelevance(courseId, member.id)])
      return { items, relevance: relevance ?? null }
    },

    async rate(member: Member, { courseId, score, why }: Input<typeof rateRelevance>): Promise<Relevance> {
      const { version } = await published(member, courseId)
      const answer = { score, why: why || null, version, at: now() }
      await db.transaction(async (tx) => {
        const isFirst = await store.setRelevance(tx, { courseId, personId: member.id, ...answer })
        if (isFirst) await events.emit(tx, happened('course.reacted', member.id, { courseId, kind: `relevance.${score}` }, answer.at))
      })
      events.tell()
      return answer
    },

    async forgetRelevance(member: Member, courseId: CourseId) {
      await courses.load(courseId, member, canReact, 'react')
      await store.forgetRelevance(courseId, member.id)
    },

    /** How many people said whether these courses help, and of 100 how many surely find so. For rooms that hide what few said. */
    async helpfulness(courseIds: readonly CourseId[]): Promise<{ people: number; helps: number }> {
      const latest = new Map((await store.scores(courseIds, mostScores)).map(({ personId, score }) => [personId, score]))
      const yes = [...latest.values()].filter((score) => score >= 3).length
      return { people: latest.size, helps: Math.round(100 * cautiousShare(yes, latest.size)) }
    },

    /** How the course is received, without names: for those who write, review or run it. */
    async summary(member: Member, courseId: CourseId): Promise<ReactionSummary> {
      await courses.load(courseId, member, canSeeReactions, 'reactions')
      const [people, kinds, blocks, scale, whys] = await Promise.all([
        store.people(courseId),
        store.kinds(courseId),
        store.blocks(courseId, mostBlocks * ReactionKind.options.length),
        store.scale(courseId),
        store.whys(courseId, mostWhys),
      ])
      const counts = countsOf(kinds)
      return {
        people,
        counts,
        score: people < fewestVoices ? null : reactionScore(total(counts, positiveKinds), total(counts, constructiveKinds)),
        relevance: { ...relevanceOf(scale), whys },
        blocks: blocksOf(blocks).slice(0, mostBlocks),
      }
    },
  }
}
export type ReactionsService = ReturnType<typeof reactionsService>

const total = (counts: Counts, kinds: readonly (keyof Counts)[]) => kinds.reduce((sum, kind) => sum + counts[kind], 0)

function countsOf(rows: { kind: keyof Counts; people: number }[]): Counts {
  const counts = noCounts()
  for (const { kind, people } of rows) counts[kind] = people
  return counts
}

function relevanceOf(rows: { score: number; people: number }[]): Omit<ReactionSummary['relevance'], 'whys'> {
  const scale = [1, 2, 3, 4].map((score) => rows.find((row) => row.score === score)?.people ?? 0)
  const people = scale.reduce((sum, each) => sum + each, 0)
  if (people < fewestVoices) return { people, scale: null, helps: null }
  return { people, scale, helps: Math.round(100 * cautiousShare(scale[2]! + scale[3]!, people)) } // `scale` holds four
}

/** One entry a block, those with the most constructive words first. */
function blocksOf(rows: Awaited<ReturnType<ReactionStore['blocks']>>): ReactionSummary['blocks'] {
  const found = new Map<string, ReactionSummary['blocks'][number]>()
  for (const { lesson, block, kind, people } of rows) {
    const entry = found.get(block) ?? { lesson, block, counts: noCounts() }
    entry.counts[kind] = people
    found.set(block, entry)
  }
  const weight = ({ counts }: { counts: Counts }) => total(counts, constructiveKinds)
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || total(b.counts, positiveKinds) - total(a.counts, positiveKinds))
}
