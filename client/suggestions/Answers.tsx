import Check from 'lucide-solid/icons/check'
import { Show } from 'solid-js'
import type { Suggestion } from '../../shared/document/suggestions.ts'
import { RejectReason } from '../../shared/suggestions.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import note from '../ui/Note.module.css'
import { ReasonMenu } from '../ui/ReasonMenu.tsx'
import type { Suggestions } from './state.ts'

/** What can be done with an open suggestion: an editor takes, edits or rejects it, whoever made it takes it back. */
export function Answers(props: { suggestion: Suggestion; suggestions: Suggestions; onEdit: () => void }) {
  const spot = () => props.suggestions.spotOf(props.suggestion.id)?.state
  const isBusy = () => props.suggestions.isBusy(props.suggestion.id)
  const isMine = () => props.suggestion.by === props.suggestions.me.id
  return (
    <div class={note.buttons}>
      <Show when={props.suggestions.mayAccept()}>
        <Show when={spot() !== 'gone'}>
          <Button size="small" tone="primary" busy={isBusy()} onClick={() => void props.suggestions.accept(props.suggestion)}>
            <Check aria-hidden="true" />
            {t(spot() === 'already' ? 'suggestions.close' : 'suggestions.accept')}
          </Button>
          <Show when={spot() !== 'already'}>
            <Button size="small" disabled={isBusy()} onClick={() => props.onEdit()}>
              {t('suggestions.editAndAccept')}
            </Button>
          </Show>
        </Show>
        <Show when={!isMine()}>
          <Reject {...props} />
        </Show>
      </Show>
      <Show when={isMine() && props.suggestions.maySuggest()}>
        <Button size="small" tone="quiet" busy={isBusy()} onClick={() => void props.suggestions.withdraw(props.suggestion)}>
          {t('suggestions.withdraw')}
        </Button>
      </Show>
    </div>
  )
}

/** One tap for the usual reasons; words of one's own for any other. */
function Reject(props: { suggestion: Suggestion; suggestions: Suggestions }) {
  return (
    <ReasonMenu
      verb={t('suggestions.reject')}
      question={t('suggestions.rejectWhy')}
      reasons={RejectReason.options.map((reason) => ({ reason, label: t(`suggestions.reasons.${reason}`) }))}
      own="other"
      ownLabel={t('suggestions.note')}
      ownHint={t('suggestions.noteHint', { name: props.suggestions.personOf(props.suggestion.by).name })}
      busy={props.suggestions.isBusy(props.suggestion.id)}
      onSend={(reason, words) => void props.suggestions.reject(props.suggestion, reason, words)}
    />
  )
}
