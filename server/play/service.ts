import type { Feedback } from '../../shared/assessment.ts'
import { hashOf, nodesIn, type Prose } from '../../shared/document/prose.ts'
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
  type LessonProgress,
  type PlayView,
  type Progress,
  type PublishCheck,
  shelfOf,
} from '../../shared/play.ts'
import { type BlockDiff, diffProse } from '../../shared/prose-diff.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { flatten, minutesFor } from '../../shared/publishing.ts'
import { canPlay, canReadDraft, type Standing } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { FrozenVersion, LessonRow, PublishingService } from '../publishing/service.ts'
import { playStore, type PlayRow, type ResultBody, type ResultRow } from './store.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load' | 'listFor'>
  publishing: PublishingService
}
type FrozenLesson = FrozenVersion['lessons'][number]
/** What somebody answered, judged against the version they had before them. */
export type Attempt = { id: string; lesson: FrozenLesson; question: BlockId; choices: BlockId[]; correct: boolean; points: number }

const cardsAPage = 60

/** What learners do with published versions, and how far they are. */
export function playService({ db, events, now, people, courses, publishing }: Tools) {
  const store = playStore(db)

  /** The current version, for somebody who may play it. A course that was never published is unknown to learners. */
  async function open(member: Member, courseId: CourseId): Promise<FrozenVersion> {
    const { standing } = await courses.load(courseId, member, canPlay, 'play')
    const version = await publishing.current(courseId)
    if (version) return version
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
      const version = await open(member, courseId)
      const play = await store.play(courseId, member.id)
      const rows = await store.deedsOf(member.id, [courseId])
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
    ): Promise<{ choices: BlockId[]; at: number }> {
      const { courseId } = current
      const { id, lesson, question, choices, correct, points } = attempt
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
        { verb: 'answered', choices, correct, points },
      )
      await act(member, current, { version: shown.version, lesson: lesson.id, block: question }, async (tx) => {
        if (await store.add(tx, row)) return
        const told = await store.result(id, tx)
        if (told?.personId !== member.id || told.block !== question || told.courseId !== courseId || told.verb !== 'answered')
          throw new Problem('conflict', 'answer.taken', 'This answer’s id belongs to another answer. Answer again.')
      })
      const told = await store.result(id)
      return told?.result.verb === 'answered' ? { choices: told.result.choices, at: told.at } : { choices, at: row.at }
    },

    /** Before and after of what changed since this person learnt it; nothing for somebody who has not begun. */
    async changes(member: Member, courseId: CourseId): Promise<LessonDelta[]> {
      const version = await open(member, courseId)
      const play = await store.play(courseId, member.id)
      const rows = await store.deedsOf(member.id, [courseId])
      const learnt = new Map(rows.filter((row) => row.verb === 'viewed').map((row) => [row.block, row])) // the last one stays
      const { lessons } = progressFrom(version, play, deedsIn(rows))
      const deltas: LessonDelta[] = []
      for (const [index, lesson] of version.lessons.entries()) {
        const row = learnt.get(lesson.id)
        if (lessons[index]?.state === 'again' && row) {
          const was = (await publishing.version(courseId, row.version))?.lessons.find((one) => one.id === lesson.id)
          deltas.push({ lesson: lesson.id, title: lesson.title, change: 'changed', since: row.version, blocks: blocksBetween(was, lesson) })
        } else if (play?.completedVersion && !row)
          deltas.push({ lesson: lesson.id, title: lesson.title, change: 'new', since: play.completedVersion, blocks: [] })
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
      const check = await publishing.check(member, courseId)
      return {
        ...check,
        learners: await store.learners(courseId),
        minutesAgain: check.changes.reduce((sum, { minutes }) => sum + minutes, 0),
      }
    },
  }

  async function homeCards(member: Member): Promise<HomeCard[]> {
    const plays = new Map((await store.playsOf(member.id)).map((play) => [play.courseId, play]))
    // What somebody writes, or may play only because they run it, is no learning of theirs until they begin it.
    const isMeant = ({ audience, courseRole }: Standing) => audience && courseRole !== 'editor'
    const open = (await courses.listFor(member.id)).filter(
      ({ course, standing }) => canPlay(standing) && (isMeant(standing) || plays.has(course.id)),
    )
    const versions = await publishing.latestOf(open.map(({ course }) => course.id))
    const lessons = await publishing.lessonsOf(versions)
    const who = await people.findMany(versions.map((version) => version.by))
    const rows = await store.deedsOf(
      member.id,
      versions.map((version) => version.courseId).filter((id) => plays.has(id)),
    )
    const cards = versions.map(({ courseId, title, version, at, by }): HomeCard => {
      const play = plays.get(courseId)
      const all = lessons.get(courseId) ?? []
      const progress = progressFrom({ version, lessons: all }, play, deedsIn(rows.filter((row) => row.courseId === courseId)))
      const left = all.filter((_, index) => progress.lessons[index]?.state !== 'done')
      return {
        courseId,
        title,
        version,
        publishedAt: at,
        by: who.get(by) ?? { id: by, name: '–', colour: colourOf(by) },
        shelf: shelfOf({ played: play !== undefined, complete: progress.complete, finishedBefore: Boolean(play?.completedVersion) }),
        lessons: all.length,
        done: all.length - left.length,
        changed: play?.completedVersion ? left.length : 0,
        minutesLeft: left.reduce((sum, lesson) => sum + minutesFor(lesson), 0),
        resume: progress.resume,
        playedAt: play?.playedAt ?? null,
      }
    })
    return cards.sort(
      (a, b) => shelves.indexOf(a.shelf) - shelves.indexOf(b.shelf) || (b.playedAt ?? b.publishedAt) - (a.playedAt ?? a.publishedAt),
    )
  }
}
export type PlayService = ReturnType<typeof playService>

