import { createEffect, on, onCleanup, onMount } from 'solid-js'
import { place, type Placement } from '../../ui/floating.ts'

/** Keeps a box of the browser's top layer beside what `anchor` names, while the page scrolls and whenever `changes` does. */
export function placeBeside(box: () => HTMLElement, anchor: () => DOMRect | null, changes: () => unknown, placement: Placement): void {
  onMount(() => {
    box().showPopover()
    let asked = 0
    // Measured with the next frame, when the text on the screen is that of the state.
    const later = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(() => {
        const at = anchor()
        if (at) place(box(), at, placement)
      })
    }
    window.addEventListener('resize', later)
    window.addEventListener('scroll', later, true)
    onCleanup(() => {
      cancelAnimationFrame(asked)
      window.removeEventListener('resize', later)
      window.removeEventListener('scroll', later, true)
    })
    createEffect(on(changes, later))
  })
}
