import { z } from 'zod'

/** Milliseconds since 1970 UTC, by the server's clock. */
export const Time = z.number().int()
export type Time = z.infer<typeof Time>

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
