import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, minute } from './time.ts'

// What somebody hears of by letter because it is meant for just them: they were mentioned, answered, or asked for something.

// Model

/** What was said in a thread, or is to be done about it; */
export const ThreadNotice = z.enum(['mention', 'reply', 'assigned', 'reopened'])
export type ThreadNotice = z.infer<typeof ThreadNotice>
/** what became of one's own suggestion; */
export const SuggestionNotice = z.enum(['accepted', 'rejected'])
export type SuggestionNotice = z.infer<typeof SuggestionNotice>
/** a review that one is asked for, or that somebody has done for one. */
export const ReviewNotice = z.enum(['asked', 'done'])
export type ReviewNotice = z.infer<typeof ReviewNotice>
export type NoticeKind = ThreadNotice | SuggestionNotice | ReviewNotice

/** What a person wants to hear of by letter. */
export const LetterWishes = z.object({ /** What is meant for just them. */ mine: z.boolean() })
export type LetterWishes = z.infer<typeof LetterWishes>

// Rules

/** A letter goes out this long after the first thing it tells, so that what follows is in it too. */
export const gatherMs = 2 * minute
/** A letter is there within this time: what an operator sets may not exceed it. */
export const mostGatherMs = 4 * minute
/** What could not be sent for so long is no news any more. */
export const staleMs = 2 * day

// Contract

export const getLetterWishes = endpoint('GET', '/me/letters', {
  gives: LetterWishes,
  about: 'What one hears of by mail.',
})
export const setLetterWishes = endpoint('PUT', '/me/letters', {
  takes: LetterWishes,
  gives: LetterWishes,
  about: 'Says what one wants to hear of by mail.',
})

export const notificationEndpoints = [getLetterWishes, setLetterWishes]
