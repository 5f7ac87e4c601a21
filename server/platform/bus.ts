/**
 * A doorbell between the parts of one installation: it may be lost, and whoever listens heals by asking for the state.
 *
 * The local form rings within one process, that of db/postgres-bus.ts on every server of the installation. The bell
 * `missed` rings when others may have been missed.
 */
export type Bus = {
  /** `word` is short: ids and numbers. */
  ring(bell: string, word: string): void
  /** Returns how to stop listening. */
  on(bell: string, hear: (word: string) => void): () => void
  close(): Promise<void>
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
    async close() {},
  }
}
