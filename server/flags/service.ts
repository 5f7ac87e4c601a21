import type { z } from 'zod'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { type Credit, joinableStates, type listMyFlags, type MyFlag, reviewThreshold, type UnderReview } from '../../shared/flags.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { answering } from './answering.ts'
import { fixing } from './fixing.ts'
import { raising } from './raising.ts'
import { fixedBlock, textsIn } from './spots.ts'
import { cursorFrom, cursorTo, flagTools, perPage, type Tools } from './tools.ts'
import { myFlagView, named } from './views.ts'

const mostCredits = 500
/** Of the flags that a version would settle, so many are named. */
const mostNamed = 20
const mostAnswered = 1000

/** Learners say what is outdated, authors answer, and everybody hears what became of it. */
export function flagsService(tools: Tools) {
  const { store, now, people, publishing, collaboration } = tools
  const { learner } = flagTools(tools)
  const { heedVersion } = fixing(tools)
  return {
    ...raising(tools),
    ...answering(tools),
    heedVersion,

    /** The member's own flags, newest first, and how many they have not heard the latest of. */
    async mine(
      member: Member,
      { courseId, after }: z.output<(typeof listMyFlags)['takes']>,
    ): Promise<{ items: MyFlag[]; next?: string; news: number }> {
      const rows = await store.mine(member.id, courseId, perPage + 1, cursorFrom(after))
      const last = rows.length > perPage ? rows[perPage - 1] : undefined
      return {
        items: rows.slice(0, perPage).map(({ flag, voice }) => myFlagView(flag, voice)),
        news: await store.newsFor(member.id),
        ...(last && { next: cursorTo(last.voice) }),
      }
    },

    seeMine: (member: Member) => store.look(member.id, now()),

    /** How many flags a version of the draft of now would settle: one whose better words were taken back stays in progress. */
    async answered(courseId: CourseId) {
      const rows = await store.list(courseId, ['inProgress'], mostAnswered)
      const lessons = rows.length === 0 ? [] : await collaboration.read(courseId, (doc) => freezeCourse(doc).lessons)
      const carried = rows.filter((row) => fixedBlock(lessons, row) !== undefined)
      return {
        count: carried.length,
        which: carried
          .slice(0, mostNamed)
          .map(({ quote, lessonTitle, voices }) => ({ quote: quote.exact.slice(0, 200), title: lessonTitle, people: voices })),
      }
    },

    /** Sentences of the current version that still carry a learner's words. */
    async credits(member: Member, courseId: CourseId): Promise<Credit[]> {
      await learner(member, courseId)
      const [current, rows] = [await publishing.current(courseId), await store.credits(courseId, mostCredits)]
      const texts = new Map(
        current?.lessons.flatMap((lesson) => [...textsIn(lesson)].map(({ block, text }) => [block, { lesson: lesson.id, text }] as const)),
      )
      const standing = rows.flatMap((row) => {
        const at = texts.get(row.block)
        return at?.text.includes(row.words) ? [{ ...row, lesson: at.lesson }] : []
      })
      const names = await people.findMany([...new Set(standing.map((row) => row.personId))])
      return standing.map(({ lesson, block, version, personId }) => ({ lesson, block, version, by: named(names, personId) }))
    },

    /** Passages that so many people flagged that everybody should know. */
    async underReview(member: Member, courseId: CourseId): Promise<UnderReview[]> {
      await learner(member, courseId)
      const [current, rows] = [await publishing.current(courseId), await store.wanted(courseId, joinableStates, reviewThreshold, perPage)]
      return rows.flatMap(({ lesson, block, quote }) => {
        const frozen = current?.lessons.find(({ id }) => id === lesson)
        const stands = frozen && [...textsIn(frozen)].some((each) => each.block === block && each.text.includes(quote.exact))
        return stands ? [{ lesson, block, quote: quote.exact }] : []
      })
    },
  }
}
export type FlagsService = ReturnType<typeof flagsService>