type Place = Pick<PlayRow, 'version' | 'lesson' | 'block'>
const shelves: HomeCard['shelf'][] = ['continue', 'changed', 'new', 'done']

function progressFrom(version: { version: number; lessons: readonly LessonRow[] }, play: PlayRow | undefined, deeds: Deeds): Progress {
  const lessons = version.lessons.map((lesson) => lessonProgress(lesson, deeds))
  return {
    current: version.version,
    lessons,
    resume: resumeIn(lessons, play),
    complete: isComplete(lessons),
    completed: play?.completedVersion && play.completedAt ? { version: play.completedVersion, at: play.completedAt } : null,
  }
}

/** The place somebody left, when its lesson is still there; somebody who finished goes to what changed instead. */
function resumeIn(lessons: readonly LessonProgress[], play: PlayRow | undefined): Progress['resume'] {
  if (!play) return null
  const again = play.completedVersion ? lessons.find((lesson) => lesson.state !== 'done') : undefined
  if (again && lessons.find((lesson) => lesson.lesson === play.lesson)?.state === 'done') return { lesson: again.lesson, block: null }
  return lessons.some((lesson) => lesson.lesson === play.lesson) ? { lesson: play.lesson, block: play.block } : null
}

/** What each question that still stands was answered with last. */
function answersIn(version: FrozenVersion, rows: readonly ResultRow[]): Feedback[] {
  const last = new Map<string, ResultRow>()
  for (const row of rows) if (row.verb === 'answered') last.set(`${row.block} ${row.hash}`, row)
  return version.lessons.flatMap((lesson) =>
    Object.entries(lesson.questions).flatMap(([question, hash]): Feedback[] => {
      const row = last.get(`${question} ${hash}`)
      const key = lesson.key[question]
      if (!row || !key || row.result.verb !== 'answered') return []
      const { choices, correct } = row.result
      return [
        {
          question: BlockId.parse(question),
          choices,
          correct,
          right: key.correct.map((id) => BlockId.parse(id)),
          explanation: key.explanation ?? [],
          at: row.at,
        },
      ]
    }),
  )
}

function blocksBetween(was: FrozenLesson | undefined, is: FrozenLesson): LessonDelta['blocks'] {
  const diffs: BlockDiff[] = diffProse(was?.public.content ?? [], is.public.content ?? [])
  // A question whose key alone changed looks the same and is to be answered again: it is named, and its key is not.
  const seen = new Set(diffs.map((diff) => diff.block))
  const asked = [...nodesIn(is.public)].filter((node) => node.type === 'question')
  for (const question of asked) {
    const id = String(question.attrs?.id)
    const touched = [...nodesIn(question)].some((node) => seen.has(String(node.attrs?.id)))
    if (!touched && was?.questions[id] && was.questions[id] !== is.questions[id])
      diffs.push({
        block: id,
        change: 'changed',
        words: [{ op: 'same', text: (question.content?.[0]?.content ?? []).map((node) => node.text ?? '').join('') }],
      })
  }
  return diffs.map((diff) => ({ ...diff, block: BlockId.parse(diff.block) }))
}

const holds = (prose: Prose, block: string) => [...nodesIn(prose)].some((node) => node.attrs?.id === block)

const resultRow = (row: Omit<ResultRow, 'verb' | 'result'>, result: ResultBody): ResultRow => ({ ...row, verb: result.verb, result })

const viewing = ({ courseId, version }: FrozenVersion, lesson: FrozenLesson, personId: PersonId, at: number) =>
  resultRow(
    {
      id: newId(at),
      personId,
      courseId,
      version,
      lesson: lesson.id,
      block: lesson.id,
      hash: lesson.hash,
      once: `viewed ${courseId} ${personId} ${lesson.id} ${lesson.hash}`,
      at,
    },
    { verb: 'viewed' },
  )

/** One for each set of lessons as they were: a version that only reorders asks nothing again and completes nothing anew. */
function completion({ courseId, version, lessons }: FrozenVersion, personId: PersonId, at: number): ResultRow {
  const hashes = lessons.map(({ id, hash }) => ({ lesson: id, hash }))
  const hash = hashOf(hashes.map((one) => `${one.lesson} ${one.hash}`).sort())
  return resultRow(
    {
      id: newId(at),
      personId,
      courseId,
      version,
      lesson: null,
      block: courseId,
      hash,
      once: `completed ${courseId} ${personId} ${hash}`,
      at,
    },
    { verb: 'completed', lessons: hashes },
  )
}
