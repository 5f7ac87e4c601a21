import { assessmentEndpoints } from './assessment.ts'
import { authEndpoints } from './auth.ts'
import { bankEndpoints } from './bank.ts'
import { collaborationEndpoints } from './collaboration.ts'
import { courseEndpoints } from './courses.ts'
import { commentsEndpoints } from './comments.ts'
import { embedEndpoints } from './embeds.ts'
import type { Endpoint } from './endpoint.ts'
import { fileEndpoints } from './files.ts'
import { flagEndpoints } from './flags.ts'
import { forumSuggestionEndpoints } from './forum-suggestions.ts'
import { forumsEndpoints } from './forums.ts'
import { historyEndpoints } from './history.ts'
import { groupEndpoints } from './groups.ts'
import { interopEndpoints } from './interop.ts'
import { invitationEndpoints } from './invitations.ts'
import { notificationEndpoints } from './notifications.ts'
import { peopleEndpoints } from './people.ts'
import { playEndpoints } from './play.ts'
import { publishingEndpoints } from './publishing.ts'
import { reactionsEndpoints } from './reactions.ts'
import { reviewEndpoints } from './review.ts'
import { suggestionEndpoints } from './suggestions.ts'
import { templateEndpoints } from './templates.ts'

/** Every endpoint there is: the client's typed calls and the machine-readable description come from this one list. */
export const contract: readonly Endpoint[] = [
  ...authEndpoints,
  ...peopleEndpoints,
  ...groupEndpoints,
  ...courseEndpoints,
  ...fileEndpoints,
  ...bankEndpoints,
  ...embedEndpoints,
  ...invitationEndpoints,
  ...collaborationEndpoints,
  ...historyEndpoints,
  ...reviewEndpoints,
  ...publishingEndpoints,
  ...playEndpoints,
  ...assessmentEndpoints,
  ...flagEndpoints,
  ...commentsEndpoints,
  ...suggestionEndpoints,
  ...reactionsEndpoints,
  ...forumsEndpoints,
  ...forumSuggestionEndpoints,
  ...notificationEndpoints,
  ...interopEndpoints,
  ...templateEndpoints,
]
