import type { Node } from 'prosemirror-model'
import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { allowedFile } from '../../../shared/document/addresses.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { readCues, showTime } from '../../../shared/timed-text.ts'
import { language, t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Button } from '../../ui/Button.tsx'
import { Film } from '../../ui/media/Film.tsx'
import type { Recorded, RecordKind } from '../../platform/recorder.ts'
import type { UploadedFile } from '../block.ts'
import { nodeType } from '../nodes.ts'
import { sendFile } from '../uploads.ts'
import { Arriving, choose, chooseFiles, Line } from './Arriving.tsx'
import type { Stage } from './media-view.ts'
import { Unfinished } from './Unfinished.tsx'

const childrenOf = (node: Node, type: string): Node[] => {
  const found: Node[] = []
  node.forEach((child) => {
    if (child.type.name === type) found.push(child)
  })
  return found
}
const tenth = (seconds: number) => Math.round(seconds * 10) / 10
/** A recording's length and stretch wait here for its file to arrive. */
const stretches = new Map<string, { seconds: number; start: number | null; end: number | null }>()

/** Film or sound in the editor: the player that learners get, and below it what can be done with it. */
export function SayableStage(props: { stage: Stage; kind: 'video' | 'audio' }) {
  const its = (name: string): unknown => props.stage.node().attrs[name]
  const src = () => (allowedFile(its('src')) ? (its('src') as string) : null)
  const number = (name: string) => (typeof its(name) === 'number' ? (its(name) as number) : undefined)
  const [broken, setBroken] = createSignal(false)
  const [times, setTimes] = createSignal(0)
  const tracks = createMemo(() =>
    childrenOf(props.stage.node(), 'captions').map((track) => ({
      language: String(track.attrs['language'] ?? 'en'),
      cues: childrenOf(track, 'cue').map((cue) => ({
        start: Number(cue.attrs['start']),
        end: Number(cue.attrs['end']),
        text: cue.textContent,
      })),
    })),
  )
  const chapters = createMemo(() =>
    childrenOf(props.stage.node(), 'chapter')
      .map((chapter) => ({ at: Number(chapter.attrs['at']), title: chapter.textContent }))
      .toSorted((a, b) => a.at - b.at),
  )

  /** Sends what came of the recorder; the device keeps the recording until the block has it. */
  async function take(recording: Promise<Recorded | 'upload' | null> | undefined) {
    const id = props.stage.id()
    const made = await recording
    setTimes((before) => before + 1)
    if (made === 'upload') return choose(props.stage, props.kind)
    if (!made || !id) return
    stretches.set(id, made)
    void sendFile(props.stage.lent.upload, id, made.file)
  }
  const record = (kind: RecordKind) => {
    const place = props.stage.id()
    if (place) void take(props.stage.lent.recorder?.().then((its) => its.record({ kind, place })))
  }
  function arrived(file: UploadedFile) {
    setBroken(false)
    const id = props.stage.id() ?? ''
    const { seconds = null, start = null, end = null } = stretches.get(id) ?? {}
    stretches.delete(id)
    void props.stage.lent.recorder?.().then((its) => its.taken(id))
    props.stage.set({ file: file.id, src: file.url, name: file.name, seconds, start, end })
  }

  return (
    <Show
      when={src() && !props.stage.sending()}
      fallback={
        <Arriving
          stage={props.stage}
          kind={props.kind}
          arrived={arrived}
          more={
            <Show when={props.stage.editable() && props.stage.lent.recorder}>
              {(recorder) => (
                <>
                  <Show when={props.kind === 'video'} fallback={<Button onClick={() => record('voice')}>{t('media.recordVoice')}</Button>}>
                    <Button onClick={() => record('camera')}>{t('media.recordCamera')}</Button>
                    <Button onClick={() => record('screen')}>{t('media.recordScreen')}</Button>
                  </Show>
                  <Unfinished
                    recorder={recorder()}
                    kind={props.kind}
                    times={times()}
                    onGoOn={(id) => void take(recorder()().then((its) => its.goOn(id, { place: props.stage.id() ?? '' })))}
                  />
                </>
              )}
            </Show>
          }
        />
      }
    >
      <Film
        kind={props.kind}
        src={src() ?? ''}
        title={String(its('caption') ?? '') || t(props.kind === 'video' ? 'media.film' : 'media.sound')}
        poster={allowedFile(its('poster')) ? String(its('poster')) : undefined}
        width={number('width')}
        height={number('height')}
        start={number('start')}
        end={number('end')}
        tracks={tracks()}
        chapters={chapters()}
        seconds={number('seconds')}
        marks={props.stage.marks()}
        onMark={(key) => props.stage.lent.moments?.activate(key)}
        ref={(player) => {
          props.stage.player.current = player
          if (props.stage.player.wanted !== undefined) player.currentTime = props.stage.player.wanted
          player.addEventListener('loadedmetadata', () => learnSize(props.stage, player))
        }}
        onBroken={() => setBroken(true)}
      />
      <Show when={props.stage.lent.moments?.comment}>{(comment) => <CommentHere stage={props.stage} comment={comment()} />}</Show>
      <Show when={broken()}>
        <p role="alert" class="media-fault">
          {t('media.cannotPlay')}
        </p>
      </Show>
      <Show when={props.stage.editable() || its('caption')}>
        <Line stage={props.stage} attr="caption" label={t('media.caption')} />
      </Show>
      <Show when={props.stage.editable()}>
        <SayableTools stage={props.stage} kind={props.kind} hasCaptions={tracks().length > 0} />
      </Show>
    </Show>
  )
}

