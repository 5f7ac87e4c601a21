import { type Component, createMemo, createSignal, Show, untrack } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { type Formatted, formattedLike, isPlain, isSameFormatted, plainOf } from '../../shared/document/formatted.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import { maxSuggested } from '../../shared/suggestions.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import note from '../ui/Note.module.css'
import type { WordsFieldProps } from '../ui/words-field.ts'
import { FormattedDiff } from './FormattedDiff.tsx'
import type { NewWords } from './state.ts'
import styles from './Suggestions.module.css'

type SuggestDialogProps = {
  /** The words that other ones are suggested for; nothing while the dialog is closed. */
  anchor: Anchor | null
  /** How those words look; null where nothing can be bold: in code. */
  was: Formatted | null
  /** A mark that was asked for: it is on the words already. */
  mark?: string | undefined
  field: Component<WordsFieldProps>
  /** The words as they were begun by typing, and the caret in them. */
  typed?: { words: string; caret: number } | undefined
  /** Rejects with what the server has against it. */
  onSend: (words: NewWords) => Promise<void>
  onClose: () => void
}

/** Other words for the selected ones: change them right there, say why, send. */
export function SuggestDialog(props: SuggestDialogProps) {
  return (
    <Show when={props.anchor} keyed>
      {(anchor) => <Opened {...props} anchor={anchor} />}
    </Show>
  )
}

function Opened(props: SuggestDialogProps & { anchor: Anchor }) {
  const was = () => props.anchor.quote.exact
  const first = props.typed?.words ?? was() // where the writing begins
  const [proposed, setProposed] = createSignal(first)
  const [looks, setLooks] = createSignal<Formatted | null>(props.was && formattedLike(first, props.was))
  const [reason, setReason] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<unknown>()
  const formatted = createMemo(() => {
    const [before, after] = [props.was, looks()]
    return before && after && !(isPlain(before) && isPlain(after)) ? { was: before, proposed: after } : undefined
  })
  const isChanged = () => {
    const both = formatted()
    return proposed() !== was() || (both !== undefined && !isSameFormatted(both.was, both.proposed))
  }

  const send = async (event?: Event) => {
    event?.preventDefault()
    if (busy() || !isChanged()) return
    setBusy(true)
    setFault()
    try {
      await props.onSend({ anchor: props.anchor, proposed: proposed(), formatted: formatted(), reason: reason().trim() })
      toast(t('suggestions.sent'), { tone: 'ok' })
      props.onClose()
    } catch (error) {
      setFault(() => error)
    } finally {
      setBusy(false)
    }
  }
  const sendByKey = (event: KeyboardEvent) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && void send(event)

  return (
    <Dialog
      open
      title={t('suggestions.title')}
      about={t('suggestions.about')}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={busy()} disabled={!isChanged()} onClick={() => void send()}>
            {t('suggestions.send')}
          </Button>
        </>
      }
    >
      <form class={note.form} onSubmit={(event) => void send(event)}>
        <Show
          when={looks() !== null}
          fallback={
            <TextArea
              label={t('suggestions.words')}
              hint={t('suggestions.wordsHint')}
              value={proposed()}
              onInput={setProposed}
              maxLength={maxSuggested}
              rows={4}
              ref={(area) =>
                queueMicrotask(() => {
                  const caret = props.typed?.caret
                  if (caret === undefined) area.select()
                  else area.setSelectionRange(caret, caret)
                })
              }
              autofocus
              onKeyDown={sendByKey}
            />
          }
        >
          <Dynamic
            component={props.field}
            label={t('suggestions.words')}
            hint={t('suggestions.wordsHint')}
            words={untrack(looks) ?? []}
            caret={props.typed?.caret}
            mark={props.mark}
            maxLength={maxSuggested}
            onInput={(words) => {
              setLooks(words)
              setProposed(plainOf(words))
            }}
            onSend={() => void send()}
          />
        </Show>
        <Show when={isChanged()}>
          <div class={styles.preview} aria-label={t('suggestions.preview')} role="group">
            <FormattedDiff was={was()} proposed={proposed()} formatted={formatted()} />
          </div>
        </Show>
        <TextField
          label={t('suggestions.reason')}
          optional
          value={reason()}
          onInput={setReason}
          maxLength={1000}
          placeholder={t('suggestions.reasonExample')}
          onKeyDown={sendByKey}
        />
        <Show when={fault()}>{(error) => <Banner tone="danger">{wordsOf(error())}</Banner>}</Show>
      </form>
    </Dialog>
  )
}
