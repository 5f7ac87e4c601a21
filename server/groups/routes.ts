import { done } from '../../shared/endpoint.ts'
import { getGroupEmbeds, setGroupEmbeds } from '../../shared/embeds.ts'
import {
  createGroup,
  explainGroupRights,
  giveGroupRole,
  listGroupPeople,
  listGroups,
  moveGroup,
  renameGroup,
  takeGroupRole,
} from '../../shared/groups.ts'
import type { PersonId } from '../../shared/id.ts'
import { getMe, renameMe } from '../../shared/people.ts'
import type { PeopleService } from '../people/service.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { GroupService } from './service.ts'

export function groupRoutes(app: App, groups: GroupService, people: PeopleService, { demo }: { demo: boolean }) {
  serve(app, getMe, async (_, member, { var: { asker }, req }) => {
    if (asker?.by === 'guest') return { ...member, roles: [], demo: false, guest: true }
    // A browser says which language it is in; a program with a key speaks none.
    if (asker?.by === 'session') await people.noteLanguage(member.id, req.header('accept-language'))
    return { ...member, roles: await groups.rolesAtOf(member.id), demo }
  })
  serve(app, renameMe, ({ name }, member) => people.rename(member.id, name))

  serve(app, listGroups, ({ after }, member) => groups.list(member, after))
  serve(app, createGroup, (asked, member) => groups.create(member, asked))
  serve(app, renameGroup, ({ groupId, name }, member) => groups.rename(member, groupId, name))
  serve(app, moveGroup, ({ groupId, parentId }, member) => groups.move(member, groupId, parentId))
  serve(app, listGroupPeople, ({ groupId, below, after }, member) =>
    // A cursor is the id of the last person of the page before; a wrong one only finds other people.
    groups.listPeople(member, groupId, { below: below === 'yes', ...(after && { after: after as PersonId }) }),
  )
  serve(app, giveGroupRole, async ({ groupId, personId, role }, member) => (await groups.giveRole(member, groupId, personId, role), done))
  serve(app, takeGroupRole, async ({ groupId, personId, role }, member) => (await groups.takeRole(member, groupId, personId, role), done))
  serve(app, getGroupEmbeds, ({ groupId }, member) => groups.getEmbeds(member, groupId))
  serve(app, setGroupEmbeds, async ({ groupId, known, hosts }, member) => (await groups.setEmbeds(member, groupId, { known, hosts }), done))
  serve(app, explainGroupRights, ({ groupId, personId }, member) => groups.explain(member, groupId, personId))
}
