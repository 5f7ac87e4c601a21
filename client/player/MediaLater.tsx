import { type Component, createSignal, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Prose } from '../../shared/document/prose.ts'
import { Blocks } from './Prose.tsx'

const [loaded, setLoaded] = createSignal<Component<{ node: Prose }>>()
let asked: Promise<void> | undefined

/** Film, sound, galleries, files and pages: fetched with the first of them. What they say can be read until then. */
export function MediaLater(props: { node: Prose }) {
  asked ??= import('./Media.tsx').then(
    ({ Media }) => void setLoaded(() => Media),
    () => void (asked = undefined), // offline: the next one asks again
  )
  return (
    <Show when={loaded()} fallback={<Blocks of={props.node.content} />}>
      {(media) => <Dynamic component={media()} node={props.node} />}
    </Show>
  )
}
