import { createMemo, createSignal, For, Show } from 'solid-js'
import { findEmoji } from '../platform/emoji.ts'
import { t } from '../platform/text.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './EmojiDialog.module.css'
import { TextField } from './Field.tsx'

const across = 8

/** Chooses one sign by its look or by a word for it. */
export function EmojiDialog(props: { title: string; chosen: string; onChoose: (sign: string) => void; onClose: () => void }) {
  const [typed, setTyped] = createSignal('')
  const found = createMemo(() => findEmoji(typed()))
  let grid: HTMLDivElement | undefined

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key]
    const signs = Array.from(grid?.querySelectorAll<HTMLElement>('button') ?? [])
    const at = signs.indexOf(document.activeElement as HTMLElement) // -1 when it is none of them
    if (at < 0 || step === undefined) return
    event.preventDefault()
    signs[Math.max(0, Math.min(signs.length - 1, at + step))]?.focus()
  }
  return (
    <Dialog
      open
      size="small"
      onClose={props.onClose}
      title={props.title}
      footer={
        <Show when={props.chosen} fallback={<Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>}>
          <Button onClick={() => props.onChoose('')}>{t('ui.emojiRemove')}</Button>
        </Show>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const [first] = found()
          if (first && typed() !== '') props.onChoose(first.sign)
        }}
      >
        <TextField label={t('ui.emojiFind')} hideLabel placeholder={t('ui.emojiFind')} value={typed()} onInput={setTyped} autofocus />
      </form>
      <Show when={found().length > 0} fallback={<p role="status">{t('ui.emojiNone')}</p>}>
        <div ref={grid} class={styles.signs} role="group" aria-label={props.title} onKeyDown={onKeyDown}>
          <For each={found()}>
            {({ sign, words }, at) => (
              <button
                type="button"
                class={styles.sign}
                tabindex={at() === 0 ? 0 : -1}
                aria-label={words}
                aria-pressed={sign === props.chosen}
                data-icon={sign}
                onClick={() => props.onChoose(sign)}
              />
            )}
          </For>
        </div>
      </Show>
    </Dialog>
  )
}
