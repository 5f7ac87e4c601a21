import { createCollabTicket, keepState, listRestorePoints, nameState, restoreState } from '../../shared/collaboration.ts'
import { done } from '../../shared/endpoint.ts'
import { RestorePointId } from '../../shared/id.ts'
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
  collaboration: Pick<CollaborationService, 'restorePoints' | 'restore' | 'keep' | 'nameState'>
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
    await courses.load(courseId, member, canReadDraft, 'read')
    const { points, now } = await collaboration.restorePoints(courseId)
    const persons = await people.findMany(points.flatMap(({ by }) => by ?? []))
    return { items: points.map(({ by, ...point }) => ({ ...point, by: (by && persons.get(by)) ?? null })), now }
  })

  serve(app, keepState, async ({ courseId, name }, member) => {
    await courses.load(courseId, member, canEditDraft, 'edit')
    return { id: RestorePointId.parse(await collaboration.keep(courseId, { by: member.id, why: 'named', name })) }
  })
  serve(app, nameState, async ({ courseId, pointId, name }, member) => {
    await courses.load(courseId, member, canEditDraft, 'edit')
    await collaboration.nameState(courseId, pointId, name)
    return done
  })

  serve(app, restoreState, async ({ courseId, pointId, commandId, lesson }, member) => {
    await courses.load(courseId, member, canEditDraft, 'edit')
    const { title, ...size } = await collaboration.restore(courseId, pointId, member.id, {
      ...(commandId !== undefined && { id: commandId }),
      ...(lesson && { lesson }),
    })
    await courses.setTitle(courseId, title)
    return size
  })
}
