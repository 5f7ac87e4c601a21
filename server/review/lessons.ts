import type { LessonId } from '../../shared/id.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { Draft, DraftLesson } from '../history/service.ts'

/** A lesson of the draft. Throws `lesson.unknown`. */
export function lessonIn(draft: Draft, lessonId: LessonId): DraftLesson {
  const lesson = draft.lessons.find(({ id }) => id === (lessonId as string))
  if (!lesson) throw unknown('lesson')
  return lesson
}

/** The lesson, when it still says what the asker saw. Throws `review.moved`. */
export function unmoved(draft: Draft, lessonId: LessonId, mark: string): DraftLesson {
  const lesson = lessonIn(draft, lessonId)
  if (lesson.mark !== mark)
    throw new Problem(
      'conflict',
      'review.moved',
      'Somebody changed this lesson while you were looking at it. Look at what changed, then decide.',
    )
  return lesson
}
