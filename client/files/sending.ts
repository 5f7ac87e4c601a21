import {
  cancelUpload,
  finishUpload,
  getUpload,
  sendChunk,
  startUpload,
  type StoredFile,
  type Upload,
  UploadId,
} from '../../shared/files.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { ask, Offline } from '../platform/api.ts'
import { allOnDevice, dropFromDevice, keepOnDevice } from '../platform/device-files.ts'

const chunkBytes = 2 * 1024 * 1024
/** After that long nobody remembers what it was. */
const forgetMs = 7 * 24 * 3600 * 1000
const mostTries = 5

type Sent = { courseId: CourseId; id: UploadId; file: File; signal?: AbortSignal | undefined; onShare: (share: number) => void }

/**
 * Sends a file in pieces and resolves when the course has it.
 *
 * Being offline, a server that restarts and a session that ended are waited for; the file goes on where it stopped.
 * Rejects with a Problem when the server does not want it, and with the signal's reason when it was given up.
 */
export async function sendInPieces({ courseId, id, file, signal, onShare }: Sent): Promise<StoredFile> {
  const patient = <T>(work: () => Promise<T>) => withPatience(work, signal)
  const its = { courseId, uploadId: id }
  try {
    let now: Upload = await patient(() => ask(startUpload, { courseId, id, name: file.name || 'file', bytes: file.size }))
    let damaged = 0
    while (!now.file && now.received < now.bytes) {
      onShare(now.received / now.bytes)
      const offset = now.received
      const piece = file.slice(offset, offset + chunkBytes)
      const sha256 = await hashOf(piece)
      now = await patient(async () => {
        try {
          return await ask(sendChunk, { ...its, offset, ...(sha256 && { sha256 }) }, piece, signal ? { signal } : {})
        } catch (error) {
          // Somebody else's fault or a lost answer: where it is, the server knows best.
          const again =
            error instanceof Problem && (error.code === 'upload.offset' || (error.code === 'upload.damaged' && ++damaged < mostTries))
          if (again) return ask(getUpload, its)
          throw error
        }
      })
    }
    onShare(1)
    return now.file ?? (await patient(() => ask(finishUpload, its)))
  } catch (error) {
    if (signal?.aborted) void ask(cancelUpload, its).catch(() => {}) // else it is swept
    throw error
  }
}

/** The hash of a piece, where the browser gives one: only on https and on this machine. */
async function hashOf(piece: Blob): Promise<string | undefined> {
  if (!crypto.subtle) return undefined
  const hash = await crypto.subtle.digest('SHA-256', await piece.arrayBuffer())
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Tries until there is an answer; a busy server says how long to wait. */
async function withPatience<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      const waits =
        error instanceof Offline ||
        (error instanceof Problem && ['unavailable', 'signedOut'].includes(error.kind)) ||
        (error instanceof Problem && error.code === 'upload.busy')
      if (!waits || signal?.aborted) throw error
      await pause(Math.min(15_000, 500 * 2 ** Math.min(tries, 5)), signal)
    }
  }
}

/** A while, or until the net is back. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
    signal?.addEventListener('abort', end)
  })
}

// What is on its way is kept on the device too, so that a reload loses nothing.

type Kept = { courseId: string; block: string; id: string; file: File; at: number }
const keyOf = (courseId: string, block: string) => `${courseId} ${block}`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'block' in value && 'file' in value

/** The files of a course: sends them for blocks, and remembers what has not reached its block yet. */
export function courseFiles(courseId: CourseId) {
  const ids = new Map<string, UploadId>()
  return {
    async send(
      file: File,
      onShare: (share: number) => void,
      { signal, block }: { signal?: AbortSignal; block?: string } = {},
    ): Promise<StoredFile> {
      const id = (block && ids.get(block)) || newId<UploadId>()
      if (block) {
        ids.delete(block)
        await keepOnDevice('sending', keyOf(courseId, block), { courseId, block, id, file, at: Date.now() } satisfies Kept)
      }
      try {
        return await sendInPieces({ courseId, id, file, signal, onShare })
      } catch (error) {
        if (block) await dropFromDevice('sending', keyOf(courseId, block))
        throw error
      }
    },
    /** The block says it has its file. */
    taken: (block: string) => void dropFromDevice('sending', keyOf(courseId, block)),
    /** What an earlier visit left on its way. */
    async waiting(): Promise<{ block: string; file: File }[]> {
      const kept = (await allOnDevice('sending', `${courseId} `)).filter(isKept)
      const old = kept.filter(({ at }) => at < Date.now() - forgetMs)
      await dropFromDevice('sending', ...old.map(({ block }) => keyOf(courseId, block)))
      const fresh = kept.filter((one) => !old.includes(one))
      for (const { block, id } of fresh) ids.set(block, UploadId.parse(id))
      return fresh.map(({ block, file }) => ({ block, file }))
    },
  }
}
