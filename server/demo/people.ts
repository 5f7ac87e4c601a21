import { type Member, newPersonId } from '../../shared/people.ts'
import { invariant } from '../../shared/problem.ts'
import type { AuthService } from '../auth/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'

export type Account = { name: string; email: string; colour: number }
type Tools = { db: Database; auth: AuthService; people: PeopleService; groups: GroupService; events: Events; now: () => number }

/** The demo people by the first part of their address, and the groups they belong to. */
export type Company = Awaited<ReturnType<typeof settle>>

/** Gives the demo people their accounts, their groups and their roles: root › Sales › {Sales-North, Sales-South}, root › Support. */
export async function settle({ db, auth, people, groups, events, now }: Tools, accounts: readonly Account[], password: string) {
  // One hash for all: making one takes longer than everything else here.
  const hash = await auth.accounts.hashPassword(password)
  await db.transaction(async (tx) => {
    for (const { name, email, colour } of accounts) await auth.accounts.add(tx, { id: newPersonId(colour, now()), name, email }, hash)
  })
  events.tell()
  const found = await Promise.all(accounts.map(({ email }) => people.byEmail(email)))
  const byName = new Map(found.map((member) => [member?.email.split('@')[0], member]))
  const person = (name: string): Member => {
    const member = byName.get(name)
    invariant(member, `${name} is one of the demo people`)
    return member
  }

  const root = await groups.create(null, { parentId: null, name: 'Northwind' })
  const sales = await groups.create(null, { parentId: root.id, name: 'Sales' })
  const north = await groups.create(null, { parentId: sales.id, name: 'Sales-North' })
  const south = await groups.create(null, { parentId: sales.id, name: 'Sales-South' })
  const support = await groups.create(null, { parentId: root.id, name: 'Support' })

  const roles = [
    ['omar', root, 'admin'],
    ['lena', sales, 'lnd'],
    ['ana', sales, 'author'],
    ['rita', sales, 'reviewer'],
    ['carl', north, 'coach'],
    ['leo', north, 'learner'],
    ['mia', south, 'learner'],
    // Ben writes by invitation to single courses; at work he is one of the support people.
    ['ben', support, 'learner'],
  ] as const
  for (const [name, group, role] of roles) await groups.giveRole(null, group.id, person(name).id, role)
  return { person, everybody: accounts.map(({ email }) => person(email.split('@')[0]!)), groups: { root, sales, north, south, support } }
}
