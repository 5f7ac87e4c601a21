import Mic from 'lucide-solid/icons/mic'
import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { render } from 'solid-js/web'
import { showTime } from '../../shared/timed-text.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Field.tsx'
import type { Recorded } from '../platform/recorder.ts'
import { silent } from './devices.ts'
import styles from './RecorderDialog.module.css'
import { createRecorder, type Recorder, type RecorderWish, type Take } from './state.ts'
import { Trimming } from './Trimming.tsx'

type Outcome = Recorded | 'upload' | null

/** Shows the recorder over whatever page there is; resolves with what came of it. */
export function openRecorder(wish: RecorderWish): Promise<Outcome> {
  const place = document.body.appendChild(document.createElement('div'))
  const before = document.activeElement
  return new Promise((resolve) => {
    const leave = (outcome: Outcome) => {
      close()
      place.remove()
      removeEventListener('popstate', back)
      if (before instanceof HTMLElement) before.focus()
      resolve(outcome)
    }
    // Another page is another matter: what was recorded stays on the device.
    const back = () => leave(null)
    addEventListener('popstate', back)
    const close = render(() => <RecorderDialog wish={wish} onDone={leave} />, place)
  })
}

const titles = { camera: 'recording.camera', screen: 'recording.screen', voice: 'recording.voice' } as const

