import type * as Y from 'yjs'
import type { CourseId } from '../../shared/id.ts'
import type { CourseLog, Seq } from '../platform/course-log/course-log.ts'
import type { Log } from '../platform/log.ts'
import type { Beat } from './beat.ts'
import type { Compactor } from './compactor.ts'
import type { CollaborationMetrics } from './metrics.ts'
import type { CourseRoom } from './room.ts'
import type { CollaborationStore } from './store.ts'

/** What an open course needs of the house. */
export type RoomTools = {
  log: CourseLog
  store: CollaborationStore
  diary: Log
  metrics: CollaborationMetrics
  now: () => number
  clientIdsPerDay: number
  compactor: Compactor
  /** When edits are stored: those of many courses together, so that they share a commit. */
  beat: Beat
  /** Tells the other servers of an installation. */
  ring: (courseId: CourseId, seq: Seq) => void
  /** There is more in the log, from here or from another server. Nobody was told yet. */
  onStored: (courseId: CourseId, byCommand: boolean) => void
  /** The document was read from the log, and nobody has changed it yet. Whoever hears it must not either. */
  onRead: (courseId: CourseId, doc: Y.Doc) => void
  /** The log forgets soon who did what. */
  beforeCompacting: (courseId: CourseId) => Promise<void>
  /** The storage let us down: the room is of no use any more. */
  onStorageFailed: (room: CourseRoom, error: unknown) => void
}
