import { isDeepStrictEqual } from 'node:util'
import { compareReadings, readingOf } from '../../shared/comparing.ts'
import type { FrozenCourse } from '../../shared/document/freeze.ts'
import { blockIdOf, hashOf, hashOfProse, nodesIn } from '../../shared/document/prose.ts'
import { poolsIn } from '../../shared/document/question.ts'
import { solutionByPlace } from '../../shared/grading.ts'
import { compareLessons, type LessonChange } from '../../shared/publishing.ts'
import type { FrozenVersion, StoredLesson } from './store.ts'

// What publishing a draft would change, and what each lesson counts as having been learnt by.

type Lesson = FrozenCourse['lessons'][number]

/** What a version's lessons really say, whatever they count as. */
const said = ({ said: really, ...lesson }: StoredLesson) => ({ ...lesson, ...really })
const sized = (lesson: Lesson) => ({ ...lesson, questions: questionsOf(lesson), pools: poolsIn(lesson.public) })

/** Lessons that differ, each with the kind of its change. */
export function changesOf(before: FrozenVersion | undefined, draft: FrozenCourse): LessonChange[] {
  const kinds = new Map(
    before
      ? compareReadings(readingOf(before), readingOf(draft)).map(({ lesson, class: kind, blocks }) => [
          lesson,
          { kind, blocks: blocks.length },
        ])
      : [],
  )
  return compareLessons((before?.lessons ?? []).map(said), draft.lessons.map(sized)).map((change) => ({
    ...change,
    class: change.change === 'changed' ? (kinds.get(change.lesson)?.kind ?? 'wording') : 'content',
  }))
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

/**
 * A lesson as it is stored with a version.
 *
 * One that says what it said, or whose change is cosmetic, counts as what it was before: who learnt that has learnt this.
 */
export function storedLesson(lesson: Lesson, before: StoredLesson | undefined, isCosmetic: boolean): StoredLesson {
  const really = { hash: lesson.hash, questions: questionsOf(lesson) }
  const isSame = before && before.said.hash === really.hash && hashOf(before.said.questions) === hashOf(really.questions)
  const counts = before && (isSame || isCosmetic)
  return {
    ...lesson,
    address: hashOf(lesson.public),
    content: hashOf([lesson.public, lesson.key]),
    pools: poolsIn(lesson.public),
    hash: counts ? before.hash : really.hash,
    questions: counts ? { ...really.questions, ...kept(before.questions, really.questions) } : really.questions,
    said: really,
  }
}

const kept = (before: Record<string, string>, now: Record<string, string>) =>
  Object.fromEntries(Object.entries(before).filter(([question]) => question in now))
