import { minute } from '../../shared/time.ts'

type Of = { courseId: string; personId: string }

/** A longer silence than this is a break and no learning. */
const breakMs = 10 * minute

/**
 * How long a course takes: the median over these plays, in whole minutes.
 *
 * Nobody holds a stopwatch: the time between two deeds counts, up to a break. `moments` are in order of time.
 */
export function medianMinutes(plays: readonly Of[], moments: readonly (Of & { at: number })[]): number | null {
  const keyOf = ({ courseId, personId }: Of) => `${courseId} ${personId}`
  const spent = new Map(plays.map((play) => [keyOf(play), 0]))
  const last = new Map<string, number>()
  for (const moment of moments) {
    const key = keyOf(moment)
    const before = last.get(key)
    const total = spent.get(key)
    if (before !== undefined && total !== undefined) spent.set(key, total + Math.min(moment.at - before, breakMs))
    last.set(key, moment.at)
  }
  const times = [...spent.values()].sort((a, b) => a - b)
  const middle = times.length >> 1
  if (times.length === 0) return null
  const median = times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2
  return Math.max(1, Math.round(median / minute))
}
