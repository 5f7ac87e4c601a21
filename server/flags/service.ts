import type { z } from 'zod'
import { type Accepted, acceptPassage } from '../../shared/document/accept.ts'
import { happened } from '../../shared/domain-events.ts'
import {
  type acceptFlag, type closeFlag, type Credit, type declineFlag, type Flag, flagsPerDay, type FlagState, joinableStates, type joinFlags, type listFlags, type listMyFlags, type MyFlag, openStates, type raiseFlag, reviewThreshold, type UnderReview,
} from '../../shared/flags.ts'
import type { CourseId, FlagId, PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { canAccept, canFlag } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { PublishingService } from '../publishing/service.ts'
import { locateFlags } from './draft.ts'
import { fixedBlock, isSameSpot, type Lessons, type Spot, quoteIn, textsIn, trailOf } from './spots.ts'
import type { Cursor, FlagRow, FlagStore, VoiceRow } from './store.ts'
import { flagView, type Located, myFlagView, named, peopleIn } from './views.ts'

type Tools = {
  db: Database
  store: FlagStore
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  courses: Pick<CourseService, 'load'>
  publishing: Pick<PublishingService, 'version' | 'current'>
  collaboration: Pick<CollaborationService, 'command' | 'read' | 'ring'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>
type Answer = z.input<(typeof acceptFlag)['gives']>

const perPage = 50
const mostCredits = 500
const closedStates = ['fixed', 'declined', 'duplicate', 'removed'] as const satisfies readonly FlagState[]
const shown = { open: openStates, inProgress: ['inProgress'], closed: closedStates } as const

/** Learners say what is outdated, authors answer, and everybody hears what became of it. */
export function flagsService({ db, store, events, now, people, courses, publishing, collaboration }: Tools) {
  const author = (member: Member, courseId: CourseId) => courses.load(courseId, member, canAccept, 'answerFlags')
  const learner = (member: Member, courseId: CourseId) => courses.load(courseId, member, canFlag, 'flag')

  /** The frozen lessons of the versions in which these spots were marked. */
  async function lessonsFor(courseId: CourseId, spots: readonly Pick<Spot, 'version'>[]): Promise<Lessons> {
    const versions = new Map<number, Awaited<ReturnType<typeof publishing.version>>>()
    for (const { version } of spots) if (!versions.has(version)) versions.set(version, await publishing.version(courseId, version))
    return (version, lesson) => versions.get(version)?.lessons.find(({ id }) => id === lesson)
  }

  async function flagIn(courseId: CourseId, flagId: FlagId, from: Transaction = db): Promise<FlagRow> {
    const row = await store.find(flagId, from)
    if (row?.courseId !== courseId) throw unknown('flag')
    return row
  }

  async function viewsOf(courseId: CourseId, rows: FlagRow[]): Promise<Flag[]> {
    const voices = await store.voicesOf(rows.map(({ id }) => id))
    const names = await people.findMany(peopleIn(rows, voices))
    const located = await locate(courseId, rows.filter(({ state }) => !isClosed(state)), voices)
    return rows.map((row) => flagView(row, voices.get(row.id) ?? [], names, located.get(row.id)))
  }

  async function viewOf(courseId: CourseId, row: FlagRow): Promise<Flag> {
    const [view] = await viewsOf(courseId, [row])
    return view ?? flagView(row, [], new Map(), undefined)
  }

  async function locate(courseId: CourseId, rows: FlagRow[], voices: ReadonlyMap<FlagId, VoiceRow[]>): Promise<Map<FlagId, Located>> {
    if (rows.length === 0) return new Map()
    const lessons = await lessonsFor(courseId, rows)
    const asked = rows.map((row) => ({ id: row.id, trail: trailOf(row, lessons), proposals: (voices.get(row.id) ?? []).flatMap(({ id, proposed }) => (proposed === null ? [] : [{ id, proposed }])) }))
    return collaboration.read(courseId, (doc) => locateFlags(doc, asked))
  }

  /** Writes an answer and tells of it. Throws `flag.answered` when the flag is in none of these states any more. */
  async function settle(flag: FlagRow, from: readonly FlagState[], to: Partial<FlagRow>, tell: (tx: Transaction, row: FlagRow) => Promise<void>): Promise<FlagRow> {
    const changed = await db.transaction(async (tx) => {
      const row = await store.change(tx, flag.id, from, { ...to, newsAt: now() })
      if (row) await tell(tx, row)
      return row
    })
    if (!changed) throw await answered(flag)
    events.tell()
    collaboration.ring(flag.courseId, 'flags')
    return changed
  }

  async function answered({ id, courseId }: FlagRow): Promise<Problem> {
    const { state } = await flagIn(courseId, id)
    return new Problem('conflict', 'flag.answered', 'Somebody has answered this flag already. Look at it again.', { state })
  }

  const news = (kind: 'flag.raised' | 'flag.accepted' | 'flag.declined', by: PersonId, { courseId, id }: Pick<FlagRow, 'courseId' | 'id'>) => (tx: Transaction) => events.emit(tx, happened(kind, by, { courseId, flagId: id }, now()))

  /** Closes a flag whose better words a version carries, and names whose words they are. */
  async function fix(row: FlagRow, version: { version: number; lessons: Parameters<typeof fixedBlock>[0] }): Promise<FlagRow | undefined> {
    const at = version.version > row.version ? fixedBlock(version.lessons, row) : undefined
    if (!at) return undefined
    return db.transaction(async (tx) => {
      const fixed = await store.change(tx, row.id, ['inProgress'], { state: 'fixed', fixedIn: version.version, newsAt: now() })
      if (!fixed) return undefined
      const voices = (await store.voicesOf([row.id], tx)).get(row.id) ?? []
      const credited = voices.find(({ id }) => id === row.voice) ?? voices[0]
      if (credited?.named) await store.credit(tx, { flagId: row.id, personId: credited.personId, courseId: row.courseId, version: version.version, ...at, words: row.after ?? '', at: now() })
      await events.emit(tx, happened('flag.fixed', row.answeredBy, { courseId: row.courseId, flagId: row.id, version: version.version }, now()))
      return fixed
    })
  }

  /** A flag that was just answered may be fixed already: the current version can say it better than the flagged one. */
  async function fixNow(row: FlagRow): Promise<FlagRow> {
    const current = await publishing.current(row.courseId)
    const fixed = current && (await fix(row, current))
    if (fixed) events.tell()
    return fixed ?? row
  }

  async function accept(member: Member, { courseId, flagId, commandId, voice: voiceId, text, over }: Input<typeof acceptFlag>): Promise<Answer> {
    await author(member, courseId)
    const flag = await flagIn(courseId, flagId)
    if (isClosed(flag.state)) throw await answered(flag)
    const voice = (await store.voicesOf([flagId])).get(flagId)?.find(({ id }) => id === voiceId)
    const proposed = text ?? voice?.proposed
    if (!voice) throw unknown('flag')
    if (proposed === null || proposed === undefined) throw new Problem('invalid', 'flag.noWords', 'This learner proposed no words. Write some, or change the draft and close the flag.')
    const trail = trailOf(flag, await lessonsFor(courseId, [flag]))
    const { value: done, seq } = await collaboration.command(courseId, { by: member.id, id: commandId, name: 'flag.accept' }, (doc) => acceptPassage(doc, { trail, proposed }, over))
    if (done.status === 'conflict') return { outcome: 'conflict', base: done.base, now: done.now, proposed: done.proposed }
    if (done.status === 'gone') return { outcome: 'gone' }
    if (done.status === 'already' && flag.state === 'inProgress') return { outcome: 'already', flag: await viewOf(courseId, flag), seq }
    const changed = await settle(flag, joinableStates, { state: 'inProgress', voice: voiceId, ...answeredBy(member), note: '', reason: null, before: flag.quote.exact, after: wordsOf(done) }, news('flag.accepted', member.id, flag))
    return { outcome: done.status, flag: await viewOf(courseId, await fixNow(changed)), seq }
  }

  const answeredBy = (member: Member) => ({ answeredBy: member.id, answeredAt: now() })

  return {
    /** Raises a flag, or joins the one that is on the spot. The same `id` again changes nothing. */
    async raise(member: Member, { courseId, id, reason, proposed, source, named, ...passage }: Input<typeof raiseFlag>): Promise<MyFlag> {
      const { course } = await learner(member, courseId)
      const before = await store.voice(id)
      if (before && before.personId !== member.id) throw new Problem('conflict', 'flag.taken', 'This id belongs to something else already. Send it again under a new one.')
      if (before) return myFlagView(await flagIn(courseId, before.flagId), before)
      if (source && !/^(https?:\/\/|mailto:)\S+$/i.test(source)) throw new Problem('invalid', 'flag.source', 'The source is no web address. Give one that begins with https://, or leave it out.')

      const near = await store.inLesson(db, courseId, passage.lesson, joinableStates)
      const lessons = await lessonsFor(courseId, [passage, ...near])
      const lesson = lessons(passage.version, passage.lesson)
      const quote = lesson && quoteIn(lesson, passage)
      if (!quote) throw new Problem('invalid', 'flag.passage', 'These words are not in that version of the course. Reload the page and mark them again.')

      const at = now()
      const spot = { courseId, courseTitle: course.title, lessonTitle: lesson.title, ...passage, quote }
      const fresh: FlagRow = { id: id as string as FlagId, ...spot, ...unanswered, raisedAt: at, activeAt: at } // the first voice lends its id
      const said = { id, personId: member.id, at, reason, proposed: proposed === undefined || proposed === quote.exact ? null : proposed, source: source ?? null, named, lookedAt: at }
      const raised = await db.transaction(async (tx) => {
        if ((await store.raisedSince(tx, member.id, at - day)) >= flagsPerDay) throw new Problem('busy', 'flag.tooMany', `You raised ${flagsPerDay} flags today. Thank you; go on tomorrow.`)
        const same = (await store.inLesson(tx, courseId, passage.lesson, joinableStates)).find((row) => isSameSpot(row, fresh, lessons))
        if (!same) await store.insert(tx, fresh)
        const flag = same ?? fresh
        const voice = await store.addVoice(tx, { ...said, flagId: flag.id })
        if (voice.id === id) await news('flag.raised', member.id, flag)(tx)
        return { flag: await flagIn(courseId, flag.id, tx), voice }
      })
      events.tell()
      collaboration.ring(courseId, 'flags')
      return myFlagView(raised.flag, raised.voice)
    },

    async list(member: Member, { courseId, show, after }: Input<typeof listFlags>): Promise<{ items: Flag[]; next?: string; open: number }> {
      await author(member, courseId)
      const rows = await store.list(courseId, shown[show], perPage + 1, cursorFrom(after))
      const items = await viewsOf(courseId, rows.slice(0, perPage))
      const last = rows.length > perPage ? rows[perPage - 1] : undefined
      return { items, open: await store.countIn(courseId, openStates), ...(last && { next: cursorTo({ at: last.activeAt, id: last.id }) }) }
    },

    async see(member: Member, courseId: CourseId, ids: FlagId[]): Promise<void> {
      await author(member, courseId)
      await db.transaction((tx) => store.markSeen(tx, courseId, ids))
    },

    accept,

    /** Closes a flag whose passage the authors changed themselves. */
    async close(member: Member, { courseId, flagId, note }: Input<typeof closeFlag>): Promise<Flag> {
      await author(member, courseId)
      const flag = await flagIn(courseId, flagId)
      const { place } = (await locate(courseId, [flag], new Map())).get(flagId) ?? {}
      if (place?.state !== 'changed' && place?.state !== 'gone') throw new Problem('conflict', 'flag.unchanged', 'The draft still says what was flagged. Change it first, or decline the flag.')
      const changed = await settle(flag, openStates, { state: 'inProgress', ...answeredBy(member), note, before: flag.quote.exact, after: place.now ?? '' }, news('flag.accepted', member.id, flag))
      return viewOf(courseId, await fixNow(changed))
    },

    async decline(member: Member, { courseId, flagId, reason, note }: Input<typeof declineFlag>): Promise<Flag> {
      await author(member, courseId)
      const flag = await flagIn(courseId, flagId)
      const changed = await settle(flag, openStates, { state: 'declined', ...answeredBy(member), reason, note }, news('flag.declined', member.id, flag))
      return viewOf(courseId, changed)
    },

    /** Moves the voices of one flag to another that means the same; answers that one. */
    async join(member: Member, { courseId, flagId, of }: Input<typeof joinFlags>): Promise<Flag> {
      await author(member, courseId)
      if (flagId === of) throw new Problem('invalid', 'flag.itself', 'A flag cannot be the duplicate of itself. Choose another one.')
      const [flag, target] = [await flagIn(courseId, flagId), await flagIn(courseId, of)]
      await settle(flag, openStates, { state: 'duplicate', ...answeredBy(member), duplicateOf: of }, (tx) => store.moveVoices(tx, flagId, of))
      return viewOf(courseId, await flagIn(courseId, target.id))
    },

    async mine(member: Member, { courseId, after }: Input<typeof listMyFlags>): Promise<{ items: MyFlag[]; next?: string; news: number }> {
      const rows = await store.mine(member.id, courseId, perPage + 1, cursorFrom(after))
      const last = rows.length > perPage ? rows[perPage - 1] : undefined
      return { items: rows.slice(0, perPage).map(({ flag, voice }) => myFlagView(flag, voice)), news: await store.newsFor(member.id), ...(last && { next: cursorTo(last.voice) }) }
    },

    seeMine: (member: Member) => store.look(member.id, now()),

    /** Sentences of the current version that still carry a learner's words. */
    async credits(member: Member, courseId: CourseId): Promise<Credit[]> {
      await learner(member, courseId)
      const [current, rows] = [await publishing.current(courseId), await store.credits(courseId, mostCredits)]
      const texts = new Map(current?.lessons.flatMap((lesson) => [...textsIn(lesson)].map(({ block, text }) => [block, { lesson: lesson.id, text }] as const)))
      const standing = rows.flatMap((row) => {
        const at = texts.get(row.block)
        return at?.text.includes(row.words) ? [{ ...row, lesson: at.lesson }] : []
      })
      const names = await people.findMany([...new Set(standing.map((row) => row.personId))])
      return standing.map(({ lesson, block, version, personId }) => ({ lesson, block, version, by: named(names, personId) }))
    },

    /** Passages that so many people flagged that everybody should know. */
    async underReview(member: Member, courseId: CourseId): Promise<UnderReview[]> {
      await learner(member, courseId)
      const [current, rows] = [await publishing.current(courseId), await store.wanted(courseId, joinableStates, reviewThreshold, perPage)]
      return rows.flatMap(({ lesson, block, quote }) => {
        const frozen = current?.lessons.find(({ id }) => id === lesson)
        const stands = frozen && [...textsIn(frozen)].some((each) => each.block === block && each.text.includes(quote.exact))
        return stands ? [{ lesson, block, quote: quote.exact }] : []
      })
    },

    /** A version was published: flags whose better words it carries are fixed, those whose lesson left the course are closed. */
    async heedVersion(courseId: CourseId, number: number): Promise<void> {
      const version = await publishing.version(courseId, number)
      if (!version) return
      const lessons = new Set(version.lessons.map(({ id }) => id))
      let after: Cursor | undefined
      for (;;) {
        const rows = await store.list(courseId, joinableStates, perPage, after)
        for (const row of rows) {
          if (row.state === 'inProgress' && (await fix(row, version))) continue
          if (!lessons.has(row.lesson) && number > row.version) await db.transaction((tx) => store.change(tx, row.id, joinableStates, { state: 'removed', newsAt: now() }))
        }
        const last = rows.at(-1)
        if (!last || rows.length < perPage) break
        after = { at: last.activeAt, id: last.id }
      }
      events.tell()
      collaboration.ring(courseId, 'flags')
    },
  }
}
export type FlagsService = ReturnType<typeof flagsService>

/** A flag that nobody has looked at. */
const unanswered = { state: 'new', voices: 0, answeredBy: null, answeredAt: null, reason: null, note: '', voice: null, before: null, after: null, fixedIn: null, newsAt: 0, duplicateOf: null } as const

const isClosed = (state: FlagState) => (closedStates as readonly FlagState[]).includes(state)

/** What the passage reads once the proposal is in. */
const wordsOf = (done: Extract<Accepted, { status: 'applied' | 'already' }>) => (done.status === 'applied' ? done.after : done.now)

const cursorTo = ({ at, id }: Cursor) => `${at}.${id}`
function cursorFrom(after: string | undefined): Cursor | undefined {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(after ?? '') ?? []
  return at && id ? { at: Number(at), id } : undefined
}
