import { isDeepStrictEqual } from 'node:util'
import { compareReadings, readingOf } from '../../shared/comparing.ts'
import type { FrozenCourse } from '../../shared/document/freeze.ts'
import { blockIdOf, hashOf, hashOfProse, nodesIn } from '../../shared/document/prose.ts'
import { poolsIn } from '../../shared/document/question.ts'
import { solutionByPlace } from '../../shared/grading.ts'
import { LessonId } from '../../shared/id.ts'
import { compareLessons, type LessonChange } from '../../shared/publishing.ts'
import { minutesFor } from '../../shared/reading-time.ts'
import type { FrozenVersion, StoredLesson } from './store.ts'

// What publishing a draft would change, and what each lesson counts as having been learnt by.

type Lesson = FrozenCourse['lessons'][number]

/** What a version's lessons really say, whatever they count as. */
const said = ({ said: really, ...lesson }: StoredLesson) => ({ ...lesson, ...really })
const sized = (lesson: Lesson) => ({ ...lesson, questions: questionsOf(lesson), pools: poolsIn(lesson.public) })

/**
 * Lessons that differ, each with the kind of its change, in the order of the draft; removed ones come last.
 *
 * One whose name, explanation or hint alone is another is `quiet`: nobody learns it again unless an author says so.
 */
export function changesOf(before: FrozenVersion | undefined, draft: FrozenCourse): LessonChange[] {
  const compared = new Map(before ? compareReadings(readingOf(before), readingOf(draft)).map((found) => [found.lesson, found]) : [])
  const lessons = draft.lessons.map(sized)
  const loud = compareLessons((before?.lessons ?? []).map(said), lessons).map((change) => ({
    ...change,
    class: change.change === 'changed' ? (compared.get(change.lesson)?.class ?? 'wording') : 'content',
  }))
  const known = new Map<string, LessonChange>(loud.map((change) => [change.lesson, change]))
  for (const lesson of lessons) {
    const found = known.has(lesson.id) ? undefined : compared.get(lesson.id)
    if (found?.change !== 'changed') continue
    const about = { lesson: LessonId.parse(lesson.id), title: lesson.title, change: 'changed' as const, class: found.class }
    known.set(lesson.id, { ...about, minutes: minutesFor(lesson), quiet: true, again: false })
  }
  return [...lessons.flatMap(({ id }) => known.get(id) ?? []), ...loud.filter(({ change }) => change === 'removed')]
}

/** What readers see differs though no lesson is to be learnt again: a name, the order, an explanation. */
export const isReshaped = (before: FrozenVersion | undefined, draft: FrozenCourse) =>
  before !== undefined &&
  (before.title !== draft.title ||
    before.summary !== draft.summary ||
    !isDeepStrictEqual(before.outline, draft.outline) ||
    before.lessons.some((lesson, index) => lesson.keyHash !== draft.lessons[index]?.keyHash))

/** Each question with the hash of what it asks and of what is right, by places: ids play no part. */
function questionsOf({ key, public: prose }: Pick<Lesson, 'key' | 'public'>): Record<string, string> {
  const hashes: Record<string, string> = {}
  for (const node of nodesIn(prose)) {
    const id = blockIdOf(node)
    const its = id && key[id]
    if (node.type === 'question' && its) hashes[id] = hashOf([hashOfProse(node), solutionByPlace(node, its.solution)])
  }
  return hashes
}

/** What counts of what its authors say of a lesson's change. */
export type Counted = 'cosmetic' | 'raised' | undefined

/**
 * A lesson as it is stored with version `number`.
 *
 * One that says what it said, or whose change is cosmetic, counts as what it was before: who learnt that has learnt this.
 * One that was raised counts as nothing there ever was: everybody learns it again.
 */
export function storedLesson(lesson: Lesson, before: StoredLesson | undefined, counted: Counted, number: number): StoredLesson {
  const really = { hash: lesson.hash, questions: questionsOf(lesson) }
  const isSame = before && before.said.hash === really.hash && hashOf(before.said.questions) === hashOf(really.questions)
  const counts = before && counted !== 'raised' && (isSame || counted === 'cosmetic')
  const own = counted === 'raised' ? hashOf([really.hash, 'raised', number]) : really.hash
  return {
    ...lesson,
    address: hashOf(lesson.public),
    content: hashOf([lesson.public, lesson.key]),
    pools: poolsIn(lesson.public),
    hash: counts ? before.hash : own,
    questions: counts ? { ...really.questions, ...kept(before.questions, really.questions) } : really.questions,
    said: really,
  }
}

const kept = (before: Record<string, string>, now: Record<string, string>) =>
  Object.fromEntries(Object.entries(before).filter(([question]) => question in now))
