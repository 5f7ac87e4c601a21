import { createSignal, For, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { type Passage, plainText } from './passages.ts'
import styles from './RefusedDialog.module.css'

type RefusedDialogProps = {
  open: boolean
  passages: readonly Passage[]
  onClose: () => void
  /** Suggests a passage to those who may write; resolves to whether that was done. Absent where nobody may. */
  onSuggest?: ((passage: Passage) => Promise<boolean>) | undefined
  /** Forgets them for good. */
  onLetGo: () => void
}

/** What the server did not take of somebody's words: to read, to copy, to carry away. */
export function RefusedDialog(props: RefusedDialogProps) {
  const [copied, setCopied] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(plainText(props.passages))
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  const letGo = () => {
    setAsking(false)
    props.onLetGo()
    props.onClose()
  }
  return (
    <Dialog
      open={props.open && props.passages.length > 0}
      onClose={props.onClose}
      title={t('collaboration.refusedTitle', { count: props.passages.length })}
      about={t('collaboration.refusedAbout')}
      size="medium"
      footer={
        <Show
          when={!asking()}
          fallback={
            <>
              <span class={styles.ask}>{t('collaboration.letGoAsk')}</span>
              <Button onClick={() => setAsking(false)}>{t('collaboration.keepThem')}</Button>
              <Button tone="danger" onClick={letGo}>
                {t('collaboration.letGo')}
              </Button>
            </>
          }
        >
          <Button tone="quiet" onClick={() => setAsking(true)}>
            {t('collaboration.letGo')}
          </Button>
          <Button onClick={() => download(plainText(props.passages), `${t('collaboration.fileName')}.txt`)}>
            {t('collaboration.download')}
          </Button>
          <Button tone="primary" onClick={() => void copy()}>
            <span aria-live="polite">{copied() ? t('collaboration.copied') : t('collaboration.copyAll')}</span>
          </Button>
        </Show>
      }
    >
      <ul class={styles.passages}>
        <For each={props.passages}>
          {(passage) => (
            <li>
              <span class={styles.where}>{whereOf(passage)}</span>
              <blockquote class={styles.text}>{passage.text}</blockquote>
              <Show when={passage.block ? props.onSuggest : undefined}>
                {(suggest) => <Suggest onSuggest={() => suggest()(passage)} />}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}

function whereOf({ title, isSaid }: Passage): string {
  if (!isSaid) return title || t('collaboration.inOutline')
  return title ? t('collaboration.saidOf', { words: title }) : t('collaboration.said')
}

/** Sends one passage as a suggestion, once. */
function Suggest(props: { onSuggest: () => Promise<boolean> }) {
  const [state, setState] = createSignal<'here' | 'busy' | 'sent'>('here')
  const send = async () => {
    setState('busy')
    setState((await props.onSuggest()) ? 'sent' : 'here')
  }
  return (
    <Button size="small" busy={state() === 'busy'} disabled={state() === 'sent'} onClick={() => void send()}>
      <span aria-live="polite">{t(state() === 'sent' ? 'collaboration.suggested' : 'collaboration.suggest')}</span>
    </Button>
  )
}

function download(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
