import { createComputed, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { revivals } from './session.ts'

/** Something asked of the server: not there yet, there, or failed. Reading it never suspends the screen. */
export type Asked<Value> = {
  /** Undefined until the first answer; while asking again, the one before. */
  value: () => Value | undefined
  /** What was thrown, when the latest question got no answer. */
  fault: () => unknown
  /** Shows `change` at once, before or instead of asking again. */
  set: (change: (before: Value) => Value) => void
  reload: () => Promise<void>
}

/** Asks for what belongs to `key`, and again whenever `key` changes. Nothing is asked while it is undefined. */
export function createAsked<Key, Value>(key: () => Key | undefined, ask: (key: Key) => Promise<Value>): Asked<Value> {
  const wanted = createMemo(key)
  const [known, setKnown] = createSignal<{ key: Key; answer: Value }>()
  const [fault, setFault] = createSignal<unknown>()
  let latest = 0 // of several questions under way, only the last one asked may answer
  onCleanup(() => latest++)

  const load = async () => {
    const now = untrack(wanted)
    if (now === undefined) return
    const mine = ++latest
    try {
      const answer = await ask(now)
      if (mine !== latest) return
      setKnown({ key: now, answer })
      setFault()
    } catch (error) {
      if (mine === latest) setFault(() => error)
    }
  }
  // What the question reads on its way (the language, who is signed in) is no reason to ask again.
  createComputed(on(wanted, (key) => key !== undefined && void load()))
  createComputed(on(revivals, () => untrack(fault) !== undefined && void load(), { defer: true }))

  const current = () => {
    const now = known()
    return now && now.key === wanted() ? now : undefined // the answer to another question is none
  }
  return {
    value: () => current()?.answer,
    fault,
    set: (change) => setKnown((now) => (now ? { key: now.key, answer: change(now.answer) } : now)),
    reload: load,
  }
}

/** All pages of a list, one after the other, up to `most` items. */
export async function allPages<Item>(
  ask: (after: string | undefined) => Promise<{ items: Item[]; next?: string | undefined }>,
  most = 1000,
): Promise<Item[]> {
  const items: Item[] = []
  let after: string | undefined
  do {
    const page = await ask(after)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < most)
  return items
}
