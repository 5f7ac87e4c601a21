import { RateLimiterMemory } from 'rate-limiter-flexible'
import { done } from '../../shared/endpoint.ts'
import type { InvitationId } from '../../shared/invitations.ts'
import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  readSetUp,
  setUp,
  withdrawInvitation,
} from '../../shared/invitations.ts'
import { Problem } from '../../shared/problem.ts'
import type { Begun } from '../auth/service.ts'
import { fromOf } from '../platform/http/from.ts'
import { type App, type HttpContext, serve } from '../platform/http/serve.ts'
import type { InvitationService } from './service.ts'
import type { SetUpService } from './set-up.ts'

type Limits = { invitationsPerHour: number }

/** `invitationsPerHour` counts per person; 0 means no limit. */
export function invitationRoutes(app: App, invitations: InvitationService, first: SetUpService, { invitationsPerHour }: Limits) {
  const limit = new RateLimiterMemory({ points: invitationsPerHour, duration: 3600 })
  serve(app, invite, async (asked, member) => {
    if (invitationsPerHour > 0)
      await limit.consume(member.id).catch(() => {
        throw new Problem('busy', 'invitation.tooMany', 'These are many invitations at once. Wait an hour and go on.')
      })
    return invitations.invite(member, asked)
  })
  serve(app, listInvitations, ({ groupId, courseId, after }, member) => {
    // A cursor is the id of the last invitation of the page before; a wrong one only finds others.
    if (groupId) return invitations.list(member, { groupId }, after as InvitationId | undefined)
    if (courseId) return invitations.list(member, { courseId }, after as InvitationId | undefined)
    throw new Problem('invalid', 'request.shape', 'Name the group or the course whose invitations you want to see.')
  })
  serve(app, withdrawInvitation, async ({ invitationId }, member) => (await invitations.withdraw(member, invitationId), done))
  serve(app, readInvitation, ({ token }) => invitations.read(token))
  serve(app, acceptInvitation, async ({ token, ...given }, _, context) =>
    welcome(context, await invitations.accept(token, given, context.var.asker?.member ?? null, fromOf(context))),
  )
  serve(app, readSetUp, ({ token }) => (first.check(token), done))
  serve(app, setUp, async ({ token, ...given }, _, context) => welcome(context, await first.finish(token, given, fromOf(context))))
}

/** Sets the cookies of the session that has begun. */
function welcome(context: HttpContext, { member, cookies, to }: Begun & { to: string }) {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true })
  return { person: member, to }
}
