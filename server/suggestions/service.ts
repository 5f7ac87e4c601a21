import type { z } from 'zod'
import { takeSuggestion } from '../../shared/document/accept-suggestion.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import { sentAnchor } from '../../shared/document/sent-anchor.ts'
import {
  addSuggestion,
  closeSuggestion,
  readSuggestions,
  setSuggestionVote,
  type Suggestion,
  suggestionIn,
} from '../../shared/document/suggestions.ts'
import { type DomainEvent, type DomainEventKind, happened } from '../../shared/domain-events.ts'
import type { CourseId, SuggestionId } from '../../shared/id.ts'
import type { Member, Person } from '../../shared/people.ts'
import { notAllowed, Problem } from '../../shared/problem.ts'
import { canAccept, canSuggest, isEditor } from '../../shared/rights.ts'
import type {
  acceptSuggestion,
  Credit,
  listSuggestions,
  makeSuggestion,
  rejectSuggestion,
  Suggested,
  SuggestionView,
} from '../../shared/suggestions.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'

type Tools = {
  db: Database
  events: Events
  now: () => number
  courses: Pick<CourseService, 'load'>
  people: Pick<PeopleService, 'findMany'>
  collaboration: Pick<CollaborationService, 'command' | 'read'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>
type Given = z.infer<typeof Suggested>
type Doc = Parameters<typeof readSuggestions>[0]

const perPage = 100

/** Other words for the draft: those who may comment suggest them, editors and managers answer. The server says who and when. */
export function suggestionsService({ db, events, now, courses, people, collaboration }: Tools) {
  const suggester = (courseId: CourseId, member: Member) => courses.load(courseId, member, canSuggest, 'suggest')
  const accepter = (courseId: CourseId, member: Member) => courses.load(courseId, member, canAccept, 'accept')

  async function tell(news: DomainEvent) {
    await db.transaction((tx) => events.emit(tx, news))
    events.tell()
  }

  /** Each verb sees in the document whether it was done before; `apply` answers whether it did anything now. */
  async function command(
    { member, courseId, suggestionId }: { member: Member; courseId: CourseId; suggestionId: SuggestionId },
    name: string,
    apply: (doc: Doc) => boolean,
    news?: Extract<DomainEventKind, `suggestion.${string}`>,
  ): Promise<Given> {
    const { value: isNew, seq } = await collaboration.command(courseId, { by: member.id, name }, apply)
    if (isNew && news) await tell(happened(news, member.id, { courseId, suggestionId }, now()))
    return { suggestionId, seq }
  }

  return {
    /** Makes a suggestion. The anchor comes from the client and is checked against the words it claims to stand on. */
    async make(
      member: Member,
      { courseId, suggestionId, anchor, proposed, formatted, reason, refused }: Input<typeof makeSuggestion>,
      /** The answer in the forum that the words come from; that room has looked at it. */
      credit?: Credit,
    ): Promise<Given> {
      const { standing } = await suggester(courseId, member)
      const source = credit ? 'answer' : refused ? 'refused' : isEditor(standing) ? 'author' : 'reviewer'
      const at = now()
      const apply = (doc: Doc) => {
        const before = readSuggestions(doc).find(({ id }) => id === suggestionId)
        if (before?.by === member.id) return false
        if (before) throw taken()
        const place = placeIn(doc, anchor)
        const words = { proposed: inOneLine(proposed, place), formatted }
        addSuggestion(doc, { id: suggestionId, by: member.id, at, source, credit, anchor: place, ...words, reason })
        return true
      }
      return command({ member, courseId, suggestionId }, 'suggestion.make', apply, 'suggestion.made')
    },

    /** Puts the words into the draft, as one change in the accepting person's name with the other's beside it. */
    async accept(member: Member, { courseId, suggestionId, commandId, text, formatted, over }: Input<typeof acceptSuggestion>) {
      await accepter(courseId, member)
      const at = now()
      const { value: done, seq } = await collaboration.command(
        courseId,
        { by: member.id, id: commandId, name: 'suggestion.accept' },
        (doc) => {
          const before = suggestionIn(doc, suggestionId).answer
          const taking = takeSuggestion(doc, {
            id: suggestionId,
            by: member.id,
            at,
            ...(text !== undefined && { text, formatted }),
            ...(over && { over }),
          })
          const { by, answer } = suggestionIn(doc, suggestionId)
          return { ...taking, by, isNew: answer !== before }
        },
        ({ by }) => ({ by, accepted: member.id }),
      )
      if (done.status === 'conflict') {
        const { status: outcome, was, now, proposed, formatted: looks } = done
        return { outcome, was, now, proposed, ...(looks && { formatted: looks }) }
      }
      if (done.status === 'gone') return { outcome: done.status }
      if (done.isNew) await tell(happened('suggestion.accepted', member.id, { courseId, suggestionId }, at))
      return { outcome: done.status, seq }
    },

    /** One suggestion as it is, for rooms that judge by themselves who may hear of it. */
    one: (courseId: CourseId, id: string): Promise<Suggestion | undefined> =>
      collaboration.read(courseId, (doc) => readSuggestions(doc).find((each) => (each.id as string) === id)),
    /** The answer that a suggestion was made of, for the room of answers. */
    creditOf: (courseId: CourseId, id: SuggestionId): Promise<Credit | undefined> =>
      collaboration.read(courseId, (doc) => readSuggestions(doc).find((each) => each.id === id)?.credit),

    async reject(member: Member, { courseId, suggestionId, reason, note }: Input<typeof rejectSuggestion>): Promise<Given> {
      await accepter(courseId, member)
      const ending = { by: member.id, at: now(), state: 'rejected' as const, reason, ...(note && { note }) }
      return command(
        { member, courseId, suggestionId },
        'suggestion.reject',
        (doc) => closeSuggestion(doc, suggestionId, ending),
        'suggestion.rejected',
      )
    },

    async withdraw(member: Member, courseId: CourseId, suggestionId: SuggestionId): Promise<Given> {
      await suggester(courseId, member)
      const at = now()
      return command({ member, courseId, suggestionId }, 'suggestion.withdraw', (doc) => {
        if (suggestionIn(doc, suggestionId).by !== member.id)
          throw notAllowed('suggestion.withdraw', 'Only the person who made a suggestion can take it back. Reject it instead.')
        return closeSuggestion(doc, suggestionId, { by: member.id, at, state: 'withdrawn' })
      })
    },

    async vote(member: Member, courseId: CourseId, suggestionId: SuggestionId, on: boolean): Promise<Given> {
      await suggester(courseId, member)
      return command({ member, courseId, suggestionId }, 'suggestion.vote', (doc) => setSuggestionVote(doc, suggestionId, member.id, on))
    },

    async list(
      member: Member,
      { courseId, state, lesson, after }: Input<typeof listSuggestions>,
    ): Promise<{ items: SuggestionView[]; next?: string }> {
      await suggester(courseId, member)
      const all = (await collaboration.read(courseId, readSuggestions)).map(viewOf)
      const wanted = all.filter((each) => (state === 'all' || each.state === state) && (!lesson || each.lesson === lesson))
      const from = after ? wanted.findIndex(({ id }) => id === after) + 1 : 0
      const items = wanted.slice(from, from + perPage)
      const last = items.at(-1)
      return { items, ...(last && from + perPage < wanted.length && { next: last.id }) }
    },

    /** The names of all who made or answered suggestions: the document itself holds ids only. */
    async suggesters(member: Member, courseId: CourseId): Promise<Person[]> {
      await suggester(courseId, member)
      const all = await collaboration.read(courseId, readSuggestions)
      const found = await people.findMany([
        ...new Set(
          all.flatMap(({ by, credit, answer, votes }) => [by, ...votes, ...(credit ? [credit.by] : []), ...(answer ? [answer.by] : [])]),
        ),
      ])
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
    },
  }
}
export type SuggestionsService = ReturnType<typeof suggestionsService>

const taken = () => new Problem('conflict', 'suggestion.taken', 'This id belongs to something else already. Send it again under a new one.')

/** Where the words really stand, in a lesson that is not in the trash. */
function placeIn(doc: Doc, anchor: Anchor): Anchor {
  if (!lessonsInOrder(doc).some(({ id }) => id === anchor.lesson))
    throw new Problem('conflict', 'suggestion.trashed', 'This lesson is in the trash. Restore it to suggest other words for it.')
  const place = sentAnchor(doc, anchor)
  if (place === 'tie')
    throw new Problem(
      'conflict',
      'suggestion.ambiguous',
      'These words stand in several places and have moved. Select them again, with a few more words around them.',
    )
  if (place === 'gone')
    throw new Problem('conflict', 'suggestion.place', 'Somebody changed these words before your suggestion arrived. Select them again.')
  return place
}

/** A sentence has no line breaks, unless there were some before. */
const inOneLine = (proposed: string, { quote }: Anchor) => (quote.exact.includes('\n') ? proposed : proposed.replaceAll(/\s*\n\s*/g, ' '))

function viewOf({
  id,
  by,
  at,
  source,
  credit,
  anchor,
  lesson,
  quote,
  proposed,
  formatted,
  reason,
  state,
  answer,
  votes,
}: Suggestion): SuggestionView {
  return {
    id,
    by,
    at,
    source,
    ...(credit && { credit }),
    lesson: anchor?.lesson ?? lesson,
    was: quote.exact,
    proposed,
    state,
    votes,
    ...(formatted && { formatted }),
    ...(reason && { reason }),
    ...(answer && { answeredBy: answer.by, answeredAt: answer.at }),
    ...(answer?.state === 'rejected' && { rejected: answer.reason, ...(answer.note && { note: answer.note }) }),
    ...(answer?.state === 'accepted' && { after: answer.after, edited: answer.edited === true }),
  }
}
