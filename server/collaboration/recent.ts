/** How long an answer is good at most: what another server changed may be heard of only after that. */
const goodForMs = 500
const mostKept = 2000

/**
 * Remembers answers for a moment, so that a crowd that comes at once is looked up once.
 *
 * An answer counts only while `version` is what it was when it was asked for: whatever may change it raises that.
 */
export function recent<T>(version: () => number, now: () => number = performance.now.bind(performance)) {
  const kept = new Map<string, { answer: Promise<T>; version: number; until: number }>()
  return (key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key)
    if (known && known.version === version() && known.until > now()) return known.answer
    const answer = ask()
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, { answer, version: version(), until: now() + goodForMs })
    // What could not be told is asked again by the next.
    answer.catch(() => kept.delete(key))
    return answer
  }
}
