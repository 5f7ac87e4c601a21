import { authorsSince, type Owners, writtenIn } from '../../shared/authorship.ts'
import { compareReadings, markOf, type Reading, readingOf, readingOfLesson, type ReadLesson } from '../../shared/comparing.ts'
import { clocksOf } from '../../shared/document/clocks.ts'
import { freezeCourse, type FrozenCourse } from '../../shared/document/freeze.ts'
import { asLesson, readOutline } from '../../shared/document/outline.ts'
import { type Comparison, type Deletion, joinDeletions, type Moment, type Visit, type WrittenPart } from '../../shared/history.ts'
import { BlockId, type CourseId, LessonId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member, type Person } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { canReadDraft, canResolve } from '../../shared/rights.ts'
import { minute } from '../../shared/time.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { HistoryStore, Sight } from './store.ts'

type Tools = {
  store: HistoryStore
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load'>
  collaboration: Pick<CollaborationService, 'readAt' | 'stateAt' | 'owners' | 'deletions'>
}

/** A course at one moment, and how much of everybody's writing is in it. */
type State = { reading: Reading; clocks: ReadonlyMap<number, number>; frozen?: FrozenCourse }
/** A lesson as it stands in the draft, with what it is known by and who wrote in it. */
export type DraftLesson = ReadLesson & { mark: string; ids: FrozenCourse['lessons'][number]['ids'] }
export type Draft = { seq: number; title: string; lessons: DraftLesson[]; frozen: FrozenCourse }

/** Away for this long is another visit. */
const visitMs = 30 * minute
const mostDeletions = 500

