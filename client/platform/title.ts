import { createEffect, onCleanup } from 'solid-js'

const product = 'Colloquy'

/** Names the page in the browser's tab and history while this screen is shown. Pass a function, so that it follows. */
export function useTitle(title: () => string | undefined): void {
  createEffect(() => {
    const words = title()
    document.title = words ? `${words} · ${product}` : product
  })
  onCleanup(() => (document.title = product))
}
