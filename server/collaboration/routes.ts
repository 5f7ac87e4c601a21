import { createCollabTicket } from '../../shared/collaboration.ts'
import { canReadDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { Tickets } from './tickets.ts'

export function collaborationRoutes(app: App, courses: Pick<CourseService, 'load'>, tickets: Tickets) {
  serve(app, createCollabTicket, async ({ courseId }, member, context) => {
    await courses.load(courseId, member, canReadDraft, 'read')
    return { token: tickets.issue({ courseId, personId: member.id, sessionId: context.var.asker?.sessionId }) }
  })
}
