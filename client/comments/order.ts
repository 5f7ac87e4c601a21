import { type Body, plainText } from '../../shared/comments.ts'
import type { Thread } from '../../shared/document/threads.ts'
import type { LessonId, PersonId } from '../../shared/id.ts'
import type { Places } from './places.ts'

/** Which threads somebody wants to see, and in which order. */
export type Choice = {
  state: (typeof states)[number]
  sort: (typeof sorts)[number]
  scope: (typeof scopes)[number]
  /** Only threads in which this person spoke. */
  person?: PersonId | undefined
  /** Only threads that say all of this, are about it, or are by people of such names. */ words?: string | undefined
}
export const states = ['open', 'unread', 'mustFix', 'assigned', 'mine', 'detached', 'resolved', 'all'] as const
export const sorts = ['position', 'newest', 'votes'] as const
export const scopes = ['lesson', 'course'] as const

export const firstChoice: Choice = { state: 'open', sort: 'position', scope: 'lesson' }

/** What the panel lists: those with a place, those that lost it, and how many there are in other lessons. */
export type Shown = { placed: Thread[]; detached: Thread[]; elsewhere: number }

/**
 * Threads by choice. `active` is listed whatever the choice, so that a deep link always finds its thread; a thread on
 * the course belongs to every lesson.
 */
export function choose(
  threads: readonly Thread[],
  choice: Choice,
  at: {
    lesson: LessonId | null
    active: string | null
    me: PersonId
    places: Places
    isUnread: (thread: Thread) => boolean
    nameOf: (id: PersonId) => string
  },
): Shown {
  const standing = new Map(threads.map((thread) => [thread.id, at.places.of(thread)]))
  const of = (thread: Thread) => standing.get(thread.id)! // every thread has one
  const fits: Record<Choice['state'], (thread: Thread) => boolean> = {
    open: ({ resolved }) => !resolved,
    resolved: ({ resolved }) => resolved !== undefined,
    all: () => true,
    mine: (thread) => speaksIn(thread, at.me),
    unread: at.isUnread,
    mustFix: ({ mustFix, resolved }) => mustFix === true && !resolved,
    assigned: ({ to, resolved }) => to === at.me && !resolved,
    detached: (thread) => of(thread).detached && !thread.resolved,
  }
  const sought = folded(choice.words ?? '').split(/\s+/)
  const isSought = (thread: Thread) => {
    const all = choice.words?.trim() ? folded(saidIn(thread, at.nameOf)) : ''
    return !all || sought.every((word) => all.includes(word))
  }
  // What is said about a suggestion stands with the suggestion.
  const wanted = threads.filter(
    (thread) =>
      thread.on !== 'suggestion' &&
      (thread.id === at.active || (fits[choice.state](thread) && (!choice.person || speaksIn(thread, choice.person)) && isSought(thread))),
  )
  const isHere = (thread: Thread) =>
    choice.scope === 'course' || thread.on === 'course' || thread.id === at.active || (of(thread).lesson ?? thread.lesson) === at.lesson
  const here = wanted
    .filter(isHere)
    .sort(choice.sort === 'position' ? (a, b) => of(a).order - of(b).order || a.at - b.at : orders[choice.sort])
  return {
    placed: here.filter((thread) => !of(thread).detached),
    detached: here.filter((thread) => of(thread).detached),
    elsewhere: wanted.length - here.length,
  }
}

const speaksIn = ({ by, comments }: Thread, person: PersonId) => by === person || comments.some((comment) => comment.by === person)

const folded = (words: string) => words.toLocaleLowerCase()
/** What a thread is about, what is said in it, and who spoke. */
const saidIn = ({ quote, comments }: Thread, nameOf: (id: PersonId) => string) =>
  // Bodies enter the document by commands alone, which have checked them.
  [quote, ...comments.flatMap(({ by, body }) => [nameOf(by), body ? plainText(body as Body) : ''])].join('\n')

const newest = ({ at, comments }: Thread) => Math.max(at, ...comments.map((comment) => comment.at))
const votes = ({ comments }: Thread) => Math.max(0, ...comments.map((comment) => comment.votes.length))

const orders = {
  newest: (a: Thread, b: Thread) => newest(b) - newest(a),
  votes: (a: Thread, b: Thread) => votes(b) - votes(a) || newest(b) - newest(a),
}
