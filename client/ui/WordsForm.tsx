import { createSignal } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from './Button.tsx'
import { TextArea } from './Field.tsx'
import styles from './Note.module.css'

type WordsFormProps = {
  label: string
  hint: string
  /** What sending does. */
  verb: string
  words: string
  busy: boolean
  maxLength?: number
  onSend: (text: string) => Promise<void> | void
  onLeave: () => void
}

/** The final words for the draft, before they go into it. Ctrl+Enter takes them, Esc goes back. */
export function WordsForm(props: WordsFormProps) {
  const [text, setText] = createSignal(props.words) // eslint-disable-line solid/reactivity -- where the writing begins
  const send = (event: Event) => {
    event.preventDefault()
    void props.onSend(text())
  }
  return (
    <form class={styles.form} onSubmit={send}>
      <TextArea
        label={props.label}
        hint={props.hint}
        value={text()}
        onInput={setText}
        maxLength={props.maxLength ?? 4000}
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
          {props.verb}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.onLeave()}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
