import type { FormattedRun } from '../../shared/document/formatted-diff.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import type { Spot, Suggestion } from '../../shared/document/suggestions.ts'

type Words = NonNullable<Suggestion['formatted']>

/** What open suggestions leave in the text: their place, and the words that would come into it. */
export function highlightsOf(
  suggestions: readonly Suggestion[],
  active: string | null,
  spotOf: (id: Suggestion['id']) => Spot | undefined,
  /** Tells what changed where formatting is part of it; absent until it was fetched. */
  diff: ((was: Words['was'], proposed: Words['proposed']) => FormattedRun[]) | undefined,
): {
  key: string
  anchor: Anchor
  kind: 'suggest'
  active: boolean
  probably: boolean
  change?: { was: string; proposed: string; runs?: FormattedRun[] }
}[] {
  return suggestions.flatMap(({ id, anchor: stored, state, quote, proposed, formatted }) => {
    const anchor = anchorOf(spotOf(id)) ?? stored
    if (!anchor || (state !== 'open' && !(state === 'accepted' && id === active))) return []
    const words = { was: quote.exact, proposed }
    const drawn = formatted ? diff && { ...words, runs: diff(formatted.was, formatted.proposed) } : words
    const change = state === 'open' && drawn ? { change: drawn } : {}
    return [{ key: id, anchor, kind: 'suggest' as const, active: id === active, probably: stored?.probably === true, ...change }]
  })
}

const anchorOf = (spot: Spot | undefined) => (spot && spot.state !== 'gone' ? spot.anchor : undefined)
