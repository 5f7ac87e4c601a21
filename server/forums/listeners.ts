import type { SuggestionId } from '../../shared/id.ts'
import type { Events } from '../platform/events/events.ts'
import type { ForumsService } from './service.ts'

/** An answer whose words came into the draft says so. */
export function forumsListeners(events: Events, forums: ForumsService) {
  events.on('suggestion.accepted', ({ body, at }) => forums.heedAccepted(body.courseId, body.suggestionId as SuggestionId, at)) // told by its room
}
