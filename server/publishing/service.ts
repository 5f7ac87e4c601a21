import { compareReadings, readingOf } from '../../shared/comparing.ts'
import { freezeCourse, type FrozenCourse } from '../../shared/document/freeze.ts'
import { metaOf } from '../../shared/document/layout.ts'
import { suggestionsAcceptedSince } from '../../shared/document/suggestions.ts'
import { happened } from '../../shared/domain-events.ts'
import type { Comparison } from '../../shared/history.ts'
import { type CourseId, LessonId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { flatten, type LessonChange, type Plan, type PublishFault, type Version } from '../../shared/publishing.ts'
import { canPublish, canReadDraft } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { LinkService } from '../links/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { Log } from '../platform/log.ts'
import type { ReviewService } from '../review/service.ts'
import { isReshaped, storedLesson } from './changes.ts'
import { claiming } from './claiming.ts'
import { countedOf, type Draft, judging, leftPerson, markIn } from './judging.ts'
import { openMustFix } from './gates.ts'
import { type FrozenVersion, type PlanRow, publishingStore, type StoredLesson, type VersionRow } from './store.ts'

export type { FrozenVersion, LessonRow, VersionRow } from './store.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load' | 'markPublished' | 'markUnpublished'>
  collaboration: Pick<CollaborationService, 'readAt' | 'ring' | 'keep' | 'note'>
  review: Pick<ReviewService, 'rulesFor' | 'missingApprovals' | 'endVerifications'>
  links: Pick<LinkService, 'states'>
  diary: Log
}
/** `plan`: what is published is what was planned, and only while that is planned. */
export type PublishOptions = { note?: string; draftSeq?: number; onTopOf?: number; plan?: PlanRow }

type Adding = { raised?: { lesson: string; mark: string }[]; plan?: PlanRow }
/** What was planned has been published, changed or dropped meanwhile. */
class PlanGone extends Error {}

const versionsAPage = 50
/** How long a look waits for links that nobody asked lately; it can be taken again. Publishing waits until each had its time. */
const looksWaitMs = 1500
const publishWaitMs = 12_000
const versionsKept = 64

