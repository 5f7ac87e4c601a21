import { z } from 'zod'
import { BlockId, LessonId } from '../id.ts'

// How words of a lesson are pointed at, as shapes alone: contracts and the player read this file, so nothing here knows
// Yjs or ProseMirror.

/** The words something stands on, with up to 32 characters before and after to tell equal words apart. */
export const Quote = z.object({ exact: z.string().max(20_000), prefix: z.string().max(64), suffix: z.string().max(64) })
export type Quote = z.infer<typeof Quote>

/** Words of the living draft. `start` and `end`: relative positions of Yjs, encoded and in base64. */
export const Anchor = z.object({ lesson: LessonId, start: z.string().max(400), end: z.string().max(400), quote: Quote })
export type Anchor = z.infer<typeof Anchor>

/** Words of a published version: offsets into the plain text of one block, in UTF-16 units. */
export const Passage = z.object({
  version: z.number().int().min(1),
  lesson: LessonId,
  block: BlockId,
  from: z.number().int().min(0),
  to: z.number().int().min(1),
  quote: Quote,
})
export type Passage = z.infer<typeof Passage>