/** Begins a comment on the moment at which the player stands. */
function CommentHere(props: { stage: Stage; comment: (block: string, seconds: number) => void }) {
  const [now, setNow] = createSignal(0)
  const player = props.stage.player.current
  const hear = () => setNow(tenth(player?.currentTime ?? 0))
  for (const event of ['timeupdate', 'seeking', 'loadedmetadata']) {
    player?.addEventListener(event, hear)
    onCleanup(() => player?.removeEventListener(event, hear))
  }
  return (
    <Button
      size="small"
      tone="quiet"
      onClick={() => {
        const id = props.stage.id()
        player?.pause()
        if (id) props.comment(id, tenth(player?.currentTime ?? 0))
      }}
    >
      {t('media.commentAt', { time: showTime(now()) })}
    </Button>
  )
}

/** So that the page does not jump where learners scroll past. */
function learnSize(stage: Stage, player: HTMLMediaElement) {
  const { width, seconds } = stage.node().attrs
  if (!stage.editable()) return
  if (player instanceof HTMLVideoElement && !width && player.videoWidth > 0)
    stage.set({ width: player.videoWidth, height: player.videoHeight })
  if (!seconds && Number.isFinite(player.duration)) stage.set({ seconds: tenth(player.duration) })
}

function SayableTools(props: { stage: Stage; kind: 'video' | 'audio'; hasCaptions: boolean }) {
  const its = (name: string): unknown => props.stage.node().attrs[name]
  const now = () => tenth(props.stage.player.current?.currentTime ?? 0)
  const make = (type: string, attrs: Record<string, unknown>, inside: Node[] = []) =>
    nodeType(props.stage.view.state.schema, type).create({ id: newDocumentId(), ...attrs }, inside)
  const line = (start: number, end: number, text: string) =>
    make('cue', { start, end }, text ? [props.stage.view.state.schema.text(text)] : [])
  const uploadCaptions = () =>
    chooseFiles('.vtt,.srt,text/vtt', false, async ([file]) => {
      if (!file) return
      const cues = file.size < 2_000_000 ? readCues(await file.text()) : undefined
      if (!cues) return toast(t('media.badCaptions'), { tone: 'danger' })
      const said = cues.map(({ start, end, text }) => line(tenth(start), tenth(end), text.replace(/\s*\n\s*/g, ' ')))
      props.stage.append(make('captions', { language: language() }, said))
    })
  async function usePoster() {
    const id = props.stage.id()
    const film = props.stage.player.current
    const picture = film instanceof HTMLVideoElement ? await pictureOf(film) : null
    if (!picture || !id) return toast(t('media.posterFailed'), { tone: 'danger' })
    try {
      const kept = await props.stage.lent.upload(picture, () => {})
      props.stage.set({ poster: kept.url })
    } catch (error) {
      toast(error instanceof Error ? error.message : t('media.posterFailed'), { tone: 'danger' })
    }
  }
  const isCut = () => Number(its('start') ?? 0) > 0 || its('end') !== null
  const ends = () => Number(its('end') ?? its('seconds') ?? 0)
  return (
    <>
      <div class="media-tools" role="group" aria-label={t('media.tools')}>
        <Button size="small" tone="quiet" onClick={() => props.stage.append(make('captions', { language: language() }, [line(0, 3, '')]))}>
          {t('media.addCaptions')}
        </Button>
        <Button size="small" tone="quiet" onClick={uploadCaptions}>
          {t('media.uploadCaptions')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.stage.append(make('chapter', { at: now() }))}>
          {t('media.addChapter')}
        </Button>
        <Show when={props.kind === 'video'}>
          <Button size="small" tone="quiet" onClick={() => void usePoster()}>
            {t('media.posterHere')}
          </Button>
          <Show when={its('poster')}>
            <Button size="small" tone="quiet" onClick={() => props.stage.set({ poster: null })}>
              {t('media.removePoster')}
            </Button>
          </Show>
        </Show>
        <Button
          size="small"
          tone="quiet"
          onClick={() => props.stage.set({ start: now(), ...(ends() > 0 && ends() <= now() && { end: null }) })}
        >
          {t('media.beginHere')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          disabled={false}
          onClick={() => now() > Number(its('start') ?? 0) && props.stage.set({ end: now() })}
        >
          {t('media.endHere')}
        </Button>
        <Show when={isCut()}>
          <Button size="small" tone="quiet" onClick={() => props.stage.set({ start: null, end: null })}>
            {t('media.wholeFilm')}
          </Button>
        </Show>
        <Button size="small" tone="quiet" onClick={() => choose(props.stage, props.kind)}>
          {t('media.replace')}
        </Button>
      </div>
      <Show when={isCut()}>
        <p class="media-quiet">
          {t('media.stretch', { start: showTime(Number(its('start') ?? 0), true), end: ends() ? showTime(ends(), true) : '…' })}
        </p>
      </Show>
    </>
  )
}

/** What a film shows now, as a picture; nothing before it has shown anything. */
function pictureOf(film: HTMLVideoElement): Promise<File | null> {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: film.videoWidth, height: film.videoHeight })
  if (film.videoWidth === 0 || film.readyState < 2) return Promise.resolve(null)
  canvas.getContext('2d')?.drawImage(film, 0, 0)
  return new Promise((resolve) =>
    canvas.toBlob((blob) => resolve(blob && new File([blob], 'cover.jpg', { type: 'image/jpeg' })), 'image/jpeg', 0.85),
  )
}
