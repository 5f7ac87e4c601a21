import type { Events } from '../platform/events/events.ts'
import type { NotificationService } from './service.ts'

/** What people say to one another about a draft reaches whom it is meant for. */
export function notificationListeners(events: Events, notifications: NotificationService) {
  events.on('thread.started', notifications.heed)
  events.on('comment.added', notifications.heed)
  events.on('comment.mentioned', notifications.heed)
  events.on('thread.assigned', notifications.heedTask)
  events.on('thread.reopened', notifications.heedReopened)
  events.on('suggestion.accepted', notifications.heedAnswer)
  events.on('suggestion.rejected', notifications.heedAnswer)
  events.on('review.asked', notifications.heedAsked)
  events.on('review.done', notifications.heedDone)
}
