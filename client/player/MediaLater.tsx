import { type Component, createSignal, type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Prose } from '../../shared/document/prose.ts'

const [loaded, setLoaded] = createSignal<Component<{ node: Prose }>>()
let asked: Promise<void> | undefined

/** Film, sound, galleries, files and pages: fetched with the first of them. What they say can be read until then. */
export function MediaLater(props: { node: Prose; children: JSX.Element }) {
  asked ??= import('./Media.tsx').then(
    ({ Media }) => void setLoaded(() => Media),
    () => void (asked = undefined), // offline: the next one asks again
  )
  return (
    <Show when={loaded()} fallback={props.children}>
      {(media) => <Dynamic component={media()} node={props.node} />}
    </Show>
  )
}
