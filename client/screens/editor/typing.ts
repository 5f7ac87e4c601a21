import { onCleanup } from 'solid-js'
import type { Anchor } from '../../../shared/document/quote.ts'
import type { TypingPlace } from '../../editor/LessonEditor.tsx'

/** Words with what was typed in them, and where the caret stands then. */
export type Typed = { words: string; caret: number }

/** Keys that format words, by the key held with Ctrl or Cmd; with Shift in capitals. */
const markKeys: Record<string, string> = { b: 'strong', i: 'em', u: 'underline', e: 'code', k: 'link', X: 'strike' }

type Listening = {
  isOn: () => boolean
  place: () => TypingPlace | null
  onTyped: (typed: Typed & { anchor: Anchor }) => void
  /** Words that shall look otherwise. */
  onMarked: (anchor: Anchor, mark: string) => void
}

/**
 * Hears what somebody types, deletes or pastes where they may not write: it is the beginning of a suggestion.
 *
 * A text that cannot be changed has no caret, but it has a place where the last click went.
 */
export function listenToTyping({ isOn, place, onTyped, onMarked }: Listening) {
  const begin = (event: Event, edit: (place: TypingPlace) => Typed | undefined) => {
    if (event.defaultPrevented || !isOn() || isField(event.target)) return
    const at = place()
    const typed = at && edit(at)
    if (!typed) return
    event.preventDefault()
    onTyped({ anchor: at.anchor, ...typed })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.altKey && markKeys[event.shiftKey ? event.key.toUpperCase() : event.key]
    if (mark && !event.defaultPrevented && isOn() && !takesText(event.target)) {
      const at = place()
      if (!at || at.from === at.to) return
      event.preventDefault()
      return onMarked(at.anchor, mark)
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    begin(event, (at) => typedInto(at, event.key))
  }
  const onPaste = (event: ClipboardEvent) => {
    const words = event.clipboardData?.getData('text/plain').trim()
    if (words) begin(event, (at) => put(at, words))
  }
  document.addEventListener('keydown', onKeyDown)
  document.addEventListener('paste', onPaste)
  onCleanup(() => {
    document.removeEventListener('keydown', onKeyDown)
    document.removeEventListener('paste', onPaste)
  })
}

const isField = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, textarea, select, button, a, dialog, [role="menu"], [contenteditable="true"]') !== null

/** A button that was pressed last has the focus still, and does nothing with these keys. */
const takesText = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, dialog, [contenteditable="true"]') !== null

const put = ({ anchor: { quote }, from, to }: TypingPlace, words: string): Typed => ({
  words: quote.exact.slice(0, from) + words + quote.exact.slice(to),
  caret: from + words.length,
})

/** What a key makes of the words at a place; nothing where it is no letter and deletes nothing. */
export function typedInto(place: TypingPlace, key: string): Typed | undefined {
  const { from, to } = place
  if (key.length === 1 && (key !== ' ' || from < to)) return put(place, key)
  if (key === 'Backspace') return put(from < to ? place : { ...place, from: Math.max(0, from - 1) }, '')
  if (key === 'Delete') return put(from < to ? place : { ...place, to: Math.min(to + 1, place.anchor.quote.exact.length) }, '')
  return undefined
}
