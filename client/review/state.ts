import { createMemo, createSignal } from 'solid-js'
import type { CourseId, LessonId } from '../../shared/id.ts'
import { type BoardLesson, closeReview, finishReview, giveVerdict, readBoard, type RoundId, verifyLesson } from '../../shared/review.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem } from '../platform/problems.ts'

/** How every lesson of a course stands, and what this person may say of it. A new `bell` looks again. */
export function createBoard(courseId: () => CourseId, bell: () => number) {
  const key = createMemo(() => ({ courseId: courseId(), bell: bell() }), undefined, {
    equals: (a, b) => a.courseId === b.courseId && a.bell === b.bell,
  })
  const [last, setLast] = createSignal<Awaited<ReturnType<typeof load>>>()
  const load = (id: CourseId) => ask(readBoard, { courseId: id })
  const asked = createAsked(key, async ({ courseId: id }) => {
    const board = await load(id)
    setLast(() => board)
    return board
  })
  const does = async (deed: () => Promise<unknown>) => {
    try {
      await deed()
    } catch (error) {
      showProblem(error)
    }
    await asked.reload()
  }
  return {
    // While it is asked for anew, the last one stays on the screen.
    board: () => asked.value() ?? last(),
    fault: asked.fault,
    reload: asked.reload,
    approve: (lesson: BoardLesson) =>
      does(() => ask(giveVerdict, { courseId: courseId(), lessonId: lesson.lesson, verdict: 'approved', mark: lesson.mark })),
    wantChanges: (lesson: BoardLesson, note: string) =>
      does(() => ask(giveVerdict, { courseId: courseId(), lessonId: lesson.lesson, verdict: 'changes', mark: lesson.mark, note })),
    verify: (lesson: BoardLesson) => does(() => ask(verifyLesson, { courseId: courseId(), lessonId: lesson.lesson, mark: lesson.mark })),
    finish: (roundId: RoundId) => does(() => ask(finishReview, { courseId: courseId(), roundId })),
    close: (roundId: RoundId) => does(() => ask(closeReview, { courseId: courseId(), roundId })),
  }
}
export type ReviewBoard = ReturnType<typeof createBoard>
export type GoTo = (lesson: LessonId, block: string | undefined) => void
