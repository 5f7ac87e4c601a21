import { recall, remember } from '../platform/memory.ts'
import type { RecordKind } from '../platform/recorder.ts'

// Cameras, microphones and screens, as a browser lends them.

/** Why nothing can be recorded: the browser cannot, they may not, there is none, another program has it, or something else. */
export type Hindrance = 'unsupported' | 'denied' | 'missing' | 'busy' | 'failed'
export type Device = { id: string; label: string }
export type Devices = { cameras: Device[]; microphones: Device[] }
/** No sound is wanted. */
export const silent = 'none'

/** What was opened; `hasNoSound`: there was no microphone, or it was not allowed, and the picture goes on without. */
export type Opened = { stream: MediaStream; hasNoSound: boolean; close: () => void }
/** By id: what was chosen, or nothing for whatever the browser thinks best. */
export type Choice = { camera?: string | undefined; microphone?: string | undefined }

export const lastChoice = (): Choice => ({ camera: recall('camera') || undefined, microphone: recall('microphone') || undefined })
export function keepChoice({ camera, microphone }: Choice) {
  remember('camera', camera || null)
  remember('microphone', microphone || null)
}

const isSupported = (kind: RecordKind) =>
  typeof MediaRecorder !== 'undefined' &&
  navigator.mediaDevices !== undefined && // only on https, or on this machine
  (kind !== 'screen' || 'getDisplayMedia' in navigator.mediaDevices) // not on phones

/** Opens what is to be recorded. Rejects with a Hindrance. A screen must be asked for from a press of a button. */
export async function openDevices(kind: RecordKind, choice: Choice): Promise<Opened> {
  if (!isSupported(kind)) throw hinder('unsupported')
  try {
    if (kind === 'voice') return plain(await navigator.mediaDevices.getUserMedia({ audio: voice(choice) }))
    return kind === 'camera' ? await openCamera(choice) : await openScreen(choice)
  } catch (error) {
    throw hinder(hindranceOf(error))
  }
}

export class Hindered extends Error {
  readonly why: Hindrance
  constructor(why: Hindrance) {
    super(why)
    this.why = why
  }
}
const hinder = (why: Hindrance) => new Hindered(why)
function hindranceOf(error: unknown): Hindrance {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'failed'
}

/** A device that is gone is no reason to fail: then another. */
const voice = ({ microphone }: Choice) => ({
  ...(microphone && { deviceId: { ideal: microphone } }),
  echoCancellation: true,
  noiseSuppression: true,
})
const plain = (stream: MediaStream, hasNoSound = false): Opened => ({ stream, hasNoSound, close: () => stopAll(stream) })
const stopAll = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop())

async function openCamera(choice: Choice): Promise<Opened> {
  const video = { ...(choice.camera && { deviceId: { ideal: choice.camera } }), width: { ideal: 1280 }, height: { ideal: 720 } }
  if (choice.microphone === silent) return plain(await navigator.mediaDevices.getUserMedia({ video }))
  try {
    return plain(await navigator.mediaDevices.getUserMedia({ video, audio: voice(choice) }))
  } catch (error) {
    // A machine with a camera and no microphone is told apart from one with neither by asking for the camera alone.
    if (hindranceOf(error) !== 'missing') throw error
    return plain(await navigator.mediaDevices.getUserMedia({ video }), true)
  }
}

/** The screen with what it sounds like, where the browser gives that, and what is said about it. */
async function openScreen(choice: Choice): Promise<Opened> {
  const screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15 } }, audio: true })
  const said =
    choice.microphone === silent ? undefined : await navigator.mediaDevices.getUserMedia({ audio: voice(choice) }).catch(() => undefined) // the screen is worth having without
  const sounds = [screen, said].filter((stream) => stream !== undefined && stream.getAudioTracks().length > 0) as MediaStream[]
  const hasNoSound = choice.microphone !== silent && !said
  if (sounds.length < 2) {
    const stream = new MediaStream([...screen.getVideoTracks(), ...sounds.flatMap((one) => one.getAudioTracks())])
    return plain(stream, hasNoSound)
  }
  // A recorder takes one track of sound: both go into one.
  const context = new AudioContext()
  const both = context.createMediaStreamDestination()
  for (const sound of sounds) context.createMediaStreamSource(sound).connect(both)
  return {
    stream: new MediaStream([...screen.getVideoTracks(), ...both.stream.getAudioTracks()]),
    hasNoSound,
    close() {
      for (const stream of [screen, ...sounds]) stopAll(stream)
      void context.close()
    },
  }
}

/** What there is to choose from. A browser names its devices once one of them was allowed. */
export async function listDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  const of = (kind: MediaDeviceKind) =>
    all.filter((device) => device.kind === kind && device.deviceId && device.label).map(({ deviceId, label }) => ({ id: deviceId, label }))
  return { cameras: of('videoinput'), microphones: of('audioinput') }
}

/** How loud it is now, in [0, 1]; calls `hear` with each picture of the screen until it is told to stop. */
export function watchLevel(stream: MediaStream, hear: (level: number) => void): () => void {
  if (stream.getAudioTracks().length === 0) return () => {}
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  let frame = 0
  const look = () => {
    analyser.getFloatTimeDomainData(wave)
    hear(Math.min(1, 4 * Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length)))
    frame = requestAnimationFrame(look)
  }
  look()
  return () => {
    cancelAnimationFrame(frame)
    void context.close()
  }
}

// VP8 is light enough for old machines; a screen's small letters need VP9. Safari records MP4.
const types: Record<RecordKind, readonly string[]> = {
  camera: ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
  screen: ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
  voice: ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'],
}
const videoBits = { camera: 1_800_000, screen: 2_500_000, voice: 0 }
const audioBits = 96_000

/** A recorder that stays below `mostBytes` for as long as may be recorded, where both are known. */
export function makeRecorder(kind: RecordKind, stream: MediaStream, { seconds, bytes }: { seconds: number; bytes: number }): MediaRecorder {
  const mimeType = types[kind].find((type) => MediaRecorder.isTypeSupported(type))
  const room = seconds > 0 && bytes > 0 ? (bytes * 8 * 0.85) / seconds - audioBits : Number.POSITIVE_INFINITY
  const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration?: number } = {
    ...(mimeType && { mimeType }),
    audioBitsPerSecond: audioBits,
    ...(kind !== 'voice' && { videoBitsPerSecond: Math.max(250_000, Math.min(videoBits[kind], room)) }),
    // A cut begins at a whole picture: often enough to cut where one means to, seldom enough to cost little.
    videoKeyFrameIntervalDuration: 2000,
  }
  return new MediaRecorder(stream, options)
}
