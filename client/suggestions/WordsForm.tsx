import { createSignal } from 'solid-js'
import { maxSuggested } from '../../shared/suggestions.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import styles from './Suggestions.module.css'

type WordsFormProps = {
  /** Whose idea it was. */
  name: string
  words: string
  busy: boolean
  onSend: (text: string) => void
  onLeave: () => void
}

/** The final words for the draft, before they go into it. Ctrl+Enter takes them, Esc goes back. */
export function WordsForm(props: WordsFormProps) {
  const [text, setText] = createSignal(props.words) // eslint-disable-line solid/reactivity -- where the writing begins
  const send = (event: Event) => {
    event.preventDefault()
    props.onSend(text())
  }
  return (
    <form class={styles.form} onSubmit={send}>
      <TextArea
        label={t('suggestions.finalWords')}
        hint={t('suggestions.finalHint', { name: props.name })}
        value={text()}
        onInput={setText}
        maxLength={maxSuggested}
        autofocus
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send(event)
          if (event.key !== 'Escape') return
          event.stopPropagation()
          props.onLeave()
        }}
      />
      <div class={styles.buttons}>
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
