import { z } from 'zod'
import { Anchor } from './document/quote.ts'
import { endpoint } from './endpoint.ts'
import { PostId, SuggestionId, TopicId } from './id.ts'
import { agree, disagree, SentFormatted, Suggested, SuggestedAnchor, Words } from './suggestions.ts'

// What learners answer one another becomes better words for the course itself.

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const placeTopic = endpoint('GET', '/topics/:topicId/place', {
  takes: z.object({ topicId: TopicId }),
  gives: z.object({ anchor: Anchor.nullable() }),
  who: 'whoever may suggest for the draft',
  problems: ['topic.unknown', 'forum.suggest'],
  about: 'Where the words that a question stands beside are in the draft of today; nothing where it stands beside none, or they are gone.',
})
export const suggestAnswer = endpoint('POST', '/topics/:topicId/posts/:postId/suggest', {
  takes: z
    .object({
      topicId: TopicId,
      postId: PostId,
      suggestionId: SuggestionId.regex(uuid),
      anchor: SuggestedAnchor,
      proposed: Words,
      formatted: SentFormatted.optional(),
      reason: z.string().trim().max(1000).default(''),
    })
    .refine(({ proposed, formatted }) => agree(proposed, formatted), disagree),
  gives: Suggested,
  who: 'whoever may suggest for the draft',
  problems: [
    'topic.unknown',
    'post.unknown',
    'post.level',
    'forum.suggest',
    'comment.tooMany',
    'suggestion.taken',
    'suggestion.place',
    'suggestion.ambiguous',
    'suggestion.trashed',
    'suggestion.severalBlocks',
    'suggestion.unchanged',
  ],
  about:
    'Suggests for the draft what somebody answered in the forum. They are named with it, and their answer says so once it is accepted.',
})

export const forumSuggestionEndpoints = [placeTopic, suggestAnswer]
