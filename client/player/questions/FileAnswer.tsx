import FileCheck from 'lucide-solid/icons/file-check'
import FileUp from 'lucide-solid/icons/file-up'
import { createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { type AnswerFile, mostAnswerFileBytes } from '../../../shared/assessment.ts'
import { showTime } from '../../../shared/timed-text.ts'
import { createAsked } from '../../platform/asked.ts'
import { ago, bytes, percent } from '../../platform/format.ts'
import { wordsOf } from '../../platform/problems.ts'
import type { Recorded, Recorder } from '../../platform/recorder.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/Progress.tsx'
import { useAsking } from '../context.ts'
import styles from '../Question.module.css'
import { type BodyProps, idOf, kindAttr } from './body.ts'

/** A file of one's own, or a video: it is sent when it is chosen or recorded, and becomes the answer with the button below. */
export function FileAnswer(props: BodyProps) {
  const { files } = useAsking()
  const isVideo = () => kindAttr(props.node) === 'video'
  const [share, setShare] = createSignal<number>()
  const [sent, setSent] = createSignal<AnswerFile>()
  const [fault, setFault] = createSignal<string>()
  const [over, setOver] = createSignal(false)
  const name = () => (props.feedback?.answer.by === 'file' ? props.feedback.answer.name : sent()?.name)
  let stop = new AbortController()
  let input!: HTMLInputElement

  const send = async (file: File | undefined) => {
    if (!file) return
    props.onAnswer(undefined)
    setSent()
    setFault()
    if (file.size > mostAnswerFileBytes) return void setFault(t('player.fileTooLarge', { most: bytes(mostAnswerFileBytes) }))
    const mine = (stop = new AbortController())
    setShare(0)
    try {
      const kept = await files.send(idOf(props.node), file, { onShare: (now) => stop === mine && setShare(now), signal: mine.signal })
      if (mine.signal.aborted) return
      setSent(kept)
      props.onAnswer({ by: 'file', file: kept.id, name: kept.name })
    } catch (error) {
      if (!mine.signal.aborted) setFault(wordsOf(error))
    } finally {
      if (stop === mine) setShare()
    }
  }
  const cancel = () => {
    stop.abort()
    setShare()
  }
  // What was on its way, or had arrived and was not handed in, when the page was left: it goes on where it was.
  onMount(() => {
    if (!props.feedback)
      files.waiting(idOf(props.node)).then(
        (file) => share() === undefined && !sent() && void send(file),
        () => {},
      )
  })
  createEffect(() => {
    if (props.feedback) files.taken(idOf(props.node))
  })
  let isGone = false
  onCleanup(() => (isGone = true))
  const take = async (recording: Promise<Recorded | 'upload' | null>) => {
    const made = await recording
    if (isGone) return // it is on the device and offered again
    if (made === 'upload') input.click()
    else if (made) await send(made.file)
  }
  return (
    <>
      <p class={styles.hint}>{t(isVideo() ? 'player.videoHint' : 'player.fileHint', { most: bytes(mostAnswerFileBytes) })}</p>
      <Show when={!props.feedback}>
        <div
          class={styles.giving}
          classList={{ [styles.over!]: over() }}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            if (share() === undefined) void send(event.dataTransfer?.files[0])
          }}
        >
          <Show when={share() === undefined}>
            <Show when={isVideo() && files.recorder}>
              {(recorder) => <Recording recorder={recorder()} question={idOf(props.node)} hasSent={sent() !== undefined} take={take} />}
            </Show>
            <Button onClick={() => input.click()}>
              <FileUp aria-hidden="true" /> {t(isVideo() ? 'player.chooseVideo' : 'player.chooseFile')}
            </Button>
          </Show>
          {/* Its own look is the browser's; the button above stands for it. */}
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t(isVideo() ? 'player.chooseVideo' : 'player.chooseFile')}
            accept={isVideo() ? 'video/*' : undefined}
            onChange={(event) => {
              void send(event.currentTarget.files?.[0])
              event.currentTarget.value = '' // the same file may be chosen again after a fault
            }}
          />
        </div>
      </Show>
      <Switch>
        <Match when={share() !== undefined}>
          <div class={styles.sending}>
            <ProgressBar label={t('player.sending')} value={Math.round((share() ?? 0) * 100)} max={100} />
            <span>{t('media.sent', { share: percent(share() ?? 0) })}</span>
            <Button size="small" tone="quiet" onClick={cancel}>
              {t('media.cancel')}
            </Button>
          </div>
        </Match>
        <Match when={isVideo() && !props.feedback && sent()}>
          {(file) => <video class={styles.seen} src={file().url} controls playsinline preload="metadata" aria-label={file().name} />}
        </Match>
      </Switch>
      <p class={styles.sent} role="status">
        <Show when={share() !== undefined}>
          <span class="visually-hidden">{t('player.sending')}</span>
        </Show>
        <Show when={share() === undefined && name()}>
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

type RecordingProps = {
  recorder: () => Promise<Recorder>
  question: string
  /** Something was sent already: what is left on the device may be the same. */
  hasSent: boolean
  take: (recording: Promise<Recorded | 'upload' | null>) => Promise<void>
}

/** Recording an answer on the spot, and what an earlier try left. */
function Recording(props: RecordingProps) {
  const [times, setTimes] = createSignal(0)
  const left = createAsked(times, async () => (await props.recorder()).unfinished())
  const mine = () => (props.hasSent ? undefined : left.value()?.find(({ place }) => place === props.question))
  const room = () => ({ place: props.question, mostBytes: mostAnswerFileBytes, cutsFile: true })
  const open = async (ask: (recorder: Recorder) => Promise<Recorded | 'upload' | null>) => {
    await props.take(props.recorder().then(ask))
    setTimes((before) => before + 1)
  }
  return (
    <>
      <Button onClick={() => void open((its) => its.record({ kind: 'camera', ...room() }))}>{t('recording.camera')}</Button>
      <Button onClick={() => void open((its) => its.record({ kind: 'screen', ...room() }))}>{t('recording.screen')}</Button>
      <Show when={mine()}>
        {(one) => (
          <div class={styles.unfinished} role="status">
            <strong>{t('recording.unfinished')}</strong>
            <span>{t('recording.unfinishedAbout', { time: showTime(one().seconds), ago: ago(one().at) })}</span>
            <Button tone="primary" onClick={() => void open((its) => its.goOn(one().id, room()))}>
              {t('recording.look')}
            </Button>
          </div>
        )}
      </Show>
    </>
  )
}
