import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import type { Passage } from '../../shared/document/quote.ts'
import { type MyFlag, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, Sheet } from '../ui/Dialog.tsx'
import { Checkbox, TextArea, TextField } from '../ui/Field.tsx'
import styles from './FlagDialog.module.css'
import { diffWords } from '../../shared/prose-diff.ts'
import { WordDiff } from '../ui/WordDiff.tsx'

type FlagDialogProps = {
  courseId: CourseId
  /** The words that were marked; nothing while the dialog is closed. */
  passage: Passage | undefined
  onClose: () => void
  onRaised?: (flag: MyFlag) => void
}

/** A learner says that words are outdated and how they should read: mark, mend, send. */
export function FlagDialog(props: FlagDialogProps) {
  return (
    <Show when={props.passage} keyed>
      {(passage) => <Opened {...props} passage={passage} />}
    </Show>
  )
}

function Opened(props: FlagDialogProps & { passage: Passage }) {
  const was = () => props.passage.quote.exact
  const [proposed, setProposed] = createSignal(was())
  const [reason, setReason] = createSignal('')
  const [source, setSource] = createSignal('')
  const [withSource, setWithSource] = createSignal(false)
  const [named, setNamed] = createSignal(true)
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<unknown>()
  const id = newId<VoiceId>() // one dialog is one flag, however often it is sent
  const isMended = () => proposed().trim() !== was().trim()

  const send = async (event?: Event) => {
    event?.preventDefault()
    if (busy()) return
    setBusy(true)
    setFault()
    try {
      const words = isMended() ? { proposed: proposed().trim() } : {}
      const flag = await ask(raiseFlag, {
        courseId: props.courseId,
        id,
        ...props.passage,
        reason: reason(),
        named: named(),
        ...words,
        ...(source().trim() && { source: source().trim() }),
      })
      toast(flag.others > 0 ? t('flags.sentWithOthers', { count: flag.others }) : t('flags.sent'), { tone: 'ok' })
      props.onRaised?.(flag)
      props.onClose()
    } catch (error) {
      setFault(() => error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Frame
      title={t('flags.raiseTitle')}
      about={t('flags.raiseAbout')}
      onClose={() => props.onClose()}
      footer={
        <Button tone="primary" busy={busy()} onClick={() => void send()}>
          {t(isMended() ? 'flags.sendWords' : 'flags.sendMark')}
        </Button>
      }
    >
      <form class={styles.form} onSubmit={(event) => void send(event)}>
        <TextArea
          label={t('flags.better')}
          hint={t('flags.betterHint')}
          value={proposed()}
          onInput={setProposed}
          maxLength={4000}
          rows={4}
          ref={(area) => queueMicrotask(() => area.setSelectionRange(area.value.length, area.value.length))}
          autofocus
          onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && void send(event)}
        />
        <Show when={isMended()}>
          <div class={styles.diff} aria-label={t('flags.preview')} role="group">
            <WordDiff runs={diffWords(was(), proposed())} />
          </div>
        </Show>
        <TextField
          label={t('flags.reason')}
          optional
          value={reason()}
          onInput={setReason}
          maxLength={1000}
          placeholder={t('flags.reasonExample')}
        />
        <Show
          when={withSource()}
          fallback={
            <Button type="button" size="small" tone="quiet" class={styles.more ?? ''} onClick={() => setWithSource(true)}>
              {t('flags.addSource')}
            </Button>
          }
        >
          <TextField
            label={t('flags.source')}
            optional
            type="url"
            inputMode="url"
            value={source()}
            onInput={setSource}
            maxLength={2000}
            placeholder={t('flags.sourceExample')}
          />
        </Show>
        <Checkbox label={t('flags.named')} hint={t('flags.namedHint')} checked={named()} onChange={setNamed} />
        <Show when={fault()}>{(error) => <Banner tone="danger">{wordsOf(error())}</Banner>}</Show>
      </form>
    </Frame>
  )
}

/** A dialog in the middle, or a sheet from below where the thumb is. */
function Frame(props: { title: string; about: string; onClose: () => void; footer: JSX.Element; children: JSX.Element }) {
  const narrow = window.matchMedia('(max-width: 40rem)')
  const [isNarrow, setNarrow] = createSignal(narrow.matches)
  const follow = () => setNarrow(narrow.matches)
  narrow.addEventListener('change', follow)
  onCleanup(() => narrow.removeEventListener('change', follow))
  return (
    <Show when={isNarrow()} fallback={<Dialog open {...props} />}>
      <Sheet open side="bottom" {...props} />
    </Show>
  )
}
