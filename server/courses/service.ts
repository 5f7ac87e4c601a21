import { type Course, flagsOf, isVisible, standingAt, trashMs } from '../../shared/courses.ts'
import { type DomainEvent, happened } from '../../shared/domain-events.ts'
import { isGuestId } from '../../shared/guests.ts'
import { type CourseId, type GroupId, newId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, Problem, unknown } from '../../shared/problem.ts'
import { canCreateCourse, canManageCourse, canReadDraft, type CourseRole, type Standing, stranger } from '../../shared/rights.ts'
import type { AuthService } from '../auth/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { coursePeople } from './people.ts'
import type { CourseRow, CourseStore } from './store.ts'

/** The draft of a course, which later rooms keep. */
export type Drafts = {
  /** Makes the draft of a new course, inside the transaction that makes the course. */
  seed(
    tx: Transaction,
    courseId: CourseId,
    first: { title: string; language: string; by: PersonId; at: number; /** A whole document to begin with. */ state?: Uint8Array },
  ): Promise<void>
  setTitle(courseId: CourseId, by: PersonId, title: string): Promise<void>
}

type Tools = {
  db: Database
  store: CourseStore
  people: PeopleService
  groups: GroupService
  auth: AuthService
  drafts: Drafts
  events: Events
  now: () => number
}
export type Standed = { course: CourseRow; standing: Standing }

/** What a course begins with when it is not empty; `also` runs in the transaction that makes it. */
type First = { id: CourseId; state: Uint8Array; summary: string; also: (tx: Transaction) => Promise<void> }

const pageSize = 100

