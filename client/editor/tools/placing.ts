import { createEffect, onCleanup, onMount } from 'solid-js'
import { place, type Placement } from '../../ui/floating.ts'

/** Keeps a box of the browser's top layer beside what `anchor` names, while the page scrolls and the text changes. */
export function placeBeside(box: () => HTMLElement, anchor: () => DOMRect | null, placement: Placement): void {
  const follow = () => {
    const at = anchor()
    if (at) place(box(), at, placement)
  }
  onMount(() => {
    box().showPopover()
    createEffect(follow)
    const later = () => requestAnimationFrame(follow)
    window.addEventListener('resize', later)
    window.addEventListener('scroll', later, true)
    onCleanup(() => {
      window.removeEventListener('resize', later)
      window.removeEventListener('scroll', later, true)
    })
  })
}
