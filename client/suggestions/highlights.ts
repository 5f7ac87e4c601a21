import type { Anchor } from '../../shared/document/quote.ts'
import type { Spot, Suggestion } from '../../shared/document/suggestions.ts'

/** What open suggestions leave in the text: their place, and the words that would come into it. */
export function highlightsOf(
  suggestions: readonly Suggestion[],
  active: string | null,
  spotOf: (id: Suggestion['id']) => Spot | undefined,
): {
  key: string
  anchor: Anchor
  kind: 'suggest'
  active: boolean
  probably: boolean
  change?: { was: string; proposed: string }
}[] {
  return suggestions.flatMap(({ id, anchor: stored, state, quote, proposed }) => {
    const anchor = anchorOf(spotOf(id)) ?? stored
    if (!anchor || (state !== 'open' && !(state === 'accepted' && id === active))) return []
    const change = state === 'open' ? { change: { was: quote.exact, proposed } } : {}
    return [{ key: id, anchor, kind: 'suggest' as const, active: id === active, probably: stored?.probably === true, ...change }]
  })
}

const anchorOf = (spot: Spot | undefined) => (spot && spot.state !== 'gone' ? spot.anchor : undefined)
