import type { GroupId } from '../../shared/id.ts'
import { invite, listInvitations, withdrawInvitation, type InvitationId } from '../../shared/invitations.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked } from '../platform/asked.ts'

/** Invitations to a group that nobody has accepted yet. Nothing is asked while `groupId` gives undefined. */
export function createInvitations(groupId: () => GroupId | undefined) {
  const open = createAsked(groupId, (id) => allPages((after) => ask(listInvitations, { groupId: id, after })))
  return {
    open: open.value,
    /** Gives the link to pass on, or null when a mail is on its way. */
    async invite(to: GroupId, email: string, role: GroupRole): Promise<string | null> {
      const { link } = await ask(invite, { groupId: to, role, email })
      await open.reload()
      return link && new URL(link, location.origin).href
    },
    async withdraw(invitationId: InvitationId) {
      await ask(withdrawInvitation, { invitationId })
      open.set((all) => all.filter(({ id }) => id !== invitationId))
    },
  }
}
export type Invitations = ReturnType<typeof createInvitations>
