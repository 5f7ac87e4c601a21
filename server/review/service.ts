import { compareLesson } from '../../shared/comparing.ts'
import { happened } from '../../shared/domain-events.ts'
import { type ChangedLesson } from '../../shared/history.ts'
import { type CourseId, type GroupId, LessonId, newId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member, type Person } from '../../shared/people.ts'
import { notAllowed, Problem, unknown } from '../../shared/problem.ts'
import {
  approvalCounts,
  type Board,
  type BoardLesson,
  canApprove,
  canVerify,
  defaultRules,
  dueOf,
  type Freshness,
  type ReviewRules,
  type Round,
  type RoundId,
  type Scope,
  type Verdict,
} from '../../shared/review.ts'
import { canManageCourse, canManageGroup, canReadDraft, canSeeGroup, type GroupRole, type Standing } from '../../shared/rights.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { DraftLesson, HistoryService } from '../history/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { freshness } from './freshness.ts'
import { lessonIn, unmoved } from './lessons.ts'
import type { ReviewStore, RoundRow, VerdictRow, VerificationRow } from './store.ts'

type Tools = {
  db: Database
  store: ReviewStore
  events: Events
  now: () => number
  people: Pick<PeopleService, 'findMany'>
  groups: Pick<GroupService, 'load' | 'placesOf'>
  courses: Pick<CourseService, 'load' | 'standing' | 'listPeople' | 'readers'>
  collaboration: Pick<CollaborationService, 'restorePoints' | 'deletions' | 'ring'>
  history: Pick<HistoryService, 'draft' | 'keepLessons' | 'keptLessons' | 'writersSince' | 'marksAt'>
}
type Asking = { people: PersonId[]; role?: GroupRole; scope: Scope; lessons: LessonId[]; message: string; dueAt: number | null }

/** Where an approval is missing, for those who judge whether a course may be published. */
export type MissingApproval = { lesson: LessonId; title: string; missing: number; ended: Person[] }

