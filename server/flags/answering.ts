import type { z } from 'zod'
import { type Accepted, acceptPassage } from '../../shared/document/accept.ts'
import { openStates } from '../../shared/flag-states.ts'
import {
  type acceptFlag,
  type closeFlag,
  type declineFlag,
  type Flag,
  type FlagState,
  joinableStates,
  type joinFlags,
  type listFlags,
} from '../../shared/flags.ts'
import type { CourseId, FlagId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { Transaction } from '../platform/db/database.ts'
import { locateFlags } from './draft.ts'
import { fixing } from './fixing.ts'
import { trailOf } from './spots.ts'
import type { FlagRow, VoiceRow } from './store.ts'
import { closedStates, cursorFrom, cursorTo, flagTools, isClosed, perPage, type Tools } from './tools.ts'
import { flagView, type Located, peopleIn } from './views.ts'

type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>
type Answer = z.input<(typeof acceptFlag)['gives']>

const shown = { open: openStates, inProgress: ['inProgress'], closed: closedStates } as const

/** How authors see flags and answer them. */
export function answering(tools: Tools) {
  const { db, store, events, now, people, collaboration } = tools
  const { author, lessonsFor, flagIn, news } = flagTools(tools)
  const { fixNow } = fixing(tools)

  async function viewsOf(courseId: CourseId, rows: FlagRow[]): Promise<Flag[]> {
    const voices = await store.voicesOf(rows.map(({ id }) => id))
    const names = await people.findMany(peopleIn(rows, voices))
    const located = await locate(
      courseId,
      rows.filter(({ state }) => !isClosed(state)),
      voices,
    )
    return rows.map((row) => flagView(row, voices.get(row.id) ?? [], names, located.get(row.id)))
  }

  async function viewOf(courseId: CourseId, row: FlagRow): Promise<Flag> {
    const [view] = await viewsOf(courseId, [row])
    return view ?? flagView(row, [], new Map(), undefined)
  }

  async function locate(courseId: CourseId, rows: FlagRow[], voices: ReadonlyMap<FlagId, VoiceRow[]>): Promise<Map<FlagId, Located>> {
    if (rows.length === 0) return new Map()
    const lessons = await lessonsFor(courseId, rows)
    const asked = rows.map((row) => ({
      id: row.id,
      trail: trailOf(row, lessons),
      proposals: (voices.get(row.id) ?? []).flatMap(({ id, proposed }) => (proposed === null ? [] : [{ id, proposed }])),
    }))
    return collaboration.read(courseId, (doc) => locateFlags(doc, asked))
  }

  /** Writes an answer and tells of it. Throws `flag.answered` when the flag is in none of these states any more. */
  async function settle(
    flag: FlagRow,
    from: readonly FlagState[],
    to: Partial<FlagRow>,
    tell: (tx: Transaction, row: FlagRow) => Promise<void>,
  ): Promise<FlagRow> {
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

  const answeredBy = (member: Member) => ({ answeredBy: member.id, answeredAt: now() })

  return {
    async list(
      member: Member,
      { courseId, show, after }: Input<typeof listFlags>,
    ): Promise<{ items: Flag[]; next?: string; open: number }> {
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

    /** Puts a learner's words, or the author's edition of them, into the draft. */
    async accept(member: Member, { courseId, flagId, commandId, voice: voiceId, text, over }: Input<typeof acceptFlag>): Promise<Answer> {
      await author(member, courseId)
      const flag = await flagIn(courseId, flagId)
      if (isClosed(flag.state)) throw await answered(flag)
      const voice = (await store.voicesOf([flagId])).get(flagId)?.find(({ id }) => id === voiceId)
      const proposed = text ?? voice?.proposed
      if (!voice) throw unknown('flag')
      if (proposed === null || proposed === undefined)
        throw new Problem('invalid', 'flag.noWords', 'This learner proposed no words. Write some, or change the draft and close the flag.')
      const trail = trailOf(flag, await lessonsFor(courseId, [flag]))
      const { value: done, seq } = await collaboration.command(
        courseId,
        { by: member.id, id: commandId, name: 'flag.accept' },
        (doc) => acceptPassage(doc, { trail, proposed }, over),
        () => (text === undefined ? { by: voice.personId, accepted: member.id } : { by: member.id }),
      )
      if (done.status === 'conflict') return { outcome: 'conflict', base: done.base, now: done.now, proposed: done.proposed }
      if (done.status === 'gone') return { outcome: 'gone' }
      if (done.status === 'already' && flag.state === 'inProgress') return { outcome: 'already', flag: await viewOf(courseId, flag), seq }
      const changed = await settle(
        flag,
        joinableStates,
        {
          state: 'inProgress',
          voice: voiceId,
          ...answeredBy(member),
          note: '',
          reason: null,
          before: flag.quote.exact,
          after: wordsOf(done),
        },
        news('flag.accepted', member.id, flag),
      )
      return { outcome: done.status, flag: await viewOf(courseId, await fixNow(changed)), seq }
    },

    /** Closes a flag whose passage the authors changed themselves. */
    async close(member: Member, { courseId, flagId, note }: Input<typeof closeFlag>): Promise<Flag> {
      await author(member, courseId)
      const flag = await flagIn(courseId, flagId)
      const { place } = (await locate(courseId, [flag], new Map())).get(flagId) ?? {}
      if (place?.state !== 'changed' && place?.state !== 'gone')
        throw new Problem('conflict', 'flag.unchanged', 'The draft still says what was flagged. Change it first, or decline the flag.')
      const changed = await settle(
        flag,
        openStates,
        { state: 'inProgress', ...answeredBy(member), note, before: flag.quote.exact, after: place.now ?? '' },
        news('flag.accepted', member.id, flag),
      )
      return viewOf(courseId, await fixNow(changed))
    },

    async decline(member: Member, { courseId, flagId, reason, note }: Input<typeof declineFlag>): Promise<Flag> {
      await author(member, courseId)
      const flag = await flagIn(courseId, flagId)
      const changed = await settle(
        flag,
        openStates,
        { state: 'declined', ...answeredBy(member), reason, note },
        news('flag.declined', member.id, flag),
      )
      return viewOf(courseId, changed)
    },

    /** Moves the voices of one flag to another that means the same; answers that one. */
    async join(member: Member, { courseId, flagId, of }: Input<typeof joinFlags>): Promise<Flag> {
      await author(member, courseId)
      if (flagId === of) throw new Problem('invalid', 'flag.itself', 'A flag cannot be the duplicate of itself. Choose another one.')
      const [flag, target] = [await flagIn(courseId, flagId), await flagIn(courseId, of)]
      await settle(flag, openStates, { state: 'duplicate', ...answeredBy(member), duplicateOf: of }, (tx) =>
        store.moveVoices(tx, flagId, of),
      )
      return viewOf(courseId, await flagIn(courseId, target.id))
    },
  }
}

/** What the passage reads once the proposal is in. */
const wordsOf = (done: Extract<Accepted, { status: 'applied' | 'already' }>) => (done.status === 'applied' ? done.after : done.now)
