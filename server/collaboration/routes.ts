import { createCollabTicket, listRestorePoints, restoreState } from '../../shared/collaboration.ts'
import { invariant } from '../../shared/problem.ts'
import { canEditDraft, canReadDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { CollaborationService } from './service.ts'
import type { Tickets } from './tickets.ts'

type Tools = {
  courses: Pick<CourseService, 'load' | 'setTitle'>
  people: Pick<PeopleService, 'findMany'>
  collaboration: Pick<CollaborationService, 'restorePoints' | 'restore'>
  tickets: Tickets
}

export function collaborationRoutes(app: App, { courses, people, collaboration, tickets }: Tools) {
  serve(app, createCollabTicket, async ({ courseId }, member, context) => {
    await courses.load(courseId, member, canReadDraft, 'read')
    const { asker } = context.var
    const proof = asker?.sessionId ?? asker?.tokenId
    invariant(proof, 'who asks has a session or a key')
    return { token: tickets.issue({ courseId, personId: member.id, proof }) }
  })

  serve(app, listRestorePoints, async ({ courseId }, member) => {
    await courses.load(courseId, member, canEditDraft, 'edit')
    const { points, now } = await collaboration.restorePoints(courseId)
    const persons = await people.findMany(points.flatMap(({ by }) => by ?? []))
    return { items: points.map(({ by, ...point }) => ({ ...point, by: (by && persons.get(by)) ?? null })), now }
  })

  serve(app, restoreState, async ({ courseId, pointId, commandId }, member) => {
    await courses.load(courseId, member, canEditDraft, 'edit')
    const { title, ...size } = await collaboration.restore(courseId, pointId, member.id, commandId)
    await courses.setTitle(courseId, title)
    return size
  })
}
