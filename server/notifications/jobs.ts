import type { PersonId } from '../../shared/id.ts'
import { minute, second } from '../../shared/time.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Log } from '../platform/log.ts'
import type { Mail } from '../platform/mail.ts'
import type { NotificationService } from './service.ts'

type Tools = {
  notifications: Pick<NotificationService, 'due' | 'compose' | 'settle'>
  jobs: Jobs
  mail: Mail
  diary: Log
  now: () => number
  gatherMs: number
}

/** A letter that could not be sent is tried again this often, until it is no news any more. */
const retryMs = 5 * minute

/**
 * Sends what waits: one letter for each person, when the first thing in it has waited long enough. Returns how to look
 * now, and how to stop.
 *
 * What goes into a letter is stored before it is sent, and that it was sent after. Killed between the two, the program
 * sends the same letter under the same id again, which mailboxes show once.
 */
export function notificationJobs({ notifications, jobs, mail, diary, now, gatherMs }: Tools) {
  jobs.handle('notifications.letter', async (job) => {
    const { personId } = job.input as { personId: PersonId } // only `look` adds them
    const { id, letter } = await notifications.compose(personId, job.id)
    if (letter) await mail.send(letter)
    await notifications.settle(personId, id)
  })

  async function look(at = now()) {
    for (const { personId, first, since } of await notifications.due(at - gatherMs)) {
      // The id makes it one job, however often and from how many servers it is looked at.
      const round = Math.floor((at - since) / retryMs)
      await jobs.add({ id: `letter-${first}-${personId}-${round}`, kind: 'notifications.letter', by: null, input: { personId }, at })
    }
  }
  const lookMs = Math.min(15 * second, Math.max(gatherMs / 2, second / 4))
  const timer = setInterval(() => void look().catch((error: unknown) => diary.warn({ err: error }, 'nobody was told')), lookMs).unref()
  return { look, close: () => clearInterval(timer) }
}
