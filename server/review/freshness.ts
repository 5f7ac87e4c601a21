import { compareLesson } from '../../shared/comparing.ts'
import { type CourseId, type GroupId, LessonId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed } from '../../shared/problem.ts'
import { canVerify, type Freshness, type ReviewRules, soonMs } from '../../shared/review.ts'
import { canReadDraft } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { DraftLesson, HistoryService } from '../history/service.ts'
import type { Transaction } from '../platform/db/database.ts'
import { unmoved } from './lessons.ts'
import type { ReviewStore, VerificationRow } from './store.ts'

type Tools = {
  store: ReviewStore
  now: () => number
  courses: Pick<CourseService, 'load' | 'standing' | 'readers'>
  collaboration: Pick<CollaborationService, 'ring'>
  history: Pick<HistoryService, 'draft' | 'keepLessons' | 'keptLessons'>
  rulesFor: (groupId: GroupId) => Promise<{ rules: ReviewRules }>
}

/** A lesson that somebody is to look at again. */
export type ToLookAt = { courseId: CourseId; lesson: LessonId; title: string; until: number }
/** Those whose verifications end on one day, counted from 1970, of one person: they share a letter. */
export type Ending = { personId: PersonId; onDay: number; which: 'soon' | 'over' }

/** Of those who may look at a lesson instead of somebody who left, so many hear of it. */
const mostOthers = 3

/** Until when lessons count as right: said by somebody, ended by an edit, by flags, or by the calendar. */
export function freshness({ store, now, courses, collaboration, history, rulesFor }: Tools) {
  /** What ended a verification, or that it holds. A lesson that was only said otherwise stays verified. */
  async function stateOf(row: VerificationRow, lesson: DraftLesson, rules: ReviewRules): Promise<Freshness['state']> {
    if (row.raised) return 'changed'
    if (row.mark !== lesson.mark) {
      const kept = (await history.keptLessons(row.courseId, [row.mark])).get(row.mark)
      const change = kept ? compareLesson({ id: lesson.id, ...kept }, lesson) : undefined
      if (!kept || (change && change.class !== 'wording')) return 'changed'
    }
    if (row.flags >= rules.flagsEndIt) return 'flagged'
    return row.until < now() ? 'expired' : 'verified'
  }

  /** Who looks at it again: whoever verified it, else others who may. */
  async function lookersAt({ courseId, personId }: VerificationRow): Promise<PersonId[]> {
    const may = async (id: PersonId) => {
      const found = await courses.standing(courseId, id)
      return found !== undefined && canReadDraft(found.standing) && canVerify(found.standing, (await rulesFor(found.course.groupId)).rules)
    }
    if (await may(personId)) return [personId]
    const others: PersonId[] = []
    for (const id of await courses.readers(courseId)) if (others.length < mostOthers && (await may(id))) others.push(id)
    return others
  }

  return {
    stateOf,

    async verify(member: Member, courseId: CourseId, lessonId: LessonId, { mark, days }: { mark: string; days?: number }) {
      const { course, standing } = await courses.load(courseId, member, canReadDraft, 'read')
      const { rules } = await rulesFor(course.groupId)
      if (!canVerify(standing, rules)) throw notAllowed('course.verify')
      const lesson = unmoved(await history.draft(courseId), lessonId, mark)
      await history.keepLessons(courseId, [lesson])
      const at = now()
      await store.verify({ courseId, lesson: lessonId, personId: member.id, mark, at, until: at + (days ?? rules.verifyDays) * day })
      collaboration.ring(courseId, 'review')
    },

    /** A learner says that something in a lesson is outdated. */
    heedFlag: (courseId: CourseId, lesson: string, eventId: string) => store.countFlag(courseId, LessonId.parse(lesson), eventId),

    /** Authors say of these lessons that their change is more than it looks: what was verified before it is to be verified anew. */
    async endVerifications(tx: Transaction, courseId: CourseId, lessons: readonly { lesson: string; mark: string }[]) {
      for (const { lesson, mark } of lessons) await store.endVerification(tx, courseId, LessonId.parse(lesson), mark)
    },

    /**
     * Until when lessons of a version are verified, for those that are; nothing where the group keeps that to its authors.
     * `lessonIn`: the lesson as the version has it.
     */
    async freshFor(courseId: CourseId, groupId: GroupId, lessonIn: (id: string) => DraftLesson | undefined): Promise<Map<string, number>> {
      const { rules } = await rulesFor(groupId)
      const fresh = new Map<string, number>()
      if (!rules.learnersSeeFreshness) return fresh
      for (const row of await store.verifications(courseId)) {
        const lesson = lessonIn(row.lesson)
        if (lesson && (await stateOf(row, lesson, rules)) === 'verified') fresh.set(lesson.id, row.until)
      }
      return fresh
    },

    /** Whose verifications end soon, or ended just now: a letter for each of them. */
    async endings(): Promise<Ending[]> {
      const endings = new Map<string, Ending>()
      for (const { personId, at, until } of await store.endingBetween(now() - 2 * day, now() + soonMs(0, Number.MAX_SAFE_INTEGER))) {
        const which = until <= now() ? 'over' : until - now() <= soonMs(at, until) ? 'soon' : undefined
        const onDay = Math.floor(until / day)
        if (which) endings.set(`${personId} ${onDay} ${which}`, { personId, onDay, which })
      }
      return [...endings.values()]
    },

    /** The lessons of a letter as they stand now, by who is to look at them. */
    async toLookAt({ personId, onDay }: Pick<Ending, 'personId' | 'onDay'>): Promise<Map<PersonId, ToLookAt[]>> {
      const found = new Map<PersonId, ToLookAt[]>()
      const rows = await store.endingBetween(onDay * day - 1, (onDay + 1) * day, personId)
      for (const row of rows) {
        const { courseId, lesson, until } = row
        const title = (await history.draft(courseId)).lessons.find(({ id }) => id === (lesson as string))?.title
        if (title === undefined) continue
        for (const looker of await lookersAt(row)) found.set(looker, [...(found.get(looker) ?? []), { courseId, lesson, title, until }])
      }
      return found
    },
  }
}
