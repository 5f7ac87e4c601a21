import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { reminderAt, type RoundId } from '../../shared/review.ts'
import { day, minute } from '../../shared/time.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Log } from '../platform/log.ts'
import type { Mail } from '../platform/mail.ts'
import type { Ending } from './freshness.ts'
import type { ReviewService } from './service.ts'

type Tools = {
  review: Pick<ReviewService, 'due' | 'owed' | 'endings' | 'toLookAt'>
  jobs: Jobs
  mail: Mail
  diary: Log
  appUrl: string
  memberOf: (id: PersonId) => Promise<Member | undefined>
  titleOf: (courseId: CourseId) => Promise<string | undefined>
  wantsLetters: (member: Member) => Promise<boolean>
  now: () => number
  lookMs?: number
}

type Reminder = { personId: PersonId; courseId: CourseId; roundId: RoundId; which: keyof typeof when }

const short = (title: string) => title.replace(/\s+/g, ' ').trim().slice(0, 80)
const when = { before: 'is due tomorrow', today: 'is due today', after: 'was due yesterday' } as const

/**
 * Reminds those who owe their word: the day before, on the day, the day after, once each; and those whose verification of a
 * lesson ends, before and when it does, in one letter a day. Returns how to look now, and how to stop.
 */
export function reviewJobs({ review, jobs, mail, diary, appUrl, memberOf, titleOf, wantsLetters, now, lookMs = 10 * minute }: Tools) {
  jobs.handle('review.remind', async ({ input }) => {
    const { personId, courseId, roundId, which } = input as Reminder // only `look` adds them
    // When it leaves, and not before: who lost the draft meanwhile, or gave their word, hears nothing, not even its title.
    const [member, title] = [await memberOf(personId), await review.owed(courseId, roundId, personId)]
    if (!member?.email || title === undefined || !(await wantsLetters(member))) return
    await mail.send({
      to: member.email,
      subject: `Your review of ${short(title)} ${when[which]}`,
      text: `You were asked for a review of ${short(title)}. It ${when[which]}.\n\nOpen the draft and say what you think:\n${appUrl}/courses/${courseId}?tab=review\n\n\nYou can turn these letters off, and on again, at ${appUrl}/you\n`,
    })
  })

  jobs.handle('review.freshen', async ({ input }) => {
    const ending = input as Ending // only `look` adds them
    for (const [personId, found] of await review.toLookAt(ending)) {
      const member = await memberOf(personId)
      const lessons: { title: string; course: string; link: string }[] = []
      for (const { courseId, lesson, title } of found) {
        const course = await titleOf(courseId)
        const link = `${appUrl}/courses/${courseId}?lesson=${lesson}&tab=review`
        if (course !== undefined) lessons.push({ title: short(title) || 'A lesson without a name', course: short(course), link })
      }
      if (!member?.email || lessons.length === 0) continue
      const many = lessons.length > 1 ? `${lessons.length} lessons` : `“${lessons[0]!.title}”`
      const on = new Date(ending.onDay * day).toISOString().slice(0, 10)
      const ends = ending.which === 'soon' ? `counts as right until ${on}` : `counted as right until ${on}`
      await mail.send({
        to: member.email,
        subject: ending.which === 'soon' ? `Look at ${many} again by ${on}` : `${many}: the verification ran out`,
        text: `What was verified ${ends}. Say that it is still right, or mend it:\n\n${lessons.map(({ title, course, link }) => `${title} (${course})\n${link}`).join('\n\n')}\n`,
      })
    }
  })

  async function look() {
    for (const ending of await review.endings())
      await jobs.add({
        id: `freshen-${ending.which}-${ending.personId}-${ending.onDay}`,
        kind: 'review.freshen',
        by: ending.personId,
        input: ending,
        at: now(),
      })
    for (const { round, personId } of await review.due(now() - 2 * day, now() + 2 * day)) {
      const which = round.dueAt === null ? undefined : reminderAt(round.dueAt, now())
      // The id makes it one letter, however often and from how many servers it is looked at.
      if (which)
        await jobs.add({
          id: `remind-${which}-${round.id}-${personId}`,
          kind: 'review.remind',
          by: round.by,
          input: { personId, courseId: round.courseId, roundId: round.id, which } satisfies Reminder,
          at: now(),
        })
    }
  }
  const timer = setInterval(() => void look().catch((error: unknown) => diary.warn({ err: error }, 'nobody was reminded')), lookMs).unref()
  return { look, close: () => clearInterval(timer) }
}
