import type { CommentPicture } from '../../shared/comments.ts'
import type { PersonId } from '../../shared/id.ts'
import { recall, remember } from '../platform/memory.ts'

/** What somebody began to write and whom they picked from the list; kept on the device until it is sent. */
export type Draft = { typed: string; people: { id: PersonId; name: string }[]; pictures?: CommentPicture[] }

export const noDraft: Draft = { typed: '', people: [] }

/** `name` says where the words would go: a thread, or the place of a new one. */
export function recallDraft(name: string): Draft {
  try {
    const kept = JSON.parse(recall(`draft.${name}`) ?? 'null') as Partial<Draft> | null
    return typeof kept?.typed === 'string' && Array.isArray(kept.people)
      ? { typed: kept.typed, people: kept.people, pictures: kept.pictures ?? [] }
      : noDraft
  } catch {
    return noDraft
  }
}

/** The words go on elsewhere. */
export function moveDraft(from: string, to: string) {
  const draft = recallDraft(from)
  if (from === to || (!draft.typed && !draft.pictures?.length)) return
  keepDraft(to, draft)
  keepDraft(from, noDraft)
}

export function keepDraft(name: string, draft: Draft) {
  remember(`draft.${name}`, draft.typed.trim() || draft.pictures?.length ? JSON.stringify(draft) : null)
}