/** Camera, screen or voice: choose, record, look at it, trim, use. */
function RecorderDialog(props: { wish: RecorderWish; onDone: (outcome: Outcome) => void }) {
  const recorder = createRecorder(props.wish) // eslint-disable-line solid/reactivity -- one recording for the life of the dialog
  const isRunning = () => recorder.face() === 'recording' || recorder.face() === 'paused'
  const [stretch, setStretch] = createSignal<[number, number]>()
  const [asksAgain, setAsksAgain] = createSignal<'again' | 'drop'>()
  const use = async (take: Take) => {
    const made = await recorder.use(...(stretch() ?? [0, take.seconds]))
    if (made) props.onDone(made)
  }
  const throwAway = async () => {
    const next = asksAgain()
    setAsksAgain()
    setStretch()
    if (next === 'again') return recorder.again()
    await recorder.forget()
    props.onDone(null)
  }
  return (
    <Dialog
      open
      size="large"
      title={t(titles[props.wish.kind])}
      // While it records, a slip of the hand ends the recording and loses nothing of it.
      onClose={() => (isRunning() ? void recorder.stop() : props.onDone(null))}
      footer={
        <Switch>
          <Match when={asksAgain()}>
            <p class={styles.ask} role="alert">
              {t('recording.throwAwayAsk')}
            </p>
            <Button onClick={() => setAsksAgain()}>{t('recording.keepIt')}</Button>
            <Button tone="danger" onClick={() => void throwAway()}>
              {t('recording.throwAway')}
            </Button>
          </Match>
          <Match when={recorder.take()}>
            {(take) => (
              <>
                <Button tone="quiet" onClick={() => setAsksAgain('drop')}>
                  {t('recording.throwAway')}
                </Button>
                <Button onClick={() => setAsksAgain('again')}>{t('recording.again')}</Button>
                <Button tone="primary" busy={recorder.face() === 'reading'} onClick={() => void use(take())}>
                  {t('recording.use')}
                </Button>
              </>
            )}
          </Match>
          <Match when={recorder.face() === 'hindered'}>
            <Button onClick={() => props.onDone('upload')}>{t('recording.upload')}</Button>
            <Button tone="primary" onClick={() => void recorder.open()}>
              {t('recording.tryAgain')}
            </Button>
          </Match>
          <Match when={recorder.face() === 'choosing'}>
            <Button onClick={() => props.onDone('upload')}>{t('recording.upload')}</Button>
            <Button tone="primary" onClick={() => void recorder.open()}>
              {t('recording.chooseScreen')}
            </Button>
          </Match>
          <Match when={recorder.face() === 'ready'}>
            <Button tone="primary" onClick={() => void recorder.start()}>
              {t('recording.start')}
            </Button>
          </Match>
          <Match when={isRunning()}>
            <Show when={recorder.face() === 'paused'} fallback={<Button onClick={recorder.pause}>{t('recording.pause')}</Button>}>
              <Button onClick={recorder.goOn}>{t('recording.goOn')}</Button>
            </Show>
            <Button tone="primary" onClick={() => void recorder.stop()}>
              {t('recording.stop')}
            </Button>
          </Match>
        </Switch>
      }
    >
      <div class={styles.recorder}>
        <Switch>
          <Match when={recorder.take()}>
            {(take) => (
              <>
                <Show when={recorder.isFull()}>
                  <Banner tone="warn">{t('recording.full')}</Banner>
                </Show>
                <Trimming
                  kind={props.wish.kind}
                  take={take()}
                  isRough={props.wish.cutsFile === true}
                  canTrim={take().cuts || !props.wish.cutsFile}
                  onStretch={(start, end) => setStretch([start, end])}
                />
              </>
            )}
          </Match>
          <Match when={recorder.face() === 'hindered' && recorder.hindrance()}>
            {(why) => (
              <Banner tone="warn">
                <strong>{t(`recording.hindered.${why()}`)}</strong> {t(`recording.help.${why()}`)}
              </Banner>
            )}
          </Match>
          <Match when={recorder.face() === 'choosing'}>
            <p>{t('recording.screenAbout')}</p>
            <Microphones recorder={recorder} />
          </Match>
          <Match when={recorder.face() === 'opening'}>
            <p role="status">{t('recording.opening')}</p>
          </Match>
          <Match when={recorder.face() === 'reading'}>
            <p role="status">{t('recording.reading')}</p>
          </Match>
          <Match when={recorder.opened()}>
            {(opened) => (
              <>
                <Show
                  when={props.wish.kind !== 'voice'}
                  fallback={
                    <div class={styles.voice} data-running={recorder.face() === 'recording'}>
                      <Mic aria-hidden="true" />
                    </div>
                  }
                >
                  <Preview stream={opened().stream} isMirror={props.wish.kind === 'camera'} />
                </Show>
                <Show when={opened().hasNoSound}>
                  <Banner tone="warn">{t('recording.noSound')}</Banner>
                </Show>
                <Show when={opened().stream.getAudioTracks().length > 0}>
                  <div class={styles.level} aria-hidden="true">
                    <div style={{ 'inline-size': `${recorder.level() * 100}%` }} />
                  </div>
                </Show>
                <Show when={isRunning()} fallback={<Sources recorder={recorder} kind={props.wish.kind} />}>
                  <Clock recorder={recorder} />
                </Show>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}

/** What the camera or the screen shows, without its sound: nobody wants to hear themselves. */
function Preview(props: { stream: MediaStream; isMirror: boolean }) {
  let video!: HTMLVideoElement
  onMount(() => {
    video.srcObject = props.stream
    video.muted = true
    video.play().catch(() => {}) // then it shows a still picture
  })
  return (
    <video
      ref={video}
      class={styles.picture}
      classList={{ [styles.mirror!]: props.isMirror }}
      playsinline
      aria-label={t('recording.preview')}
    />
  )
}

function Sources(props: { recorder: Recorder; kind: RecorderWish['kind'] }) {
  const its = () => props.recorder.devices()
  const current = (kind: 'audio' | 'video') =>
    props.recorder
      .opened()
      ?.stream.getTracks()
      .find((track) => track.kind === kind)
      ?.getSettings().deviceId ?? ''
  return (
    <div class={styles.sources}>
      <Show when={props.kind === 'camera' && its().cameras.length > 1}>
        <Select
          label={t('recording.cameraChoice')}
          value={current('video')}
          options={its().cameras.map(({ id, label }) => ({ value: id, label }))}
          onChange={(camera) => void props.recorder.choose({ camera })}
        />
      </Show>
      <Show when={props.kind !== 'screen'}>
        <Select
          label={t('recording.microphoneChoice')}
          value={current('audio') || silent}
          options={[
            ...its().microphones.map(({ id, label }) => ({ value: id, label })),
            ...(props.kind === 'voice' ? [] : [{ value: silent, label: t('recording.silent') }]),
          ]}
          onChange={(microphone) => void props.recorder.choose({ microphone })}
        />
      </Show>
      <Show when={props.recorder.limit() > 0}>
        <p class={styles.soft}>{t('recording.limit', { time: showTime(props.recorder.limit()) })}</p>
      </Show>
    </div>
  )
}

/** Beside a screen, which is asked for anew each time, only the voice is chosen; before the browser asks. */
function Microphones(props: { recorder: Recorder }) {
  return (
    <label class={styles.check}>
      <input
        type="checkbox"
        checked={props.recorder.choice().microphone !== silent}
        onChange={(event) => props.recorder.prefer({ microphone: event.currentTarget.checked ? '' : silent })}
      />
      {t('recording.withVoice')}
    </label>
  )
}

function Clock(props: { recorder: Recorder }) {
  const isPaused = () => props.recorder.face() === 'paused'
  const left = () => props.recorder.left()
  return (
    <div class={styles.clock}>
      <span class={styles.light} data-paused={isPaused()} aria-hidden="true" />
      {/* Said when it changes from one to the other, and not each second. */}
      <span role="status">{t(isPaused() ? 'recording.isPaused' : 'recording.isRunning')}</span>
      <span class={styles.time} data-clock="">
        {showTime(props.recorder.seconds())}
      </span>
      <Show when={left() !== undefined}>
        <span class={styles.left} classList={{ [styles.few!]: (left() ?? 0) < 60 }}>
          {t('recording.left', { time: showTime(left() ?? 0) })}
        </span>
      </Show>
    </div>
  )
}
