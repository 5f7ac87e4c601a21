import { createRoot } from 'solid-js'
import {
  createGroup,
  giveGroupRole,
  explainGroupRights,
  listGroupPeople,
  listGroups,
  moveGroup,
  renameGroup,
  takeGroupRole,
  type SeenGroup,
} from '../../shared/groups.ts'
import type { GroupId, PersonId } from '../../shared/id.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked, type Asked } from '../platform/asked.ts'
import { me } from '../platform/session.ts'

let tree: Asked<SeenGroup[]> | undefined

/** The groups this person sees, parents first: asked once and shared by every screen. */
export function useGroups(): Asked<SeenGroup[]> {
  tree ??= createRoot(() =>
    createAsked(
      () => me()?.id,
      () => allPages((after) => ask(listGroups, { after })),
    ),
  )
  return tree
}

/** Makes a group inside another and gives its id. */
export async function addGroup(parentId: GroupId, name: string): Promise<GroupId> {
  const made = await ask(createGroup, { parentId, name })
  await useGroups().reload()
  return made.id
}

/** Gives a group another name, at once on this screen. */
export async function nameGroup(groupId: GroupId, name: string): Promise<void> {
  await ask(renameGroup, { groupId, name })
  useGroups().set((groups) => groups.map((group) => (group.id === groupId ? { ...group, name } : group)))
}

/** Moves a group with all below it into `parentId`. */
export async function placeGroup(groupId: GroupId, parentId: GroupId): Promise<void> {
  await ask(moveGroup, { groupId, parentId })
  await useGroups().reload()
}

/** Who holds roles that cover a group, with the verbs that change them. */
export function createGroupPeople(groupId: () => GroupId) {
  const people = createAsked(groupId, (id) => allPages((after) => ask(listGroupPeople, { groupId: id, after })))
  return {
    people: people.value,
    fault: people.fault,
    reload: people.reload,
    async give(personId: PersonId, role: GroupRole) {
      await ask(giveGroupRole, { groupId: groupId(), personId, role })
      await people.reload()
    },
    async take(personId: PersonId, role: GroupRole) {
      await ask(takeGroupRole, { groupId: groupId(), personId, role })
      await people.reload()
    },
  }
}
export type GroupPeople = ReturnType<typeof createGroupPeople>

/** What somebody can do in a group, and which given role allows it. */
export const explainRights = (groupId: GroupId, personId: PersonId) => ask(explainGroupRights, { groupId, personId })
