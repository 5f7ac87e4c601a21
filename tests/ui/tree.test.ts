import { expect, test } from 'vitest'
import { branchesOf, pathTo, placesFor } from '../../client/groups/tree.ts'
import type { SeenGroup } from '../../shared/groups.ts'
import { GroupId } from '../../shared/id.ts'

const id = (name: string) => GroupId.parse(`group-${name}`)
const aGroup = (name: string, parent: string | null = null): SeenGroup => ({
  id: id(name),
  parentId: parent === null ? null : id(parent),
  name,
  roles: ['lnd'],
})

const company = [aGroup('North'), aGroup('Support', 'North'), aGroup('Sales', 'North'), aGroup('West', 'Sales'), aGroup('East', 'Sales')]
const names = (branches: { group: SeenGroup }[]) => branches.map(({ group }) => group.name)

test('a tree reads from the top, each group before what is inside it, by name', () => {
  expect(branchesOf(company).map(({ group, depth }) => `${depth} ${group.name}`)).toEqual([
    '0 North',
    '1 Sales',
    '2 East',
    '2 West',
    '1 Support',
  ])
})

test('a group whose parent one does not see stands at the top', () => {
  expect(names(branchesOf(company.filter(({ name }) => name !== 'North')))).toEqual(['Sales', 'East', 'West', 'Support'])
})

test('a path leads from the top to the group', () => {
  expect(pathTo(company, id('East')).map(({ name }) => name)).toEqual(['North', 'Sales', 'East'])
})

test('a path begins where one begins to see', () => {
  expect(pathTo(company.slice(2), id('East')).map(({ name }) => name)).toEqual(['Sales', 'East'])
})

test('a group moves anywhere but into itself, below itself, or where it is', () => {
  expect(names(placesFor(company, company[2]!))).toEqual(['Support'])
  expect(names(placesFor(company, company[3]!))).toEqual(['North', 'East', 'Support'])
})
