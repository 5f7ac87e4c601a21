import { EmbedRules } from '../../shared/embeds.ts'
import type { GroupId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { canManageGroup, canSeeGroup, type GroupRole } from '../../shared/rights.ts'
import type { GroupSettingStore } from './settings-store.ts'

const matter = 'embeds'
/** What holds where nobody has said anything: players this program knows, and no other page. */
const unsaid: EmbedRules = { known: true, hosts: [] }

type Tools = {
  settings: GroupSettingStore
  now: () => number
  /** Ids from the root to the group itself. */
  pathOf: (groupId: GroupId) => Promise<GroupId[]>
  load: (groupId: GroupId, member: Member, can: (roles: readonly GroupRole[]) => boolean, action?: string) => Promise<unknown>
}

/** Which pages lessons of a group may show. Hosts add up on the way down; known players are forbidden for all below. */
export function groupEmbeds({ settings, now, pathOf, load }: Tools) {
  async function together(path: readonly GroupId[]): Promise<EmbedRules> {
    const said = await settings.of(path, matter)
    const all = path.flatMap((id) => (said.has(id) ? [EmbedRules.parse(said.get(id))] : []))
    return { known: all.every(({ known }) => known), hosts: [...new Set(all.flatMap(({ hosts }) => hosts))] }
  }
  return {
    async embedsFor(groupId: GroupId): Promise<EmbedRules> {
      return together(await pathOf(groupId))
    },
    async getEmbeds(member: Member, groupId: GroupId): Promise<{ own: EmbedRules; above: EmbedRules }> {
      await load(groupId, member, canSeeGroup)
      const [path, said] = [await pathOf(groupId), await settings.of([groupId], matter)]
      return { own: said.has(groupId) ? EmbedRules.parse(said.get(groupId)) : unsaid, above: await together(path.slice(0, -1)) }
    },
    async setEmbeds(member: Member, groupId: GroupId, rules: EmbedRules) {
      await load(groupId, member, canManageGroup)
      const hosts = [...new Set(rules.hosts)].sort()
      await settings.set(groupId, matter, { known: rules.known, hosts }, member.id, now())
    },
  }
}
