import { answerQuestion, drawQuestions, hideWallPost, readVotes, readWall, revealHints } from '../../shared/assessment.ts'
import type { z } from 'zod'
import type { BlockId, CourseId } from '../../shared/id.ts'
import { lessonContent, listChanges, playCourse, saveProgress } from '../../shared/play.ts'
import { ask } from '../platform/api.ts'

type Asked<Takes extends z.ZodType> = Omit<z.input<Takes>, 'courseId'>

/** A course played from this server: what the player asks, answered over HTTP. Fits the player's `Transport`. */
export const hostedCourse = (courseId: CourseId) => ({
  open: () => ask(playCourse, { courseId, content: 'none' }),
  content: async (address: string) => (await ask(lessonContent, { courseId, address })).content,
  save: (at: Asked<typeof saveProgress.takes>) => ask(saveProgress, { courseId, ...at }),
  answer: (answer: Asked<typeof answerQuestion.takes>) => ask(answerQuestion, { courseId, ...answer }),
  hints: async (asked: Asked<typeof revealHints.takes>) => (await ask(revealHints, { courseId, ...asked })).hints,
  draw: async (asked: Asked<typeof drawQuestions.takes>) => (await ask(drawQuestions, { courseId, ...asked })).questions,
  votes: (question: BlockId) => ask(readVotes, { courseId, question }),
  wall: (question: BlockId, after?: string) => ask(readWall, { courseId, question, after }),
  hide: async (postId: string, hidden: boolean) => void (await ask(hideWallPost, { courseId, postId, hidden })),
  changes: async () => (await ask(listChanges, { courseId })).items,
})
