import type { Flag, FlagPlace, FlagVoice, MyFlag } from '../../shared/flags.ts'
import type { PersonId } from '../../shared/id.ts'
import { colourOf, type Person } from '../../shared/people.ts'
import type { FlagRow, VoiceRow } from './store.ts'

// What authors see of a flag, and what learners see of theirs: the first with names, the second without.

export type Names = ReadonlyMap<PersonId, Person>
/** Where a flag stands in the draft, with how each proposal fits there. */
export type Located = { place: FlagPlace; fits: ReadonlyMap<string, NonNullable<FlagVoice['fit']>> }

/** Everybody whose name a flag needs. */
export const peopleIn = (rows: FlagRow[], voices: ReadonlyMap<string, VoiceRow[]>): PersonId[] => [
  ...new Set(
    rows.flatMap((row) => [...(row.answeredBy ? [row.answeredBy] : []), ...(voices.get(row.id) ?? []).map((voice) => voice.personId)]),
  ),
]

export function flagView(row: FlagRow, voices: VoiceRow[], names: Names, located: Located | undefined): Flag {
  const { id, courseId, state, version, lesson, lessonTitle, block, quote, raisedAt, answeredBy, answeredAt, reason, note, duplicateOf } =
    row
  return {
    id,
    courseId,
    state,
    version,
    lesson,
    lessonTitle,
    block,
    quote,
    raisedAt,
    voices: voices.map((voice) => voiceView(voice, names, located)),
    ...(located && { place: located.place }),
    ...(answeredBy && answeredAt !== null && { answer: { by: named(names, answeredBy), at: answeredAt, note, ...(reason && { reason }) } }),
    ...outcome(row),
    ...(duplicateOf && { duplicateOf }),
  }
}

function voiceView({ id, personId, at, reason, proposed, source }: VoiceRow, names: Names, located: Located | undefined): FlagVoice {
  const fit = located?.fits.get(id)
  return {
    id,
    by: named(names, personId),
    at,
    reason,
    ...(proposed !== null && { proposed }),
    ...(source !== null && { source }),
    ...(fit && { fit }),
  }
}

export function myFlagView(row: FlagRow, voice: VoiceRow): MyFlag {
  const { courseId, courseTitle, lesson, lessonTitle, block, quote, state, voices, answeredAt, reason: declined, note, newsAt } = row
  const { id, at, reason, proposed } = voice
  return {
    id,
    courseId,
    courseTitle,
    lesson,
    lessonTitle,
    block,
    at,
    quote: quote.exact,
    reason,
    state,
    note,
    ...(proposed !== null && { proposed }),
    others: Math.max(0, voices - 1),
    ...(answeredAt !== null && { answeredAt }),
    ...(declined && { declined }),
    ...outcome(row),
    taken: row.voice === id,
    isNews: newsAt > voice.lookedAt,
  }
}

const outcome = ({ before, after, fixedIn }: Pick<FlagRow, 'before' | 'after' | 'fixedIn'>) => ({
  ...(before !== null && { before }),
  ...(after !== null && { after }),
  ...(fixedIn !== null && { fixedIn }),
})

/** Somebody who left keeps their place without their name. */
export const named = (names: Names, id: PersonId): Person => names.get(id) ?? { id, name: '–', colour: colourOf(id) }