/** Asking for a word on the draft, and what was said: bound to what each lesson says, so that an edit ends just what it touches. */
export function reviewService({ db, store, events, now, people, groups, courses, collaboration, history }: Tools) {
  /** The rules that hold in a group: its own, or those of the nearest group above it that has some. */
  async function rulesFor(groupId: GroupId): Promise<{ rules: ReviewRules; from: GroupId | null }> {
    const place = (await groups.placesOf([groupId])).get(groupId)
    const above = (place?.path.split('/').filter(Boolean) ?? [groupId]) as GroupId[] // a path is made of group ids
    const set = await store.rulesAt(above)
    const from = above.findLast((id) => set.has(id)) ?? null
    return { rules: from ? { ...defaultRules, ...set.get(from) } : defaultRules, from }
  }

  const inScope = (round: RoundRow, lesson: DraftLesson) =>
    round.scope === 'all' ||
    (round.scope === 'lessons' ? round.lessons.includes(lesson.id as LessonId) : round.base?.marks[lesson.id] !== lesson.mark)

  /** Whose edits came since a verdict: writers of what is new, and of what is gone. */
  async function changedBy(courseId: CourseId, lesson: DraftLesson, verdict: VerdictRow): Promise<PersonId[]> {
    const [writers, deletions] = await Promise.all([
      history.writersSince(courseId, lesson, verdict.vector),
      collaboration.deletions(courseId, 500),
    ])
    const deleters = deletions.flatMap(
      ({ lesson: at, at: when, actor }) => ((at as string) === lesson.id && when >= verdict.at && actor ? [actor as PersonId] : []), // the log's actors are people
    )
    return [...new Set([...writers, ...deleters])]
  }

  function freshnessOf(row: VerificationRow, state: Freshness['state'], who: Map<PersonId, Person>): Freshness {
    return { state, by: named(who, row.personId), at: row.at, until: row.until, flags: row.flags }
  }

  async function describe(row: RoundRow): Promise<Round> {
    const asked = await store.asked(row.id)
    const who = await people.findMany([row.by, ...asked.map(({ personId }) => personId)])
    return {
      id: row.id,
      by: named(who, row.by),
      at: row.at,
      message: row.message,
      dueAt: row.dueAt,
      scope: row.scope,
      closedAt: row.closedAt,
      asked: asked.map(({ personId, role, doneAt }) => ({ person: named(who, personId), role, doneAt })),
    }
  }

  /** Everybody who is asked: those named, and those who hold the role there. Throws for somebody who cannot read the draft. */
  async function askedFor(member: Member, courseId: CourseId, asking: Asking): Promise<{ personId: PersonId; role: GroupRole | null }[]> {
    const readers = new Set(await courses.readers(courseId))
    const strangers = asking.people.filter((id) => !readers.has(id))
    if (strangers.length > 0)
      throw new Problem('invalid', 'review.noAccess', 'Somebody you ask cannot read this draft. Invite them to the course first.', {
        people: strangers,
      })
    const asked = new Map<PersonId, GroupRole | null>(asking.people.map((id) => [id, null]))
    if (asking.role)
      for (let after: string | undefined; ;) {
        const page = await courses.listPeople(member, courseId, after)
        for (const { person, roles } of page.items)
          if (roles.includes(asking.role) && !asked.has(person.id)) asked.set(person.id, asking.role)
        if (!(after = page.next)) break
      }
    asked.delete(member.id)
    if (asked.size === 0)
      throw new Problem('invalid', 'review.nobody', 'Nobody would be asked. Name somebody, or a role that somebody holds here.')
    return [...asked].map(([personId, role]) => ({ personId, role }))
  }

  const { stateOf, ...verifying } = freshness({ store, now, courses, collaboration, history, rulesFor })

  return {
    rulesFor,
    ...verifying,

    async readRules(member: Member, groupId: GroupId) {
      await groups.load(groupId, member, canSeeGroup)
      const { rules, from } = await rulesFor(groupId)
      const name = from ? (await groups.placesOf([from])).get(from)?.name : undefined
      return { rules, from, fromName: name ?? null }
    },
    async setRules(member: Member, groupId: GroupId, rules: ReviewRules | null) {
      await groups.load(groupId, member, canManageGroup, 'setRules')
      await store.setRules(groupId, rules, member.id, now())
    },

    /** How every lesson of the draft stands. */
    async board(member: Member, courseId: CourseId): Promise<Board> {
      const { course, standing } = await courses.load(courseId, member, canReadDraft, 'read')
      const [{ rules }, draft, round, verdicts, verifications] = await Promise.all([
        rulesFor(course.groupId),
        history.draft(courseId),
        store.openRound(courseId),
        store.verdicts(courseId),
        store.verifications(courseId),
      ])
      const stale = new Map<VerdictRow, PersonId[]>()
      for (const row of verdicts) {
        const lesson = draft.lessons.find(({ id }) => id === (row.lesson as string))
        if (lesson && lesson.mark !== row.mark) stale.set(row, await changedBy(courseId, lesson, row))
      }
      const who = await people.findMany([
        ...verdicts.map(({ personId }) => personId),
        ...verifications.map(({ personId }) => personId),
        ...[...stale.values()].flat(),
      ])
      const asVerdict = (row: VerdictRow): Verdict => ({
        by: named(who, row.personId),
        verdict: row.verdict,
        at: row.at,
        note: row.note,
        stands: !stale.has(row),
        changedBy: (stale.get(row) ?? []).map((id) => named(who, id)),
      })
      const lessons: BoardLesson[] = []
      for (const lesson of draft.lessons) {
        const id = LessonId.parse(lesson.id)
        const verification = verifications.find((row) => row.lesson === id)
        const fresh = verification ? freshnessOf(verification, await stateOf(verification, lesson, rules), who) : null
        lessons.push({
          lesson: id,
          title: lesson.title,
          mark: lesson.mark,
          inScope: round !== undefined && inScope(round, lesson),
          verdicts: verdicts.filter((row) => row.lesson === id).map(asVerdict),
          freshness: fresh,
          due: fresh && dueOf(fresh, now()),
        })
      }
      return {
        round: round ? await describe(round) : null,
        lessons,
        rules,
        mayApprove: canApprove(standing),
        mayVerify: canVerify(standing, rules),
        mayAsk: canManageCourse(standing),
      }
    },

    async ask(member: Member, courseId: CourseId, asking: Asking): Promise<Round> {
      await courses.load(courseId, member, canManageCourse, 'askReview')
      const asked = await askedFor(member, courseId, asking)
      const { points } = await collaboration.restorePoints(courseId)
      const published = points.find(({ why }) => why === 'published')
      const base =
        asking.scope === 'changes' && published ? { at: published.at, marks: await history.marksAt(courseId, published.id) } : null
      const row: RoundRow = {
        id: newId<RoundId>(now()),
        courseId,
        by: member.id,
        at: now(),
        message: asking.message,
        dueAt: asking.dueAt,
        scope: asking.scope,
        lessons: asking.lessons,
        base,
        closedAt: null,
      }
      const { lessons } = await history.draft(courseId)
      if (!lessons.some((lesson) => inScope(row, lesson)))
        throw new Problem(
          'invalid',
          'review.nothing',
          'There is nothing to look at: no lesson is asked for, or none has changed since the last version.',
        )
      await db.transaction(async (tx) => {
        await store.addRound(tx, row, asked)
        await events.emit(
          tx,
          happened('review.asked', member.id, { courseId, roundId: row.id, people: asked.map(({ personId }) => personId) }, row.at),
        )
      })
      events.tell()
      collaboration.ring(courseId, 'review')
      return describe(row)
    },
    async close(member: Member, courseId: CourseId, roundId: RoundId) {
      await courses.load(courseId, member, canManageCourse, 'askReview')
      if (!(await store.round(courseId, roundId))) throw unknown('review')
      await store.closeRound(roundId, now())
      collaboration.ring(courseId, 'review')
    },
    async finish(member: Member, courseId: CourseId, roundId: RoundId) {
      await courses.load(courseId, member, canReadDraft, 'read')
      const at = now()
      if (!(await store.round(courseId, roundId))) throw unknown('review')
      await db.transaction(async (tx) => {
        if (!(await store.finish(tx, roundId, member.id, at))) throw unknown('review')
        await events.emit(tx, happened('review.done', member.id, { courseId, roundId }, at))
      })
      events.tell()
      collaboration.ring(courseId, 'review')
    },

    async giveVerdict(
      member: Member,
      courseId: CourseId,
      lessonId: LessonId,
      { verdict, mark, note }: { verdict: Verdict['verdict']; mark: string; note: string },
    ) {
      const { course } = await courses.load(courseId, member, canApprove, 'approve')
      const [{ rules }, draft] = [await rulesFor(course.groupId), await history.draft(courseId)]
      const lesson = unmoved(draft, lessonId, mark)
      if (verdict === 'approved' && !rules.ownEdits && (await history.writersSince(courseId, lesson, '')).includes(member.id))
        throw notAllowed('review.ownEdits', 'You wrote in this lesson yourself. Here somebody else has to approve it.')
      await history.keepLessons(courseId, [lesson])
      const vector = Buffer.from(draft.frozen.stateVector).toString('base64')
      const at = now()
      await db.transaction(async (tx) => {
        await store.addVerdict(tx, { id: newId(at), courseId, lesson: lessonId, personId: member.id, verdict, mark, vector, note, at })
        await events.emit(tx, happened('review.given', member.id, { courseId, lessonId, verdict }, at))
      })
      events.tell()
      collaboration.ring(courseId, 'review')
    },

    /** What changed in a lesson since it was verified, or since somebody's last word on it, else since what the open round compares with. */
    async delta(member: Member, courseId: CourseId, lessonId: LessonId, since: 'word' | 'verification') {
      await courses.load(courseId, member, canReadDraft, 'read')
      const lesson = lessonIn(await history.draft(courseId), lessonId)
      const [verdicts, round] = [await store.verdicts(courseId), await store.openRound(courseId)]
      const mine = verdicts.find((row) => row.lesson === lessonId && row.personId === member.id)
      const word = mine ?? (round?.base?.marks[lessonId] ? { mark: round.base.marks[lessonId], at: round.base.at } : undefined)
      const from = since === 'word' ? word : (await store.verifications(courseId)).find((row) => row.lesson === lessonId)
      const kept = from && (await history.keptLessons(courseId, [from.mark])).get(from.mark)
      if (!from || !kept) return { since: null, change: null, mark: lesson.mark }
      const change = compareLesson({ id: lesson.id, ...kept }, lesson)
      const who =
        since === 'word' && mine && change ? await people.findMany(await changedBy(courseId, lesson, mine)) : new Map<PersonId, Person>()
      const told: ChangedLesson | null = change ? { ...change, lesson: lessonId, by: [...who.values()] } : null
      return { since: from.at, change: told, mark: lesson.mark }
    },

    /** Lessons that lack approvals which the rules ask for. `lessons`: those that would be published changed. */
    async missingApprovals(courseId: CourseId, rules: ReviewRules, lessons: readonly DraftLesson[]): Promise<MissingApproval[]> {
      if (rules.approvals === 0) return []
      const verdicts = await store.verdicts(courseId)
      const standings = new Map<PersonId, Standing | undefined>()
      for (const { personId } of verdicts)
        if (!standings.has(personId)) standings.set(personId, (await courses.standing(courseId, personId))?.standing)
      const missing: MissingApproval[] = []
      for (const lesson of lessons) {
        const given = verdicts.filter(({ lesson: at, verdict, personId }) => {
          const standing = standings.get(personId)
          return (at as string) === lesson.id && verdict === 'approved' && standing !== undefined && approvalCounts(standing, rules)
        })
        const short = rules.approvals - given.filter(({ mark }) => mark === lesson.mark).length
        if (short <= 0) continue
        const ended = given.filter(({ mark }) => mark !== lesson.mark).map(({ personId }) => personId)
        const who = await people.findMany(ended)
        missing.push({ lesson: LessonId.parse(lesson.id), title: lesson.title, missing: short, ended: ended.map((id) => named(who, id)) })
      }
      return missing
    },

    /** A round as it is, for rooms that judge by themselves who may hear of it. */
    async round(courseId: CourseId, roundId: string): Promise<Round | undefined> {
      const row = await store.round(courseId, roundId as RoundId) // told by this room
      return row && describe(row)
    },
    /** Open rounds due around now, with those who still owe their word. */
    due: store.due,
    /** What somebody owes their word on is called; nothing where they owe none any more, or may not read it. */
    async owed(courseId: CourseId, roundId: RoundId, personId: PersonId): Promise<string | undefined> {
      const [round, asked] = [await store.round(courseId, roundId), await store.asked(roundId)]
      const isOwed = round?.closedAt === null && asked.some((one) => one.personId === personId && one.doneAt === null)
      const found = isOwed ? await courses.standing(courseId, personId) : undefined
      return found && canReadDraft(found.standing) ? found.course.title : undefined
    },
  }
}
export type ReviewService = ReturnType<typeof reviewService>

const named = (who: ReadonlyMap<PersonId, Person>, id: PersonId): Person => who.get(id) ?? { id, name: '–', colour: colourOf(id) }