/** What a course was, and what became of it since: for comparing, for coming back, and for rooms that judge lessons. */
export function historyService({ store, now, people, courses, collaboration }: Tools) {
  /** The draft as it is, lesson by lesson with its mark. */
  async function draft(courseId: CourseId): Promise<Draft> {
    const { value: frozen, seq } = await collaboration.readAt(courseId, freezeCourse)
    const lessons = frozen.lessons.map((lesson) => {
      const read = readingOfLesson(lesson)
      return { ...read, mark: markOf(read), ids: lesson.ids }
    })
    return { seq, title: frozen.title, lessons, frozen }
  }

  async function stateOf(courseId: CourseId, moment: Moment, member: Member): Promise<State> {
    if (moment === 'now') {
      const { value: frozen } = await collaboration.readAt(courseId, freezeCourse)
      return { reading: readingOf(frozen), clocks: clocksOf(frozen.stateVector), frozen }
    }
    if (moment === 'visit') {
      const row = await store.visit(courseId, member.id)
      if (!row?.before) throw new Problem('unknown', 'visit.unknown', 'You were not here before, so there is nothing to compare with.')
      return readSight(courseId, row.before)
    }
    const doc = await collaboration.stateAt(courseId, moment)
    try {
      const frozen = freezeCourse(doc)
      return { reading: readingOf(frozen), clocks: clocksOf(frozen.stateVector), frozen }
    } finally {
      doc.destroy()
    }
  }

  async function readSight(courseId: CourseId, sight: Sight): Promise<State> {
    const kept = await store.keptLessons(
      courseId,
      sight.lessons.map(({ mark }) => mark),
    )
    const lessons = sight.lessons.flatMap(({ id, mark }) => {
      const lesson = kept.get(mark)
      return lesson ? [{ id, ...lesson }] : []
    })
    return { reading: { title: sight.title, lessons }, clocks: clocksOf(Buffer.from(sight.vector, 'base64')) }
  }

  async function compare(before: State, after: State, owners: Owners): Promise<Comparison> {
    const found = compareReadings(before.reading, after.reading).map((lesson) => {
      const frozen = after.frozen?.lessons.find(({ id }) => (id as string) === lesson.lesson)
      return { ...lesson, by: frozen ? writersOf(frozen, before.clocks, owners) : [] }
    })
    const who = await people.findMany(found.flatMap(({ by }) => by))
    return {
      title: after.reading.title,
      wasTitle: before.reading.title,
      lessons: found.map((lesson) => ({
        ...lesson,
        lesson: LessonId.parse(lesson.lesson),
        by: lesson.by.map((id) => who.get(id) ?? leftPerson(id)),
      })),
    }
  }

  const sightOf = ({ seq, title, lessons, frozen }: Draft): Sight => ({
    at: now(),
    seq,
    title,
    lessons: lessons.map(({ id, mark }) => ({ id, mark })),
    vector: Buffer.from(frozen.stateVector).toString('base64'),
  })

  return {
    draft,

    /** Keeps what lessons say, for comparing with later. */
    keepLessons: (courseId: CourseId, lessons: readonly DraftLesson[]) =>
      store.keepLessons(
        courseId,
        lessons.map(({ mark, title, content }) => ({ mark, title, content })),
        now(),
      ),
    keptLessons: store.keptLessons,

    /** What differs between two moments. */
    async compare(member: Member, courseId: CourseId, from: Moment, to: Moment): Promise<Comparison> {
      await courses.load(courseId, member, canReadDraft, 'read')
      const [before, after, owners] = await Promise.all([
        stateOf(courseId, from, member),
        stateOf(courseId, to, member),
        collaboration.owners(courseId),
      ])
      return compare(before, after, owners)
    },

    /** The lessons of a kept state by their marks; what they said is kept for comparing. */
    async marksAt(courseId: CourseId, pointId: string): Promise<Record<string, string>> {
      const doc = await collaboration.stateAt(courseId, pointId)
      const { lessons } = readingOf(freezeCourse(doc))
      doc.destroy()
      const marked = lessons.map((lesson) => ({ ...lesson, mark: markOf(lesson) }))
      await store.keepLessons(courseId, marked, now())
      return Object.fromEntries(marked.map(({ id, mark }) => [id, mark]))
    },

    /** Who wrote into a lesson what was not there at a state vector; without one, everybody whose words stand in it. */
    async writersSince(courseId: CourseId, lesson: Pick<DraftLesson, 'ids'>, vector: string): Promise<PersonId[]> {
      return writersOf(lesson, vector === '' ? new Map() : clocksOf(Buffer.from(vector, 'base64')), await collaboration.owners(courseId))
    },

    /** Notes that somebody sees the draft, and tells which lessons others changed while they were away. */
    async visit(member: Member, courseId: CourseId): Promise<Visit> {
      await courses.load(courseId, member, canReadDraft, 'read')
      const [row, present] = [await store.visit(courseId, member.id), await draft(courseId)]
      const isNew = !row || row.seenAt < now() - visitMs
      const before = isNew ? (row?.seen ?? null) : row.before
      if (!row || isNew || row.seen.seq !== present.seq) {
        await store.keepLessons(courseId, present.lessons, now())
        await store.setVisit({ courseId, personId: member.id, seen: sightOf(present), before, seenAt: now() })
      } else await store.setVisit({ ...row, seenAt: now() })
      if (!before) return { since: null, lessons: [] }
      const marks = new Map(before.lessons.map(({ id, mark }) => [id, mark]))
      const owners = await collaboration.owners(courseId)
      const clocks = clocksOf(Buffer.from(before.vector, 'base64'))
      const lessons = present.lessons.filter((lesson) => {
        if (marks.get(lesson.id) === lesson.mark) return false
        const writers = writersOf(lesson, clocks, owners)
        return writers.length === 0 || writers.some((id) => id !== member.id)
      })
      return { since: before.at, lessons: lessons.map(({ id }) => LessonId.parse(id)) }
    },

    async written(member: Member, courseId: CourseId, lessonId: LessonId): Promise<WrittenPart[]> {
      await courses.load(courseId, member, canReadDraft, 'read')
      const [{ frozen }, owners] = await Promise.all([draft(courseId), collaboration.owners(courseId)])
      const lesson = frozen.lessons.find(({ id }) => id === lessonId)
      if (!lesson) throw unknown('lesson')
      const blocks = writtenIn(lesson, owners)
      const who = await people.findMany(blocks.flatMap(({ runs }) => runs.flatMap(({ by, accepted }) => [by ?? [], accepted ?? []].flat())))
      const named = (id: PersonId | null | undefined) => (id ? (who.get(id) ?? leftPerson(id)) : null)
      return blocks.map(({ block, runs }) => ({
        block: BlockId.parse(block),
        runs: runs.map(({ by, accepted, text }) => ({ by: named(by), accepted: named(accepted), text })),
      }))
    },

    /** What was taken out, newest first: words by the log, lessons by the trash. */
    async deletions(member: Member, courseId: CourseId): Promise<Deletion[]> {
      // Who may close anybody's thread answers for the course, and sees who took what out of it.
      await courses.load(courseId, member, (standing) => canResolve(standing, { mine: false }), 'seeDeletions')
      const [texts, { value: outline }] = await Promise.all([
        collaboration.deletions(courseId, mostDeletions),
        collaboration.readAt(courseId, readOutline),
      ])
      const nodes = flat(outline)
      const titles = new Map(nodes.map(({ id, title }) => [id as string, title]))
      const words = joinDeletions(texts.map(({ actor, ...one }) => ({ ...one, by: actor, trashed: false, id: `${one.seq}-${one.lesson}` })))
      const trashed = nodes.flatMap(({ id, kind, trashed: gone }) =>
        gone && kind === 'lesson'
          ? [{ id: `t-${id}`, at: gone.at, by: gone.by as string, lesson: asLesson(id), text: '', trashed: true }]
          : [],
      )
      const all = [...words, ...trashed].sort((a, b) => b.at - a.at).slice(0, mostDeletions)
      const who = await people.findMany(all.flatMap(({ by }) => (by ? [by as PersonId] : []))) // the log's actors are people
      return all.map(({ id, at, by, lesson, text, trashed: isTrashed }) => ({
        id,
        at,
        by: by ? (who.get(by as PersonId) ?? leftPerson(by as PersonId)) : null,
        lesson,
        title: titles.get(lesson) ?? '',
        text,
        trashed: isTrashed,
      }))
    },
  }
}
export type HistoryService = ReturnType<typeof historyService>

const leftPerson = (id: PersonId): Person => ({ id, name: '–', colour: colourOf(id) })

const writersOf = (lesson: Pick<DraftLesson, 'ids'>, clocks: ReadonlyMap<number, number>, owners: Owners): PersonId[] => [
  ...new Set([...authorsSince(lesson, clocks, owners).values()].flatMap((writers) => [...writers])),
]

type Node = ReturnType<typeof readOutline>[number]
const flat = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...flat(node.children)])
