import type { Answered, Feedback } from '../../shared/assessment.ts'
import { nodesIn, type Prose } from '../../shared/document/prose.ts'
import { happened } from '../../shared/domain-events.ts'
import { BlockId, type CourseId, type LessonId, newId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member } from '../../shared/people.ts'
import {
  type Deeds,
  deedsIn,
  type HomeCard,
  isComplete,
  type LessonDelta,
  lessonProgress,
  type PlayView,
  type Progress,
  type PublishCheck,
} from '../../shared/play.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { flatten } from '../../shared/publishing.ts'
import { asksOf, minutesFor } from '../../shared/reading-time.ts'
import { canPlay, canReadDraft, type Standing } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { FrozenVersion, LessonRow, PublishingService } from '../publishing/service.ts'
import type { ReviewService } from '../review/service.ts'
import { completion, resultRow, viewing } from './results.ts'
import { playStore, type PlayRow } from './store.ts'
import { medianMinutes } from './time-spent.ts'
import { readingIn } from './readings.ts'
import { answersIn, blocksBetween, homeCard, learntBefore, progressFrom } from './views.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load' | 'listFor'>
  publishing: PublishingService
  review: Pick<ReviewService, 'freshFor'>
  /** Flags that authors answered in the draft and that the next version settles. */
  flagsAnswered?: (courseId: CourseId) => Promise<{ count: number; which: PublishCheck['closes']['which'] }>
}
type FrozenLesson = FrozenVersion['lessons'][number]
/** What somebody answered, judged against the version they had before them. */
export type Attempt = { id: string; lesson: FrozenLesson; question: BlockId; answered: Answered }

const cardsAPage = 60
/** Figures over more than these look at the first of them. */
const mostPlays = 20_000
const mostMoments = 100_000

