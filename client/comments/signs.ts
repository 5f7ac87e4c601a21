import { createSignal } from 'solid-js'
import { language } from '../platform/text.ts'

const mostShown = 6

/** The list that a colon and two letters open in a field for a comment. */
export function createSigns() {
  const [query, setQuery] = createSignal<{ q: string; from: number }>()
  const [found, setFound] = createSignal<readonly { sign: string; label: string }[]>([])
  const [at, setAt] = createSignal(0)
  const close = () => {
    setQuery()
    setFound([])
  }
  async function find(q: string) {
    const { findEmoji, nameOf } = await import('../platform/emoji.ts')
    if (query()?.q !== q) return
    setAt(0)
    setFound(findEmoji(q, mostShown).map((one) => ({ sign: one.sign, label: nameOf(one, language()) })))
  }
  return {
    found,
    at,
    from: () => query()?.from ?? 0,
    close,
    look(area: HTMLTextAreaElement) {
      const before = area.value.slice(0, area.selectionStart)
      const q = /(?:^|[\s(]):([\p{L}\p{N}_+-]{2,20})$/u.exec(before)?.[1]
      if (q === undefined) return close()
      if (q === query()?.q) return
      setQuery({ q, from: before.length - q.length - 1 })
      // Offline before it was ever asked for: then the words stay as they were typed.
      find(q).catch(() => close())
    },
    /** Says whether the key was for the list. */
    onKey(event: KeyboardEvent, choose: (sign: string) => void): boolean {
      const list = found()
      const picked = list[at()]
      if (!picked || event.ctrlKey || event.metaKey) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) setAt((at() + step + list.length) % list.length)
      else if (event.key === 'Enter' || event.key === 'Tab') choose(picked.sign)
      else return false
      event.preventDefault()
      return true
    },
  }
}
