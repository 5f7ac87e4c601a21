import type { CourseId, LessonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { WaitingClaim } from '../../shared/publishing.ts'
import { canPublish } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { ReviewService } from '../review/service.ts'
import { changesOf } from './changes.ts'
import { type Draft, leftPerson, markIn } from './judging.ts'
import type { ClaimRow, FrozenVersion, PublishingStore } from './store.ts'

type Tools = {
  store: Pick<PublishingStore, 'claims' | 'setClaim' | 'deleteClaim'>
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load'>
  review: Pick<ReviewService, 'rulesFor'>
  collaboration: Pick<CollaborationService, 'ring'>
  last: (courseId: CourseId) => Promise<FrozenVersion | undefined>
  freezeDraft: (courseId: CourseId, since: number) => Promise<Draft>
}

/** What authors say of the kind of a change, against or with what is computed; bound to just the words they said it of. */
export function claiming({ store, now, people, courses, review, collaboration, last, freezeDraft }: Tools) {
  return {
    /** Says of a lesson's change that it is cosmetic, or more than it looks; saying what another said agrees with them. */
    async claim(member: Member, courseId: CourseId, lesson: LessonId, as: ClaimRow['claim'] | null): Promise<void> {
      await courses.load(courseId, member, canPublish, 'publish')
      const before = await last(courseId)
      const draft = await freezeDraft(courseId, 0)
      if (![...draft.lessons, ...(before?.lessons ?? [])].some(({ id }) => (id as string) === lesson)) throw unknown('lesson')
      if (as === null) {
        await store.deleteClaim(courseId, lesson)
        return collaboration.ring(courseId, 'publishing')
      }
      if (!before || !changesOf(before, draft).some((one) => one.lesson === lesson && one.change === 'changed'))
        throw new Problem(
          'conflict',
          'publishing.noChange',
          'This lesson has not changed since the last version, so there is nothing to say of its change.',
        )
      const row = { courseId, lesson, mark: markIn(draft, lesson), onTopOf: before.version, claim: as, at: now() }
      const [known] = (await store.claims(courseId)).filter(
        (one) => one.lesson === lesson && one.mark === row.mark && one.onTopOf === row.onTopOf && one.claim === as,
      )
      // Who says the same once more changes nothing: somebody may have agreed already.
      if (!known) await store.setClaim({ ...row, by: member.id, agreedBy: null })
      else if (known.by !== member.id) await store.setClaim({ ...known, agreedBy: member.id })
      collaboration.ring(courseId, 'publishing')
    },

    /** Changes called cosmetic that count as that once a second person agrees. */
    async waitingClaims(member: Member, courseId: CourseId): Promise<WaitingClaim[]> {
      const { course } = await courses.load(courseId, member, canPublish, 'publish')
      const before = await last(courseId)
      const waiting = (await store.claims(courseId)).filter(
        (one) => one.claim === 'cosmetic' && one.agreedBy === null && one.onTopOf === before?.version,
      )
      if (waiting.length === 0 || !(await review.rulesFor(course.groupId)).rules.cosmeticBySecond) return []
      const [draft, who] = await Promise.all([freezeDraft(courseId, 0), people.findMany(waiting.map(({ by }) => by))])
      return waiting.flatMap(({ lesson, mark, by, at }) => {
        const found = draft.lessons.find(({ id }) => id === (lesson as string))
        // An edit since then has ended what was said.
        if (!found || markIn(draft, lesson) !== mark) return []
        return [{ lesson, title: found.title, by: who.get(by) ?? leftPerson(by), at, mine: by === member.id }]
      })
    },
  }
}
