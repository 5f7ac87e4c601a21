import { batch, createSignal, onCleanup } from 'solid-js'
import { getFileLimits } from '../../shared/files.ts'
import { newId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { t } from '../platform/text.ts'
import type { Recorded, RecordKind, Room } from '../platform/recorder.ts'
import {
  type Choice,
  type Devices,
  Hindered,
  type Hindrance,
  keepChoice,
  lastChoice,
  listDevices,
  makeRecorder,
  type Opened,
  openDevices,
  watchLevel,
} from './devices.ts'
import { dropRecording, holdRecording, type KeptRecording, keepPiece, piecesOf } from './kept.ts'
import { mendWebm } from './webm.ts'

/** `choosing`: a screen is asked for by a press; `opening`: the browser asks for permission; `taken`: there is something to look at. */
export type Face = 'choosing' | 'opening' | 'hindered' | 'ready' | 'recording' | 'paused' | 'reading' | 'taken'
/** What was recorded; `cuts`: what is cut off can be left out of the file. */
export type Take = { blob: Blob; url: string; seconds: number; cuts: boolean }
export type RecorderWish = Room & { kind: RecordKind; scope: string; kept?: KeptRecording }

/** Each second, so that a crash costs no more. */
const pieceMs = 1000
const tickMs = 200
const usualSeconds = 15 * 60

/** One recording from the permission to the file, and its verbs. Belongs to the component that makes it. */
export function createRecorder(wish: RecorderWish) {
  const [face, setFace] = createSignal<Face>('opening')
  const [hindrance, setHindrance] = createSignal<Hindrance>()
  const [opened, setOpened] = createSignal<Opened>()
  const [devices, setDevices] = createSignal<Devices>({ cameras: [], microphones: [] })
  const [choice, setChoice] = createSignal<Choice>(lastChoice())
  const [level, setLevel] = createSignal(0)
  const [seconds, setSeconds] = createSignal(0)
  const [limit, setLimit] = createSignal(usualSeconds)
  const [take, setTake] = createSignal<Take>()
  const [isFull, setFull] = createSignal(false)

  let kept = wish.kept
  let recorder: MediaRecorder | undefined
  let pieces: Blob[] = []
  let bytes = 0
  let keeping = Promise.resolve()
  let release = () => {}
  let deafen = () => {}
  let tick: ReturnType<typeof setInterval> | undefined
  let isOver = false

  const limits = ask(getFileLimits).then(
    ({ recordingSeconds, fileBytes }) => {
      setLimit(recordingSeconds)
      return Math.min(...[wish.mostBytes ?? 0, fileBytes].filter((most) => most > 0), Number.MAX_SAFE_INTEGER)
    },
    () => wish.mostBytes ?? Number.MAX_SAFE_INTEGER, // offline one can record as usual
  )

  function shut() {
    deafen()
    deafen = () => {}
    opened()?.close()
    setOpened()
    setLevel(0)
  }

  async function open() {
    setFace('opening')
    setHindrance()
    shut()
    try {
      const found = await openDevices(wish.kind, choice())
      if (isOver) return found.close()
      // Whoever stops sharing the screen in the browser's own bar, or pulls the plug, has finished.
      for (const track of found.stream.getTracks()) track.addEventListener('ended', () => void ended())
      batch(() => {
        setOpened(found)
        setFace('ready')
      })
      deafen = watchLevel(found.stream, setLevel)
      setDevices(await listDevices())
    } catch (error) {
      setHindrance(error instanceof Hindered ? error.why : 'failed')
      setFace('hindered')
    }
  }

  async function ended() {
    if (isOver || !opened()) return
    if (isRunning()) return stop()
    shut()
    setFace(wish.kind === 'screen' ? 'choosing' : 'opening')
    if (wish.kind !== 'screen') await open()
  }

  const isRunning = () => recorder !== undefined && recorder.state !== 'inactive'

  async function start() {
    const source = opened()
    if (!source || isRunning()) return
    await forget()
    const mostBytes = await limits
    recorder = makeRecorder(wish.kind, source.stream, { seconds: limit(), bytes: mostBytes === Number.MAX_SAFE_INTEGER ? 0 : mostBytes })
    const its: KeptRecording = {
      id: newId<string>(),
      scope: wish.scope,
      place: wish.place,
      kind: wish.kind,
      type: recorder.mimeType,
      at: Date.now(),
      seconds: 0,
    }
    kept = its
    pieces = []
    bytes = 0
    release = holdRecording(its.id)
    let before = performance.now()
    let run = 0
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0) return
      const nth = pieces.push(data) - 1
      bytes += data.size
      its.seconds = Math.max(1, Math.round(run))
      keeping = keeping.then(() => keepPiece({ ...its }, nth, data))
      if (bytes > mostBytes * 0.97) {
        setFull(true)
        void stop()
      }
    })
    recorder.addEventListener('error', () => void stop())
    recorder.start(pieceMs)
    setSeconds(0)
    setFull(false)
    setFace('recording')
    tick = setInterval(() => {
      const now = performance.now()
      if (recorder?.state === 'recording') run += (now - before) / 1000
      before = now
      setSeconds(run)
      if (limit() > 0 && run >= limit()) void stop()
    }, tickMs)
  }

  function pause() {
    recorder?.pause()
    recorder?.requestData()
    setFace('paused')
  }
  function goOn() {
    recorder?.resume()
    setFace('recording')
  }

  async function stop() {
    const its = recorder
    if (!its || its.state === 'inactive') return
    clearInterval(tick)
    setFace('reading')
    const stopped = new Promise((resolve) => its.addEventListener('stop', resolve, { once: true }))
    its.stop()
    await stopped
    shut()
    await keeping
    release()
    await show(new Blob(pieces, { type: its.mimeType }), seconds())
  }

  /** Makes what was recorded playable from any place, and shows it. */
  async function show(raw: Blob, about: number) {
    setFace('reading')
    const mended = await mendWebm(raw)
    const blob = mended?.blob ?? raw
    forgetTake()
    if (isOver) return
    setTake({ blob, url: URL.createObjectURL(blob), seconds: mended?.seconds ?? about, cuts: mended !== undefined })
    setFace('taken')
  }

  function forgetTake() {
    const before = take()
    if (before) URL.revokeObjectURL(before.url)
    setTake()
  }

  /** Nothing of the last recording stays, here or on the device. */
  async function forget() {
    forgetTake()
    const its = kept
    kept = undefined
    await keeping
    if (its) await dropRecording(its)
  }

  /** The file, with what is to be played of it. What is cut off leaves the file where that can be done without encoding it anew. */
  async function use(start: number, end: number): Promise<Recorded | undefined> {
    const its = take()
    if (!its) return undefined
    setFace('reading')
    const isWhole = start <= 0 && end >= its.seconds
    const cut = isWhole || !its.cuts ? undefined : await mendWebm(its.blob, { start, end })
    const blob = cut?.blob ?? its.blob
    const tenth = (value: number) => Math.round(value * 10) / 10
    return {
      file: new File([blob], nameOf(blob.type), { type: blob.type.split(';')[0] ?? '' }),
      seconds: tenth(cut?.seconds ?? its.seconds),
      start: cut ? (cut.start >= 0.05 ? tenth(cut.start) : null) : start > 0 ? tenth(start) : null,
      end: cut || end >= its.seconds ? null : tenth(end),
    }
  }

  async function begin() {
    if (wish.kept) {
      setFace('reading')
      const raw = await piecesOf(wish.kept)
      if (raw.size > 0) return show(raw, wish.kept.seconds)
      await forget()
    }
    if (wish.kind === 'screen') setFace('choosing')
    else await open()
  }
  void begin()

  // A page that is left while recording keeps what there is; but nobody should leave it unawares.
  const hold = (event: BeforeUnloadEvent) => {
    if (isRunning()) event.preventDefault()
  }
  window.addEventListener('beforeunload', hold)
  onCleanup(() => {
    isOver = true
    window.removeEventListener('beforeunload', hold)
    clearInterval(tick)
    if (isRunning()) recorder?.stop()
    release()
    shut()
    forgetTake()
  })

  return {
    face,
    hindrance,
    opened,
    devices,
    choice,
    level,
    seconds,
    /** Seconds that are left, or nothing where there is no limit. */
    left: () => (limit() > 0 ? Math.max(0, limit() - seconds()) : undefined),
    limit,
    isFull,
    take,
    open,
    choose(change: Choice) {
      setChoice({ ...choice(), ...change })
      keepChoice(choice())
      return open()
    },
    /** For the next time that something is opened. */
    prefer(change: Choice) {
      setChoice({ ...choice(), ...change })
      keepChoice(choice())
    },
    start,
    pause,
    goOn,
    stop,
    forget,
    async again() {
      await forget()
      if (wish.kind === 'screen') setFace('choosing')
      else await open()
    },
    use,
  }
}
export type Recorder = ReturnType<typeof createRecorder>

/** `Recording 2026-11-22 14.05.webm`: files are listed by their names, and sorted so. */
function nameOf(type: string): string {
  const now = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}`
  return `${t('recording.fileName')} ${day}.${type.includes('mp4') ? 'mp4' : 'webm'}`
}
