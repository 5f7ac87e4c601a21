import { createSignal } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import styles from './FlagCard.module.css'

/** Words an author edits before they go into the draft. Ctrl+Enter takes them, Esc goes back. */
export function WordsForm(props: { words: string; busy: boolean; onSend: (text: string) => Promise<void> | void; onLeave: () => void }) {
  const [text, setText] = createSignal(props.words) // eslint-disable-line solid/reactivity -- where the writing begins
  const send = (event: Event) => {
    event.preventDefault()
    void props.onSend(text().trim())
  }
  return (
    <form class={styles.note} onSubmit={send}>
      <TextArea
        label={t('flags.yourWords')}
        hint={t('flags.yourWordsHint')}
        value={text()}
        onInput={setText}
        maxLength={4000}
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
          {t('flags.useWords')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.onLeave()}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
