import { type Component, createContext, useContext } from 'solid-js'
import type { Answer, AnswerFile, Feedback, Votes, WallPost } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { BlockId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'
import type { Recorder } from '../platform/recorder.ts'

/** A page of a wall, newest first. `mayHide`: whoever looks may take answers off it. */
export type WallPage = { items: WallPost[]; next?: string | undefined; mayHide: boolean }

/** Files and recordings that become answers. */
export type AnswerFiles = {
  /** Sends one; `onShare` hears how much has arrived, in [0, 1]. Rejects with why it could not, or with the signal's reason. */
  send(question: BlockId, file: File, options: { onShare: (share: number) => void; signal: AbortSignal }): Promise<AnswerFile>
  /** What an earlier visit left on its way to this question. */
  waiting(question: BlockId): Promise<File | undefined>
  /** The answer was given: nothing of it need be remembered. */
  taken(question: BlockId): void
  /** Absent: nothing can be recorded here. */
  recorder?: () => Promise<Recorder>
}

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
  files: AnswerFiles
  /** Whoever plays, so that what is shuffled stands in one order for one person and try. */
  seed: string
  /** How a question looks where nobody can answer it there: on paper. */
  onPaper?: Component<{ node: Prose; blocks: Component<{ of: readonly Prose[] }> }>
}

export const AskingContext = createContext<Asking>()

export function useAsking(): Asking {
  const asking = useContext(AskingContext)
  invariant(asking, 'a question is shown inside a player')
  return asking
}