/** Freezes drafts into versions, and hands out what was frozen. */
export function publishingService({ db, events, now, people, courses, collaboration, review, links, diary }: Tools) {
  const store = publishingStore(db)
  const { judge } = judging({ store, people, review, links })
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
  async function add(row: VersionRow, lessons: StoredLesson[], { raised = [], plan }: Adding = {}): Promise<Version> {
    const { courseId, version: number, at, by, draftSeq, returnsTo } = row
    const told = { version: number, draftSeq, ...(returnsTo !== null && { returnsTo }) }
    const noted = await db.transaction(async (tx) => {
      // First of all: once edits wait for this they wait a moment, and do not make it begin anew.
      const stored = await collaboration.note(tx, courseId, { by, kind: 'publish', body: told })
      if (plan && !(await store.takePlan(tx, plan))) throw new PlanGone()
      if (!(await store.insert(tx, row, lessons))) throw overtaken()
      await courses.markPublished(tx, courseId, number, at, { title: row.title, summary: row.summary })
      await review.endVerifications(tx, courseId, raised)
      await events.emit(tx, happened('course.published', by, { courseId, version: number }, at))
      return stored
    })
    noted()
    events.tell()
    collaboration.ring(courseId, 'publishing')
    if (raised.length > 0) collaboration.ring(courseId, 'review')
    return nameOne(row)
  }

  async function planOf(courseId: CourseId): Promise<Plan | null> {
    const row = await store.plan(courseId)
    if (!row) return null
    const who = await people.findMany([row.by])
    return { at: row.at, by: who.get(row.by) ?? leftPerson(row.by), note: row.note, failure: row.failure }
  }

  /** Whoever takes the plan publishes: another server, or somebody who changed it meanwhile, leaves nothing to take. */
  async function publishPlanned(plan: PlanRow, member: Member | undefined) {
    const { courseId, by } = plan
    try {
      if (!member) throw unknown('person')
      await service.publish(member, courseId, { note: plan.note, plan })
    } catch (error) {
      if (error instanceof PlanGone) return
      if (!(error instanceof Problem)) throw error
      const { code, message } = error
      const isMine = await db.transaction(async (tx) => {
        // Nothing to publish is no failure to keep.
        const mine = await (code === 'publishing.unchanged' ? store.takePlan(tx, plan) : store.failPlan(tx, plan, { code, message }))
        if (mine) await events.emit(tx, happened('publication.failed', by, { courseId, code }, now()))
        return mine
      })
      if (!isMine) return
      events.tell()
      collaboration.ring(courseId, 'publishing')
    }
  }

  const service = {
    ...claiming({ store, now, people, courses, review, collaboration, last, freezeDraft }),
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
      const { rules, changes, faults, checking } = await judge(member.id, courseId, course.groupId, draft, before, looksWaitMs)
      return {
        linksChecking: checking,
        current: before?.version ?? 0,
        draftSeq: draft.seq,
        faults,
        changes,
        reshaped: changes.every(({ quiet }) => quiet) && isReshaped(before, draft),
        suggestions: draft.accepted,
        /** The lessons as the next version would count them. */
        after: storedLessons(draft, before, changes),
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
    async publish(member: Member, courseId: CourseId, { note = '', draftSeq = 0, onTopOf, plan }: PublishOptions = {}): Promise<Version> {
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
      const { rules, changes, faults } = await judge(member.id, courseId, course.groupId, draft, before, publishWaitMs)
      const stopping = faults.filter((fault) => fault.stops)
      if (stopping.length > 0) throw faulty(stopping)
      if (before && changes.length === 0 && !isReshaped(before, draft) && !(await store.isWithdrawn(courseId)))
        throw unchanged(before.version)
      if (rules.note && before && note === '')
        throw new Problem('invalid', 'publishing.note', 'This group asks for a note with each new version. Say in a sentence what changed.')

      const lessons = storedLessons(draft, before, changes)
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
        changed: changes.filter(({ change, quiet, again }) => change !== 'removed' && (again || !quiet)).length,
        draftSeq: draft.seq,
        stateVector: Buffer.from(draft.stateVector),
      }
      const raised = [...countedOf(changes)].flatMap(([lesson, as]) => (as === 'raised' ? [{ lesson, mark: markIn(draft, lesson) }] : []))
      const published = await add(row, lessons, { raised, ...(plan && { plan }) })
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
        ...storedLesson({ ...lesson, hash: lesson.said.hash }, earlier.get(lesson.id), undefined, before.version + 1),
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
      const noted = await db.transaction(async (tx) => {
        const stored = await collaboration.note(tx, courseId, { by: member.id, kind: 'publish', body: { withdrawn: true } })
        await store.withdraw(tx, courseId, member.id, at)
        // What was taken away does not come back by itself in the night.
        await store.deletePlan(courseId, tx)
        await courses.markUnpublished(tx, courseId)
        await events.emit(tx, happened('course.unpublished', member.id, { courseId }, at))
        return stored
      })
      noted()
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
    /** Publishes what is due, however long ago it was: each once, whoever else looks. One that fails keeps its reason, and who planned it hears of it. */
    async publishDue(memberOf: (id: PersonId) => Promise<Member | undefined>): Promise<void> {
      for (const row of await store.plansDue(now()))
        await publishPlanned(row, await memberOf(row.by)).catch((error: unknown) =>
          diary.error({ err: error, course: row.courseId }, 'a planned publication failed and is tried again'),
        )
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
      const [rows, withdrawn, plan] = await Promise.all([
        store.list(courseId, below, versionsAPage + 1),
        store.isWithdrawn(courseId),
        planOf(courseId),
      ])
      const items = await named(rows.slice(0, versionsAPage))
      return { items, withdrawn, plan, ...(rows.length > versionsAPage && { next: String(items.at(-1)?.version) }) }
    },

    /** One version as learners see it. Throws `version.unknown`. */
    async read(member: Member, courseId: CourseId, number: number) {
      await courses.load(courseId, member, canReadDraft, 'readDraft')
      const [row] = await store.list(courseId, number + 1, 1)
      const frozen = await version(courseId, number)
      const [about] = row?.version === number ? await named([row]) : []
      if (!frozen || !about) throw unknown('version')
      return { ...about, ...readable(frozen) }
    },

    /** The draft as it would be published now. */
    async readDraft(member: Member, courseId: CourseId) {
      await courses.load(courseId, member, canReadDraft, 'readDraft')
      const { value } = await collaboration.readAt(courseId, (doc) => {
        const frozen = freezeCourse(doc)
        const { title, summary } = frozen
        return { title, summary, language: String(metaOf(doc).get('language') ?? 'en'), ...readable(frozen) }
      })
      return value
    },
  }
  return service
}
export type PublishingService = ReturnType<typeof publishingService>

/** The lessons of a draft as its next version stores them. */
function storedLessons(draft: Draft, before: FrozenVersion | undefined, changes: readonly LessonChange[]): StoredLesson[] {
  const counted = countedOf(changes)
  const earlier = new Map(before?.lessons.map((lesson) => [lesson.id, lesson]))
  return draft.lessons.map((lesson) => storedLesson(lesson, earlier.get(lesson.id), counted.get(lesson.id), (before?.version ?? 0) + 1))
}
/** What learners see of a frozen course. */
const readable = ({ outline, lessons }: Pick<FrozenCourse, 'outline' | 'lessons'>) => ({
  outline: flatten(outline),
  content: lessons.map(({ id, title, public: prose }) => ({ id, title, content: prose.content ?? [] })),
})

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
