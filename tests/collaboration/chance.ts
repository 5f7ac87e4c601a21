/** Chance that is the same again for the same seed (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    /** A whole number from 0 up to and without `n`. */
    below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)]!,
    /** True in `share` of all cases. */
    maybe: (share: number) => next() < share,
  }
}
export type Chance = ReturnType<typeof chance>

/** `SEED` replays one run; else a new one each time, which a failing test prints. */
export const seedOfRun = () => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
