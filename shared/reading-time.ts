import type { Pool } from './document/question.ts'

/** A reader's pace in words a minute, and what a question costs on top. Measured paces of adults lie near 200–240. */
const wordsPerMinute = 200
const minutesPerQuestion = 0.5

/** How many questions a learner of a lesson answers: of a pool only those that are drawn. */
export const asksOf = ({ questions, pools }: { questions: Readonly<Record<string, string>>; pools: readonly Pool[] }) =>
  pools.reduce((count, pool) => count - Math.max(0, pool.questions.length - pool.draw), Object.keys(questions).length)

/** Whole minutes a lesson takes; at least one. */
export const minutesFor = (lesson: { words: number; questions: Readonly<Record<string, string>>; pools: readonly Pool[] }) =>
  Math.max(1, Math.round(lesson.words / wordsPerMinute + asksOf(lesson) * minutesPerQuestion))
