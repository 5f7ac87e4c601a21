import { t } from '../platform/text.ts'
import type { Upload, UploadedFile } from './block.ts'

/** A file on its way into a block, known on this device only. `share` of it has arrived, in [0, 1]. */
export type Sending = {
  readonly name: string
  share: number
  /** Shown while it travels, where it is a picture. */
  preview: string | null
  failed: string | null
  /** It has arrived; its block takes it when it is next drawn, in whichever lesson that is. */
  result: UploadedFile | null
  readonly cancel: () => void
  readonly retry: () => void
}

const sending = new Map<string, Sending>()
const watchers = new Set<() => void>()
const tell = () => {
  for (const watch of watchers) watch()
}

/** What this device knows about the block with that id while its file travels. */
export const uploadOf = (id: string | null): Sending | null => (id === null ? null : (sending.get(id) ?? null))
export function watchUploads(watch: () => void): () => void {
  watchers.add(watch)
  return () => watchers.delete(watch)
}

/** Sends a file for the block with that id. Resolves when it has arrived, failed or been given up. */
export async function sendFile(upload: Upload, id: string, file: File): Promise<void> {
  const before = sending.get(id)
  if (before && !before.failed && !before.result) return
  const stop = new AbortController()
  const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
  const state: Sending = {
    name: file.name,
    share: 0,
    preview,
    failed: null,
    result: null,
    cancel: () => {
      stop.abort()
      sending.delete(id)
      tell()
    },
    retry: () => void sendFile(upload, id, file),
  }
  sending.set(id, state)
  tell()
  const isOurs = () => sending.get(id) === state
  try {
    const result = await upload(
      file,
      (share) => {
        state.share = share
        if (isOurs()) tell()
      },
      { signal: stop.signal, block: id },
    )
    state.result = result
  } catch (error) {
    state.failed = error instanceof Error && error.message ? error.message : t('editor.uploadFailed')
  } finally {
    if (isOurs()) tell()
    if (preview) URL.revokeObjectURL(preview)
  }
}

/** The file that has arrived for a block, once: from now on the document says so. */
export function takeUpload(upload: Upload, id: string): UploadedFile | null {
  const state = sending.get(id)
  if (!state?.result) return null
  sending.delete(id)
  upload.taken?.(id)
  // Its block learns that nothing is on its way any more; not in the midst of what made it ask.
  queueMicrotask(tell)
  return state.result
}

/** The picture that has arrived for a block, once, as the attributes that show it; what is no picture says so at the block. */
export function takePicture(upload: Upload, id: string): Record<string, unknown> | null {
  const arrived = sending.get(id)?.result
  if (arrived && !arrived.type.startsWith('image/')) refuseUpload(id, t('editor.noPicture'))
  const kept = takeUpload(upload, id)
  return kept && { file: kept.id, src: kept.url, width: kept.width ?? null, height: kept.height ?? null }
}

/** Why what arrived cannot be used. It may be chosen again. */
export function refuseUpload(id: string, why: string): void {
  const state = sending.get(id)
  if (!state) return
  state.result = null
  state.failed = why
  queueMicrotask(tell)
}

/** Goes on with what an earlier visit left on its way. */
export async function resumeUploads(upload: Upload): Promise<void> {
  for (const { block, file } of (await upload.waiting?.()) ?? []) if (!sending.has(block)) void sendFile(upload, block, file)
}
