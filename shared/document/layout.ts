import type * as Y from 'yjs'
import type { CommentId, LessonId, NodeId, PersonId, SuggestionId, ThreadId } from '../id.ts'
import type { Time } from '../time.ts'
import type { Characters } from './characters.ts'
import type { Formatted } from './formatted.ts'
import type { Prose } from './prose.ts'
import type { Credit, RejectReason, SuggestionSource } from '../suggestions.ts'
import type { Anchor, Quote } from './quote.ts'

// Where everything lies in a course's one Yjs document. Flat maps, plain values, one key per fact: nothing concurrent is lost.

/** The layout this program writes. A document that names a greater one opens read-only. */
export const documentSchema = 1

/** `outline`: node id → its facts. The order is `pos`, the tree is `parent`; both are data and never positions in a list. */
export type StoredNode = {
  kind: 'section' | 'lesson'
  parent: NodeId | null
  pos: string
  title: string
  /** A sign before the title. Absent or empty: none. */
  icon?: string
  trashed?: { by: PersonId; at: Time }
}
/** What a thread hangs on. */
export type ThreadPlace = 'text' | 'block' | 'moment' | 'lesson' | 'course' | 'suggestion'
/** `threads`: thread id → how it began. `seconds`: the moment of a video or a sound. */
export type StoredThread = {
  by: PersonId
  at: Time
  on: ThreadPlace
  lesson?: LessonId
  block?: string
  seconds?: number
  suggestion?: SuggestionId
  quote?: string
}
/** `tasks`: thread id → what is to be done about it. `due` is a day, as 2026-11-30. */
export type StoredTask = { mustFix?: true; to?: PersonId; due?: string }
/** `earlier`: `<thread>/<comment>/<n>` → what a comment said before its nth change. */
export type StoredEarlier = { at: Time; body: Prose }
/** `comments`: `<thread>/<comment>` → what was said; no body means removed, with its replies kept. */
export type StoredComment = {
  by: PersonId
  at: Time
  editedAt?: Time
  removedAt?: Time
  removedBy?: PersonId
  removedWhy?: string
  body: Prose | null
}
/**
 * `resolved`: `<thread>/<n>` → the nth resolving, reopening (`open`) or looking over by who began it (`verified`). The
 * greatest n counts. `now`: what the passage said when it was resolved.
 */
export type StoredResolve = { by: PersonId; at: Time; open?: true; verified?: true; now?: string }

/** `suggestions`: suggestion id → other words for those of the quote, which are kept as they stood when it was made. */
export type StoredSuggestion = {
  by: PersonId
  at: Time
  source: SuggestionSource
  /** The answer it was made of. */
  credit?: Credit
  lesson: LessonId
  quote: Quote
  proposed: string
  /** Old and new words with their formatting, where either has some. */
  formatted?: { was: Formatted; proposed: Formatted }
  reason?: string
} & Characters
/** `answered`: `<suggestion>/<n>` → its nth answer. The greatest n counts: what was accepted and undone can be accepted again. */
export type StoredAnswer = { by: PersonId; at: Time } & (
  | {
      state: 'accepted'
      /** What the passage said then, */
      after: string
      /** and how it looked, where formatting was part of it. */
      formatted?: Formatted
      /** The words are not quite those proposed. */
      edited?: true
    }
  | { state: 'rejected'; reason: RejectReason; note?: string }
  | { state: 'withdrawn' }
)

/** `anchors`: thread or suggestion → where it hangs. `probably`: the server found nearly these words there; `quote` says what they were. */
export type StoredAnchor = Anchor & { probably?: true }

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')
/** Node id → a Y.Map of the fields of StoredNode. */
export const outlineOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('outline')
export const threadsOf = (doc: Y.Doc): Y.Map<StoredThread> => doc.getMap('threads')
export const commentsOf = (doc: Y.Doc): Y.Map<StoredComment> => doc.getMap('comments')
export const votesOf = (doc: Y.Doc): Y.Map<true> => doc.getMap('votes')
export const resolvedOf = (doc: Y.Doc): Y.Map<StoredResolve> => doc.getMap('resolved')
export const tasksOf = (doc: Y.Doc): Y.Map<StoredTask> => doc.getMap('tasks')
export const earlierOf = (doc: Y.Doc): Y.Map<StoredEarlier> => doc.getMap('earlier')
export const anchorsOf = (doc: Y.Doc): Y.Map<StoredAnchor> => doc.getMap('anchors')
export const suggestionsOf = (doc: Y.Doc): Y.Map<StoredSuggestion> => doc.getMap('suggestions')
export const answeredOf = (doc: Y.Doc): Y.Map<StoredAnswer> => doc.getMap('answered')

export const commentKey = (thread: ThreadId, comment: CommentId) => `${thread}/${comment}`
export const voteKey = (comment: CommentId, person: PersonId) => `${comment}/${person}`
export const answerKey = (suggestion: SuggestionId, n: number) => `${suggestion}/${n}`

/** The name of the root fragment that holds a lesson's text. */
const lessonRoot = (lesson: LessonId) => `l:${lesson}`
/** The lesson whose text a root holds, if it holds one. */
export const lessonOf = (rootName: string): LessonId | undefined =>
  /^l:[0-9A-Za-z_-]{4,64}$/.test(rootName) ? (rootName.slice(2) as LessonId) : undefined // the form of ids, as in shared/id.ts
export const lessonFragment = (doc: Y.Doc, lesson: LessonId): Y.XmlFragment => doc.getXmlFragment(lessonRoot(lesson))

/** The roots that are the course itself, which viewers are shown; all others hold what is said about it. */
export const viewerRoots = (rootName: string): boolean => rootName === 'meta' || rootName === 'outline' || lessonOf(rootName) !== undefined

/** The roots an editor may change over the socket; all others change by command alone. */
export const editorRoots = (rootName: string): boolean => viewerRoots(rootName) || rootName === 'anchors'

/** What the course is about, in a sentence or two. */
export const summaryOf = (doc: Y.Doc): string => {
  const summary = metaOf(doc).get('summary')
  return typeof summary === 'string' ? summary.slice(0, 2000) : ''
}

/** The course's title. */
export const titleOf = (doc: Y.Doc): string => String(metaOf(doc).get('title') ?? '')

/** Names the changes by which somebody puts words in the place of others in the whole course, so that they can take them back. */
export const replacing = Symbol('replacing')
