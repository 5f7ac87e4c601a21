import { For, Show } from 'solid-js'
import type { SuggestionId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { Composer } from './Composer.tsx'
import { Remark } from './Remark.tsx'
import type { Threads } from './state.ts'
import styles from './ThreadCard.module.css'

/** What people say about a suggestion, on its card: the first word begins a thread of its own. */
export function Discussion(props: { threads: Threads; suggestion: SuggestionId; onCopyLink: () => void }) {
  const thread = () => props.threads.about(props.suggestion)
  return (
    <div class={styles.replies}>
      <Show when={thread()}>
        {(thread) => (
          <For each={thread().comments}>
            {(comment) => (
              <Remark thread={thread()} comment={comment} threads={props.threads} onCopyLink={props.onCopyLink} clamped={false} />
            )}
          </For>
        )}
      </Show>
      <Show when={props.threads.mayComment()}>
        <Composer
          threads={props.threads}
          draft={`suggestion/${props.suggestion}`}
          label={t('comments.discussLabel')}
          verb={t('comments.reply')}
          onSend={(body) => {
            const begun = thread()
            return begun
              ? props.threads.reply(begun.id, body)
              : props.threads.start({ on: 'suggestion', suggestion: props.suggestion }, body)
          }}
        />
      </Show>
    </div>
  )
}
