import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'

const first = 12
const step = 12
const everyMs = 40

/**
 * The beginning of a long list, growing by a few until it is whole: what is seen first is drawn at once, and hundreds of
 * lines more do not keep the page from answering. What `needed` names is in it from the start; -1 for nothing.
 */
export function growing<Thing>(list: () => readonly Thing[], anew: () => unknown, needed: () => number): () => readonly Thing[] {
  const [count, setCount] = createSignal(first)
  createEffect(
    on(anew, () => {
      setCount(first)
      const timer = setInterval(() => {
        setCount((now) => now + step)
        if (untrack(list).length <= untrack(count)) clearInterval(timer)
      }, everyMs)
      onCleanup(() => clearInterval(timer))
    }),
  )
  return createMemo(() => {
    const all = list()
    const shown = Math.max(count(), needed() + 1)
    return all.length <= shown ? all : all.slice(0, shown)
  })
}
