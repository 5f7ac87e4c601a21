import FileCheck from 'lucide-solid/icons/file-check'
import { createSignal, Show } from 'solid-js'
import { mostAnswerFileBytes } from '../../../shared/assessment.ts'
import { bytes } from '../../platform/format.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { useAsking } from '../context.ts'
import styles from '../Question.module.css'
import { type BodyProps, idOf, kindAttr } from './body.ts'

/** A file of one's own, or a video: it is sent when it is chosen, and becomes the answer with the button below. */
export function FileAnswer(props: BodyProps) {
  const asking = useAsking()
  const isVideo = () => kindAttr(props.node) === 'video'
  const [sending, setSending] = createSignal(false)
  const [sent, setSent] = createSignal<string>()
  const [fault, setFault] = createSignal<string>()
  const name = () => (props.feedback?.answer.by === 'file' ? props.feedback.answer.name : sent())
  const send = async (file: File | undefined) => {
    if (!file) return
    props.onAnswer(undefined)
    setSent()
    setFault()
    if (file.size > mostAnswerFileBytes) return void setFault(t('player.fileTooLarge', { most: bytes(mostAnswerFileBytes) }))
    setSending(true)
    try {
      const kept = await asking.sendFile(idOf(props.node), file)
      setSent(kept.name)
      props.onAnswer({ by: 'file', file: kept.id, name: kept.name })
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <p class={styles.hint}>{t(isVideo() ? 'player.videoHint' : 'player.fileHint', { most: bytes(mostAnswerFileBytes) })}</p>
      <Show when={!props.feedback}>
        <input
          type="file"
          class={styles.file}
          aria-label={t(isVideo() ? 'player.chooseVideo' : 'player.chooseFile')}
          accept={isVideo() ? 'video/*' : undefined}
          disabled={sending()}
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
      </Show>
      <p class={styles.sent} role="status">
        <Show when={sending()}>{t('player.sending')}</Show>
        <Show when={!sending() && name()}>
          <FileCheck aria-hidden="true" /> {name()}
        </Show>
      </p>
      <Show when={fault()}>
        <p class={styles.fault} role="alert">
          {fault()}
        </p>
      </Show>
    </>
  )
}
