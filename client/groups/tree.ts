import type { GroupId } from '../../shared/id.ts'
import type { SeenGroup } from '../../shared/groups.ts'

// The tree as a flat list with parents, which is how the server tells it. A group whose parent the asker does not see
// stands at the top.

/** A group and how deep it stands below the top, 0 there. */
export type Branch = { group: SeenGroup; depth: number }

export const childrenOf = (groups: readonly SeenGroup[], parent: GroupId | null) =>
  groups
    .filter((group) => (parent === null ? !groups.some(({ id }) => id === group.parentId) : group.parentId === parent))
    .toSorted((one, other) => one.name.localeCompare(other.name))

/** All of the tree in reading order: each group, then what is below it. */
export function branchesOf(groups: readonly SeenGroup[], parent: GroupId | null = null, depth = 0): Branch[] {
  return childrenOf(groups, parent).flatMap((group) => [{ group, depth }, ...branchesOf(groups, group.id, depth + 1)])
}

/** From the top down to the group, itself last; empty when it is not in the list. */
export function pathTo(groups: readonly SeenGroup[], id: GroupId): SeenGroup[] {
  const group = groups.find((one) => one.id === id)
  if (!group) return []
  return group.parentId === null ? [group] : [...pathTo(groups, group.parentId), group]
}

/** Where a group can go: everywhere but into itself, below itself, or where it is already. */
export function placesFor(groups: readonly SeenGroup[], moving: SeenGroup): Branch[] {
  return branchesOf(groups).filter(
    ({ group }) => group.id !== moving.parentId && !pathTo(groups, group.id).some(({ id }) => id === moving.id),
  )
}
