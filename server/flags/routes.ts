import { done } from '../../shared/endpoint.ts'
import {
  acceptFlag,
  closeFlag,
  declineFlag,
  joinFlags,
  listCredits,
  listFlags,
  listMyFlags,
  listUnderReview,
  raiseFlag,
  seeFlags,
  seeMyFlags,
} from '../../shared/flags.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { FlagsService } from './service.ts'

export function flagsRoutes(app: App, flags: FlagsService) {
  serve(app, raiseFlag, (flag, member) => flags.raise(member, flag))
  serve(app, listFlags, (query, member) => flags.list(member, query))
  serve(app, seeFlags, async ({ courseId, flags: ids }, member) => {
    await flags.see(member, courseId, ids)
    return done
  })
  serve(app, acceptFlag, (answer, member) => flags.accept(member, answer))
  serve(app, closeFlag, (answer, member) => flags.close(member, answer))
  serve(app, declineFlag, (answer, member) => flags.decline(member, answer))
  serve(app, joinFlags, (answer, member) => flags.join(member, answer))
  serve(app, listMyFlags, (query, member) => flags.mine(member, query))
  serve(app, seeMyFlags, async (_, member) => {
    await flags.seeMine(member)
    return done
  })
  serve(app, listCredits, async ({ courseId }, member) => ({ items: await flags.credits(member, courseId) }))
  serve(app, listUnderReview, async ({ courseId }, member) => ({ items: await flags.underReview(member, courseId) }))
}
