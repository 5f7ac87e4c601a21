import {
  acceptSuggestion,
  listSuggesters,
  listSuggestions,
  makeSuggestion,
  rejectSuggestion,
  takeSuggestionVoteBack,
  voteForSuggestion,
  withdrawSuggestion,
} from '../../shared/suggestions.ts'
import type { PerHour } from '../platform/http/per-hour.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { SuggestionsService } from './service.ts'

/** Suggestions stay in the course for good, so `count` bounds how many one person makes. */
export function suggestionsRoutes(app: App, suggestions: SuggestionsService, count: PerHour) {
  serve(app, makeSuggestion, async (suggestion, member) => (await count(member.id), suggestions.make(member, suggestion)))
  serve(app, acceptSuggestion, (answer, member) => suggestions.accept(member, answer))
  serve(app, rejectSuggestion, (answer, member) => suggestions.reject(member, answer))
  serve(app, withdrawSuggestion, ({ courseId, suggestionId }, member) => suggestions.withdraw(member, courseId, suggestionId))
  serve(app, voteForSuggestion, ({ courseId, suggestionId }, member) => suggestions.vote(member, courseId, suggestionId, true))
  serve(app, takeSuggestionVoteBack, ({ courseId, suggestionId }, member) => suggestions.vote(member, courseId, suggestionId, false))
  serve(app, listSuggestions, (query, member) => suggestions.list(member, query))
  serve(app, listSuggesters, async ({ courseId }, member) => ({ items: await suggestions.suggesters(member, courseId) }))
}
