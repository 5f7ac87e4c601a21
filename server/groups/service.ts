import { happened } from '../../shared/domain-events.ts'
import { explainRights, type GivenRole, type Group, type GroupMember, type SeenGroup } from '../../shared/groups.ts'
import { type GroupId, newId, type PersonId } from '../../shared/id.ts'
import type { Member, Person, RoleAt } from '../../shared/people.ts'
import { invariant, notAllowed, Problem, unknown } from '../../shared/problem.ts'
import { canGiveRole, canManageGroup, canSeeGroup, type GroupRole } from '../../shared/rights.ts'
import type { AuthService } from '../auth/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { groupEmbeds } from './embeds.ts'
import type { GroupSettingStore } from './settings-store.ts'
import { type GroupRow, type GroupStore, type HeldRole, idsOn } from './store.ts'

type Tools = {
  db: Database
  store: GroupStore
  settings: GroupSettingStore
  people: PeopleService
  auth: AuthService
  events: Events
  now: () => number
}

/** Deep enough for any company, and a path stays short enough to be indexed. */
const mostLevels = 50
const pageSize = 200

/** Where a group stands: the ids from the root to itself, as `/root/…/itself/`. */
export type Place = { name: string; path: string }
export type { HeldRole } from './store.ts'

const asGroup = ({ id, parentId, name }: GroupRow): Group => ({ id, parentId, name })
const depthOf = (path: string) => idsOn(path).length
/** Roles somebody holds that cover the place at `path`. */
const coveringRoles = (held: readonly HeldRole[], path: string): GroupRole[] => [
  ...new Set(held.filter((one) => path.startsWith(one.path)).map((one) => one.role)),
]

