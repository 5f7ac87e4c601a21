import type { PersonId } from '../../shared/id.ts'
import { colourOf, type Member, type Person } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { AuthService } from '../auth/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'

type Tools = { db: Database; auth: AuthService; events: Events }

const asPerson = ({ id, name }: { id: PersonId; name: string }): Person => ({ id, name, colour: colourOf(id) })

/** The people of this installation, as others see them. Whom somebody may find is the matter of later rooms. */
export function peopleService({ db, auth: { accounts }, events }: Tools) {
  return {
    async find(id: PersonId): Promise<Person | undefined> {
      const row = await accounts.find(id)
      return row && asPerson(row)
    },
    /** Those of `ids` who exist. */
    async findMany(ids: readonly PersonId[]): Promise<Map<PersonId, Person>> {
      return new Map((await accounts.findMany([...new Set(ids)])).map((row) => [row.id, asPerson(row)]))
    },
    /** The same with their addresses, for those who run a group. */
    async findManyWithEmail(ids: readonly PersonId[]): Promise<Map<PersonId, Member>> {
      return new Map((await accounts.findMany([...new Set(ids)])).map((row) => [row.id, { ...asPerson(row), email: row.email }]))
    },
    async byEmail(email: string): Promise<Member | undefined> {
      const row = await accounts.byEmail(email)
      return row && { ...asPerson(row), email: row.email }
    },
    /**
     * Among `ids`, those whose name holds `text`, by name; an address has to be whole, or searching would spell out what
     * only who runs a group may see. `anyAddress` is for those.
     */
    async named(text: string, ids: readonly PersonId[] | 'all', most: number, anyAddress: boolean): Promise<Person[]> {
      return (await accounts.named(text.trim(), ids, most, anyAddress)).map(asPerson)
    },
    isNobodyThere: accounts.isNobodyThere,

    /** Adds a person, with a way in when there is a password. Throws `person.known` when the address is taken. */
    async create({ name, email, password }: { name: string; email: string; password?: string }): Promise<Person> {
      const hash = password === undefined ? null : await accounts.hashPassword(password)
      const person = { id: await accounts.newId(), name: name.trim(), email }
      if (await accounts.byEmail(email)) throw new Problem('conflict', 'person.known', 'Somebody with this address is here already.')
      await db.transaction((tx) => accounts.add(tx, person, hash))
      events.tell()
      return asPerson(person)
    },
    /** In which language the product speaks to somebody, when they were ever here. */
    languageOf: accounts.languageOf,
    /** Notes the language of the page that somebody opens; `wishes` is an `Accept-Language` header. */
    async noteLanguage(id: PersonId, wishes: string | undefined) {
      const spoken = /^[a-z]{2,3}/i.exec(wishes ?? '')?.[0].toLowerCase()
      if (spoken && spoken !== (await accounts.languageOf(id))) await accounts.setLanguage(id, spoken)
    },
    async rename(id: PersonId, name: string): Promise<Person> {
      await accounts.rename(id, name)
      const row = await accounts.find(id)
      if (!row) throw unknown('person')
      return asPerson(row)
    },
  }
}
export type PeopleService = ReturnType<typeof peopleService>
