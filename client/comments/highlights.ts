import type { StoredAnchor } from '../../shared/document/layout.ts'
import type { Thread } from '../../shared/document/threads.ts'

type Mark = { key: string; anchor?: StoredAnchor; block?: string; seconds?: number; kind: 'thread'; active: boolean; probably: boolean }

/** The marks that open threads leave in the text. A resolved thread leaves none, unless it is the one being looked at. */
export const highlightsOf = (threads: readonly Thread[], active: string | null = null): Mark[] =>
  threads.filter(({ id, resolved }) => !resolved || id === active).flatMap((thread) => markOf(thread, thread.id === active))

function markOf({ id: key, on, block, seconds, anchor }: Thread, active: boolean): Mark[] {
  if (on === 'block' || on === 'moment')
    return block ? [{ key, block, ...(seconds !== undefined && { seconds }), kind: 'thread', active, probably: false }] : []
  if (!anchor) return []
  // A copy reads all of it: an anchor that was mended elsewhere changes in place, and is drawn anew.
  return [{ key, anchor: { ...anchor }, kind: 'thread', active, probably: anchor.probably === true }]
}
