import { type Body, mentionsOf, plainText } from '../../shared/comments.ts'
import type { DomainEvent } from '../../shared/domain-events.ts'
import type { Thread } from '../../shared/document/threads.ts'
import { isGuestId } from '../../shared/guests.ts'
import type { PersonId } from '../../shared/id.ts'
import { type LetterWishes, type NoticeKind, staleMs } from '../../shared/notifications.ts'
import type { Member } from '../../shared/people.ts'
import { canComment, canReadDraft, canSuggest } from '../../shared/rights.ts'
import type { CommentsService } from '../comments/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Letter } from '../platform/mail.ts'
import type { ReviewService } from '../review/service.ts'
import type { SuggestionsService } from '../suggestions/service.ts'
import { letterFor, type Told } from './letter.ts'
import type { NewNotice, Notice, NotificationStore, Waiting } from './store.ts'

type Tools = {
  store: NotificationStore
  people: Pick<PeopleService, 'findMany' | 'findManyWithEmail' | 'languageOf'>
  courses: Pick<CourseService, 'standing'>
  comments: Pick<CommentsService, 'thread' | 'readUntil'>
  suggestions: Pick<SuggestionsService, 'one'>
  review: Pick<ReviewService, 'round'>
  appUrl: string
  now: () => number
}
type Said = DomainEvent<'thread.started' | 'comment.added' | 'comment.mentioned'>
/** What a letter says of one notice, besides who and where. */
type News = Pick<Told, 'place' | 'quote' | 'said' | 'reason' | 'until'>
type ThreadOf = (notice: Notice) => Promise<Thread | undefined>

