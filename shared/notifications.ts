import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, minute } from './time.ts'

// What somebody hears of by letter because it is meant for just them: they were mentioned, answered, or given something to do.

// Model

export const NoticeKind = z.enum(['mention', 'reply', 'assigned'])
export type NoticeKind = z.infer<typeof NoticeKind>

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