/** The tree of groups and who holds which role where. A role covers the group it was given at and all below; nothing denies. */
export function groupService({ db, store, settings, people, auth, events, now }: Tools) {
  /** The group, when it is there and the member sees it and `can` do this to it. */
  async function load(groupId: GroupId, member: Member, can: (roles: readonly GroupRole[]) => boolean, action = 'manage') {
    const [row, held] = await Promise.all([store.find(groupId), store.rolesOf(member.id)])
    const roles = row ? coveringRoles(held, row.path) : []
    if (!row || !canSeeGroup(roles)) throw unknown('group')
    if (!can(roles)) throw notAllowed(`group.${action}`, 'Your role in this group does not allow this. Ask an admin of the group.')
    return { group: asGroup(row), roles, path: row.path }
  }
  const loadForRole = (groupId: GroupId, member: Member, role: GroupRole) =>
    load(groupId, member, (roles) => canGiveRole(roles, role), 'giveRole')

  /** Runs `change` in a transaction that also tells of it, and rings at the doors of whom it concerns. */
  async function changeRoles(by: PersonId | null, groupId: GroupId, personId: PersonId, change: (tx: Transaction) => Promise<boolean>) {
    const changed = await db.transaction(async (tx) => {
      if (!(await change(tx))) return false
      await events.emit(tx, happened('rights.changed', by, { personId, groupId }, now()))
      return true
    })
    if (!changed) return
    events.tell()
    auth.ringRights({ personId })
  }

  const pathOf = async (groupId: GroupId) => idsOn((await store.find(groupId))?.path ?? '')

  const service = {
    load,
    ...groupEmbeds({ settings, now, pathOf, load }),

    /** Without a parent it is the root, of which there is one. A member needs the right, the server itself (`null`) does not. */
    async create(member: Member | null, { parentId, name }: { parentId: GroupId | null; name: string }): Promise<Group> {
      if (member && parentId) await load(parentId, member, canManageGroup)
      invariant(!member || parentId, 'only the server itself makes the root')
      const id = newId<GroupId>(now())
      const group = await db.transaction(async (tx) => {
        const parent = parentId ? await store.findIn(tx, parentId) : undefined
        if (parentId && !parent) throw unknown('group')
        if (!parentId && (await store.root(tx))) throw new Problem('conflict', 'group.root', 'There is a root group already.')
        const path = `${parent?.path ?? '/'}${id}/`
        if (depthOf(path) > mostLevels) throw tooDeep()
        const row = { id, parentId, path, name, createdBy: member?.id ?? null, createdAt: now() }
        await store.insert(tx, row)
        await events.emit(tx, happened('group.created', member?.id ?? null, { groupId: id }, now()))
        return asGroup(row)
      })
      events.tell()
      return group
    },

    async rename(member: Member, groupId: GroupId, name: string): Promise<Group> {
      const { group } = await load(groupId, member, canManageGroup)
      await store.rename(groupId, name)
      return { ...group, name }
    },

    /** Moves a group with all below it. Needs the right at the place it leaves and at the one it goes to. */
    async move(member: Member, groupId: GroupId, parentId: GroupId): Promise<Group> {
      const { group } = await load(groupId, member, canManageGroup)
      if (!group.parentId) throw new Problem('conflict', 'group.root', 'The root group stays where it is.')
      // Who runs only the group itself may not take it out of the hands of those above.
      await load(group.parentId, member, canManageGroup).catch(() =>
        Promise.reject(notAllowed('group.manage', 'Only who runs the group above can move this one.')),
      )
      await load(parentId, member, canManageGroup)
      await db.transaction(async (tx) => {
        const [from, parent] = [await store.findIn(tx, groupId), await store.findIn(tx, parentId)]
        if (!from || !parent) throw unknown('group')
        if (parent.path.startsWith(from.path))
          throw new Problem('conflict', 'group.cycle', 'A group cannot move into itself or into a group below it.')
        const to = `${parent.path}${groupId}/`
        const deepest = Math.max(...(await store.within([from.path], tx)).map((row) => depthOf(row.path)))
        if (deepest - depthOf(from.path) + depthOf(to) > mostLevels) throw tooDeep()
        await store.move(tx, groupId, parentId, from.path, to)
        await events.emit(tx, happened('group.moved', member.id, { groupId }, now()))
      })
      events.tell()
      auth.ringRights({})
      return { ...group, parentId }
    },

    root: async (): Promise<Group | undefined> => {
      const row = await store.root()
      return row && asGroup(row)
    },
    /** Name and path of groups, for rooms that weigh roles themselves. */
    async placesOf(ids: readonly GroupId[]): Promise<Map<GroupId, Place>> {
      const [one, ...others] = new Set(ids)
      const only = one && others.length === 0 ? await store.find(one) : undefined
      return new Map((only ? [only] : await store.findMany([...new Set(ids)])).map((row) => [row.id, { name: row.name, path: row.path }]))
    },
    /** Every group in the branches of these roles: those they cover and those above. */
    async branchOf(held: readonly HeldRole[]): Promise<GroupId[]> {
      const paths = held.map(({ path }) => path)
      return [...new Set([...(await store.within(paths)).map(({ id }) => id), ...paths.flatMap(idsOn)])]
    },
    find: async (groupId: GroupId): Promise<Group | undefined> => {
      const row = await store.find(groupId)
      return row && asGroup(row)
    },
    /** Ids from the root to the group itself; empty when there is no such group. */
    pathOf,
    /** The group and every group below it, parents first. */
    async subtree(groupId: GroupId): Promise<GroupId[]> {
      const row = await store.find(groupId)
      return row ? (await store.within([row.path])).map(({ id }) => id) : []
    },

    /** Roles that cover the group, wherever they were given. */
    async rolesOn(personId: PersonId, groupId: GroupId): Promise<GroupRole[]> {
      const [row, held] = await Promise.all([store.find(groupId), store.rolesOf(personId)])
      return row ? coveringRoles(held, row.path) : []
    },
    /** Every role a person holds, with the place it was given at. */
    rolesOf: (personId: PersonId): Promise<HeldRole[]> => store.rolesOf(personId),
    async rolesAtOf(personId: PersonId): Promise<RoleAt[]> {
      return (await store.rolesOf(personId)).map(({ groupId, groupName, role }) => ({ groupId, groupName, role }))
    },

    /** Whom a person meets in the tree: everybody in the branches of their roles and those above who cover them. */
    async circleOf(personId: PersonId): Promise<PersonId[]> {
      const paths = (await store.rolesOf(personId)).map(({ path }) => path)
      return store.peopleWithin(paths, paths.flatMap(idsOn))
    },
    /** Everybody with a role at the group or below it, or that covers it. */
    async peopleIn(groupId: GroupId): Promise<PersonId[]> {
      const row = await store.find(groupId)
      return row ? store.peopleWithin([row.path], idsOn(row.path)) : []
    },
    /** Everybody with a role that covers the group. */
    async peopleCovering(groupId: GroupId): Promise<HeldRole[]> {
      const row = await store.find(groupId)
      return row ? store.rolesAt(idsOn(row.path), undefined, 10_000) : []
    },

    /** The groups a member's roles cover, and the names of those above; parents before children. */
    async list(member: Member, after?: string): Promise<{ items: SeenGroup[]; next?: string }> {
      const held = await store.rolesOf(member.id)
      const paths = held.map(({ path }) => path)
      const [own, above] = await Promise.all([store.within(paths), store.findMany([...new Set(paths.flatMap(idsOn))])])
      const rows = [...new Map([...own, ...above].map((row) => [row.id, row])).values()].sort((a, b) => (a.path < b.path ? -1 : 1))
      const start = after ? rows.findIndex(({ id }) => id === after) + 1 : 0
      const items = rows.slice(start, start + pageSize).map((row) => ({ ...asGroup(row), roles: coveringRoles(held, row.path) }))
      return { items, ...(start + pageSize < rows.length && { next: items.at(-1)!.id }) }
    },

    async listPeople(
      member: Member,
      groupId: GroupId,
      { below = false, after }: { below?: boolean; after?: PersonId } = {},
    ): Promise<{ items: GroupMember[]; next?: string }> {
      const { roles, path } = await load(groupId, member, canSeeGroup)
      const inside = below ? (await store.within([path])).map(({ id }) => id) : []
      const held = await store.rolesAt([...new Set([...idsOn(path), ...inside])], after, pageSize)
      const byPerson = new Map<PersonId, HeldRole[]>()
      for (const one of held) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one])
      const known = await people.findManyWithEmail([...byPerson.keys()])
      const given = await asGiven(held)
      const items = [...byPerson].flatMap(([personId, theirs]) => {
        const person = known.get(personId)
        return person ? [{ person, email: canManageGroup(roles) ? person.email : null, roles: theirs.map((one) => given.get(one)!) }] : []
      })
      return { items, ...(byPerson.size === pageSize && { next: [...byPerson.keys()].at(-1)! }) }
    },

    /** Gives a role; the server itself (`null`) needs no right. Giving it twice changes nothing. */
    async giveRole(member: Member | null, groupId: GroupId, personId: PersonId, role: GroupRole) {
      if (member) await loadForRole(groupId, member, role)
      if (!(await people.find(personId))) throw unknown('person')
      await changeRoles(member?.id ?? null, groupId, personId, (tx) =>
        store.insertRole(tx, { groupId, personId, role, givenBy: member?.id ?? null, givenAt: now() }),
      )
    },

    async takeRole(member: Member | null, groupId: GroupId, personId: PersonId, role: GroupRole) {
      if (member) await loadForRole(groupId, member, role)
      const isRoot = (await store.root())?.id === groupId
      await changeRoles(member?.id ?? null, groupId, personId, async (tx) => {
        if (isRoot && role === 'admin' && (await store.othersWithRole(tx, groupId, role, personId)) === 0) throw lastAdmin()
        return store.deleteRole(tx, groupId, personId, role)
      })
    },

    /** What somebody can do in a group, each right with the roles behind it. For themselves and for who runs the group. */
    async explain(member: Member, groupId: GroupId, personId: PersonId) {
      const { path } = await load(groupId, member, (roles) => personId === member.id || canManageGroup(roles), 'explain')
      const person = await people.find(personId)
      if (!person) throw unknown('person')
      const held = (await store.rolesOf(personId)).filter((one) => path.startsWith(one.path))
      const given = await asGiven(held)
      const roles = held.map((one) => given.get(one)!)
      return { person, roles, rights: explainRights(roles) }
    },
  }

  async function asGiven(held: readonly HeldRole[]): Promise<Map<HeldRole, GivenRole>> {
    const givers = await people.findMany(held.flatMap(({ givenBy }) => givenBy ?? []))
    const giver = (id: PersonId | null): Person | null => (id && givers.get(id)) || null
    return new Map(
      held.map((one) => [one, { role: one.role, groupId: one.groupId, groupName: one.groupName, by: giver(one.givenBy), at: one.givenAt }]),
    )
  }

  return service
}
export type GroupService = ReturnType<typeof groupService>

const tooDeep = () => new Problem('conflict', 'group.tooDeep', `Groups can lie at most ${mostLevels} levels deep.`)
const lastAdmin = () =>
  new Problem('conflict', 'group.lastAdmin', 'This is the last admin of the whole company. Make somebody else an admin first.')
