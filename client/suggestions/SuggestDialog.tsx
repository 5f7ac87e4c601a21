import { createSignal, Show } from 'solid-js'
import type { Anchor } from '../../shared/document/quote.ts'
import { diffWords } from '../../shared/prose-diff.ts'
import { maxSuggested } from '../../shared/suggestions.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import note from '../ui/Note.module.css'
import { WordDiff } from '../ui/WordDiff.tsx'
import type { NewWords } from './state.ts'
import styles from './Suggestions.module.css'

type SuggestDialogProps = {
  /** The words that other ones are suggested for; nothing while the dialog is closed. */
  anchor: Anchor | null
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
  const [proposed, setProposed] = createSignal(props.typed?.words ?? was())
  const [reason, setReason] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<unknown>()
  const isChanged = () => proposed() !== was()

  const send = async (event?: Event) => {
    event?.preventDefault()
    if (busy() || !isChanged()) return
    setBusy(true)
    setFault()
    try {
      await props.onSend({ anchor: props.anchor, proposed: proposed(), reason: reason().trim() })
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
        <Show when={isChanged()}>
          <div class={styles.preview} aria-label={t('suggestions.preview')} role="group">
            <WordDiff runs={diffWords(was(), proposed())} />
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
