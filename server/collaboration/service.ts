import type * as Y from 'yjs'
import { titleOf } from '../../shared/document/layout.ts'
import { restoreCourse, sizeOf } from '../../shared/document/restore.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import type { SocketRole } from '../../shared/rights.ts'
import type { Bus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import type { CourseLog } from '../platform/course-log/course-log.ts'
import type { Events } from '../platform/events/events.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { beat } from './beat.ts'
import { collaborationMetrics } from './metrics.ts'
import { unpack } from './restore-points.ts'
import { Rooms } from './rooms.ts'
import { Sockets } from './sockets.ts'
import type { CollaborationStore } from './store.ts'

type Tools = {
  store: CollaborationStore
  log: CourseLog
  events: Events
  bus: Bus
  diary: Log
  metrics: Metrics
  now: () => number
  limits: Config['limits']
  /** What the socket lets a person do in a course. */
  roleIn: (courseId: CourseId, personId: PersonId) => Promise<SocketRole>
  checkStorage: () => Promise<void>
  /** Whether other servers write to the same storage: then their work is looked for often, even when their bell is not heard. */
  isShared: boolean
}

export type CommandBy = {
  /** Null: nobody asked, the server keeps house. */ by: PersonId | null
  /** Made by the client; the same id is not applied twice. */ id?: string
  /** For the log. */ name: string
}

/** How long keys wait at most for those of other courses: a flush of the disk takes some milliseconds anyway. */
const turnMs = 10

/** How often the ends of the open courses' logs are compared with ours; alone, only an operator changes them behind our back. */
const healMs = { shared: 1000, alone: 5000 }

/** People writing one course together: sockets, commands, and reads of what is stored. */
export function collaborationService(tools: Tools) {
  const { store, log, events, bus, diary, now, limits, roleIn } = tools
  const metrics = collaborationMetrics(tools.metrics, {
    sockets: () => sockets.size,
    courses: () => [...rooms.all()].length,
    documents: () => [...rooms.all()].filter((room) => room.hasDocument).length,
    bytes: () => [...rooms.all()].reduce((sum, room) => sum + room.size, 0),
  })
  const ears = new Set<(courseId: CourseId, byCommand: boolean) => void>()
  const readers = new Set<(courseId: CourseId, doc: Y.Doc) => void>()
  const rooms = new Rooms({
    log,
    store,
    diary,
    metrics,
    now,
    clientIdsPerDay: limits.clientIdsPerDay,
    beat: beat(turnMs),
    ring: (courseId, seq) => bus.ring('course', JSON.stringify({ courseId, seq })),
    onStored: (courseId, byCommand) => ears.forEach((hear) => hear(courseId, byCommand)),
    onRead: (courseId, doc) => readers.forEach((hear) => hear(courseId, doc)),
    checkStorage: tools.checkStorage,
  })
  const sockets = new Sockets({ rooms, diary, metrics, roleIn, limits })

  const unlisten = [
    bus.on('course', (word) => {
      const { courseId, seq } = JSON.parse(word) as { courseId: CourseId; seq: number } // only we ring this bell
      rooms.heed(courseId, seq)
    }),
    bus.on('rights', (word) => sockets.recheck(JSON.parse(word) as Filter)), // only services ring this bell
    bus.on('missed', () => sockets.recheck({})),
    bus.on('news', (word) => {
      const { courseId, news } = JSON.parse(word) as { courseId: CourseId; news: string } // only we ring this bell
      sockets.tellNews(courseId, news)
    }),
  ]
  // An event is heard by one server; its sockets may be open at another.
  const ringRights = (filter: Filter) => bus.ring('rights', JSON.stringify(filter))
  events.on('rights.changed', ({ body }) => ringRights({ personId: body.personId, ...(body.courseId && { courseId: body.courseId }) }))
  events.on('group.moved', () => ringRights({}))
  events.on('course.trashed', ({ body }) => ringRights({ courseId: body.courseId }))

  const heal = setInterval(() => void lookForOthers(), tools.isShared ? healMs.shared : healMs.alone).unref()
  async function lookForOthers() {
    const open = [...rooms.all()].map(({ courseId }) => courseId)
    try {
      for (const [courseId, seq] of await log.heads(open)) rooms.heed(courseId, seq)
    } catch (error) {
      diary.warn({ err: error }, 'the logs of open courses could not be compared')
    }
  }

  const service = {
    /**
     * Runs `apply` in one transaction on the course's document, under the server's name. Durable when it resolves.
     *
     * When `apply` throws, nothing is stored and the error reaches the caller. `apply` may run more than once before it
     * counts (another server was first), so it only touches the document.
     */
    async command<T>(courseId: CourseId, { by, id, name }: CommandBy, apply: (doc: Y.Doc) => T): Promise<{ value: T; seq: number }> {
      const room = await rooms.open(courseId)
      const { value, seq } = await room.command({ by, id, name, apply })
      return { value: value as T, seq } // what `apply` gave, now or the first time
    },

    /** Looks at a course as it is stored. `look` must not change it. */
    async read<T>(courseId: CourseId, look: (doc: Y.Doc) => T): Promise<T> {
      return (await service.readAt(courseId, look)).value
    },
    /** As `read`, with the place in the log at which it looked. */
    async readAt<T>(courseId: CourseId, look: (doc: Y.Doc) => T): Promise<{ value: T; seq: number }> {
      return (await rooms.open(courseId)).look(look)
    },

    /**
     * Calls `hear` each time something was stored in a course that is open here, before anybody is told: it only takes note.
     *
     * Returns how to stop.
     */
    onStored(hear: (courseId: CourseId, byCommand: boolean) => void): () => void {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    /** Calls `hear` with a course's document each time it was read from the log, before anything new is done to it. Returns how to stop. */
    onRead(hear: (courseId: CourseId, doc: Y.Doc) => void): () => void {
      readers.add(hear)
      return () => readers.delete(hear)
    },
    /** Whether edits wait to be judged in a course: then whatever can wait should. */
    hasBacklog: (courseId: CourseId): boolean => [...rooms.all()].some((room) => room.courseId === courseId && room.hasBacklog),

    /** Earlier states that are kept, newest first, and how much there is now. */
    async restorePoints(courseId: CourseId) {
      const [points, now] = await Promise.all([store.restorePoints(courseId), service.read(courseId, sizeOf)])
      return { points: points.reverse(), now }
    },
    /** Brings an earlier state back as a new edit; the present one is kept first. Returns how much there is then, and its title. */
    async restore(courseId: CourseId, pointId: string, by: PersonId, id?: string) {
      const state = await store.restorePointState(courseId, pointId)
      if (!state) throw new Problem('unknown', 'restorePoint.unknown', 'This earlier state is not kept any more. Choose another one.')
      const past = await unpack(state)
      const room = await rooms.open(courseId)
      const at = now()
      const apply = (doc: Y.Doc) => {
        restoreCourse(doc, past, { by, at })
        return { ...sizeOf(doc), title: titleOf(doc) }
      }
      const { value } = await room.command({ by, id, name: 'course.restoreState', restores: true, apply }).finally(() => past.destroy())
      return value as ReturnType<typeof apply> // what it gave, now or the first time
    },

    /** Who writes under which client id. */
    authors: (courseId: CourseId): Promise<Map<number, PersonId>> => store.owners(courseId),

    /** Tells everybody in a course that there is something new of a kind; their clients fetch it. */
    ring: (courseId: CourseId, word: string) => bus.ring('news', JSON.stringify({ courseId, news: word })),

    sockets,
    /** Whether the storage failed and has not been seen to work since. */
    get isFailing() {
      return rooms.isFailing
    },

    /** Stops taking sockets, stores what came, and lets everybody go. */
    async drain() {
      sockets.isDraining = true
      await rooms.drain()
    },
    async close() {
      for (const stop of unlisten) stop()
      clearInterval(heal)
      sockets.close()
      await rooms.close()
    },
  }
  return service
}
export type CollaborationService = ReturnType<typeof collaborationService>
type Filter = { personId?: PersonId; courseId?: CourseId }
