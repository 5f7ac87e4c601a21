import type { StoredAnchor } from '../../shared/document/layout.ts'
import type { Suggestion } from '../../shared/document/suggestions.ts'

/** What open suggestions leave in the text: their place, and the words that would come into it. */
export function highlightsOf(
  suggestions: readonly Suggestion[],
  active: string | null = null,
): {
  key: string
  anchor: StoredAnchor
  kind: 'suggest'
  active: boolean
  probably: boolean
  change?: { was: string; proposed: string }
}[] {
  return suggestions.flatMap(({ id, anchor, state, quote, proposed }) => {
    if (!anchor || (state !== 'open' && !(state === 'accepted' && id === active))) return []
    const change = state === 'open' ? { change: { was: quote.exact, proposed } } : {}
    return [{ key: id, anchor, kind: 'suggest' as const, active: id === active, probably: anchor.probably === true, ...change }]
  })
}
