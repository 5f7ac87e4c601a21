import { markOf, readingOfLesson } from '../../shared/comparing.ts'
import type { FrozenVersion } from '../publishing/service.ts'
import type { ReviewService } from '../review/service.ts'

/** A lesson as those who verify it see it. */
type Reading = NonNullable<ReturnType<Parameters<ReviewService['freshFor']>[2]>>

// Versions never change, and a mark is a hash of all that a lesson says: each is worked out once.
const known = new WeakMap<FrozenVersion, Map<string, Reading>>()

/** A lesson of a version with the mark that verifications are given to. */
export function readingIn(version: FrozenVersion, id: string): Reading | undefined {
  const lessons = known.get(version) ?? new Map<string, Reading>()
  known.set(version, lessons)
  const lesson = lessons.has(id) ? undefined : version.lessons.find((one) => one.id === id)
  if (lesson) {
    const reading = readingOfLesson(lesson)
    lessons.set(id, { ...reading, mark: markOf(reading), ids: lesson.ids })
  }
  return lessons.get(id)
}
