import { getLetterWishes, setLetterWishes } from '../../shared/notifications.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { NotificationService } from './service.ts'

export function notificationRoutes(app: App, notifications: NotificationService) {
  serve(app, getLetterWishes, (_, member) => notifications.wishesOf(member))
  serve(app, setLetterWishes, (wishes, member) => notifications.setWishes(member, wishes))
}
