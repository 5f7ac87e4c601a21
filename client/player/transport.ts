import type { Answer, Feedback, Votes } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import type { LessonDelta, PlayView, Progress } from '../../shared/play.ts'
import type { AnswerFiles, WallPage } from './context.ts'

/** Where a question stands: the version and lesson that the learner has before them. */
type AtQuestion = { version: number; lesson: LessonId; question: BlockId }

/** What a player asks of whoever holds the course: the server here; a file, when played offline or inside another system. */
export type Transport = {
  /** The current version and how far this person is, without the lessons' text. */
  open(): Promise<PlayView>
  /** A lesson's text, by its address; the same for ever. */
  content(address: string): Promise<Prose[]>
  /** Keeps the place. `viewed`: the lesson was read to its end. Rejects with Offline when it could not be sent. */
  save(at: { version: number; lesson: LessonId; block: BlockId | null; viewed: boolean }): Promise<Progress>
  /** `id` is made here, so that an answer sent again counts once. */
  answer(answer: AtQuestion & { id: string; answer: Answer; shown: BlockId[] }): Promise<Feedback>
  /** The first `count` hints of a question. */
  hints(asked: AtQuestion & { count: number }): Promise<Prose[]>
  /** The questions of a pool that this person is asked; with `again`, others than last time. */
  draw(asked: { version: number; lesson: LessonId; pool: BlockId; again: boolean }): Promise<BlockId[]>
  votes(question: BlockId): Promise<Votes>
  /** Answers on a wall, newest first. */
  wall(question: BlockId, after?: string): Promise<WallPage>
  hide(post: string, hidden: boolean): Promise<void>
  /** Files that are about to be answers. */
  files: AnswerFiles
  /** Before and after of what changed since this person learnt it. */
  changes(): Promise<LessonDelta[]>
}
