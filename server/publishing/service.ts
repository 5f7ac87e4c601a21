import { compareReadings, readingOf } from '../../shared/comparing.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { suggestionsAcceptedSince } from '../../shared/document/suggestions.ts'
import { happened } from '../../shared/domain-events.ts'
import type { Comparison } from '../../shared/history.ts'
import { type CourseId, LessonId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { flatten, type Plan, type PublishFault, type Version } from '../../shared/publishing.ts'
import { canPublish, canReadDraft } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { Log } from '../platform/log.ts'
import type { ReviewService } from '../review/service.ts'
import { changesOf, isReshaped, storedLesson } from './changes.ts'
import { type Draft, judging, leftPerson, markIn } from './judging.ts'
import { openMustFix } from './gates.ts'
import { type ClaimRow, type FrozenVersion, publishingStore, type StoredLesson, type VersionRow } from './store.ts'

export type { FrozenVersion, LessonRow, VersionRow } from './store.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load' | 'markPublished' | 'markUnpublished'>
  collaboration: Pick<CollaborationService, 'readAt' | 'ring' | 'keep'>
  review: Pick<ReviewService, 'rulesFor' | 'missingApprovals'>
  /** Links that do not answer, of those given. */
  deadLinks?: (links: readonly string[]) => Promise<ReadonlySet<string>>
  diary: Log
}
export type PublishOptions = { note?: string; draftSeq?: number; onTopOf?: number }

const versionsAPage = 50
const versionsKept = 64

