import { hashOf } from '../../shared/document/prose.ts'
import { newId, type PersonId } from '../../shared/id.ts'
import type { FrozenVersion } from '../publishing/service.ts'
import type { ResultBody, ResultRow } from './store.ts'

// What learners do, as it is written down.

type FrozenLesson = FrozenVersion['lessons'][number]

/** A row of the results: what was done, and to what. */
export const resultRow = (row: Omit<ResultRow, 'verb' | 'result'>, result: ResultBody): ResultRow => ({ ...row, verb: result.verb, result })

/** A lesson read to its end, once as it was. */
export const viewing = ({ courseId, version }: FrozenVersion, lesson: FrozenLesson, personId: PersonId, at: number) =>
  resultRow(
    {
      id: newId(at),
      personId,
      courseId,
      version,
      lesson: lesson.id,
      block: lesson.id,
      hash: lesson.hash,
      once: `viewed ${courseId} ${personId} ${lesson.id} ${lesson.hash}`,
      at,
    },
    { verb: 'viewed' },
  )

/** One for each set of lessons as they were: a version that only reorders asks nothing again and completes nothing anew. */
export function completion({ courseId, version, lessons }: FrozenVersion, personId: PersonId, at: number): ResultRow {
  const hashes = lessons.map(({ id, hash }) => ({ lesson: id, hash }))
  // Questions count too: another right answer is another thing to have learnt.
  const hash = hashOf(Object.fromEntries(lessons.map(({ id, hash: said, questions }) => [id, [said, questions]])))
  return resultRow(
    {
      id: newId(at),
      personId,
      courseId,
      version,
      lesson: null,
      block: courseId,
      hash,
      once: `completed ${courseId} ${personId} ${hash}`,
      at,
    },
    { verb: 'completed', lessons: hashes },
  )
}