/** Which courses there are, where they belong, and how everybody stands towards them. */
export function courseService({ db, store, people, groups, auth, drafts, events, now }: Tools) {
  async function find(courseId: CourseId, personId: PersonId): Promise<Standed | undefined> {
    if (isGuestId(personId)) {
      const course = (await auth.guests.courseOf(personId)) === courseId ? await store.find(courseId) : undefined
      return course && { course, standing: { ...stranger, guest: true } }
    }
    const [found, held] = await Promise.all([store.findFor(courseId, personId), groups.rolesOf(personId)])
    if (!found) return undefined
    const place = (await groups.placesOf([found.course.groupId])).get(found.course.groupId)
    return { course: found.course, standing: standingAt(place?.path ?? '/', held, found.courseRole) }
  }

  /** The course and the member's standing, trashed or not; a course they may not see is unknown. */
  async function look(courseId: CourseId, personId: PersonId): Promise<Standed> {
    const found = await find(courseId, personId)
    if (!found || !isVisible(found.standing, found.course.currentVersion !== null)) throw unknown('course')
    return found
  }

  async function load(courseId: CourseId, member: Member, can: (standing: Standing) => boolean, action = 'act'): Promise<Standed> {
    const found = await look(courseId, member.id)
    if (found.course.trashedAt !== null) throw unknown('course')
    if (!can(found.standing)) throw notAllowed(`course.${action}`)
    return found
  }

  async function tellChange(
    change: (tx: Transaction) => Promise<DomainEvent | undefined>,
    whom: { personId?: PersonId; courseId: CourseId },
  ) {
    const news = await db.transaction(async (tx) => {
      const event = await change(tx)
      if (event) await events.emit(tx, event)
      return event
    })
    if (!news) return
    events.tell()
    auth.ringRights(whom)
  }

  const service = {
    /** Begins a course; whoever makes it is its editor. */
    async create(
      member: Member,
      { groupId, title, language = 'en', first }: { groupId: GroupId; title: string; language?: string; first?: First },
    ): Promise<Course> {
      await groups.load(groupId, member, canCreateCourse, 'createCourse')
      const at = now()
      const id = first?.id ?? newId<CourseId>(at)
      await db.transaction(async (tx) => {
        await drafts.seed(tx, id, { title, language, by: member.id, at, ...(first && { state: first.state }) })
        await store.insert(tx, {
          ...unpublished,
          ...(first && { summary: first.summary }),
          id,
          groupId,
          title,
          createdBy: member.id,
          createdAt: at,
          updatedAt: at,
        })
        await store.setRole(tx, { courseId: id, personId: member.id, role: 'editor', givenBy: member.id, givenAt: at })
        await first?.also(tx)
        await events.emit(tx, happened('course.created', member.id, { courseId: id, groupId }, at))
      })
      events.tell()
      return service.get(member, id)
    },

    /** The course and the member's standing. Unknown when they may not see it, `course.<action>` when they see it and may not. */
    load,
    /** The same without a judgement; nothing for a course that is not there or in the trash. */
    async standing(courseId: CourseId, personId: PersonId): Promise<Standed | undefined> {
      const found = await find(courseId, personId)
      return found?.course.trashedAt === null ? found : undefined
    },

    /** Courses as they are listed, for rooms that judge by themselves who may know of them. */
    findMany: (ids: readonly CourseId[]): Promise<CourseRow[]> => store.findMany(ids),

    async get(member: Member, courseId: CourseId): Promise<Course> {
      return asCourse(await load(courseId, member, () => true))
    },
    /** One page of what somebody can see, newest first. */
    async list(
      member: Member,
      { groupId, trashed, after }: { groupId?: GroupId; trashed?: boolean; after?: CourseId } = {},
    ): Promise<{ items: Course[]; next?: string }> {
      const held = await groups.rolesOf(member.id)
      const reach = await groups.branchOf(held)
      const asked = {
        ...(groupId && { groupId }),
        ...(trashed && { trashedAfter: now() - trashMs }),
        ...(after && { after }),
        most: pageSize,
      }
      const rows = await store.list(member.id, reach, asked)
      const places = await groups.placesOf(rows.map(({ course }) => course.groupId))
      const items = rows
        .map(({ course, courseRole }) => ({ course, standing: standingAt(places.get(course.groupId)?.path ?? '/', held, courseRole) }))
        .filter(({ course, standing }) => isVisible(standing, course.currentVersion !== null) && (!trashed || canManageCourse(standing)))
        .map(({ course, standing }) => present(course, standing, places.get(course.groupId)?.name ?? ''))
      return { items, ...(rows.length === pageSize && { next: rows.at(-1)!.course.id }) }
    },
    /** Everything somebody can see, with their standing. */
    async listFor(personId: PersonId): Promise<Standed[]> {
      const held = await groups.rolesOf(personId)
      const reach = await groups.branchOf(held)
      const found: Standed[] = []
      for (let after: CourseId | undefined; ;) {
        const rows = await store.list(personId, reach, { most: 1000, ...(after && { after }) })
        const places = await groups.placesOf(rows.map(({ course }) => course.groupId))
        for (const { course, courseRole } of rows) {
          const standing = standingAt(places.get(course.groupId)?.path ?? '/', held, courseRole)
          if (isVisible(standing, course.currentVersion !== null)) found.push({ course, standing })
        }
        after = rows.at(-1)?.course.id
        if (rows.length < 1000) return found
      }
    },

    async rename(member: Member, courseId: CourseId, title: string): Promise<Course> {
      await load(courseId, member, canManageCourse, 'rename')
      await drafts.setTitle(courseId, member.id, title)
      await service.setTitle(courseId, title)
      return service.get(member, courseId)
    },
    /** Copies the draft's words for lists. */
    async setTitle(courseId: CourseId, title: string, summary?: string) {
      await store.set(db, courseId, { title, ...(summary !== undefined && { summary }), updatedAt: now() })
    },
    /** What courses are called, for letters about them. */
    titles: async (ids: readonly CourseId[]): Promise<Map<CourseId, string>> => {
      const rows = await Promise.all(ids.map((id) => store.find(id)))
      return new Map(rows.flatMap((row) => (row && row.trashedAt === null ? [[row.id, row.title]] : [])))
    },
    /** Notes that the draft changed, for lists; called now and then, not at every key. */
    touch: (courseId: CourseId) => store.set(db, courseId, { updatedAt: now() }),
    /** Notes the version people play from now on, with its own words, inside the transaction that stores it. */
    async markPublished(tx: Transaction, courseId: CourseId, version: number, at: number, words?: { title: string; summary?: string }) {
      const shown = words && { publishedTitle: words.title, publishedSummary: words.summary ?? '' }
      await store.set(tx, courseId, { currentVersion: version, publishedAt: at, updatedAt: at, ...shown })
    },

    /** Nobody plays the course any more, inside the transaction that makes it so. */
    markUnpublished: (tx: Transaction, courseId: CourseId) =>
      store.set(tx, courseId, { currentVersion: null, publishedAt: null, updatedAt: now() }),

    async trash(member: Member, courseId: CourseId) {
      await load(courseId, member, canManageCourse, 'trash')
      const trashed = { trashedAt: now(), trashedBy: member.id }
      await tellChange(async (tx) => (await store.set(tx, courseId, trashed), happened('course.trashed', member.id, { courseId }, now())), {
        courseId,
      })
    },
    async restore(member: Member, courseId: CourseId): Promise<Course> {
      const { course, standing } = await look(courseId, member.id)
      if (!canManageCourse(standing)) throw course.trashedAt === null ? notAllowed('course.restore') : unknown('course')
      if (course.trashedAt !== null && course.trashedAt < now() - trashMs)
        throw new Problem('gone', 'course.gone', 'This course was in the trash for more than 30 days and cannot be brought back.')
      await store.set(db, courseId, { trashedAt: null, trashedBy: null })
      return service.get(member, courseId)
    },

    /** Gives somebody a role on one course, or takes it with null. Who has one may leave. The server itself (`null`) needs no right. */
    async setRole(member: Member | null, courseId: CourseId, personId: PersonId, role: CourseRole | null) {
      const leaves = role === null && member?.id === personId
      if (member) await load(courseId, member, (standing) => leaves || canManageCourse(standing), 'invite')
      if (!(await people.find(personId))) throw unknown('person')
      const by = member?.id ?? null
      const news = happened('rights.changed', by, { personId, courseId }, now())
      await tellChange(
        async (tx) => {
          if (role === null) return (await store.deleteRole(tx, courseId, personId)) ? news : undefined
          await store.setRole(tx, { courseId, personId, role, givenBy: by, givenAt: now() })
          return news
        },
        { personId, courseId },
      )
    },

    ...coursePeople({ store, people, groups, load: (courseId, member) => load(courseId, member, canReadDraft, 'people') }),
  }

  async function asCourse({ course, standing }: Standed): Promise<Course> {
    // A guest hears of one draft and of nothing around it.
    if (standing.guest) return present(course, standing, '')
    return present(course, standing, (await groups.placesOf([course.groupId])).get(course.groupId)?.name ?? '')
  }

  return service
}
export type CourseService = ReturnType<typeof courseService>

const unpublished = {
  summary: '',
  currentVersion: null,
  publishedAt: null,
  publishedTitle: null,
  publishedSummary: null,
  trashedAt: null,
  trashedBy: null,
}

/** What one person is told of a course: its words are those of the draft only for who can read that. */
function present(course: CourseRow, standing: Standing, groupName: string): Course {
  const draft = canReadDraft(standing)
  return {
    id: course.id,
    groupId: course.groupId,
    groupName,
    title: draft ? course.title : (course.publishedTitle ?? course.title),
    summary: draft ? course.summary : (course.publishedSummary ?? ''),
    version: course.currentVersion,
    publishedAt: course.publishedAt,
    createdAt: course.createdAt,
    updatedAt: draft ? course.updatedAt : (course.publishedAt ?? course.updatedAt),
    trashedAt: course.trashedAt,
    standing,
    ...flagsOf(standing),
  }
}
