import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../../shared/problem.ts'
import { minute, second } from '../../shared/time.ts'

const windowMs = 15 * minute
/** One address may be a whole office behind one router. */
const addressFactor = 20

/**
 * Slows down guessing: `most` wrong tries per account and twenty times as many per address, each within 15 minutes.
 *
 * `most` 0 means no limit. Every try counts before it is judged, so that many at once cannot slip through, and a right
 * one gives the account its tries back. Counts live in this process: with several, each allows as many.
 */
export function signInLimits(most: number) {
  const perAccount = new RateLimiterMemory({ keyPrefix: 'account', points: most, duration: windowMs / second })
  const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: most * addressFactor, duration: windowMs / second })
  return {
    /** Counts one try. Throws `auth.tooMany` with the seconds to wait. */
    async count(account: string, address: string | undefined) {
      if (most === 0) return
      try {
        if (address) await perAddress.consume(address)
        await perAccount.consume(account)
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        const waitSeconds = Math.ceil(refused.msBeforeNext / second)
        throw new Problem('busy', 'auth.tooMany', `Too many tries. Wait ${Math.ceil(waitSeconds / 60)} minutes and try again.`, {
          waitSeconds,
        })
      }
    },
    async forgive(account: string) {
      if (most > 0) await perAccount.delete(account)
    },
  }
}
export type SignInLimits = ReturnType<typeof signInLimits>
