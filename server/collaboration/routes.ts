import { createCollabTicket } from '../../shared/collaboration.ts'
import { invariant } from '../../shared/problem.ts'
import { canReadDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { Tickets } from './tickets.ts'

export function collaborationRoutes(app: App, courses: Pick<CourseService, 'load'>, tickets: Tickets) {
  serve(app, createCollabTicket, async ({ courseId }, member, context) => {
    await courses.load(courseId, member, canReadDraft, 'read')
    const { asker } = context.var
    const proof = asker?.sessionId ?? asker?.tokenId
    invariant(proof, 'who asks has a session or a key')
    return { token: tickets.issue({ courseId, personId: member.id, proof }) }
  })
}
