import { allOnDevice, dropFromDevice, keepOnDevice, keysOnDevice } from '../platform/device-files.ts'
import type { Unfinished } from '../platform/recorder.ts'

// A recording is kept on this device piece by piece while it is made, so that a crash, a reload or an empty battery
// costs its last second at most. It stays until its place has it, or whoever made it throws it away.

/** What is known of a recording. `scope`: whose it is and of what course. `type`: what it was recorded as. */
export type KeptRecording = Unfinished & { scope: string; type: string }

/** As long as files on their way are remembered. */
const forgetMs = 7 * 24 * 3600 * 1000

const keyOf = ({ scope, id }: Pick<KeptRecording, 'scope' | 'id'>) => `${scope} ${id}`
const isKept = (value: unknown): value is KeptRecording =>
  typeof value === 'object' && value !== null && 'scope' in value && 'place' in value && 'seconds' in value
const lockOf = (id: string) => `recording ${id}`

/** Keeps what has come of a recording: its `nth` piece, and how long it is by now. */
export async function keepPiece(recording: KeptRecording, nth: number, piece: Blob): Promise<void> {
  await keepOnDevice('pieces', `${recording.id} ${String(nth).padStart(6, '0')}`, piece)
  await keepOnDevice('recording', keyOf(recording), recording)
}

/** It is meant for another place now. */
export const moveRecording = (recording: KeptRecording, place: string) =>
  keepOnDevice('recording', keyOf(recording), { ...recording, place } satisfies KeptRecording)

/** What was recorded, from its first piece on. */
export async function piecesOf({ id, type }: KeptRecording): Promise<Blob> {
  const pieces = await allOnDevice('pieces', `${id} `)
  return new Blob(
    pieces.filter((piece) => piece instanceof Blob),
    { type },
  )
}

export async function dropRecording(recording: Pick<KeptRecording, 'scope' | 'id'>): Promise<void> {
  await dropFromDevice('recording', keyOf(recording))
  await dropFromDevice('pieces', ...(await keysOnDevice('pieces', `${recording.id} `)))
}

/** Recordings of a scope that nobody is making at this moment, newest first. What is a week old is forgotten. */
export async function keptRecordings(scope: string): Promise<KeptRecording[]> {
  const all = (await allOnDevice('recording', `${scope} `)).filter(isKept)
  const old = all.filter(({ at }) => at < Date.now() - forgetMs)
  for (const recording of old) await dropRecording(recording)
  const held = (await navigator.locks?.query())?.held ?? []
  return all
    .filter((recording) => !old.includes(recording) && !held.some(({ name }) => name === lockOf(recording.id)))
    .toSorted((a, b) => b.at - a.at)
}

/** Says, to other tabs too, that this recording is being made; answers how to say that it is no longer. */
export function holdRecording(id: string): () => void {
  let release = () => {}
  const over = new Promise<void>((resolve) => (release = resolve))
  // Where there are no locks, another tab may offer what is still being made: nothing is lost by that.
  void navigator.locks?.request(lockOf(id), () => over)
  return release
}
