import { type Body, plainText } from '../../shared/comments.ts'
import type { Passage } from './passages.ts'

type Spot = { lesson?: string; anchor?: { lesson: string; quote: { exact: string } } }
/** As much of a command as holds words of its writer: what a comment, a suggestion or an answer says, and of what. */
type Wordy = Spot & { place?: Spot; body?: Body; proposed?: string; text?: string; reason?: string; note?: string }

/** The words of a command that the server refused, to be set aside: a passage, or none. */
export function unsaid(input: Record<string, unknown>): Passage[] {
  const { place, body, proposed, text, reason, note, ...spot } = input as Wordy // commands are kept as they were checked
  const { anchor, lesson } = place ?? spot
  const words = [body && plainText(body), proposed, proposed && reason, text, note].filter((each) => each?.trim()).join('\n')
  return words ? [{ lesson: anchor?.lesson ?? lesson ?? null, title: anchor?.quote.exact ?? '', text: words, isSaid: true }] : []
}
