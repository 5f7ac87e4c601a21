import type { PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { minute } from '../../shared/time.ts'
import type { Log } from '../platform/log.ts'
import type { PublishingService } from './service.ts'

/** Looks at once and then now and then whether a planned publication is due: also one whose time came while no server ran. Returns how to stop. */
export function publishingJobs({
  publishing,
  memberOf,
  diary,
  lookMs = minute / 4,
}: {
  publishing: PublishingService
  memberOf: (id: PersonId) => Promise<Member | undefined>
  diary: Log
  lookMs?: number
}) {
  let looking: Promise<void> | undefined
  const look = () =>
    (looking ??= publishing
      .publishDue(memberOf)
      .catch((error: unknown) => diary.warn({ err: error }, 'planned publications were not looked at'))
      .finally(() => {
        looking = undefined
      }))
  const timer = setInterval(() => void look(), lookMs).unref()
  void look()
  /** Resolves when nothing is being published any more. */
  return async () => {
    clearInterval(timer)
    await looking
  }
}
