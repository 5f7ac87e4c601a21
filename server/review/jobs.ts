import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { reminderAt } from '../../shared/review.ts'
import { day, minute } from '../../shared/time.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Log } from '../platform/log.ts'
import type { Mail } from '../platform/mail.ts'
import type { ReviewService } from './service.ts'

type Tools = {
  review: Pick<ReviewService, 'due'>
  jobs: Jobs
  mail: Mail
  diary: Log
  appUrl: string
  memberOf: (id: PersonId) => Promise<Member | undefined>
  titleOf: (courseId: CourseId) => Promise<string | undefined>
  now: () => number
  lookMs?: number
}

const when = { before: 'is due tomorrow', today: 'is due today', after: 'was due yesterday' } as const

/** Reminds those who owe their word: the day before, on the day, the day after, once each. Returns how to look now, and how to stop. */
export function reviewJobs({ review, jobs, mail, diary, appUrl, memberOf, titleOf, now, lookMs = 10 * minute }: Tools) {
  jobs.handle('review.remind', async ({ input }) => {
    const { personId, courseId, which } = input as { personId: PersonId; courseId: CourseId; which: keyof typeof when } // only `look` adds them
    const [member, title] = [await memberOf(personId), await titleOf(courseId)]
    if (!member?.email || title === undefined) return
    const short = title.replace(/\s+/g, ' ').slice(0, 80)
    await mail.send({
      to: member.email,
      subject: `Your review of ${short} ${when[which]}`,
      text: `You were asked for a review of ${short}. It ${when[which]}.\n\nOpen the draft and say what you think:\n${appUrl}/courses/${courseId}\n`,
    })
  })

  async function look() {
    for (const { round, personId } of await review.due(now() - 2 * day, now() + 2 * day)) {
      const which = round.dueAt === null ? undefined : reminderAt(round.dueAt, now())
      // The id makes it one letter, however often and from how many servers it is looked at.
      if (which)
        await jobs.add({
          id: `remind-${which}-${round.id}-${personId}`,
          kind: 'review.remind',
          by: round.by,
          input: { personId, courseId: round.courseId, which },
          at: now(),
        })
    }
  }
  const timer = setInterval(() => void look().catch((error: unknown) => diary.warn({ err: error }, 'nobody was reminded')), lookMs).unref()
  return { look, close: () => clearInterval(timer) }
}
