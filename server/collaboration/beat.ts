import { performance } from 'node:perf_hooks'

/** Begins what it is given together with what others give it. */
export type Beat = (begin: () => void) => void

/** So many who begin on one beat are a crowd, for whom it is worth waiting. */
const crowd = 10
/** A process that works this share of the time is busy. */
const busyFrom = 1 / 6

/**
 * A beat that many share: what they begin on it begins together, so that it shares its way to the disk.
 *
 * Whoever comes after a pause waits for nothing but the others of the same turn of the event loop. Between two beats lie
 * at least `leastMs`, and the more the busier the process is and the more share the beat, up to `mostMs`: then every beat
 * carries more, and costs less for each. `busy` gives the share of the time since it was last asked, from 0 to 1.
 */
export function beat(leastMs: number, mostMs: number, busy: () => number = busyShare()): Beat {
  let next = -Infinity
  let waiting: (() => void)[] = []
  function strike() {
    const all = waiting
    waiting = []
    const worth = Math.min(1, busy() / busyFrom) * Math.min(1, (all.length - 1) / (crowd - 1))
    next = performance.now() + leastMs + worth * (mostMs - leastMs)
    for (const begin of all) begin()
  }
  return (begin) => {
    if (waiting.push(begin) > 1) return
    const waitMs = next - performance.now()
    if (waitMs > 0) setTimeout(strike, waitMs)
    else setImmediate(strike)
  }
}

/** How much of the time the event loop was busy since this was last asked. */
function busyShare() {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}
