import { type Prose, textOf } from './prose.ts'

/** What keeps a question from being asked. */
export type QuestionFault =
  | 'question.noStem'
  | 'question.tooFewChoices'
  | 'question.emptyChoice'
  | 'question.noCorrect'
  | 'question.severalCorrect'

/**
 * Judges a question by its parts, without its explanation: while it is written, and again when the course is published.
 *
 * `correct` counts the choices marked right.
 */
export function faultsOfQuestion(parts: readonly Prose[], correct: number, multiple: boolean): QuestionFault[] {
  const choices = parts.filter((part) => part.type === 'choice')
  const isEmpty = (part: Prose) => !textOf(part).trim()
  const faults: QuestionFault[] = []
  if (parts.filter((part) => part.type !== 'choice').every((part) => isEmpty(part) && part.type !== 'image')) faults.push('question.noStem')
  if (choices.length < 2) faults.push('question.tooFewChoices')
  if (choices.some(isEmpty)) faults.push('question.emptyChoice')
  if (correct === 0) faults.push('question.noCorrect')
  if (correct > 1 && !multiple) faults.push('question.severalCorrect')
  return faults
}
