import { createContext, useContext } from 'solid-js'
import type { Answer, AnswerFile, Feedback, Votes, WallPost } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { BlockId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'

/** A page of a wall, newest first. `mayHide`: whoever looks may take answers off it. */
export type WallPage = { items: WallPost[]; next?: string | undefined; mayHide: boolean }

/** What questions inside the text ask of the player around them. */
export type Asking = {
  feedbackOn(question: string): Feedback | undefined
  /** Resolves when the server has judged. The same `id` sent again is the same answer; `shown` is what was offered, as it was seen. */
  answer(question: BlockId, answer: Answer, shown: BlockId[], id: string): Promise<void>
  /** The first `count` hints. That they were asked for is noted. */
  hints(question: BlockId, count: number): Promise<Prose[]>
  /** The questions of a pool that this person is asked; with `again`, others. */
  draw(pool: BlockId, again: boolean): Promise<BlockId[]>
  votes(question: BlockId): Promise<Votes>
  wall(question: BlockId, after?: string): Promise<WallPage>
  hide(post: string, hidden: boolean): Promise<void>
  sendFile(question: BlockId, file: File): Promise<AnswerFile>
  /** Whoever plays, so that what is shuffled stands in one order for one person and try. */
  seed: string
}

export const AskingContext = createContext<Asking>()

export function useAsking(): Asking {
  const asking = useContext(AskingContext)
  invariant(asking, 'a question is shown inside a player')
  return asking
}
