import { z } from 'zod'
import { allowedHref } from './document/addresses.ts'
import { Anchor, Quote } from './document/quote.ts'
import { endpoint, page } from './endpoint.ts'
import { CourseId, LessonId, PersonId, PostId, SuggestionId, TopicId } from './id.ts'
import { Person } from './people.ts'
import { Time } from './time.ts'

// Other words for a passage of the draft, from somebody who may talk about it and not write it, or who would rather ask
// first. It lies in the course document beside the threads, and changes by commands only.

// Model

/** Characters of a passage, and of the words for it. */
export const maxSuggested = 4000

/**
 * Where a suggestion comes from. `refused`: words the server did not take as an edit, sent as a suggestion instead.
 * `answer`: an answer in the forum of the learners.
 */
export const SuggestionSource = z.enum(['author', 'reviewer', 'refused', 'answer'])
export type SuggestionSource = z.infer<typeof SuggestionSource>

export const SuggestionState = z.enum(['open', 'accepted', 'rejected', 'withdrawn'])
export type SuggestionState = z.infer<typeof SuggestionState>

/** The answer that a suggestion was made of, and who wrote it. */
export const Credit = z.object({ topic: TopicId, post: PostId, by: PersonId })
export type Credit = z.infer<typeof Credit>

/** Why words stay as they are. `discussed`: it goes on as a comment. */
export const RejectReason = z.enum(['fineAsIs', 'notRight', 'style', 'discussed', 'other'])
export type RejectReason = z.infer<typeof RejectReason>

const Mark = z.object({ type: z.string().max(40), attrs: z.record(z.string(), z.unknown()).optional() })
/** Words with their formatting, in order; a line break reads as a line feed. */
const Formatted = z.array(z.object({ text: z.string(), marks: z.array(Mark).optional() }))
const plainMarks: ReadonlySet<string> = new Set(['strong', 'em', 'underline', 'strike', 'code', 'maths'])
/** What somebody may send: marks that every lesson knows, and links that lead somewhere harmless. */
export const SentFormatted = z
  .array(
    z.object({
      text: z.string().min(1).max(maxSuggested),
      marks: z
        .array(
          Mark.refine(
            ({ type, attrs = {} }) =>
              type === 'link'
                ? allowedHref(attrs['href']) && Object.keys(attrs).length === 1
                : plainMarks.has(type) && Object.keys(attrs).length === 0,
            'a mark is bold, italic, underline, strike, code, a formula, or a link to a page, an address or a lesson',
          ),
        )
        .max(7)
        .optional(),
    }),
  )
  .max(400)

/** A suggestion as programs read it. */
export const SuggestionView = z.object({
  id: SuggestionId,
  by: PersonId,
  at: Time,
  source: SuggestionSource,
  credit: Credit.optional(),
  lesson: LessonId,
  /** The words it was made for, */
  was: z.string(),
  /** and those that shall stand there. Empty: they go. */
  proposed: z.string(),
  /** Both with their formatting, where either has some. */
  formatted: z.object({ was: Formatted, proposed: Formatted }).optional(),
  reason: z.string().optional(),
  state: SuggestionState,
  answeredBy: PersonId.optional(),
  answeredAt: Time.optional(),
  rejected: RejectReason.optional(),
  note: z.string().optional(),
  /** What the passage said once it was accepted. */
  after: z.string().optional(),
  /** Whoever accepted it chose the final words. */
  edited: z.boolean().optional(),
  /** People, one vote each. */
  votes: z.array(PersonId),
})
export type SuggestionView = z.infer<typeof SuggestionView>

// Contract

/** A new id is a UUID, so that no id a client makes can be a key with a meaning of its own. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const inCourse = { courseId: CourseId }
const onSuggestion = { ...inCourse, suggestionId: SuggestionId }
export const Words = z.string().max(maxSuggested)
/** Formatting that is sent beside words is of those very words. */
export const agree = (words: string | undefined, formatted: readonly { text: string }[] | undefined) =>
  !formatted || words === formatted.map(({ text }) => text).join('')
export const disagree = { path: ['formatted'], message: 'the formatting must be of these very words' }

/** On some words, and not on too many. */
export const SuggestedAnchor = Anchor.extend({ quote: Quote.extend({ exact: Words.min(1) }) })

/** Where a command's effect stands in the course log; the document itself arrives over the socket. */
export const Suggested = z.object({ suggestionId: SuggestionId, seq: z.number().int() })

