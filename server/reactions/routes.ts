import { done } from '../../shared/endpoint.ts'
import { forgetRelevance, myReactions, rateRelevance, react, summariseReactions } from '../../shared/reactions.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { ReactionsService } from './service.ts'

export function reactionsRoutes(app: App, reactions: ReactionsService) {
  serve(app, react, async (word, member) => ({ items: await reactions.react(member, word) }))
  serve(app, myReactions, ({ courseId }, member) => reactions.mine(member, courseId))
  serve(app, rateRelevance, (answer, member) => reactions.rate(member, answer))
  serve(app, forgetRelevance, async ({ courseId }, member) => {
    await reactions.forgetRelevance(member, courseId)
    return done
  })
  serve(app, summariseReactions, ({ courseId }, member) => reactions.summary(member, courseId))
}
