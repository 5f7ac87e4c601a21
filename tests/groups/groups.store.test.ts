import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GroupId } from '../../shared/id.ts'
import { type Company, openCompany } from '../rights/company.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

const problem = (code: string) => expect.objectContaining({ code })

describe('the tree', () => {
  test('tells the way to a group and everything below it', async () => {
    const { groups, tree } = company
    expect(await groups.pathOf(tree.north.id)).toEqual([tree.root.id, tree.sales.id, tree.north.id])
    expect(new Set(await groups.subtree(tree.sales.id))).toEqual(new Set([tree.sales.id, tree.north.id, tree.south.id]))
  })

  test('has one root', async () => {
    await expect(company.groups.create(null, { parentId: null, name: 'Second' })).rejects.toEqual(problem('group.root'))
  })

  test('shows a member their branches with their roles, and only the names of what lies above', async () => {
    const leo = await company.person('leo', ['north', 'learner'])
    const { items } = await company.groups.list(leo)
    expect(items.map(({ name, roles }) => [name, roles])).toEqual([
      ['Company', []],
      ['Sales', []],
      ['North', ['learner']],
    ])
  })

  test('[R36] moves a group with all below it, and never into itself', async () => {
    const { groups, tree } = company
    const omar = await company.person('mover', ['root', 'admin'])
    const from = await groups.create(omar, { parentId: tree.root.id, name: 'From' })
    const team = await groups.create(omar, { parentId: from.id, name: 'Team' })
    const cell = await groups.create(omar, { parentId: team.id, name: 'Cell' })
    await expect(groups.move(omar, from.id, cell.id)).rejects.toEqual(problem('group.cycle'))
    await expect(groups.move(omar, from.id, from.id)).rejects.toEqual(problem('group.cycle'))
    await expect(groups.move(omar, tree.root.id, from.id)).rejects.toEqual(problem('group.root'))

    const to = await groups.create(omar, { parentId: tree.root.id, name: 'To' })
    await groups.move(omar, team.id, to.id)
    expect(await groups.pathOf(cell.id)).toEqual([tree.root.id, to.id, team.id, cell.id])
    expect(await groups.subtree(from.id)).toEqual([from.id])
  })

  test('[R36] who runs only the group itself cannot take it out of the hands of those above', async () => {
    const { groups, tree } = company
    const captain = await company.person('captain', ['north', 'admin'], ['south', 'admin'])
    await expect(groups.move(captain, tree.north.id, tree.south.id)).rejects.toEqual(problem('group.manage'))
  })

  test('[R33] roles from above are those of the new place once a group has moved', async () => {
    const { groups, tree } = company
    const omar = await company.person('mover2', ['root', 'admin'])
    const chief = await company.person('chief', ['sales', 'lnd'])
    const team = await groups.create(omar, { parentId: tree.sales.id, name: 'Moving' })
    expect(await groups.rolesOn(chief.id, team.id)).toEqual(['lnd'])
    await groups.move(omar, team.id, tree.root.id)
    expect(await groups.rolesOn(chief.id, team.id)).toEqual([])
    expect(company.rung()).toContainEqual({})
  })

  test('two moves at once that would make a circle leave a tree', async () => {
    const { groups, tree } = company
    const omar = await company.person('mover3', ['root', 'admin'])
    const a = await groups.create(omar, { parentId: tree.root.id, name: 'A' })
    const b = await groups.create(omar, { parentId: tree.root.id, name: 'B' })
    const moves = await Promise.allSettled([groups.move(omar, a.id, b.id), groups.move(omar, b.id, a.id)])
    expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const depths = (await Promise.all([groups.pathOf(a.id), groups.pathOf(b.id)])).map((path) => path.length)
    expect(depths.toSorted((a, b) => a - b)).toEqual([2, 3])
  })

  test('is at most fifty levels deep', async () => {
    const { groups, tree } = company
    let at: GroupId = tree.root.id
    for (let level = 2; level <= 50; level++) at = (await groups.create(null, { parentId: at, name: `Level ${level}` })).id
    await expect(groups.create(null, { parentId: at, name: 'Too deep' })).rejects.toEqual(problem('group.tooDeep'))
    await expect(groups.move(await company.person('mover4', ['root', 'admin']), tree.south.id, at)).rejects.toEqual(
      problem('group.tooDeep'),
    )
  })
})

