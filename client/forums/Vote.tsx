import ArrowUp from 'lucide-solid/icons/arrow-up'
import { Show } from 'solid-js'
import { t } from '../platform/text.ts'
import styles from './Vote.module.css'

type VoteProps = {
  votes: number
  voted: boolean
  /** Nobody votes for their own words, and some only read. */
  own: boolean
  disabled: boolean
  onVote: () => void
  /** A question is wanted too, an answer is agreed with. */
  kind: 'question' | 'answer'
}

/** How many agree, and the button to agree too. */
export function Vote(props: VoteProps) {
  const label = () => {
    const count = props.votes
    if (props.own) return t('forums.ownVotes', { count })
    if (props.voted) return t('forums.takeVote', { count })
    return t(props.kind === 'question' ? 'forums.meToo' : 'forums.upvote', { count })
  }
  return (
    <Show
      when={!props.own && !props.disabled}
      fallback={
        <Show when={props.votes > 0}>
          <span class={styles.count} data-tip={label()}>
            <ArrowUp aria-hidden="true" />
            <span aria-hidden="true">{props.votes}</span>
            <span class="visually-hidden">{props.own ? label() : t('forums.votes', { count: props.votes })}</span>
          </span>
        </Show>
      }
    >
      <button
        type="button"
        class={`${styles.count} ${styles.vote}`}
        classList={{ [styles.voted!]: props.voted }}
        aria-pressed={props.voted}
        aria-label={label()}
        onClick={() => props.onVote()}
      >
        <ArrowUp aria-hidden="true" />
        <Show when={props.kind === 'question'} fallback={props.votes}>
          {t('forums.meTooShort')} · {props.votes}
        </Show>
      </button>
    </Show>
  )
}
