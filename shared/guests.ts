import {
  addComment,
  editComment,
  listThreads,
  listVoices,
  sendCommentPicture,
  getCommentPicture,
  removeComment,
  reopenThread,
  resolveThread,
  startThread,
  takeVoteBack,
  verifyThread,
  voteForComment,
} from './comments.ts'
import { getCourse } from './courses.ts'
import type { Endpoint } from './endpoint.ts'
import { getFile, getVariant } from './files.ts'
import { getMe } from './people.ts'
import {
  listSuggesters,
  listSuggestions,
  makeSuggestion,
  takeSuggestionVoteBack,
  voteForSuggestion,
  withdrawSuggestion,
} from './suggestions.ts'

// What somebody may ask who came by a guest's link: one declared list. What does not stand here they may not.

const forGuests: ReadonlySet<Endpoint<never, never>> = new Set([
  getMe,
  getCourse,
  getFile,
  getVariant,
  startThread,
  addComment,
  editComment,
  removeComment,
  voteForComment,
  takeVoteBack,
  resolveThread,
  reopenThread,
  verifyThread,
  listThreads,
  listVoices,
  sendCommentPicture,
  getCommentPicture,
  makeSuggestion,
  withdrawSuggestion,
  voteForSuggestion,
  takeSuggestionVoteBack,
  listSuggestions,
  listSuggesters,
] as unknown as Endpoint<never, never>[]) // endpoints of many shapes, compared as objects only

/** Whether an endpoint answers guests at all; of one course alone, by the rights of a guest. */
export const isForGuests = (endpoint: Endpoint) => forGuests.has(endpoint as unknown as Endpoint<never, never>) // as above

/** Guests have ids of their own, so that nobody takes one for an account. */
export const isGuestId = (id: string) => id.startsWith('guest-')
