import type { Feedback } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import type { LessonDelta, PlayView, Progress } from '../../shared/play.ts'

/** What a player asks of whoever holds the course: the server here; a file, when played offline or inside another system. */
export type Transport = {
  /** The current version and how far this person is, without the lessons' text. */
  open(): Promise<PlayView>
  /** A lesson's text, by its address; the same for ever. */
  content(address: string): Promise<Prose[]>
  /** Keeps the place. `viewed`: the lesson was read to its end. Rejects with Offline when it could not be sent. */
  save(at: { version: number; lesson: LessonId; block: BlockId | null; viewed: boolean }): Promise<Progress>
  /** `id` is made here, so that an answer sent again counts once. */
  answer(answer: { id: string; version: number; lesson: LessonId; question: BlockId; choices: BlockId[] }): Promise<Feedback>
  /** Before and after of what changed since this person learnt it. */
  changes(): Promise<LessonDelta[]>
}
