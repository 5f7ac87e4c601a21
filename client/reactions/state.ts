import { createSignal } from 'solid-js'
import { type BlockId, type CourseId, type LessonId } from '../../shared/id.ts'
import {
  myReactions,
  opposites,
  rateRelevance,
  react,
  type Reaction,
  type ReactionKind,
  type Relevance,
  type Scale,
} from '../../shared/reactions.ts'
import { ask } from '../platform/api.ts'
import { showProblem } from '../platform/problems.ts'

/** The course as a whole, or one block of a lesson. */
export type ReactionPlace = { lesson: LessonId; block: BlockId } | null

/** One's own words on a course, and the verbs to change them. Fetched at once. */
export function createReactions(courseId: CourseId) {
  const [reactions, setReactions] = createSignal<Reaction[]>([])
  const [relevance, setRelevance] = createSignal<Relevance | null>(null)
  void ask(myReactions, { courseId })
    .then((mine) => {
      setReactions(mine.items)
      setRelevance(mine.relevance)
    })
    // Without an answer the buttons show nothing pressed; pressing one tells what is wrong.
    .catch(() => {})

  const has = (kind: ReactionKind, place: ReactionPlace = null) =>
    reactions().some((reaction) => reaction.kind === kind && reaction.block === (place?.block ?? null))
  return {
    has,
    relevance,
    /** Shown at once, and taken back when the server says no. */
    async toggle(kind: ReactionKind, place: ReactionPlace = null) {
      const before = reactions()
      const on = !has(kind, place)
      const block = place?.block ?? null
      const gone = [kind, ...(on ? opposites(kind) : [])]
      const others = before.filter((reaction) => reaction.block !== block || !gone.includes(reaction.kind))
      setReactions(on ? [...others, { kind, lesson: place?.lesson ?? null, block, version: 0 }] : others)
      try {
        setReactions((await ask(react, { courseId, kind, on, ...place })).items)
      } catch (error) {
        setReactions(before)
        showProblem(error)
      }
    },
    /** Resolves to whether the answer arrived. */
    async rate(score: Scale, why?: string): Promise<boolean> {
      const before = relevance()
      setRelevance({ score, why: why ?? before?.why ?? null, version: 0, at: Date.now() })
      try {
        const kept = why ?? before?.why
        setRelevance(await ask(rateRelevance, { courseId, score, ...(kept && { why: kept }) }))
        return true
      } catch (error) {
        setRelevance(before)
        showProblem(error)
        return false
      }
    },
  }
}
export type Reactions = ReturnType<typeof createReactions>
