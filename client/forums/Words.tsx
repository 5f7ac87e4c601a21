import { For, Show } from 'solid-js'
import styles from './Words.module.css'

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/

/** What somebody wrote, as they wrote it; addresses become links. */
export function Words(props: { text: string }) {
  return (
    <p class={styles.words} dir="auto">
      {/* A split by one group puts what it caught at the odd places. */}
      <For each={props.text.split(address)}>
        {(part, at) => (
          <Show when={at() % 2 === 1} fallback={part}>
            <a href={part} target="_blank" rel="noopener noreferrer nofollow ugc">
              {part}
            </a>
          </Show>
        )}
      </For>
    </p>
  )
}
