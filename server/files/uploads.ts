import type { Upload, UploadId } from '../../shared/files.ts'
import type { BlockId, CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { hour, second } from '../../shared/time.ts'
import type { Parts, Pieces } from '../platform/parts.ts'
import { plainName } from './keeping.ts'
import type { UploadRow, UploadStore } from './store.ts'

/** Where a file goes: into a course, or into the answer to a question of it. */
export type Goal = { courseId: CourseId; question: BlockId | null }

/** What becomes of files that come in pieces. */
export type Receiver<Kept extends { id: string }> = {
  goals: 'courses' | 'answers'
  mayAdd: (member: Member, goal: Goal) => Promise<unknown>
  /** Throws where so many bytes more would be too many. */
  roomFor: (goal: Goal, bytes: number) => Promise<void> | void
  /** Keeps the part whose file is `file`. */
  keep: (member: Member, upload: UploadRow, file: string) => Promise<Kept>
  fileOf: (goal: Goal, id: string) => Promise<Kept>
}

type Tools<Kept extends { id: string }> = Receiver<Kept> & {
  store: UploadStore
  parts: Parts
  now: () => number
  /** Of both, 0 means no limit. */
  limits: { openUploads: number; uploadHours: number }
}

/** A claim lasts a little longer than the time between two renewals, so that a dead server's is soon anybody's. */
const claimMs = 10 * second
const renewMs = 3 * second

/** Files that come in pieces: announced, sent piece by piece over any number of breaks, and finished. */
export function uploading<Kept extends { id: string }>(tools: Tools<Kept>) {
  const { store, parts, now, limits, goals, mayAdd, roomFor, keep, fileOf } = tools
  type Told = Omit<Upload, 'file'> & { file?: Kept }

  /** An upload is only ever its sender's, in its course, and for what it was begun for. */
  async function load(member: Member, courseId: CourseId, id: UploadId): Promise<UploadRow> {
    if (goals === 'courses') await mayAdd(member, { courseId, question: null })
    const row = await store.find(id)
    if (!row || row.by !== member.id || row.courseId !== courseId || (row.question !== null) !== (goals === 'answers'))
      throw unknown('upload')
    if (goals === 'answers') await mayAdd(member, row)
    return row
  }

  /** Runs `work` while nobody else writes to it; `offset` must be its end. */
  async function claimed<T>(row: UploadRow, offset: number, work: () => Promise<T>): Promise<T> {
    if (row.file) throw new Problem('conflict', 'upload.done', 'This file has arrived already.')
    if (!(await store.claim(row.id, offset, now(), now() + claimMs))) {
      const found = await store.find(row.id)
      if (!found) throw unknown('upload')
      if (found.received !== offset)
        throw new Problem(
          'conflict',
          'upload.offset',
          'This piece does not follow what has arrived. Ask how far it is and go on from there.',
          {
            received: found.received,
          },
        )
      throw new Problem('busy', 'upload.busy', 'Another piece of this file is just arriving. Wait a moment and go on.', { waitSeconds: 2 })
    }
    const renew = setInterval(() => void store.update(row.id, { busyUntil: now() + claimMs }).catch(() => {}), renewMs).unref()
    try {
      return await work()
    } finally {
      clearInterval(renew)
      await store.update(row.id, { busyUntil: 0 })
    }
  }

  async function told(row: UploadRow): Promise<Told> {
    const { id, name, bytes, received, file } = row
    return { id, name, bytes, received, ...(file && { file: await fileOf(row, file) }) }
  }

  return {
    async start(member: Member, goal: Goal, { id, name, bytes }: { id: UploadId; name: string; bytes: number }): Promise<Told> {
      const { courseId, question } = goal
      await mayAdd(member, goal)
      const before = await store.find(id)
      if (!before) {
        if (bytes === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
        await roomFor(goal, bytes)
        if (limits.openUploads > 0 && (await store.openOf(member.id)) >= limits.openUploads)
          throw new Problem('busy', 'upload.many', 'Many of your files are still on their way. Wait until some have arrived.')
        const row = { id, courseId, question, by: member.id, name: plainName(name), bytes, received: 0, busyUntil: 0 }
        await store.insert({ ...row, touchedAt: now(), file: null })
      }
      const row = await load(member, courseId, id)
      if (row.bytes !== bytes || row.question !== question) throw unknown('upload')
      return told(row)
    },

    async get(member: Member, courseId: CourseId, id: UploadId): Promise<Told> {
      return told(await load(member, courseId, id))
    },

    /** Takes the piece at `offset`. One that breaks off, is too long, or hashes otherwise than `sha256` counts for nothing. */
    async write(member: Member, courseId: CourseId, id: UploadId, piece: { offset: number; sha256?: string | undefined; pieces: Pieces }) {
      const row = await load(member, courseId, id)
      return claimed(row, piece.offset, async () => {
        const written = await parts.write(id, piece.offset, piece.pieces, row.bytes - piece.offset).catch((error: unknown) => {
          if (!(error instanceof RangeError)) throw error
          throw new Problem('invalid', 'upload.damaged', 'More came than was announced. Begin with this file again.')
        })
        if (piece.sha256 && written.sha256 !== piece.sha256)
          throw new Problem('invalid', 'upload.damaged', 'A piece of this file was damaged on its way. Send it again.')
        const received = piece.offset + written.bytes
        await store.update(id, { received, touchedAt: now() })
        return told({ ...row, received })
      })
    },

    async finish(member: Member, courseId: CourseId, id: UploadId): Promise<Kept> {
      const row = await load(member, courseId, id)
      if (row.file) return fileOf(row, row.file)
      return claimed(row, row.bytes, async () => {
        const file = await parts.close(id, row.bytes)
        if (!file) {
          await store.update(id, { received: 0 })
          throw new Problem('conflict', 'upload.offset', 'What had arrived of this file is gone. Send it again.', { received: 0 })
        }
        const stored = await keep(member, row, file).catch(async (error: unknown) => {
          // What is refused now is refused for ever.
          if (error instanceof Problem && error.kind === 'invalid') await forget(id)
          throw error
        })
        await store.update(id, { file: stored.id, touchedAt: now() })
        await parts.remove(id)
        return stored
      })
    },

    async cancel(member: Member, courseId: CourseId, id: UploadId) {
      await load(member, courseId, id)
      await forget(id)
    },

    /** Removes what nobody has gone on with for long: rows with their bytes, and bytes without a row. */
    async sweep(): Promise<number> {
      const before = now() - (limits.uploadHours || 24) * hour
      const stale = await store.stale(before, now())
      for (const id of stale) await forget(id)
      for (const id of await parts.old(before)) if (!(await store.find(id as UploadId))) await parts.remove(id) // whatever it is, it is no upload's
      return stale.length
    },
  }

  async function forget(id: UploadId) {
    await store.remove(id)
    await parts.remove(id)
  }
}
