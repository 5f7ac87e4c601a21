import type { z } from 'zod'
import { flagsPerDay, joinableStates, type MyFlag, type raiseFlag } from '../../shared/flags.ts'
import type { FlagId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import { day } from '../../shared/time.ts'
import { isSameSpot, quoteIn } from './spots.ts'
import type { FlagRow } from './store.ts'
import { flagTools, type Tools } from './tools.ts'
import { myFlagView } from './views.ts'

/** How learners say that something is outdated. */
export function raising(tools: Tools) {
  const { db, store, events, now, collaboration } = tools
  const { learner, lessonsFor, flagIn, news } = flagTools(tools)
  return {
    /** Raises a flag, or joins the one that is on the spot. The same `id` again changes nothing. */
    async raise(
      member: Member,
      { courseId, id, reason, proposed, source, named, ...passage }: z.output<(typeof raiseFlag)['takes']>,
    ): Promise<MyFlag> {
      const { course } = await learner(member, courseId)
      const before = await store.voice(id)
      if (before && before.personId !== member.id)
        throw new Problem('conflict', 'flag.taken', 'This id belongs to something else already. Send it again under a new one.')
      if (before) return myFlagView(await flagIn(courseId, before.flagId), before)
      if (source && !/^(https?:\/\/|mailto:)\S+$/i.test(source))
        throw new Problem('invalid', 'flag.source', 'The source is no web address. Give one that begins with https://, or leave it out.')

      const near = await store.inLesson(db, courseId, passage.lesson, joinableStates)
      const lessons = await lessonsFor(courseId, [passage, ...near])
      const lesson = lessons(passage.version, passage.lesson)
      const quote = lesson && quoteIn(lesson, passage)
      if (!quote)
        throw new Problem(
          'invalid',
          'flag.passage',
          'These words are not in that version of the course. Reload the page and mark them again.',
        )

      const at = now()
      const spot = { courseId, courseTitle: course.title, lessonTitle: lesson.title, ...passage, quote }
      const fresh: FlagRow = { id: id as string as FlagId, ...spot, ...unanswered, raisedAt: at, activeAt: at } // the first voice lends its id
      const said = {
        id,
        personId: member.id,
        at,
        reason,
        proposed: proposed === undefined || proposed === quote.exact ? null : proposed,
        source: source ?? null,
        named,
        lookedAt: at,
      }
      const raised = await db.transaction(async (tx) => {
        if ((await store.raisedSince(tx, member.id, at - day)) >= flagsPerDay)
          throw new Problem('busy', 'flag.tooMany', `You raised ${flagsPerDay} flags today. Thank you; go on tomorrow.`)
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
  }
}

/** A flag that nobody has looked at. */
const unanswered = {
  state: 'new',
  voices: 0,
  answeredBy: null,
  answeredAt: null,
  reason: null,
  note: '',
  voice: null,
  before: null,
  after: null,
  fixedIn: null,
  newsAt: 0,
  duplicateOf: null,
} as const
