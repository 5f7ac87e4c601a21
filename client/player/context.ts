import { createContext, useContext } from 'solid-js'
import type { Feedback } from '../../shared/assessment.ts'
import type { BlockId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'

/** What questions inside the text ask of the player around them. */
export type Asking = {
  feedbackOn(question: string): Feedback | undefined
  /** Resolves when the server has judged. The same `id` sent again is the same answer. */
  answer(question: BlockId, choices: BlockId[], id: string): Promise<void>
  /** Whoever plays, so that shuffled choices stand in one order for one person. */
  seed: string
}

export const AskingContext = createContext<Asking>()

export function useAsking(): Asking {
  const asking = useContext(AskingContext)
  invariant(asking, 'a question is shown inside a player')
  return asking
}
