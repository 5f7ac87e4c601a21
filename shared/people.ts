import { z } from 'zod'
import { endpoint, page } from './endpoint.ts'
import { CourseId, GroupId, newId, PersonId } from './id.ts'
import { GroupRole } from './rights.ts'

// Model

/** Ten colours readable in both themes; the number picks `--person-n`. */
export const Colour = z.number().int().min(0).max(9)

/** What anyone who may see a person sees of them. */
export const Person = z.object({ id: PersonId, name: z.string(), colour: Colour })
export type Person = z.infer<typeof Person>

/** The person behind a request. */
export type Member = Person & { email: string }

export const RoleAt = z.object({ groupId: GroupId, groupName: z.string(), role: GroupRole })
export type RoleAt = z.infer<typeof RoleAt>

export const Me = z.object({
  ...Person.shape,
  email: z.string(),
  roles: z.array(RoleAt),
  demo: z.boolean(),
  /** Came by a link, without an account. */ guest: z.boolean().default(false),
})
export type Me = z.infer<typeof Me>

// Rules

/** A person's colour follows from their id, so that every browser and the server agree without asking. */
export function colourOf(personId: string): number {
  let sum = 0
  for (let i = 0; i < personId.length; i++) sum = (sum * 31 + personId.charCodeAt(i)) >>> 0
  return sum % 10
}

/** A new person's id, of the colour wanted: one id in ten has it. */
export function newPersonId(colour: number, now: number): PersonId {
  for (;;) {
    const id = newId<PersonId>(now)
    if (colourOf(id) === colour % 10) return id
  }
}

// Contract

export const getMe = endpoint('GET', '/me', { gives: Me, about: 'The person who asks, with their roles.' })
export const renameMe = endpoint('PATCH', '/me', {
  takes: z.object({ name: z.string().trim().min(1).max(80) }),
  gives: Person,
  about: 'Gives the asker another name.',
})
export const searchPeople = endpoint('GET', '/people', {
  takes: z.object({
    q: z.string().max(100).default(''),
    courseId: CourseId.optional(),
    groupId: GroupId.optional(),
    after: z.string().optional(),
  }),
  gives: page(Person),
  about: 'People by name or address, within what the asker may see; with `courseId`, those who can read its draft first.',
})

export const peopleEndpoints = [getMe, renameMe, searchPeople]
