import type { Threads } from '../../comments/state.ts'
import type { Flag } from '../../../shared/flags.ts'
import type { LessonCounts } from '../../outline/state.ts'

/** What is being said in each lesson: open comments, and flags that nobody answered. */
export function countsOf(threads: Threads, flags: readonly Flag[]): ReadonlyMap<string, LessonCounts> {
  const perLesson = new Map<string, LessonCounts>()
  const add = (at: string | undefined, what: 'threads' | 'flags') => {
    if (!at) return
    const before = perLesson.get(at) ?? { threads: 0, flags: 0 }
    perLesson.set(at, { ...before, [what]: before[what] + 1 })
  }
  for (const thread of threads.open()) add(threads.places().of(thread).lesson, 'threads')
  for (const flag of flags) if (flag.state === 'new' || flag.state === 'seen') add(flag.place?.anchor?.lesson ?? flag.lesson, 'flags')
  return perLesson
}
