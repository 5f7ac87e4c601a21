import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { BlockId, CourseId, LessonId } from './id.ts'
import { PublishedBlock, VersionNumber } from './publishing.ts'
import { Time } from './time.ts'

// Model

/** What is told to somebody who has answered a question, and to nobody before. */
export const Feedback = z.object({
  question: BlockId,
  /** What they chose. */
  choices: z.array(BlockId),
  /** What would have been right. */
  right: z.array(BlockId),
  correct: z.boolean(),
  explanation: z.array(PublishedBlock),
  at: Time,
})
export type Feedback = z.infer<typeof Feedback>

// Rules

/** Right means: every correct choice and no other, in any order. */
export function isCorrect(key: { correct: readonly string[] }, choices: readonly string[]): boolean {
  const right = new Set(key.correct)
  const chosen = new Set(choices)
  return right.size === chosen.size && [...chosen].every((choice) => right.has(choice))
}

// Contract

export const answerQuestion = endpoint('POST', '/play/:courseId/answers', {
  takes: z.object({
    /** Made by the device, so that an answer sent twice counts once. */
    id: z.uuid(),
    courseId: CourseId,
    /** The version the learner has before them: its key judges the answer. */
    version: VersionNumber,
    lesson: LessonId,
    question: BlockId,
    choices: z.array(BlockId).min(1).max(50),
  }),
  gives: Feedback,
  problems: ['version.unknown', 'lesson.unknown', 'question.unknown', 'answer.choices', 'answer.taken'],
  about: 'Answers one question of a published version and tells what was right.',
})

export const assessmentEndpoints = [answerQuestion]