/** Freezes drafts into versions, and hands out what was frozen. */
export function publishingService({ db, events, now, people, courses, collaboration, review, deadLinks, diary }: Tools) {
  const store = publishingStore(db)
  const { judge } = judging({ store, people, review, deadLinks })
  // Versions never change, so what was read once is true for ever; the oldest read makes room.
  const kept = new Map<string, FrozenVersion>()

  async function version(courseId: CourseId, number: number): Promise<FrozenVersion | undefined> {
    const name = `${courseId}/${number}`
    const found = kept.get(name) ?? (await store.find(courseId, number))
    if (!found) return undefined
    kept.delete(name)
    kept.set(name, found)
    for (const oldest of kept.keys()) if (kept.size > versionsKept) kept.delete(oldest)
    return found
  }

  /** The last version, whether anybody plays it or not. */
  async function last(courseId: CourseId): Promise<FrozenVersion | undefined> {
    const row = await store.latest(courseId)
    return row && version(courseId, row.version)
  }

  /** The version that learners play. */
  async function current(courseId: CourseId): Promise<FrozenVersion | undefined> {
    const [row] = await store.latestOf([courseId])
    return row && version(courseId, row.version)
  }

  async function freezeDraft(courseId: CourseId, since: number): Promise<Draft> {
    const { value, seq } = await collaboration.readAt(courseId, (doc) => ({
      ...freezeCourse(doc),
      mustFix: openMustFix(doc),
      accepted: suggestionsAcceptedSince(doc, since),
    }))
    return { ...value, seq }
  }

  const named = async (rows: VersionRow[]): Promise<Version[]> => {
    const who = await people.findMany(rows.map((row) => row.by))
    return rows.map(({ courseId, version: number, at, by, note, title, lessons, changed, returnsTo }) => ({
      courseId,
      version: number,
      at,
      by: who.get(by) ?? leftPerson(by),
      note,
      title,
      lessons,
      changed,
      returnsTo,
    }))
  }

  const nameOne = async (row: VersionRow): Promise<Version> => (await named([row]))[0] ?? { ...row, by: leftPerson(row.by) }

  /** Stores a version and tells of it. Throws `publishing.conflict` when somebody else's has its number already. */
  async function add(row: VersionRow, lessons: StoredLesson[]): Promise<Version> {
    const { courseId, version: number, at, by } = row
    await db.transaction(async (tx) => {
      if (!(await store.insert(tx, row, lessons))) throw overtaken()
      await courses.markPublished(tx, courseId, number, at, { title: row.title, summary: row.summary })
      await events.emit(tx, happened('course.published', by, { courseId, version: number }, at))
    })
    events.tell()
    collaboration.ring(courseId, 'publishing')
    return nameOne(row)
  }

  async function planOf(courseId: CourseId): Promise<Plan | null> {
    const row = await store.plan(courseId)
    if (!row) return null
    const who = await people.findMany([row.by])
    return { at: row.at, by: who.get(row.by) ?? leftPerson(row.by), note: row.note, failure: row.failure }
  }

  const service = {
    version,
    current,

    /** Newest versions of many courses at once, without what they say; courses nobody plays are left out. */
    latestOf: store.latestOf,
    lessonsOf: store.lessonsOf,
    contentAt: store.contentAt,

    /** Ids of the files a version shows, so that its learners may fetch them. */
    filesOf: store.filesOf,

    /** What publishing now would freeze and change. `reshaped`: only the order or a title differs. */
    async check(member: Member, courseId: CourseId) {
      const { course } = await courses.load(courseId, member, canPublish, 'publish')
      const before = await last(courseId)
      const draft = await freezeDraft(courseId, before?.at ?? 0)
      const { rules, changes, faults } = await judge(member.id, courseId, course.groupId, draft, before)
      return {
        current: before?.version ?? 0,
        draftSeq: draft.seq,
        faults,
        changes,
        reshaped: changes.length === 0 && isReshaped(before, draft),
        suggestions: draft.accepted,
        noteNeeded: rules.note && before !== undefined,
        withdrawn: before !== undefined && (await store.isWithdrawn(courseId)),
        plan: await planOf(courseId),
      }
    },

    /**
     * Freezes the draft as the next version.
     *
     * Throws `publishing.faults` when the draft cannot be learnt from as it is or its group's gates are shut,
     * `publishing.unchanged` when it says what the current version says, and `publishing.conflict` when somebody else has
     * published meanwhile.
     */
    async publish(member: Member, courseId: CourseId, { note = '', draftSeq = 0, onTopOf }: PublishOptions = {}): Promise<Version> {
      const { course } = await courses.load(courseId, member, canPublish, 'publish')
      const before = await last(courseId)
      if (onTopOf !== undefined && onTopOf !== (before?.version ?? 0)) throw overtaken()
      const draft = await freezeDraft(courseId, before?.at ?? 0)
      if (draft.seq < draftSeq)
        throw new Problem(
          'conflict',
          'publishing.behind',
          'Your last edits have not reached the server yet. Wait until everything is saved, then publish.',
        )
      const { rules, changes, faults } = await judge(member.id, courseId, course.groupId, draft, before)
      const stopping = faults.filter((fault) => fault.stops)
      if (stopping.length > 0) throw faulty(stopping)
      if (before && changes.length === 0 && !isReshaped(before, draft) && !(await store.isWithdrawn(courseId)))
        throw unchanged(before.version)
      if (rules.note && before && note === '')
        throw new Problem('invalid', 'publishing.note', 'This group asks for a note with each new version. Say in a sentence what changed.')

      const cosmetic = new Set<string>(changes.filter(({ claim }) => claim?.as === 'cosmetic' && claim.counts).map(({ lesson }) => lesson))
      const earlier = new Map(before?.lessons.map((lesson) => [lesson.id, lesson]))
      const lessons = draft.lessons.map((lesson) => storedLesson(lesson, earlier.get(lesson.id), cosmetic.has(lesson.id)))
      const row: VersionRow = {
        courseId,
        version: (before?.version ?? 0) + 1,
        at: now(),
        by: member.id,
        note,
        title: draft.title,
        summary: draft.summary,
        returnsTo: null,
        outline: draft.outline,
        lessons: lessons.length,
        changed: changes.filter(({ change }) => change !== 'removed').length,
        draftSeq: draft.seq,
        stateVector: Buffer.from(draft.stateVector),
      }
      const published = await add(row, lessons)
      // The version is what counts; that its draft is kept too is a help for later.
      await collaboration
        .keep(courseId, { by: member.id, why: 'published', version: row.version })
        .catch((error: unknown) => diary.warn({ err: error, course: courseId }, 'the draft of a version was not kept'))
      return published
    },

    /** Publishes an earlier version's content again, as a new version; the draft stays as it is. */
    async returnTo(member: Member, courseId: CourseId, number: number, note: string): Promise<Version> {
      await courses.load(courseId, member, canPublish, 'publish')
      const [before, back] = [await last(courseId), await version(courseId, number)]
      if (!before || !back) throw unknown('version')
      if (before.version === number && !(await store.isWithdrawn(courseId))) throw unchanged(number)
      const earlier = new Map(before.lessons.map((lesson) => [lesson.id, lesson]))
      const lessons = back.lessons.map((lesson) => ({
        ...storedLesson({ ...lesson, hash: lesson.said.hash }, earlier.get(lesson.id), false),
      }))
      return add(
        {
          courseId,
          version: before.version + 1,
          at: now(),
          by: member.id,
          note,
          title: back.title,
          summary: back.summary,
          returnsTo: number,
          outline: back.outline,
          lessons: lessons.length,
          changed: lessons.filter((lesson) => earlier.get(lesson.id)?.said.hash !== lesson.said.hash).length,
          draftSeq: back.draftSeq,
          stateVector: Buffer.from(back.stateVector),
        },
        lessons,
      )
    },

    /** Takes a course away from its learners; what was published and learnt stays. */
    async unpublish(member: Member, courseId: CourseId): Promise<void> {
      await courses.load(courseId, member, canPublish, 'publish')
      if (!(await current(courseId))) throw unknown('version')
      const at = now()
      await db.transaction(async (tx) => {
        await store.withdraw(tx, courseId, member.id, at)
        await courses.markUnpublished(tx, courseId)
        await events.emit(tx, happened('course.unpublished', member.id, { courseId }, at))
      })
      events.tell()
      collaboration.ring(courseId, 'publishing')
    },

    /** Publishes the draft at a time to come, or not. */
    async plan(member: Member, courseId: CourseId, at: number | null, note: string): Promise<Plan | null> {
      await courses.load(courseId, member, canPublish, 'publish')
      if (at === null) await store.deletePlan(courseId)
      else if (at <= now()) throw new Problem('invalid', 'publishing.past', 'That time has passed. Choose a later one, or publish now.')
      else await store.setPlan({ courseId, at, by: member.id, note, plannedAt: now(), failure: null })
      collaboration.ring(courseId, 'publishing')
      return planOf(courseId)
    },
    /** Publishes what is due. One that fails keeps its reason, and who planned it hears of it. */
    async publishDue(memberOf: (id: PersonId) => Promise<Member | undefined>): Promise<void> {
      for (const row of await store.plansDue(now())) {
        const member = await memberOf(row.by)
        try {
          if (!member) throw unknown('person')
          await service.publish(member, row.courseId, { note: row.note })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          if (error.code === 'publishing.unchanged') await store.deletePlan(row.courseId)
          else await store.setPlan({ ...row, failure: { code: error.code, message: error.message } })
          await db.transaction((tx) =>
            events.emit(tx, happened('publication.failed', row.by, { courseId: row.courseId, code: error.code }, now())),
          )
          events.tell()
          collaboration.ring(row.courseId, 'publishing')
        }
      }
    },

    /** Says of a lesson's change that it is cosmetic, or more than it looks; saying what another said agrees with them. */
    async claim(member: Member, courseId: CourseId, lesson: LessonId, as: ClaimRow['claim'] | null): Promise<void> {
      await courses.load(courseId, member, canPublish, 'publish')
      if (as === null) return store.deleteClaim(courseId, lesson)
      const before = await last(courseId)
      const draft = await freezeDraft(courseId, 0)
      if (!before || !changesOf(before, draft).some((one) => one.lesson === lesson && one.change === 'changed'))
        throw new Problem(
          'conflict',
          'publishing.noChange',
          'This lesson has not changed since the last version, so there is nothing to say of its change.',
        )
      const row = { courseId, lesson, mark: markIn(draft, lesson), onTopOf: before.version, claim: as, at: now() }
      const [known] = (await store.claims(courseId)).filter(
        (one) => one.lesson === lesson && one.mark === row.mark && one.onTopOf === row.onTopOf && one.claim === as,
      )
      const agrees = known && known.by !== member.id
      await store.setClaim(agrees ? { ...known, agreedBy: member.id } : { ...row, by: member.id, agreedBy: null })
      collaboration.ring(courseId, 'publishing')
    },

    /** Two versions side by side; 0 is the draft. */
    async compare(member: Member, courseId: CourseId, from: number, to: number): Promise<Comparison> {
      await courses.load(courseId, member, canReadDraft, 'readDraft')
      const before = await version(courseId, from)
      const after = to === 0 ? await freezeDraft(courseId, 0) : await version(courseId, to)
      if (!before || !after) throw unknown('version')
      return {
        title: after.title,
        wasTitle: before.title,
        lessons: compareReadings(readingOf(before), readingOf(after)).map((lesson) => ({
          ...lesson,
          lesson: LessonId.parse(lesson.lesson),
          by: [],
        })),
      }
    },

    async list(member: Member, courseId: CourseId, below: number | undefined) {
      await courses.load(courseId, member, canReadDraft, 'readDraft')
      const rows = await store.list(courseId, below, versionsAPage + 1)
      const items = await named(rows.slice(0, versionsAPage))
      return { items, ...(rows.length > versionsAPage && { next: String(items.at(-1)?.version) }) }
    },

    /** One version as learners see it. Throws `version.unknown`. */
    async read(member: Member, courseId: CourseId, number: number) {
      await courses.load(courseId, member, canReadDraft, 'readDraft')
      const [row] = await store.list(courseId, number + 1, 1)
      const frozen = await version(courseId, number)
      const [about] = row?.version === number ? await named([row]) : []
      if (!frozen || !about) throw unknown('version')
      return {
        ...about,
        outline: flatten(frozen.outline),
        content: frozen.lessons.map(({ id, title, public: prose }) => ({ id, title, content: prose.content ?? [] })),
      }
    },
  }
  return service
}
export type PublishingService = ReturnType<typeof publishingService>

const overtaken = () =>
  new Problem(
    'conflict',
    'publishing.conflict',
    'Somebody else has just published this course. Look at their version before you publish yours.',
  )

const unchanged = (version: number) =>
  new Problem('conflict', 'publishing.unchanged', `Nothing has changed since version ${version}, so there is nothing to publish.`)

function faulty(faults: PublishFault[]): Problem {
  const told = faults.slice(0, 100)
  const [first] = told
  const more = faults.length > 1 ? ` ${faults.length} places need a look.` : ''
  return new Problem('invalid', 'publishing.faults', `The draft cannot be published yet. In “${first?.title}”: ${first?.message}${more}`, {
    faults: told,
  })
}
