import ArrowUp from 'lucide-solid/icons/arrow-up'
import { Show } from 'solid-js'
import type { PersonId } from '../../shared/id.ts'
import { list } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import styles from './VoteButton.module.css'

type VoteButtonProps = {
  voters: readonly PersonId[]
  me: PersonId
  nameOf: (id: PersonId) => string
  mayVote: boolean
  onVote: () => void
}

/** How many agree, who they are, and the button to agree too. Nothing where nobody may and nobody did. */
export function VoteButton(props: VoteButtonProps) {
  const voted = () => props.voters.includes(props.me)
  const names = () => t('comments.votedBy', { names: list(props.voters.map((id) => props.nameOf(id))) })
  const label = () => t(voted() ? 'comments.takeVote' : 'comments.upvote', { count: props.voters.length })
  return (
    <Show when={props.mayVote || props.voters.length > 0}>
      <button
        type="button"
        class={styles.vote}
        classList={{ [styles.voted!]: voted() }}
        aria-pressed={voted()}
        aria-label={props.voters.length > 0 ? `${label()}. ${names()}` : label()}
        data-tip={props.voters.length > 0 ? names() : undefined}
        disabled={!props.mayVote}
        onClick={() => props.onVote()}
      >
        <ArrowUp aria-hidden="true" />
        <Show when={props.voters.length > 0}>{props.voters.length}</Show>
      </button>
    </Show>
  )
}