/** What learners do with published versions, and how far they are. */
export function playService({
  db,
  events,
  now,
  people,
  courses,
  publishing,
  review,
  flagsAnswered = async () => ({ count: 0, which: [] }),
}: Tools) {
  const store = playStore(db)

  /** The current version, for somebody who may play it. A course that was never published is unknown to learners. */
  const open = async (member: Member, courseId: CourseId): Promise<FrozenVersion> => (await openWith(member, courseId)).version
  async function openWith(member: Member, courseId: CourseId) {
    const { course, standing } = await courses.load(courseId, member, canPlay, 'play')
    const version = await publishing.current(courseId)
    if (version) return { version, course }
    if (!canReadDraft(standing)) throw unknown('course')
    throw new Problem('unknown', 'play.unpublished', 'This course has not been published yet. Publish it, and it can be played.')
  }

  /** The version a learner says they have before them, with the lesson they name in it. */
  async function openAt(member: Member, courseId: CourseId, number: number, lessonId: LessonId) {
    const current = await open(member, courseId)
    const shown = number === current.version ? current : await publishing.version(courseId, number)
    if (!shown) throw unknown('version')
    const lesson = shown.lessons.find((one) => one.id === lessonId)
    if (!lesson) throw unknown('lesson')
    return { current, shown, lesson }
  }

  async function progressIn(version: FrozenVersion, personId: PersonId, from: Transaction = db): Promise<Progress> {
    const play = await store.play(version.courseId, personId, from)
    const deeds = deedsIn(await store.deedsOf(personId, [version.courseId], from))
    return progressFrom(version, play, deeds)
  }

  /** Runs what a learner does, and notes in the same transaction what became done and complete by it. */
  async function act(member: Member, current: FrozenVersion, place: Place, deed: (tx: Transaction) => Promise<void>): Promise<Progress> {
    const { courseId } = current
    const at = now()
    const progress = await db.transaction(async (tx) => {
      const before = await progressIn(current, member.id, tx)
      await store.place(tx, { courseId, personId: member.id, playedAt: at, ...place })
      await deed(tx)
      const after = await progressIn(current, member.id, tx)
      for (const { lesson } of after.lessons.filter((one, index) => one.state === 'done' && before.lessons[index]?.state !== 'done'))
        await events.emit(tx, happened('lesson.completed', member.id, { courseId, lessonId: lesson, version: current.version }, at))
      if (!after.complete || !(await store.add(tx, completion(current, member.id, at)))) return after
      await store.complete(tx, courseId, member.id, current.version, at)
      await events.emit(tx, happened('course.completed', member.id, { courseId, version: current.version }, at))
      return { ...after, completed: { version: current.version, at } }
    })
    events.tell()
    return progress
  }

  return {
    open,
    openAt,

    async progressOf(personId: PersonId, courseId: CourseId): Promise<Progress | undefined> {
      const version = await publishing.current(courseId)
      return version && progressIn(version, personId)
    },

    /** The learner's view of the current version. */
    async view(member: Member, courseId: CourseId, content: 'all' | 'none'): Promise<PlayView> {
      const { version, course } = await openWith(member, courseId)
      const [play, rows, fresh] = await Promise.all([
        store.play(courseId, member.id),
        store.deedsOf(member.id, [courseId]),
        review.freshFor(courseId, course.groupId, (id) => readingIn(version, id)),
      ])
      return {
        courseId,
        title: version.title,
        version: version.version,
        publishedAt: version.at,
        outline: flatten(version.outline),
        lessons: version.lessons.map((lesson) => ({
          id: lesson.id,
          title: lesson.title,
          address: lesson.address,
          minutes: minutesFor(lesson),
          questions: Object.keys(lesson.questions).map((id) => BlockId.parse(id)),
          asks: asksOf(lesson),
          ...(fresh.has(lesson.id) && { freshUntil: fresh.get(lesson.id) }),
          ...(content === 'all' && { content: lesson.public.content ?? [] }),
        })),
        progress: progressFrom(version, play, deedsIn(rows)),
        answers: answersIn(version, rows),
      }
    },

    /** What a published lesson says, by its address. Throws `lesson.unknown`. */
    async content(member: Member, courseId: CourseId, address: string): Promise<Prose[]> {
      await open(member, courseId)
      const prose = await publishing.contentAt(courseId, address)
      if (!prose) throw unknown('lesson')
      return prose.content ?? []
    },

    /** Keeps the place in a version, which need not be the newest, and that a lesson was read to its end. */
    async save(
      member: Member,
      courseId: CourseId,
      asked: { version: number; lesson: LessonId; block: BlockId | null; viewed: boolean },
    ): Promise<Progress> {
      const { current, shown, lesson } = await openAt(member, courseId, asked.version, asked.lesson)
      const block = asked.block && holds(lesson.public, asked.block) ? asked.block : null
      return act(member, current, { version: shown.version, lesson: lesson.id, block }, async (tx) => {
        if (asked.viewed) await store.add(tx, viewing(shown, lesson, member.id, now()))
      })
    },

    /**
     * Notes an answer, once for each id. Answers what is stored under that id: the first telling, whoever repeats it.
     *
     * Throws `answer.taken` when the id belongs to another person's answer or to another question.
     */
    async record(
      member: Member,
      current: FrozenVersion,
      shown: FrozenVersion,
      attempt: Attempt,
    ): Promise<{ answered: Answered; at: number }> {
      const { courseId } = current
      const { id, lesson, question, answered } = attempt
      const row = resultRow(
        {
          id,
          personId: member.id,
          courseId,
          version: shown.version,
          lesson: lesson.id,
          block: question,
          hash: lesson.questions[question] ?? lesson.hash,
          once: id,
          at: now(),
        },
        { verb: 'answered', ...answered },
      )
      await act(member, current, { version: shown.version, lesson: lesson.id, block: question }, async (tx) => {
        if (await store.add(tx, row)) return
        const told = await store.result(id, tx)
        if (told?.personId !== member.id || told.block !== question || told.courseId !== courseId || told.verb !== 'answered')
          throw new Problem('conflict', 'answer.taken', 'This answer’s id belongs to another answer. Answer again.')
      })
      const told = await store.result(id)
      return told?.result.verb === 'answered' ? { answered: told.result, at: told.at } : { answered, at: row.at }
    },

    /** Notes that somebody asked for the first hints of a question, each once as the question is. */
    async noteHints(member: Member, shown: FrozenVersion, lesson: FrozenLesson, question: BlockId, count: number) {
      const { courseId, version } = shown
      const hash = lesson.questions[question] ?? lesson.hash
      await db.transaction(async (tx) => {
        for (let hint = 1; hint <= count; hint++) {
          const at = now()
          const once = `hinted ${courseId} ${member.id} ${question} ${hash} ${hint}`
          await store.add(
            tx,
            resultRow(
              { id: newId(at), personId: member.id, courseId, version, lesson: lesson.id, block: question, hash, once, at },
              { verb: 'hinted', hint },
            ),
          )
        }
      })
    },

    /** The newest answer of each person to a question, newest first, in whichever version it was given. */
    answersTo: (courseId: CourseId, question: BlockId) => store.answersTo(courseId, question),
    /** What somebody answered of what still stands, each question's newest answer. */
    async answersOf(personId: PersonId, courseId: CourseId): Promise<Feedback[]> {
      const version = await publishing.current(courseId)
      return version ? answersIn(version, await store.deedsOf(personId, [courseId])) : []
    },
    /** An answer by its id. */
    answer: (id: string) => store.result(id),

    /** Before and after of what changed since this person learnt it, and for a while of what they learnt again; nothing for somebody who has not begun. */
    async changes(member: Member, courseId: CourseId): Promise<LessonDelta[]> {
      const version = await open(member, courseId)
      const play = await store.play(courseId, member.id)
      const rows = await store.deedsOf(member.id, [courseId])
      const { lessons } = progressFrom(version, play, deedsIn(rows))
      const deltas: LessonDelta[] = []
      for (const [index, lesson] of version.lessons.entries()) {
        const views = rows.filter((row) => row.verb === 'viewed' && row.block === lesson.id)
        const [about, state] = [{ lesson: lesson.id, title: lesson.title }, lessons[index]?.state]
        const from = state === 'again' ? views.at(-1) : state === 'done' ? learntBefore(lesson, views, version.at, now()) : undefined
        if (from) {
          const was = (await publishing.version(courseId, from.version))?.lessons.find((one) => one.id === lesson.id)
          const blocks = blocksBetween(was, lesson)
          if (state === 'again' || blocks.length > 0)
            deltas.push({ ...about, change: 'changed', since: from.version, blocks, learnt: state === 'done' })
        } else if (play?.completedVersion && views.length === 0)
          deltas.push({ ...about, change: 'new', since: play.completedVersion, blocks: [], learnt: false })
      }
      return deltas
    },

    /** The courses somebody may learn: what is begun first, then what changed, what is new, what is done. */
    async home(member: Member, from = 0) {
      const cards = await homeCards(member)
      const items = cards.slice(from, from + cardsAPage)
      return { items, ...(cards.length > from + cardsAPage && { next: String(from + cardsAPage) }) }
    },

    /** What publishing would change, and for how many. */
    async check(member: Member, courseId: CourseId): Promise<PublishCheck> {
      const { suggestions, after, ...check } = await publishing.check(member, courseId)
      const before = await publishing.version(courseId, check.current)
      const [learners, where, flags, touched] = await Promise.all([
        store.learners(courseId),
        store.whereabouts(courseId),
        flagsAnswered(courseId),
        before ? touchedBy(courseId, before.lessons, after) : { touched: 0, minutesTogether: 0 },
      ])
      const titles = new Map(before?.lessons.map(({ id, title }) => [id, title]))
      const becomes = new Map(
        check.changes.flatMap(({ lesson, change, again }) =>
          change === 'removed' || (change === 'changed' && again) ? [[lesson, change]] : [],
        ),
      )
      return {
        ...check,
        learners: {
          ...learners,
          ...touched,
          where: where.flatMap(({ lesson, people: count }) =>
            titles.has(lesson) ? [{ title: titles.get(lesson) ?? '', people: count, change: becomes.get(lesson) ?? null }] : [],
          ),
        },
        closes: { flags: flags.count, suggestions, which: flags.which },
        minutesAgain: check.changes.reduce((sum, { minutes }) => sum + minutes, 0),
      }
    },

    /** How several courses are learned, without names. For rooms that hide what few did. */
    async figures(courseIds: readonly CourseId[], since: number) {
      const begun = await store.begun(courseIds, since, mostPlays)
      const done = begun.filter(({ completedAt }) => completedAt !== null)
      return {
        learners: new Set(begun.map(({ personId }) => personId)).size,
        plays: begun.length,
        completed: done.length,
        medianMinutes: medianMinutes(done, done.length === 0 ? [] : await store.moments(courseIds, since, mostMoments)),
      }
    },
  }

  /** Whose completion would not hold with other lessons, and how long all of them would spend on what is to be learnt again. */
  async function touchedBy(courseId: CourseId, before: readonly LessonRow[], after: readonly LessonRow[]) {
    let [touched, minutesTogether] = [0, 0]
    const statesIn = (lessons: readonly LessonRow[], deeds: Deeds) => lessons.map((lesson) => lessonProgress(lesson, deeds))
    for (const rows of await store.deedsOfFinished(courseId, mostPlays)) {
      const deeds = deedsIn(rows)
      const then = statesIn(after, deeds)
      if (!isComplete(statesIn(before, deeds)) || isComplete(then)) continue
      touched++
      minutesTogether += after.reduce((sum, lesson, at) => sum + (then[at]?.state === 'done' ? 0 : minutesFor(lesson)), 0)
    }
    return { touched, minutesTogether }
  }

  async function homeCards(member: Member): Promise<HomeCard[]> {
    const plays = new Map((await store.playsOf(member.id)).map((play) => [play.courseId, play]))
    // What somebody writes, or may play only because they run it, is no learning of theirs until they begin it.
    const isMeant = ({ audience, courseRole }: Standing) => audience && courseRole !== 'editor'
    const open = (await courses.listFor(member.id)).filter(
      ({ course, standing }) => canPlay(standing) && (isMeant(standing) || plays.has(course.id)),
    )
    const versions = await publishing.latestOf(open.map(({ course }) => course.id))
    const begun = versions.map((version) => version.courseId).filter((id) => plays.has(id))
    const [lessons, who, rows] = await Promise.all([
      publishing.lessonsOf(versions),
      people.findMany(versions.map((version) => version.by)),
      store.deedsOf(member.id, begun),
    ])
    const cards = versions.map((version) => {
      const { courseId, by } = version
      const mine = rows.filter((row) => row.courseId === courseId)
      return homeCard(
        version,
        lessons.get(courseId) ?? [],
        who.get(by) ?? { id: by, name: '–', colour: colourOf(by) },
        plays.get(courseId),
        mine,
      )
    })
    return cards.sort(
      (a, b) => shelves.indexOf(a.shelf) - shelves.indexOf(b.shelf) || (b.playedAt ?? b.publishedAt) - (a.playedAt ?? a.publishedAt),
    )
  }
}
export type PlayService = ReturnType<typeof playService>

type Place = Pick<PlayRow, 'version' | 'lesson' | 'block'>
const shelves: HomeCard['shelf'][] = ['continue', 'changed', 'new', 'done']

const holds = (prose: Prose, block: string) => [...nodesIn(prose)].some((node) => node.attrs?.id === block)
