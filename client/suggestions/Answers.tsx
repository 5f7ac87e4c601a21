import Check from 'lucide-solid/icons/check'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal, Show } from 'solid-js'
import type { Suggestion } from '../../shared/document/suggestions.ts'
import { RejectReason } from '../../shared/suggestions.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { Suggestions } from './state.ts'
import styles from './Suggestions.module.css'

/** What can be done with an open suggestion: an editor takes, edits or rejects it, whoever made it takes it back. */
export function Answers(props: { suggestion: Suggestion; suggestions: Suggestions; onEdit: () => void }) {
  const spot = () => props.suggestions.spotOf(props.suggestion.id)?.state
  const isBusy = () => props.suggestions.isBusy(props.suggestion.id)
  const isMine = () => props.suggestion.by === props.suggestions.me.id
  return (
    <div class={styles.buttons}>
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
  const [note, setNote] = createSignal<string>()
  const send = (reason: RejectReason, words = '') => void props.suggestions.reject(props.suggestion, reason, words)
  return (
    <>
      <Menu
        label={t('suggestions.rejectWhy')}
        placement="bottom-end"
        trigger={(opener) => (
          <Button size="small" tone="quiet" {...opener} disabled={props.suggestions.isBusy(props.suggestion.id)}>
            {t('suggestions.reject')}
            <ChevronDown aria-hidden="true" />
          </Button>
        )}
        items={[
          { heading: t('suggestions.rejectWhy') },
          ...RejectReason.options.map((reason) => ({
            label: t(`suggestions.reasons.${reason}`),
            onSelect: () => (reason === 'other' ? setNote('') : send(reason)),
          })),
        ]}
      />
      <Show when={note() !== undefined}>
        <form
          class={`${styles.form} ${styles.whole}`}
          onSubmit={(event) => {
            event.preventDefault()
            const words = note()?.trim()
            if (words) send('other', words)
          }}
        >
          <TextArea
            label={t('suggestions.note')}
            hint={t('suggestions.noteHint', { name: props.suggestions.personOf(props.suggestion.by).name })}
            value={note() ?? ''}
            onInput={setNote}
            maxLength={1000}
            rows={2}
            autofocus
          />
          <div class={styles.buttons}>
            <Button type="submit" size="small" disabled={!note()?.trim()}>
              {t('suggestions.reject')}
            </Button>
            <Button size="small" tone="quiet" onClick={() => setNote()}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      </Show>
    </>
  )
}
