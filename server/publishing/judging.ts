import { markOf, readingOfLesson } from '../../shared/comparing.ts'
import type { Fault, FrozenCourse } from '../../shared/document/freeze.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import { colourOf, type Person } from '../../shared/people.ts'
import { faultWords, type LessonChange, type PublishFault } from '../../shared/publishing.ts'
import type { ReviewRules } from '../../shared/review.ts'
import type { LinkService } from '../links/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { ReviewService } from '../review/service.ts'
import { changesOf, type Counted } from './changes.ts'
import { gateFaults, type JudgedLink, linksIn, type MustFix, stopsHere } from './gates.ts'
import type { ClaimRow, FrozenVersion, PublishingStore } from './store.ts'

type Tools = {
  store: Pick<PublishingStore, 'claims'>
  people: Pick<PeopleService, 'findMany'>
  review: Pick<ReviewService, 'rulesFor' | 'missingApprovals'>
  links: Pick<LinkService, 'states'>
}
export type Draft = FrozenCourse & { seq: number; mustFix: MustFix[]; accepted: number }
/** What is asked of the draft, and where it falls short. */
type Judged = { rules: ReviewRules; faults: PublishFault[]; changes: LessonChange[]; checking: number }

/** Judges a draft before it is published: what changes, and what keeps it from being published. */
export function judging({ store, people, review, links }: Tools) {
  /** Each changed lesson with what authors say of its change. */
  async function claimed(
    asker: PersonId,
    courseId: CourseId,
    draft: Draft,
    base: number,
    rules: ReviewRules,
    changes: LessonChange[],
  ): Promise<LessonChange[]> {
    const claims = (await store.claims(courseId)).filter((claim) => claim.onTopOf === base && claim.mark === markIn(draft, claim.lesson))
    const who = await people.findMany(claims.flatMap(({ by, agreedBy }) => [by, ...(agreedBy ? [agreedBy] : [])]))
    return changes.map((change) => {
      const claim = change.change === 'changed' ? claims.find(({ lesson }) => lesson === change.lesson) : undefined
      const counts = claim !== undefined && doesCount(claim, rules)
      const again = counts ? claim.claim === 'content' : change.again
      return {
        ...change,
        again,
        minutes: again ? change.minutes : 0,
        ...(claim && {
          claim: {
            as: claim.claim,
            by: who.get(claim.by) ?? leftPerson(claim.by),
            agreedBy: claim.agreedBy && (who.get(claim.agreedBy) ?? leftPerson(claim.agreedBy)),
            mine: claim.by === asker,
            counts,
          },
        }),
      }
    })
  }

  /** Everything the draft lacks: by what a version must be, and by what its group asks. */
  async function judge(
    asker: PersonId,
    courseId: CourseId,
    groupId: GroupId,
    draft: Draft,
    before: FrozenVersion | undefined,
    linksWaitMs: number,
  ): Promise<Judged> {
    const { rules } = await review.rulesFor(groupId)
    const changes = await claimed(asker, courseId, draft, before?.version ?? 0, rules, changesOf(before, draft))
    const changed = new Set<string>(changes.filter(({ change }) => change !== 'removed').map(({ lesson }) => lesson))
    const lessons = draft.lessons
      .filter(({ id }) => changed.has(id))
      .map((lesson) => ({ ...readingOfLesson(lesson), mark: markIn(draft, lesson.id), ids: lesson.ids }))
    const [missing, judged] = await Promise.all([
      review.missingApprovals(courseId, rules, lessons),
      rules.links ? judgeLinks(draft, linksWaitMs) : [],
    ])
    const own = draft.faults.map((fault) => faultFor(fault, draft, rules))
    const checking = new Set(judged.flatMap(({ href, state }) => (state === 'checking' ? [href] : []))).size
    return { rules, changes, checking, faults: [...own, ...gateFaults({ rules, draft, mustFix: draft.mustFix, missing, links: judged })] }
  }

  async function judgeLinks(draft: Draft, waitMs: number): Promise<JudgedLink[]> {
    const placed = linksIn(draft)
    const states = await links.states(
      placed.map(({ href }) => href),
      waitMs,
    )
    return placed.flatMap((link) => {
      const state = states.get(link.href)
      return state ? [{ ...link, ...state }] : []
    })
  }

  return { judge }
}

/** What is said of these changes, as far as it counts. */
export const countedOf = (changes: readonly LessonChange[]): Map<string, Counted> =>
  new Map(changes.flatMap(({ lesson, claim }) => (claim?.counts ? [[lesson, claim.as === 'cosmetic' ? 'cosmetic' : 'raised']] : [])))

export const leftPerson = (id: PersonId): Person => ({ id, name: '–', colour: colourOf(id) })

/** The mark of a lesson of the draft; empty for one that is not in it. */
export const markIn = (draft: FrozenCourse, lesson: string): string => {
  const found = draft.lessons.find(({ id }) => id === lesson)
  return found ? markOf(readingOfLesson(found)) : ''
}

/** Raising a change needs nobody else; lowering it may. */
const doesCount = ({ claim, agreedBy }: ClaimRow, rules: ReviewRules) => claim === 'content' || !rules.cosmeticBySecond || agreedBy !== null

function faultFor({ code, stops, lesson, block }: Fault, draft: Draft, rules: ReviewRules): PublishFault {
  const title = draft.lessons.find((one) => one.id === lesson)?.title ?? draft.title
  return {
    code,
    stops: stops || stopsHere(code, rules),
    title,
    message: faultWords[code],
    ...(lesson && { lesson }),
    ...(block && { block }),
  }
}
