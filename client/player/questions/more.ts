// Kinds of questions that come when a lesson holds one: one piece of the program, fetched once.
export { Blanks } from './Blanks.tsx'
export { FileAnswer } from './FileAnswer.tsx'
export { Matching } from './Matching.tsx'
export { PollResult, WallResult } from './Opinions.tsx'
export { Pool } from './Pool.tsx'
export { Sorting } from './Sorting.tsx'
export { Spot } from './Spot.tsx'
export { NumberAnswer, WordsAnswer } from './Words.tsx'
