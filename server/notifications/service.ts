import { type Body, mentionsOf, plainText } from '../../shared/comments.ts'
import type { DomainEvent } from '../../shared/domain-events.ts'
import type { Thread } from '../../shared/document/threads.ts'
import { isGuestId } from '../../shared/guests.ts'
import type { PersonId } from '../../shared/id.ts'
import { type LetterWishes, type NoticeKind, staleMs } from '../../shared/notifications.ts'
import type { Member } from '../../shared/people.ts'
import { canComment } from '../../shared/rights.ts'
import type { CommentsService } from '../comments/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Letter } from '../platform/mail.ts'
import { letterFor, type Told } from './letter.ts'
import type { NewNotice, Notice, NotificationStore, Waiting } from './store.ts'

type Tools = {
  store: NotificationStore
  people: Pick<PeopleService, 'findMany' | 'findManyWithEmail' | 'languageOf'>
  courses: Pick<CourseService, 'standing'>
  comments: Pick<CommentsService, 'thread' | 'readUntil'>
  appUrl: string
  now: () => number
}
type Said = DomainEvent<'thread.started' | 'comment.added' | 'comment.mentioned'>

/** Who hears of what. What happened is noted at once; whether somebody may still hear of it is asked when the letter leaves. */
export function notificationService({ store, people, courses, comments, appUrl, now }: Tools) {
  const note = (event: Said | DomainEvent<'thread.assigned'>, to: readonly PersonId[], kind: NoticeKind): NewNotice[] =>
    to
      .filter((personId) => personId !== event.by && !isGuestId(personId))
      .map((personId) => ({
        personId,
        eventId: event.id,
        kind,
        by: event.by!, // people say and assign things; the server does neither
        courseId: event.body.courseId,
        threadId: event.body.threadId as Notice['threadId'], // the comments room names its threads
        commentId: 'commentId' in event.body ? (event.body.commentId as Notice['commentId']) : null, // and its comments
        at: event.at,
      }))

  /** The notice as a letter tells it, or nothing when it is no news for this person any more. */
  async function tell(notice: Notice, threadOf: (notice: Notice) => Promise<Thread | undefined>): Promise<Told | undefined> {
    const { personId, courseId, threadId, commentId, kind, by, at } = notice
    const found = await courses.standing(courseId, personId)
    if (!found || !canComment(found.standing)) return undefined
    if (((await comments.readUntil(courseId, personId)).get(threadId) ?? 0) >= at) return undefined
    const thread = await threadOf(notice)
    const comment = commentId ? thread?.comments.find(({ id }) => id === commentId) : thread?.comments[0]
    if (!thread || !comment) return undefined
    const body = comment.body as Body | null // bodies enter by commands alone, checked
    // What was taken back, or given to somebody else meanwhile, is not told.
    if (kind === 'assigned' ? thread.to !== personId : !body || (kind === 'mention' && !mentionsOf(body).includes(personId)))
      return undefined
    return {
      kind,
      by: (await people.findMany([by])).get(by)?.name ?? '…',
      course: found.course.title,
      link: `${appUrl}/courses/${courseId}?thread=${threadId}`,
      quote: thread.quote,
      said: body ? plainText(body) : undefined,
    }
  }

  return {
    /** Somebody spoke: those mentioned hear of it, and those who spoke in the thread before; nobody twice. */
    async heed(event: Said) {
      const { courseId, threadId, mentions } = event.body
      const news = note(event, [...new Set(mentions)], 'mention')
      if (event.kind === 'comment.added') {
        const before = (await comments.thread(courseId, threadId))?.comments.filter(({ at }) => at < event.at) ?? []
        const others = [...new Set(before.map(({ by }) => by))].filter((person) => !mentions.includes(person))
        news.push(...note(event, others, 'reply'))
      }
      await store.add(news)
    },
    heedTask: (event: DomainEvent<'thread.assigned'>) => store.add(note(event, [event.body.to], 'assigned')),

    /** For whom something has waited since `before`. */
    due: (before: number): Promise<Waiting[]> => store.due(now() - staleMs, before),

    /** The next letter to somebody: that of an earlier try, else a new one under `id` of all that waits. Nothing when there is no news. */
    async compose(personId: PersonId, id: string): Promise<{ id: string; letter?: Letter }> {
      const { letterId, notices } = await store.bind(personId, id, now() - staleMs)
      const member = (await people.findManyWithEmail([personId])).get(personId)
      if (!member?.email || !(await store.wishesOf(personId)).mine) return { id: letterId }
      // A thread is read once for a letter, however much of it is told.
      const threads = new Map<string, Promise<Thread | undefined>>()
      const threadOf = ({ courseId, threadId }: Notice) => {
        const asked = threads.get(threadId) ?? comments.thread(courseId, threadId)
        threads.set(threadId, asked)
        return asked
      }
      const told: Told[] = []
      for (const notice of notices) told.push(...([await tell(notice, threadOf)].filter(Boolean) as Told[]))
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
