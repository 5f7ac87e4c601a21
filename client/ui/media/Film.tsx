import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { type Cue, showTime, writeVtt } from '../../../shared/timed-text.ts'
import { t } from '../../platform/text.ts'
import styles from './Media.module.css'

export type Track = { language: string; cues: readonly Cue[] }
export type Chapter = { at: number; title: string }
/** Something that was said about a moment. */
export type Mark = { key: string; at: number; isActive: boolean }

type FilmProps = {
  kind: 'video' | 'audio'
  src: string
  title: string
  poster?: string | undefined
  width?: number | undefined
  height?: number | undefined
  /** What of it is played, in seconds. */
  start?: number | undefined
  end?: number | undefined
  tracks: readonly Track[]
  chapters: readonly Chapter[]
  /** How long it is, where that is known before the player knows it. */
  seconds?: number | undefined
  marks?: readonly Mark[]
  /** A mark was pressed; the player stands there already. */
  onMark?: (key: string) => void
  ref?: (element: HTMLMediaElement) => void
  onBroken?: () => void
  children?: JSX.Element
}

/** Film or sound with its captions and chapters: the browser's own player, which everybody's keyboard and reader knows. */
export function Film(props: FilmProps) {
  let player!: HTMLMediaElement
  const [known, setKnown] = createSignal(0)
  const length = () => known() || props.seconds || 0
  const stretch = () => (props.start || props.end ? `#t=${props.start ?? 0}${props.end ? `,${props.end}` : ''}` : '')
  const seek = (at: number) => {
    player.currentTime = at
    player.play().catch(() => {}) // then it stands where it was sent
  }
  // The beginning and the end hold, wherever somebody drags the bar to.
  const keepInside = () => {
    const [start, end] = [props.start ?? 0, props.end ?? Number.POSITIVE_INFINITY]
    if (player.currentTime < start - 0.3) player.currentTime = start
    if (player.currentTime > end + 0.3) {
      player.pause()
      player.currentTime = end
    }
  }
  const common = () => ({
    src: `${props.src}${stretch()}`,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': props.title,
    onTimeUpdate: keepInside,
    onDurationChange: () => setKnown(Number.isFinite(player.duration) ? player.duration : 0),
    onError: () => props.onBroken?.(),
  })
  const hear = (element: HTMLMediaElement) => {
    player = element
    props.ref?.(element)
  }
  const tracks = () => (
    <>
      <For each={props.tracks}>{(track) => <TimedTrack kind="captions" language={track.language} cues={track.cues} />}</For>
      <Show when={props.chapters.length > 0}>
        <TimedTrack kind="chapters" language="" cues={chapterCues(props.chapters)} />
      </Show>
    </>
  )
  return (
    <div class={styles.film} data-kind={props.kind}>
      <Show
        when={props.kind === 'video'}
        fallback={
          <audio ref={hear} {...common()}>
            {tracks()}
          </audio>
        }
      >
        <video
          ref={hear}
          {...common()}
          playsinline
          poster={props.poster}
          style={props.width && props.height ? { 'aspect-ratio': `${props.width} / ${props.height}` } : {}}
        >
          {tracks()}
        </video>
      </Show>
      <Show when={props.marks?.length && length() > 0}>
        <div class={styles.marks} role="group" aria-label={t('media.marks')}>
          <For each={props.marks}>
            {(mark) => (
              <button
                type="button"
                class={styles.mark}
                style={{ left: `${Math.min(1, mark.at / length()) * 100}%` }}
                aria-label={t('media.markAt', { time: showTime(mark.at) })}
                title={t('media.markAt', { time: showTime(mark.at) })}
                aria-current={mark.isActive || undefined}
                onClick={() => {
                  player.currentTime = mark.at
                  props.onMark?.(mark.key)
                }}
              />
            )}
          </For>
        </div>
      </Show>
      <Show when={props.chapters.length > 0}>
        <ol class={styles.chapters} aria-label={t('media.chapters')}>
          <For each={props.chapters}>
            {(chapter) => (
              <li>
                <button type="button" onClick={() => seek(chapter.at)}>
                  <span class={styles.time}>{showTime(chapter.at)}</span> {chapter.title || t('media.untitledChapter')}
                </button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      {props.children}
    </div>
  )
}

const chapterCues = (chapters: readonly Chapter[]): Cue[] =>
  chapters.toSorted((a, b) => a.at - b.at).map(({ at, title }, n, all) => ({ start: at, end: all[n + 1]?.at ?? at + 36_000, text: title }))

/** What is said, handed to the browser as a file of its own making. */
function TimedTrack(props: { kind: 'captions' | 'chapters'; language: string; cues: readonly Cue[] }) {
  const file = createMemo(() => writeVtt(props.cues))
  const url = createMemo(() => {
    const made = URL.createObjectURL(new Blob([file()], { type: 'text/vtt' }))
    onCleanup(() => URL.revokeObjectURL(made))
    return made
  })
  let element!: HTMLTrackElement
  // A browser reads the file of a track once; what was showing goes on showing with the new words.
  createEffect(
    on(url, () => {
      const { mode } = element.track ?? {}
      if (mode === 'showing') element.track.mode = 'showing'
    }),
  )
  return (
    <track
      ref={element}
      kind={props.kind}
      src={url()}
      srclang={props.language || 'en'}
      label={props.language ? languageName(props.language) : t('media.chapters')}
    />
  )
}

/** A language by its own name. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
