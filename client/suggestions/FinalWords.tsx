import { type Component, createSignal } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Formatted } from '../../shared/document/formatted.ts'
import { maxSuggested } from '../../shared/suggestions.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import note from '../ui/Note.module.css'
import type { WordsFieldProps } from '../ui/words-field.ts'

type FinalWordsProps = {
  /** Who had the idea. */
  name: string
  words: Formatted
  busy: boolean
  field: Component<WordsFieldProps>
  onSend: (words: Formatted) => void
  onLeave: () => void
}

/** The final words for the draft, before they go into it. Ctrl+Enter takes them, Esc goes back. */
export function FinalWords(props: FinalWordsProps) {
  const [words, setWords] = createSignal(props.words) // eslint-disable-line solid/reactivity -- where the writing begins
  const send = () => !props.busy && props.onSend(words())
  return (
    <form
      class={note.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Dynamic
        component={props.field}
        label={t('suggestions.finalWords')}
        hint={t('suggestions.finalHint', { name: props.name })}
        words={props.words}
        maxLength={maxSuggested}
        onInput={setWords}
        onSend={send}
        onLeave={() => props.onLeave()}
      />
      <div class={note.buttons}>
        <Button type="submit" size="small" tone="primary" busy={props.busy}>
          {t('suggestions.useWords')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.onLeave()}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
