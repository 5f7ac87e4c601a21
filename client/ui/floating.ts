/** Where a floating box goes, relative to what opened it: below or above, lined up at its start or end. */
export type Placement = 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'top' | 'bottom'

const gap = 6
const edge = 8

/** Puts `box` (in the top layer, fixed) beside `anchor`, on the other side where there is no room, always on the screen. */
export function place(box: HTMLElement, anchor: DOMRect, placement: Placement): void {
  const { width, height } = box.getBoundingClientRect()
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight }
  const below = anchor.bottom + gap
  const above = anchor.top - gap - height
  const fitsBelow = below + height <= view.height - edge
  const fitsAbove = above >= edge
  const top = placement.startsWith('bottom') ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below
  const left = leftOf(anchor, width, placement)
  box.style.left = `${Math.max(edge, Math.min(left, view.width - width - edge))}px`
  box.style.top = `${Math.max(edge, Math.min(top, view.height - height - edge))}px`
}

function leftOf(anchor: DOMRect, width: number, placement: Placement): number {
  if (!placement.includes('-')) return anchor.left + (anchor.width - width) / 2
  const toRight = placement.endsWith('start') === (getComputedStyle(document.documentElement).direction === 'ltr')
  return toRight ? anchor.left : anchor.right - width
}
