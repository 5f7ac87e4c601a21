import { createSignal, onCleanup, onMount } from 'solid-js'

const isMac = /Mac|iPhone|iPad/.test(typeof navigator === 'undefined' ? '' : navigator.platform)

/** Whether `event` is exactly `keys`, written `Mod+Shift+K`; Mod is ⌘ on a Mac and Ctrl elsewhere. */
function isKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.pop()
  const mod = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (parts.includes('Mod') ? !mod : event.ctrlKey || event.metaKey) return false
  if (parts.includes('Alt') !== event.altKey) return false
  // A sign such as `?` or `/` may need Shift on some keyboards: it is the sign that counts.
  const isLetter = key?.length !== 1 || /[a-z]/i.test(key)
  if (isLetter && parts.includes('Shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === key?.toLowerCase()
}

/** Runs `act` on these keys anywhere on the page, unless something nearer took them first. */
export function onKeys(keys: string, act: () => void): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !isKeys(event, keys)) return
    event.preventDefault()
    act()
  }
  onMount(() => document.addEventListener('keydown', listen))
  onCleanup(() => document.removeEventListener('keydown', listen))
}

/** Keys that do something here, for the list under Mod+/. */
export type KeyList = { heading: () => string; keys: () => readonly { keys: string; does: string }[] }

const [keyLists, setKeyLists] = createSignal<readonly KeyList[]>([])

/** Every list that a room on the screen has told, in the order they came. */
export { keyLists }

/** Adds keys to the list under Mod+/ while this component is shown. Listening to them is the caller's own affair. */
export function tellKeys(heading: KeyList['heading'], keys: KeyList['keys']): void {
  const mine = { heading, keys }
  setKeyLists((lists) => [...lists, mine])
  onCleanup(() => setKeyLists((lists) => lists.filter((list) => list !== mine)))
}
