import { createSignal, onMount, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { keepWords, recallWords } from './drafts.ts'
import styles from './Writer.module.css'

type WriterProps = {
  /** Where the words would go; they stay on the device until they are sent. Absent: nothing is kept. */
  draft?: string
  words?: string
  label: string
  verb: string
  focus?: boolean
  /** Resolves to whether the words have arrived; only then the field is emptied. */
  onSend: (words: string) => Promise<boolean>
  onLeave?: () => void
}

/** A field for an answer or a comment. Ctrl+Enter sends, Esc goes back. */
export function Writer(props: WriterProps) {
  const [words, setWords] = createSignal(props.words ?? (props.draft ? recallWords(props.draft) : ''))
  const [busy, setBusy] = createSignal(false)
  let box!: HTMLDivElement
  onMount(() => props.focus && box.querySelector('textarea')?.focus())

  const write = (text: string) => {
    setWords(text)
    if (props.draft) keepWords(props.draft, text)
  }
  async function send() {
    if (!words().trim() || busy()) return
    setBusy(true)
    const arrived = await props.onSend(words().trim())
    setBusy(false)
    if (arrived) write('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape' && props.onLeave) {
      event.stopPropagation()
      props.onLeave()
    }
  }
  return (
    <div ref={box} class={styles.writer}>
      <TextArea
        label={props.label}
        hideLabel
        placeholder={props.label}
        rows={2}
        maxlength={10_000}
        value={words()}
        onInput={write}
        onKeyDown={onKeyDown}
      />
      <Show when={words().trim() || props.onLeave}>
        <div class={styles.foot}>
          <Show when={props.onLeave}>
            <Button size="small" tone="quiet" onClick={() => props.onLeave?.()}>
              {t('ui.cancel')}
            </Button>
          </Show>
          <Button size="small" tone="primary" busy={busy()} disabled={!words().trim()} onClick={() => void send()}>
            {props.verb}
          </Button>
        </div>
      </Show>
    </div>
  )
}