export const makeSuggestion = endpoint('POST', '/courses/:courseId/suggestions', {
  takes: z
    .object({
      ...inCourse,
      suggestionId: SuggestionId.regex(uuid),
      anchor: SuggestedAnchor,
      proposed: Words,
      /** The proposed words with their formatting; without it they take on that of the words they replace. */
      formatted: SentFormatted.optional(),
      reason: z.string().trim().max(1000).default(''),
      /** The words come from an edit that the server did not take. */
      refused: z.boolean().default(false),
    })
    .refine(({ proposed, formatted }) => agree(proposed, formatted), disagree),
  gives: Suggested,
  problems: [
    'course.unknown',
    'course.suggest',
    'comment.tooMany',
    'suggestion.taken',
    'suggestion.place',
    'suggestion.ambiguous',
    'suggestion.trashed',
    'suggestion.severalBlocks',
    'suggestion.unchanged',
  ],
  about: 'Suggests other words for some of the draft. Sent twice with the same id, it is made once.',
})
export const acceptSuggestion = endpoint('POST', '/courses/:courseId/suggestions/:suggestionId/accept', {
  takes: z
    .object({
      ...onSuggestion,
      /** Made by the client: the change in the draft bears it, and sent twice it is made once. */
      commandId: z.string().regex(/^[\w-]{4,64}$/),
      /** The words as the accepting person edited them. Both are named then. */
      text: Words.optional(),
      /** The same with their formatting. */
      formatted: SentFormatted.optional(),
      /** What that person has seen standing there, to replace it whatever it was before. */
      over: z.object({ now: z.string().max(20_000), formatted: Formatted.optional() }).optional(),
    })
    .refine(({ text, formatted }) => agree(text, formatted), disagree),
  gives: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.enum(['applied', 'already']), seq: z.number().int() }),
    z.object({
      outcome: z.literal('conflict'),
      was: z.string(),
      now: z.string(),
      proposed: z.string(),
      formatted: z.object({ was: Formatted, now: Formatted, proposed: Formatted }).optional(),
    }),
    z.object({ outcome: z.literal('gone') }),
  ]),
  problems: ['course.unknown', 'course.accept', 'suggestion.unknown', 'suggestion.answered'],
  about:
    'Puts the suggested words into the draft, merged with what was changed since. On a conflict nothing changes, and the answer carries all three.',
})
export const rejectSuggestion = endpoint('POST', '/courses/:courseId/suggestions/:suggestionId/reject', {
  takes: z
    .object({ ...onSuggestion, reason: RejectReason, note: z.string().trim().max(1000).default('') })
    .refine(({ reason, note }) => reason !== 'other' || note, { path: ['note'], message: 'another reason needs words' }),
  gives: Suggested,
  problems: ['course.unknown', 'course.accept', 'suggestion.unknown', 'suggestion.answered'],
  about: 'Leaves the words as they are and tells whoever suggested others why.',
})
export const withdrawSuggestion = endpoint('POST', '/courses/:courseId/suggestions/:suggestionId/withdraw', {
  takes: z.object(onSuggestion),
  gives: Suggested,
  problems: ['course.unknown', 'course.suggest', 'suggestion.unknown', 'suggestion.withdraw', 'suggestion.answered'],
  about: 'Takes one’s own suggestion back.',
})
const voting = { takes: z.object(onSuggestion), gives: Suggested, problems: ['course.unknown', 'course.suggest', 'suggestion.unknown'] }
export const voteForSuggestion = endpoint('PUT', '/courses/:courseId/suggestions/:suggestionId/vote', {
  ...voting,
  about: 'Upvotes a suggestion. One vote a person, however often it is sent.',
})
export const takeSuggestionVoteBack = endpoint('DELETE', '/courses/:courseId/suggestions/:suggestionId/vote', {
  ...voting,
  about: 'Takes an upvote for a suggestion back.',
})
export const listSuggestions = endpoint('GET', '/courses/:courseId/suggestions', {
  takes: z.object({
    ...inCourse,
    state: z.enum([...SuggestionState.options, 'all']).default('all'),
    lesson: LessonId.optional(),
    after: z.string().max(64).optional(),
  }),
  gives: page(SuggestionView),
  problems: ['course.unknown', 'course.suggest'],
  about: 'The suggestions for a draft, oldest first, for programs; browsers read them live from the document.',
})
export const listSuggesters = endpoint('GET', '/courses/:courseId/suggesters', {
  takes: z.object(inCourse),
  gives: z.object({ items: z.array(Person) }),
  problems: ['course.unknown', 'course.suggest'],
  about: 'Everybody who made or answered a suggestion for a draft, by name.',
})

export const suggestionEndpoints = [
  makeSuggestion,
  acceptSuggestion,
  rejectSuggestion,
  withdrawSuggestion,
  voteForSuggestion,
  takeSuggestionVoteBack,
  listSuggestions,
  listSuggesters,
]
