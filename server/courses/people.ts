import type { CourseMember } from '../../shared/courses.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import type { Member, Person } from '../../shared/people.ts'
import {
  canManageCourse,
  canReadDraft,
  canSeeGroup,
  type CourseRole,
  type GroupRole,
  meansAudience,
  type Standing,
  stranger,
} from '../../shared/rights.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { CourseRow, CourseStore } from './store.ts'

type Tools = {
  store: CourseStore
  people: PeopleService
  groups: GroupService
  /** The course, for who can read its draft. */
  load: (courseId: CourseId, member: Member) => Promise<{ course: CourseRow; standing: Standing }>
}
type Place = { roles: GroupRole[]; courseRole: CourseRole | null }

const pageSize = 200
const mostFound = 20

/** Who can read a course's draft, and whom somebody can find to mention or to invite. */
export function coursePeople({ store, people, groups, load }: Tools) {
  async function placesOn(course: Pick<CourseRow, 'id' | 'groupId'>): Promise<Map<PersonId, Place>> {
    const [covering, invited] = await Promise.all([groups.peopleCovering(course.groupId), store.rolesOn(course.id)])
    const places = new Map<PersonId, Place>()
    const placeOf = (id: PersonId) => places.get(id) ?? places.set(id, { roles: [], courseRole: null }).get(id)!
    for (const { personId, role } of covering) placeOf(personId).roles.push(role)
    for (const { personId, role } of invited) placeOf(personId).courseRole = role
    for (const [id, place] of places) {
      place.roles = [...new Set(place.roles)]
      if (!canReadDraft({ ...stranger, ...place, audience: place.roles.some(meansAudience) })) places.delete(id)
    }
    return places
  }

  return {
    /** Everybody who can read the draft, in the order of their ids. */
    async readers(courseId: CourseId): Promise<PersonId[]> {
      const course = await store.find(courseId)
      return course ? [...(await placesOn(course)).keys()].sort() : []
    },

    async listPeople(member: Member, courseId: CourseId, after?: string): Promise<{ items: CourseMember[]; next?: string }> {
      const { course, standing } = await load(courseId, member)
      const places = [...(await placesOn(course))].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([id]) => !after || id > after)
      const shown = places.slice(0, pageSize)
      const known = await people.findManyWithEmail(shown.map(([id]) => id))
      const items = shown.flatMap(([id, place]) => {
        const person = known.get(id)
        return person ? [{ person, email: canManageCourse(standing) ? person.email : null, ...place }] : []
      })
      return { items, ...(places.length > pageSize && { next: shown.at(-1)![0] }) }
    },

    /**
     * People by name or address. On a course, those who can read its draft come first; in a group, those in it.
     *
     * Who writes or runs courses somewhere may find everybody of the company, by two letters at least. Others find whom
     * they meet in their part of the tree.
     */
    async search(
      member: Member,
      { q, courseId, groupId }: { q: string; courseId?: CourseId | undefined; groupId?: GroupId | undefined },
    ): Promise<Person[]> {
      const held = await groups.rolesOf(member.id)
      let first: PersonId[] = []
      if (courseId) first = [...(await placesOn((await load(courseId, member)).course)).keys()]
      if (groupId) {
        await groups.load(groupId, member, canSeeGroup)
        first = await groups.peopleIn(groupId)
      }
      const runs = held.some(({ role }) => role === 'lnd' || role === 'admin')
      const seesAll = q.trim().length > 1 && (runs || held.some(({ role }) => role === 'author'))
      const others = seesAll ? 'all' : await groups.circleOf(member.id)
      const [near, far] = await Promise.all([people.named(q, first, mostFound, runs), people.named(q, others, mostFound, runs)])
      const known = new Set(near.map(({ id }) => id))
      return [...near, ...far.filter(({ id }) => !known.has(id))].slice(0, mostFound)
    },
  }
}
