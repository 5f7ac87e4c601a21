import type { StoredAnchor } from '../../shared/document/layout.ts'
import type { Thread } from '../../shared/document/threads.ts'

/** The marks that open threads leave in the text. A resolved thread leaves none, unless it is the one being looked at. */
export function highlightsOf(
  threads: readonly Thread[],
  active: string | null = null,
): { key: string; anchor: StoredAnchor; kind: 'thread'; active: boolean; probably: boolean }[] {
  return threads.flatMap(({ id, anchor, resolved }) =>
    anchor && (!resolved || id === active)
      ? // A copy reads all of it: an anchor that was mended elsewhere changes in place, and is drawn anew.
        [{ key: id, anchor: { ...anchor }, kind: 'thread', active: id === active, probably: anchor.probably === true }]
      : [],
  )
}
