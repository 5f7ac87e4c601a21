import { createEffect, createSignal, on, Show } from 'solid-js'
import { showTime } from '../../shared/timed-text.ts'
import type { RecordKind } from '../platform/recorder.ts'
import { t } from '../platform/text.ts'
import styles from './RecorderDialog.module.css'
import type { Take } from './state.ts'

type TrimmingProps = {
  kind: RecordKind
  take: Take
  canTrim: boolean
  /** The beginning can only be cut at a whole picture. */
  isRough: boolean
  onStretch: (start: number, end: number) => void
}

/** At least so much is left. */
const leastSeconds = 0.5
const step = 0.1

/** What was recorded, to hear and see, and two sliders for its ends. */
export function Trimming(props: TrimmingProps) {
  const [start, setStart] = createSignal(0)
  const [end, setEnd] = createSignal(props.take.seconds) // a first value only
  let player!: HTMLMediaElement
  createEffect(on([start, end], ([from, to]) => props.onStretch(from, to), { defer: true }))
  const seek = (at: number) => {
    player.pause()
    player.currentTime = at
  }
  // The sliders hold for what is heard here too.
  const keepInside = () => {
    if (player.paused || player.currentTime < end()) return
    player.pause()
    player.currentTime = end()
  }
  const begin = () => {
    if (player.currentTime < start() - 0.05 || player.currentTime >= end() - 0.05) player.currentTime = start()
  }
  const common = () => ({
    src: props.take.url,
    controls: true,
    preload: 'auto' as const,
    'aria-label': t('recording.take'),
    onTimeUpdate: keepInside,
    onPlay: begin,
  })
  return (
    <div class={styles.take}>
      <Show when={props.kind === 'voice'} fallback={<video ref={(it) => (player = it)} {...common()} class={styles.picture} playsinline />}>
        <audio ref={(it) => (player = it)} {...common()} class={styles.sound} />
      </Show>
      <Show when={props.canTrim && props.take.seconds > 2 * leastSeconds}>
        <div class={styles.trim} role="group" aria-label={t('recording.trim')}>
          <End
            label={t('recording.startsAt')}
            value={start()}
            max={props.take.seconds}
            onInput={(value) => {
              setStart(Math.max(0, Math.min(value, end() - leastSeconds)))
              seek(start())
              return start()
            }}
          />
          <End
            label={t('recording.endsAt')}
            value={end()}
            max={props.take.seconds}
            onInput={(value) => {
              setEnd(value > props.take.seconds - step ? props.take.seconds : Math.max(value, start() + leastSeconds))
              seek(end())
              return end()
            }}
          />
          <p class={styles.soft} role="status">
            {t('recording.length', { time: showTime(end() - start(), true) })}
            <Show when={props.isRough && start() > 0}> {t('recording.rough')}</Show>
          </p>
        </div>
      </Show>
    </div>
  )
}

/** One end. `onInput` answers where it really is: the ends never cross. */
function End(props: { label: string; value: number; max: number; onInput: (value: number) => number }) {
  return (
    <label class={styles.end}>
      <span>{props.label}</span>
      <input
        type="range"
        min={0}
        max={props.max}
        step={step}
        value={props.value}
        aria-valuetext={showTime(props.value, true)}
        onInput={(event) => {
          const slider = event.currentTarget
          slider.value = String(props.onInput(slider.valueAsNumber))
        }}
      />
      <output class={styles.time}>{showTime(props.value, true)}</output>
    </label>
  )
}
