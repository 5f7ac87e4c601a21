/**
 * A beat that many share: what they begin on it begins together, and at most every `everyMs`.
 *
 * Who comes after a pause waits for nothing but the others of the same turn of the event loop.
 */
export function beat(everyMs: number): () => Promise<void> {
  let last = -Infinity
  let coming: Promise<void> | undefined
  return () =>
    (coming ??= new Promise((resolve) => {
      const begin = () => {
        coming = undefined
        last = performance.now()
        resolve()
      }
      const waitMs = last + everyMs - performance.now()
      if (waitMs > 0) setTimeout(begin, waitMs)
      else setImmediate(begin)
    }))
}