describe('roles', () => {
  test('cover the group they were given at and all below it, and nothing beside it', async () => {
    const { groups, tree } = company
    const lena = await company.person('lena', ['sales', 'lnd'])
    expect(await groups.rolesOn(lena.id, tree.north.id)).toEqual(['lnd'])
    expect(await groups.rolesOn(lena.id, tree.root.id)).toEqual([])
  })

  test('given twice are given once, and taken once are gone', async () => {
    const { groups, tree } = company
    const mia = await company.person('mia', ['south', 'learner'], ['south', 'learner'])
    expect(await groups.rolesOf(mia.id)).toHaveLength(1)
    await groups.takeRole(null, tree.south.id, mia.id, 'learner')
    await groups.takeRole(null, tree.south.id, mia.id, 'learner')
    expect(await groups.rolesOf(mia.id)).toEqual([])
    expect(company.rung()).toContainEqual({ personId: mia.id })
  })

  test('[R24] L&D gives every role but admin, and an admin every one', async () => {
    const { groups, tree } = company
    const lnd = await company.person('lnd', ['sales', 'lnd'])
    const admin = await company.person('admin', ['sales', 'admin'])
    const new1 = await company.person('new1')
    await groups.giveRole(lnd, tree.north.id, new1.id, 'coach')
    await expect(groups.giveRole(lnd, tree.north.id, new1.id, 'admin')).rejects.toEqual(problem('group.giveRole'))
    await expect(groups.takeRole(lnd, tree.sales.id, admin.id, 'admin')).rejects.toEqual(problem('group.giveRole'))
    await groups.giveRole(admin, tree.north.id, new1.id, 'admin')
    expect((await groups.rolesOn(new1.id, tree.north.id)).sort()).toEqual(['admin', 'coach'])
  })

  test('[R30] somebody else’s branch is unknown, whatever one asks of it', async () => {
    const { groups, tree } = company
    const south = await company.person('southerner', ['south', 'admin'])
    for (const ask of [
      () => groups.create(south, { parentId: tree.north.id, name: 'X' }),
      () => groups.rename(south, tree.north.id, 'X'),
      () => groups.listPeople(south, tree.north.id),
      () => groups.giveRole(south, tree.north.id, south.id, 'learner'),
      () => groups.explain(south, tree.north.id, south.id),
      () => groups.rename(south, 'no-such-group' as GroupId, 'X'),
    ])
      await expect(ask()).rejects.toEqual(problem('group.unknown'))
  })

  test('[R35] the last admin of the root stays', async () => {
    const own = await openCompany()
    const [first, second] = [await own.person('first', ['root', 'admin']), await own.person('second', ['root', 'admin'])]
    await own.groups.takeRole(first, own.tree.root.id, second.id, 'admin')
    await expect(own.groups.takeRole(first, own.tree.root.id, first.id, 'admin')).rejects.toEqual(problem('group.lastAdmin'))
    await own.close()
  })

  test('two admins who take each other’s role at once leave one', async () => {
    const own = await openCompany()
    const [a, b] = [await own.person('a', ['root', 'admin']), await own.person('b', ['root', 'admin'])]
    await Promise.allSettled([
      own.groups.takeRole(a, own.tree.root.id, b.id, 'admin'),
      own.groups.takeRole(b, own.tree.root.id, a.id, 'admin'),
    ])
    const left = [...(await own.groups.rolesOf(a.id)), ...(await own.groups.rolesOf(b.id))]
    expect(left).toHaveLength(1)
    await own.close()
  })
})

describe('the people of a group', () => {
  test('are those whose roles cover it, with where each was given; addresses are for who runs it', async () => {
    const own = await openCompany()
    const { groups, tree } = own
    const boss = await own.person('boss', ['root', 'admin'])
    const learner = await own.person('learner', ['north', 'learner'])
    await own.person('elsewhere', ['south', 'learner'])
    const seen = await groups.listPeople(learner, tree.north.id)
    expect(
      seen.items.map(({ person, email, roles }) => [person.name, email, roles.map(({ role, groupName }) => `${role} at ${groupName}`)]),
    ).toEqual([
      ['boss', null, ['admin at Company']],
      ['learner', null, ['learner at North']],
    ])
    expect((await groups.listPeople(boss, tree.north.id)).items[0]?.email).toBe('boss@company.test')
    expect((await groups.listPeople(boss, tree.sales.id, { below: true })).items.map(({ person }) => person.name)).toEqual([
      'boss',
      'learner',
      'elsewhere',
    ])
    await own.close()
  })

  test('each can be told what they may do, and who gave it to them where', async () => {
    const { groups, tree } = company
    const giver = await company.person('giver', ['root', 'admin'])
    const given = await company.person('given', ['north', 'learner'])
    await groups.giveRole(giver, tree.sales.id, given.id, 'author')
    const { rights } = await groups.explain(given, tree.north.id, given.id)
    const edit = rights.find(({ right }) => right === 'course.edit')
    expect(edit?.because.map(({ role, groupName, by }) => [role, groupName, by?.name])).toEqual([['author', 'Sales', 'giver']])
    expect(rights.find(({ right }) => right === 'course.play')?.because).toHaveLength(2)
    expect(rights.some(({ right }) => right === 'group.manage')).toBe(false)
    const peer = await company.person('peer', ['north', 'learner'])
    await expect(groups.explain(peer, tree.north.id, given.id)).rejects.toEqual(problem('group.explain'))
  })
})
