import { done } from '../../shared/endpoint.ts'
import {
  askReview,
  comeAsGuest,
  createGuestLink,
  endGuestLink,
  listGuestLinks,
  closeReview,
  finishReview,
  giveVerdict,
  readBoard,
  readDelta,
  readReviewRules,
  setReviewRules,
  verifyLesson,
} from '../../shared/review.ts'
import type { PersonId } from '../../shared/id.ts'
import { fromOf } from '../platform/http/from.ts'
import { perHour } from '../platform/http/per-hour.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { GuestsService } from './guests.ts'
import type { ReviewService } from './service.ts'

/** Rounds, verdicts, verifications and guests. `tries`: how often one address may try links within an hour; 0 means no limit. */
export function reviewRoutes(app: App, review: ReviewService, guests: GuestsService, tries: number) {
  serve(app, readReviewRules, ({ groupId }, member) => review.readRules(member, groupId))
  serve(app, setReviewRules, async ({ groupId, rules }, member) => (await review.setRules(member, groupId, rules), done))
  serve(app, readBoard, ({ courseId }, member) => review.board(member, courseId))
  serve(app, askReview, ({ courseId, role, ...asking }, member) => review.ask(member, courseId, { ...asking, ...(role && { role }) }))
  serve(app, closeReview, async ({ courseId, roundId }, member) => (await review.close(member, courseId, roundId), done))
  serve(app, finishReview, async ({ courseId, roundId }, member) => (await review.finish(member, courseId, roundId), done))
  serve(
    app,
    giveVerdict,
    async ({ courseId, lessonId, ...verdict }, member) => (await review.giveVerdict(member, courseId, lessonId, verdict), done),
  )
  serve(app, readDelta, ({ courseId, lessonId, since }, member) => review.delta(member, courseId, lessonId, since))
  serve(
    app,
    verifyLesson,
    async ({ courseId, lessonId, mark, days }, member) => (
      await review.verify(member, courseId, lessonId, { mark, ...(days !== undefined && { days }) }),
      done
    ),
  )

  const tried = perHour(tries, 'guest.tooOften', 'Links were tried very often from here. Wait a while and open yours again.')
  serve(app, createGuestLink, ({ courseId, ...given }, member) => guests.create(member, courseId, given))
  serve(app, listGuestLinks, async ({ courseId }, member) => ({ items: await guests.list(member, courseId) }))
  serve(app, endGuestLink, async ({ courseId, guestId }, member) => (await guests.end(member, courseId, guestId), done))
  serve(app, comeAsGuest, async ({ token }, _, context) => {
    // Counted by address: nobody is known yet.
    await tried((fromOf(context).address ?? '') as PersonId)
    const { cookie, ...come } = await guests.come(token)
    context.header('Set-Cookie', cookie, { append: true })
    return come
  })
}
