import { createSignal, onCleanup } from 'solid-js'

/** Whether a media query holds now, as it changes. */
export function createMedia(query: string): () => boolean {
  const media = matchMedia(query)
  const [holds, setHolds] = createSignal(media.matches)
  const change = () => setHolds(media.matches)
  media.addEventListener('change', change)
  onCleanup(() => media.removeEventListener('change', change))
  return holds
}
