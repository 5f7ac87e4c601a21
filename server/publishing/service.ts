import { isDeepStrictEqual } from 'node:util'
import { type Fault, freezeCourse, type FrozenCourse } from '../../shared/document/freeze.ts'
import { blockIdOf, hashOf, hashOfProse, nodesIn } from '../../shared/document/prose.ts'
import { poolsIn } from '../../shared/document/question.ts'
import { happened } from '../../shared/domain-events.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { solutionByPlace } from '../../shared/grading.ts'
import { colourOf, type Member, type Person } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { compareLessons, faultWords, flatten, type LessonChange, type PublishFault, type Version } from '../../shared/publishing.ts'
import { canPublish, canReadDraft } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { type FrozenVersion, publishingStore, type VersionRow } from './store.ts'

export type { FrozenVersion, LessonRow, VersionRow } from './store.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load' | 'markPublished'>
  collaboration: Pick<CollaborationService, 'readAt' | 'ring'>
}
type Draft = FrozenCourse & { seq: number }
export type PublishOptions = { note?: string; draftSeq?: number; onTopOf?: number }

const versionsAPage = 50
const versionsKept = 64

/** Freezes drafts into versions, and hands out what was frozen. */
export function publishingService({ db, events, now, people, courses, collaboration }: Tools) {
  const store = publishingStore(db)
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

  async function current(courseId: CourseId): Promise<FrozenVersion | undefined> {
    const row = await store.latest(courseId)
    return row && version(courseId, row.version)
  }

  async function freezeDraft(courseId: CourseId): Promise<Draft> {
    const { value, seq } = await collaboration.readAt(courseId, freezeCourse)
    return { ...value, seq }
  }

  const named = async (rows: VersionRow[]): Promise<Version[]> => {
    const who = await people.findMany(rows.map((row) => row.by))
    return rows.map(({ courseId, version, at, by, note, title, lessons, changed }) => ({
      courseId,
      version,
      at,
      by: who.get(by) ?? leftPerson(by),
      note,
      title,
      lessons,
      changed,
    }))
  }

  return {
    version,
    current,

    /** Newest versions of many courses at once, without what they say; courses without one are left out. */
    latestOf: store.latestOf,
    lessonsOf: store.lessonsOf,
    contentAt: store.contentAt,

    /** Ids of the files a version shows, so that its learners may fetch them. */
    filesOf: store.filesOf,

    /** What publishing now would freeze and change. `reshaped`: only the order or a title differs. */
    async check(member: Member, courseId: CourseId) {
      await courses.load(courseId, member, canPublish, 'publish')
      const [draft, before] = [await freezeDraft(courseId), await current(courseId)]
      const changes = changesOf(before, draft)
      return {
        current: before?.version ?? 0,
        draftSeq: draft.seq,
        faults: draft.faults.map((fault) => faultFor(fault, draft)),
        changes,
        reshaped: changes.length === 0 && isReshaped(before, draft),
      }
    },

    /**
     * Freezes the draft as the next version.
     *
     * Throws `publishing.faults` when the draft cannot be learnt from as it is, `publishing.unchanged` when it says
     * what the current version says, and `publishing.conflict` when somebody else has published meanwhile.
     */
    async publish(member: Member, courseId: CourseId, { note = '', draftSeq = 0, onTopOf }: PublishOptions = {}): Promise<Version> {
      await courses.load(courseId, member, canPublish, 'publish')
      const before = await current(courseId)
      if (onTopOf !== undefined && onTopOf !== (before?.version ?? 0)) throw overtaken()
      const draft = await freezeDraft(courseId)
      if (draft.seq < draftSeq)
        throw new Problem(
          'conflict',
          'publishing.behind',
          'Your last edits have not reached the server yet. Wait until everything is saved, then publish.',
        )
      const stopping = draft.faults.filter((fault) => fault.stops)
      if (stopping.length > 0) throw faulty(stopping, draft)
      const changes = changesOf(before, draft)
      if (before && changes.length === 0 && !isReshaped(before, draft))
        throw new Problem(
          'conflict',
          'publishing.unchanged',
          `Nothing has changed since version ${before.version}, so there is nothing to publish.`,
        )

      const lessons = draft.lessons.map((lesson) => ({
        ...lesson,
        address: hashOf(lesson.public),
        content: hashOf([lesson.public, lesson.key]),
        questions: questionsOf(lesson),
        pools: poolsIn(lesson.public),
      }))
      const at = now()
      const row: VersionRow = {
        courseId,
        version: (before?.version ?? 0) + 1,
        at,
        by: member.id,
        note,
        title: draft.title,
        outline: draft.outline,
        lessons: lessons.length,
        changed: changes.filter(({ change }) => change !== 'removed').length,
        draftSeq: draft.seq,
        stateVector: Buffer.from(draft.stateVector),
      }
      await db.transaction(async (tx) => {
        if (!(await store.insert(tx, row, lessons))) throw overtaken()
        await courses.markPublished(tx, courseId, row.version, at, { title: row.title })
        await events.emit(tx, happened('course.published', member.id, { courseId, version: row.version }, at))
      })
      events.tell()
      collaboration.ring(courseId, 'publishing')
      const [published] = await named([row])
      return published ?? { ...row, by: member }
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
}
export type PublishingService = ReturnType<typeof publishingService>

const overtaken = () =>
  new Problem(
    'conflict',
    'publishing.conflict',
    'Somebody else has just published this course. Look at their version before you publish yours.',
  )

const leftPerson = (id: PersonId): Person => ({ id, name: '–', colour: colourOf(id) })

const changesOf = (before: FrozenVersion | undefined, draft: Draft): LessonChange[] =>
  compareLessons((before?.lessons ?? []).map(sized), draft.lessons.map(sized))

const sized = (lesson: FrozenCourse['lessons'][number]) => ({ ...lesson, questions: questionsOf(lesson), pools: poolsIn(lesson.public) })

/** What readers see differs though no lesson is to be learnt again: a name, the order, an explanation. */
const isReshaped = (before: FrozenVersion | undefined, draft: Draft) =>
  before !== undefined &&
  (before.title !== draft.title ||
    !isDeepStrictEqual(before.outline, draft.outline) ||
    before.lessons.some((lesson, index) => lesson.keyHash !== draft.lessons[index]?.keyHash))

/** Each question with the hash of what it asks and of what is right, by places: ids play no part. */
function questionsOf({ key, public: prose }: FrozenCourse['lessons'][number]): Record<string, string> {
  const hashes: Record<string, string> = {}
  for (const node of nodesIn(prose)) {
    const id = blockIdOf(node)
    const its = id && key[id]
    if (node.type === 'question' && its) hashes[id] = hashOf([hashOfProse(node), solutionByPlace(node, its.solution)])
  }
  return hashes
}

function faultFor({ code, stops, lesson, block }: Fault, draft: Draft): PublishFault {
  const title = draft.lessons.find((one) => one.id === lesson)?.title ?? draft.title
  return { code, stops, title, message: faultWords[code], ...(lesson && { lesson }), ...(block && { block }) }
}

function faulty(faults: Fault[], draft: Draft): Problem {
  const told = faults.slice(0, 100).map((fault) => faultFor(fault, draft))
  const [first] = told
  const more = faults.length > 1 ? ` ${faults.length} places need a look.` : ''
  return new Problem('invalid', 'publishing.faults', `The draft cannot be published yet. In “${first?.title}”: ${first?.message}${more}`, {
    faults: told,
  })
}
