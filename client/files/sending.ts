import {
  adoptFile,
  bringPicture,
  cancelUpload,
  finishUpload,
  getUpload,
  sendChunk,
  startUpload,
  type StoredFile,
  StoredFileId,
  type Upload,
  UploadId,
} from '../../shared/files.ts'
import {
  type AnswerFile,
  cancelAnswerUpload,
  finishAnswerUpload,
  getAnswerUpload,
  sendAnswerChunk,
  startAnswerUpload,
} from '../../shared/assessment.ts'
import { fileAt } from '../../shared/file-addresses.ts'
import { type BlockId, CourseId, newId, type PersonId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { ask, Offline } from '../platform/api.ts'
import { allOnDevice, dropFromDevice, keepOnDevice } from '../platform/device-files.ts'

const chunkBytes = 2 * 1024 * 1024
/** After that long nobody remembers what it was. */
const forgetMs = 7 * 24 * 3600 * 1000
const mostTries = 5

/** Who takes a file in pieces: a course for its lessons, or a question for its answer. */
type Taker<Kept> = {
  start: (file: { id: UploadId; name: string; bytes: number }) => Promise<OnItsWay<Kept>>
  get: (uploadId: UploadId) => Promise<OnItsWay<Kept>>
  send: (piece: { uploadId: UploadId; offset: number; sha256?: string }, bytes: Blob, signal?: AbortSignal) => Promise<OnItsWay<Kept>>
  finish: (uploadId: UploadId) => Promise<Kept>
  cancel: (uploadId: UploadId) => Promise<unknown>
}
type OnItsWay<Kept> = Pick<Upload, 'bytes' | 'received'> & { file?: Kept | undefined }

const courseTaker = (courseId: CourseId): Taker<StoredFile> => ({
  start: (file) => ask(startUpload, { courseId, ...file }),
  get: (uploadId) => ask(getUpload, { courseId, uploadId }),
  send: (piece, bytes, signal) => ask(sendChunk, { courseId, ...piece }, bytes, signal ? { signal } : {}),
  finish: (uploadId) => ask(finishUpload, { courseId, uploadId }),
  cancel: (uploadId) => ask(cancelUpload, { courseId, uploadId }),
})
const answerTaker = (courseId: CourseId, question: BlockId): Taker<AnswerFile> => ({
  start: (file) => ask(startAnswerUpload, { courseId, question, ...file }),
  get: (uploadId) => ask(getAnswerUpload, { courseId, uploadId }),
  send: (piece, bytes, signal) => ask(sendAnswerChunk, { courseId, ...piece }, bytes, signal ? { signal } : {}),
  finish: (uploadId) => ask(finishAnswerUpload, { courseId, uploadId }),
  cancel: (uploadId) => ask(cancelAnswerUpload, { courseId, uploadId }),
})

type Sent<Kept> = { to: Taker<Kept>; id: UploadId; file: File; signal?: AbortSignal | undefined; onShare: (share: number) => void }

/**
 * Sends a file in pieces and resolves when the server has it.
 *
 * Being offline, a server that restarts and a session that ended are waited for; the file goes on where it stopped.
 * Rejects with a Problem when the server does not want it, and with the signal's reason when it was given up.
 */
async function sendInPieces<Kept>({ to, id, file, signal, onShare }: Sent<Kept>): Promise<Kept> {
  const patient = <T>(work: () => Promise<T>) => withPatience(work, signal)
  try {
    let now = await patient(() => to.start({ id, name: file.name || 'file', bytes: file.size }))
    let damaged = 0
    while (!now.file && now.received < now.bytes) {
      onShare(now.received / now.bytes)
      const offset = now.received
      const piece = file.slice(offset, offset + chunkBytes)
      const sha256 = await hashOf(piece)
      now = await patient(async () => {
        try {
          return await to.send({ uploadId: id, offset, ...(sha256 && { sha256 }) }, piece, signal)
        } catch (error) {
          // Somebody else's fault or a lost answer: where it is, the server knows best.
          const again =
            error instanceof Problem && (error.code === 'upload.offset' || (error.code === 'upload.damaged' && ++damaged < mostTries))
          if (again) return to.get(id)
          throw error
        }
      })
    }
    onShare(1)
    return now.file ?? (await patient(() => to.finish(id)))
  } catch (error) {
    if (signal?.aborted) void to.cancel(id).catch(() => {}) // else it is swept
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

/** `scope`: the course, for answers with the person as well. `place`: the block or question. */
type Kept = { scope: string; place: string; id: string; file: File; at: number }
const keyOf = (scope: string, place: string) => `${scope} ${place}`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'place' in value && 'file' in value

/** Sends files for the places of a scope, and remembers what has not reached its place yet. */
function fileDesk<Stored>(scope: string, takerOf: (place: string) => Taker<Stored>) {
  const ids = new Map<string, UploadId>()
  return {
    async send(
      file: File,
      onShare: (share: number) => void,
      { signal, block: place }: { signal?: AbortSignal | undefined; block?: string } = {},
    ): Promise<Stored> {
      const id = (place && ids.get(place)) || newId<UploadId>()
      if (place) {
        ids.delete(place)
        await keepOnDevice('sending', keyOf(scope, place), { scope, place, id, file, at: Date.now() } satisfies Kept)
      }
      try {
        return await sendInPieces({ to: takerOf(place ?? ''), id, file, signal, onShare })
      } catch (error) {
        if (place) await dropFromDevice('sending', keyOf(scope, place))
        throw error
      }
    },
    /** The place says it has its file. */
    taken: (place: string) => void dropFromDevice('sending', keyOf(scope, place)),
    /** What an earlier visit left on its way. */
    async waiting(): Promise<{ block: string; file: File }[]> {
      const kept = (await allOnDevice('sending', `${scope} `)).filter(isKept)
      const old = kept.filter(({ at }) => at < Date.now() - forgetMs)
      await dropFromDevice('sending', ...old.map(({ place }) => keyOf(scope, place)))
      const fresh = kept.filter((one) => !old.includes(one))
      for (const { place, id } of fresh) ids.set(place, UploadId.parse(id))
      return fresh.map(({ place, file }) => ({ block: place, file }))
    },
  }
}

/** The files of a course, for its blocks. */
export const courseFiles = (courseId: CourseId) => ({
  ...fileDesk(courseId, () => courseTaker(courseId)),
  /** Makes a file of another course, or a picture from elsewhere, one of this too; null for what is none, or does not come. */
  async adopt(url: string): Promise<StoredFile | null> {
    if (/^https:/i.test(url)) return ask(bringPicture, { courseId, url }).catch(() => null)
    const at = fileAt(url)
    if (!at || at.courseId === courseId) return null
    const [from, file] = [CourseId.safeParse(at.courseId).data, StoredFileId.safeParse(at.id).data]
    if (!from || !file) return null
    return ask(adoptFile, { courseId, from, file }).catch(() => null) // it stays as it was pasted, and is tried at the next visit
  },
})

/** The files that one person sends as answers; nobody else at this computer is offered to go on with them. */
export function answerFiles(courseId: CourseId, by: PersonId) {
  const desk = fileDesk(`answers ${by} ${courseId}`, (question) => answerTaker(courseId, question as BlockId)) // places of answers are questions
  return {
    send: (question: BlockId, file: File, { onShare, signal }: { onShare: (share: number) => void; signal?: AbortSignal }) =>
      desk.send(file, onShare, { signal, block: question }),
    waiting: async (question: BlockId): Promise<File | undefined> => (await desk.waiting()).find(({ block }) => block === question)?.file,
    taken: desk.taken,
  }
}