/** Who hears of what. What happened is noted at once; whether somebody may still hear of it is asked when the letter leaves. */
export function notificationService({ store, people, courses, comments, suggestions, review, appUrl, now }: Tools) {
  const note = (event: DomainEvent, about: string, to: readonly (PersonId | undefined)[], kind: NoticeKind): NewNotice[] =>
    [...new Set(to)]
      .filter((personId): personId is PersonId => personId !== undefined && personId !== event.by && !isGuestId(personId))
      .map((personId) => ({
        personId,
        eventId: event.id,
        kind,
        by: event.by!, // people do these things; the server does none of them
        courseId: (event.body as Said['body']).courseId, // each of them happens in a course
        about,
        commentId: 'commentId' in event.body ? (event.body.commentId as Notice['commentId']) : null, // the comments room names its comments
        at: event.at,
      }))

  /** Nothing where it was read, taken back, or given to somebody else meanwhile. */
  async function ofThread(
    { personId, courseId, about, commentId, kind, at }: Notice,
    thread: Thread | undefined,
  ): Promise<News | undefined> {
    if (((await comments.readUntil(courseId, personId)).get(about as Thread['id']) ?? 0) >= at) return undefined
    const comment = commentId ? thread?.comments.find(({ id }) => id === commentId) : thread?.comments[0]
    if (!thread || !comment) return undefined
    const body = comment.body as Body | null // bodies enter by commands alone, checked
    if (kind === 'assigned' && thread.to !== personId) return undefined
    if (kind === 'reopened' && thread.resolved) return undefined
    if ((kind === 'mention' || kind === 'reply') && !body) return undefined
    if (kind === 'mention' && body && !mentionsOf(body).includes(personId)) return undefined
    const quote = thread.suggestion ? (await suggestions.one(courseId, thread.suggestion))?.quote.exact : thread.quote
    return { place: 'thread', quote, said: body ? plainText(body) : undefined }
  }

  /** Nothing where somebody answered it otherwise meanwhile. */
  async function ofSuggestion({ courseId, about, kind, by }: Notice): Promise<News | undefined> {
    const suggestion = await suggestions.one(courseId, about)
    const answer = suggestion?.answer
    if (!suggestion || !answer || answer.state !== kind || answer.by !== by) return undefined
    const news = { place: 'suggestion' as const, quote: suggestion.quote.exact }
    if (answer.state === 'accepted') return { ...news, said: answer.after || undefined }
    return answer.state === 'rejected' ? { ...news, said: answer.note, reason: answer.reason } : news
  }

  /** Nothing where the round has ended, or its word was given meanwhile. */
  async function ofReview({ personId, courseId, about, kind }: Notice): Promise<News | undefined> {
    const round = await review.round(courseId, about)
    if (!round) return undefined
    if (kind === 'done') return { place: 'review' }
    const isOwed = round.closedAt === null && round.asked.some(({ person, doneAt }) => person.id === personId && doneAt === null)
    return isOwed ? { place: 'review', said: round.message || undefined, until: round.dueAt ?? undefined } : undefined
  }

  /** The notice as a letter tells it, or nothing when it is no news for this person any more. */
  async function tell(notice: Notice, threadOf: ThreadOf): Promise<Told | undefined> {
    const { personId, courseId, about, kind, by } = notice
    const found = await courses.standing(courseId, personId)
    if (!found) return undefined
    const { may, news } = await newsOf(notice, threadOf)
    if (!news || !may(found.standing)) return undefined
    return {
      ...news,
      kind,
      by: (await people.findMany([by])).get(by)?.name ?? '…',
      course: found.course.title,
      link: `${appUrl}/courses/${courseId}?${news.place === 'review' ? 'tab=review' : `${news.place}=${about}`}`,
    }
  }

  async function newsOf(notice: Notice, threadOf: ThreadOf) {
    switch (notice.kind) {
      case 'accepted':
      case 'rejected':
        return { may: canSuggest, news: await ofSuggestion(notice) }
      case 'asked':
      case 'done':
        return { may: canReadDraft, news: await ofReview(notice) }
      case 'mention':
      case 'reply':
      case 'assigned':
      case 'reopened':
        return { may: canComment, news: await ofThread(notice, await threadOf(notice)) }
    }
  }

  return {
    /** Somebody spoke: those mentioned hear of it, those who spoke in the thread before, and whose suggestion it is about; nobody twice. */
    async heed(event: Said) {
      const { courseId, threadId, mentions } = event.body
      const news = note(event, threadId, mentions, 'mention')
      if (event.kind !== 'comment.mentioned') {
        const thread = await comments.thread(courseId, threadId)
        const before = thread?.comments.filter(({ at }) => at < event.at) ?? []
        const maker = thread?.suggestion && (await suggestions.one(courseId, thread.suggestion))?.by
        const others = [...before.map(({ by }) => by), ...(maker ? [maker] : [])].filter((person) => !mentions.includes(person))
        news.push(...note(event, threadId, others, 'reply'))
      }
      await store.add(news)
    },
    heedTask: (event: DomainEvent<'thread.assigned'>) => store.add(note(event, event.body.threadId, [event.body.to], 'assigned')),
    /** What must be fixed is open again: whoever had said it was done hears of it, and who is to see to it. */
    async heedReopened(event: DomainEvent<'thread.reopened'>) {
      const { courseId, threadId, resolvedBy } = event.body
      const thread = await comments.thread(courseId, threadId)
      if (thread?.mustFix) await store.add(note(event, threadId, [resolvedBy, thread.to], 'reopened'))
    },
    /** Whoever made a suggestion hears what became of it. */
    async heedAnswer(event: DomainEvent<'suggestion.accepted' | 'suggestion.rejected'>) {
      const { courseId, suggestionId } = event.body
      const kind = event.kind === 'suggestion.accepted' ? 'accepted' : 'rejected'
      await store.add(note(event, suggestionId, [(await suggestions.one(courseId, suggestionId))?.by], kind))
    },
    /** Whoever is asked for a review hears of it, */
    heedAsked: (event: DomainEvent<'review.asked'>) => store.add(note(event, event.body.roundId, event.body.people, 'asked')),
    /** and whoever asked, when somebody has done it. */
    async heedDone(event: DomainEvent<'review.done'>) {
      const { courseId, roundId } = event.body
      await store.add(note(event, roundId, [(await review.round(courseId, roundId))?.by.id], 'done'))
    },

    /** For whom something has waited since `before`. */
    due: (before: number): Promise<Waiting[]> => store.due(now() - staleMs, before),

    /** The next letter to somebody: that of an earlier try, else a new one under `id` of all that waits. Nothing when there is no news. */
    async compose(personId: PersonId, id: string): Promise<{ id: string; letter?: Letter }> {
      const { letterId, notices } = await store.bind(personId, id, now() - staleMs)
      const member = (await people.findManyWithEmail([personId])).get(personId)
      if (!member?.email || !(await store.wishesOf(personId)).mine) return { id: letterId }
      // A thread is read once for a letter, however much of it is told.
      const threads = new Map<string, Promise<Thread | undefined>>()
      const threadOf = ({ courseId, about }: Notice) => {
        const asked = threads.get(about) ?? comments.thread(courseId, about)
        threads.set(about, asked)
        return asked
      }
      const told: Told[] = []
      for (const notice of notices) {
        const news = await tell(notice, threadOf)
        // What was taken back and done once more since reads as if it was done once.
        const isTwice = (one: Told) => one.link === news?.link && one.kind === news.kind && one.by === news.by && one.place !== 'thread'
        if (news && !told.some(isTwice)) told.push(news)
      }
      if (told.length === 0) return { id: letterId }
      const to = { ...member, language: await people.languageOf(personId) }
      return { id: letterId, letter: { ...letterFor(to, told, `${appUrl}/you`), id: letterId } }
    },
    /** The letter left, or there was nothing to say in it. */
    settle: (personId: PersonId, letterId: string) => store.settle(personId, letterId, now()),

    wishesOf: (member: Member): Promise<LetterWishes> => store.wishesOf(member.id),
    async setWishes(member: Member, { mine }: LetterWishes): Promise<LetterWishes> {
      await store.setWishes(member.id, { mine })
      return { mine }
    },
  }
}
export type NotificationService = ReturnType<typeof notificationService>
