/**
 * A doorbell between the parts of one installation: it may be lost, and whoever listens heals by asking for the state.
 *
 * This form rings within one process.
 */
export type Bus = {
  ring(bell: string, word: string): void
  /** Returns how to stop listening. */
  on(bell: string, hear: (word: string) => void): () => void
}

export function localBus(): Bus {
  const ears = new Map<string, Set<(word: string) => void>>()
  return {
    ring(bell, word) {
      for (const hear of ears.get(bell) ?? []) queueMicrotask(() => hear(word))
    },
    on(bell, hear) {
      const all = ears.get(bell) ?? new Set()
      ears.set(bell, all.add(hear))
      return () => all.delete(hear)
    },
  }
}
