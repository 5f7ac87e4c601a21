import { Problem } from '../../shared/problem.ts'
import { Offline } from './api.ts'
import { t, textOf } from './text.ts'
import { toast } from './toast.ts'

/** One sentence for people about anything that was thrown: what happened and what to do next. */
export function wordsOf(error: unknown): string {
  if (error instanceof Offline) return t('problems.offline')
  // The server speaks English; another language knows the Problem by its code, or says what its kind means.
  if (error instanceof Problem) return textOf(`problems.${error.code}`) ?? textOf(`problems.${error.kind}`) ?? error.message
  return t('problems.defect')
}

/** Tells the person, in a toast, why something they did has no effect. */
export const showProblem = (error: unknown) => toast(wordsOf(error), { tone: 'danger' })
