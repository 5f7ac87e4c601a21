import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { PersonId } from '../../../shared/id.ts'
import { Problem } from '../../../shared/problem.ts'
import { hour, second } from '../../../shared/time.ts'

/** Counts one deed of a person. Throws when they did it too often within the hour. */
export type PerHour = (personId: PersonId) => Promise<void>

/** `most` deeds a person and hour, in this process; 0 means no limit. `code` and `message` tell who did more. */
export function perHour(most: number, code: string, message: string): PerHour {
  const counted = new RateLimiterMemory({ points: most, duration: hour / second })
  return async (personId) => {
    if (most === 0) return
    await counted.consume(personId).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new Problem('busy', code, message, { waitSeconds: Math.ceil(refused.msBeforeNext / second) })
    })
  }
}
