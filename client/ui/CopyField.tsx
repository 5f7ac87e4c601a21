import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from './Button.tsx'
import styles from './CopyField.module.css'
import { TextField } from './Field.tsx'

/** Something to take along: shown whole, copied with a click. */
export function CopyField(props: { label: string; value: string }) {
  const [copied, setCopied] = createSignal(false)
  let box!: HTMLDivElement
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value)
    } catch {
      // A page without https may not write there: then the keyboard can, and the text is ready for it.
      box.querySelector('input')?.select()
      return
    }
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div ref={(element) => (box = element)} class={styles.copy}>
      <TextField label={props.label} value={props.value} onInput={() => {}} readonly onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={() => void copy()}>
        <Show when={copied()} fallback={<Copy />}>
          <Check />
        </Show>
        <span aria-live="polite">{copied() ? t('ui.copied') : t('ui.copy')}</span>
      </Button>
    </div>
  )
}
