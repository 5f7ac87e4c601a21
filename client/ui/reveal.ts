/** A card and those above it go on growing for so long: what is fetched for them comes a moment later. */
const growsMs = 2000

/**
 * Brings a card in a list beside the text into sight, and the focus to it unless somebody writes.
 *
 * Only its list scrolls: the page may be on its way to the words that the card is about.
 */
export function revealCard(card: HTMLElement): void {
  requestAnimationFrame(() => {
    scrollInList(card)
    // Whoever is writing goes on writing.
    if (!document.activeElement || document.activeElement === document.body) card.focus({ preventScroll: true })
  })
  const growing = new ResizeObserver(() => scrollInList(card))
  for (const one of [card, card.parentElement]) if (one) growing.observe(one)
  setTimeout(() => growing.disconnect(), growsMs)
}

/** As little as shows all of it, or its beginning where it is taller than its list. */
function scrollInList(card: HTMLElement): void {
  const list = scrollerOf(card)
  if (!list) return
  const [its, frame] = [card.getBoundingClientRect(), list.getBoundingClientRect()]
  const above = its.top - frame.top
  if (above < 0) list.scrollTop += above
  else if (its.bottom > frame.bottom) list.scrollTop += Math.min(above, its.bottom - frame.bottom)
}

function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return undefined
}
