import type * as Y from 'yjs'
import type { Owners } from '../../shared/authorship.ts'
import { type DeletedText, deletionsIn } from '../../shared/document/deletions.ts'
import { titleOf } from '../../shared/document/layout.ts'
import { restoreCourse, restoreLesson, sizeOf } from '../../shared/document/restore.ts'
import { type CourseId, type LessonId, newId, type PersonId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import type { SocketRole } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import type { Bus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import type { CourseLog } from '../platform/course-log/course-log.ts'
import type { Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { beat } from './beat.ts'
import { Compactor } from './compactor.ts'
import { collaborationMetrics } from './metrics.ts'
import { mostNamed, pack, unpack, type Why } from './restore-points.ts'
import { Rooms } from './rooms.ts'
import { Sockets } from './sockets.ts'
import type { CollaborationStore } from './store.ts'
import { serverClient } from './working-document.ts'

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
/** Whose words a command put into the text, and who put them there when that was somebody else. */
type Words = { by: PersonId; accepted?: PersonId }

/** How long keys wait at most for those of other courses, on a quiet server and on one where many courses are written: nobody sees a tenth of a second in what others write. */
const turnMs = [10, 100] as const

/** How often the ends of the open courses' logs are compared with ours; alone, only an operator changes them behind our back. */
const healMs = { shared: 1000, alone: 5000 }
/** Of what was deleted, this much is kept, for so long; of larger courses nothing is, because looking would hold them up. */
const deletedKeptMs = 90 * day
const mostDeletedText = 2000
const largestLookedThrough = 4 * 1024 * 1024

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
  const compactor = new Compactor()
  const rooms = new Rooms({
    log,
    compactor,
    store,
    diary,
    metrics,
    now,
    clientIdsPerDay: limits.clientIdsPerDay,
    beat: beat(...turnMs),
    // With nobody else at the storage there is nobody to tell.
    ring: tools.isShared ? (courseId, seq) => bus.ring('course', JSON.stringify({ courseId, seq })) : () => {},
    onStored: (courseId, byCommand) => ears.forEach((hear) => hear(courseId, byCommand)),
    onRead: (courseId, doc) => readers.forEach((hear) => hear(courseId, doc)),
    checkStorage: tools.checkStorage,
    beforeCompacting: async (courseId) => store.addDeletions(courseId, await freshDeletions(courseId), now() - deletedKeptMs),
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

  /** What the part of the log that is not squeezed yet tells of deletions. */
  async function freshDeletions(courseId: CourseId): Promise<DeletedText[]> {
    const { snapshot, records } = await log.open(courseId)
    if ((snapshot?.state.length ?? 0) > largestLookedThrough) return []
    const edits = records.flatMap((record, index) =>
      record.kind === 'update' ? [{ ...record, seq: (snapshot?.seq ?? 0) + 1 + index }] : [],
    )
    return deletionsIn(snapshot ? [snapshot.state] : [], edits).map((one) => ({ ...one, text: one.text.slice(0, mostDeletedText) }))
  }

  /** Notes whose words a command put into the text, if it put any. */
  async function noteWords(courseId: CourseId, { from, to }: Span, words: Words | undefined) {
    if (words && to > from)
      await store.addWritten(courseId, { clock: from, length: to - from, by: words.by, accepted: words.accepted ?? null })
  }

  const service = {
    /**
     * Runs `apply` in one transaction on the course's document, under the server's name. Durable when it resolves.
     *
     * When `apply` throws, nothing is stored and the error reaches the caller. `apply` may run more than once before it
     * counts (another server was first), so it only touches the document. `wordsOf` tells whose words it put into the text.
     */
    async command<T>(
      courseId: CourseId,
      { by, id, name }: CommandBy,
      apply: (doc: Y.Doc) => T,
      wordsOf?: (value: T) => Words | undefined,
    ): Promise<{ value: T; seq: number }> {
      const { measured, span } = measure(apply)
      const { value, seq } = await rooms.ask(courseId, (room) => room.command({ by, id, name, apply: wordsOf ? measured : apply }))
      await noteWords(courseId, span, wordsOf?.(value as T))
      return { value: value as T, seq } // what `apply` gave, now or the first time
    },

    /**
     * Notes in a course's log what happened to it, in one order with its edits and in a transaction of the caller's.
     *
     * Returns what to call once that is stored: who has the course open goes on behind it.
     */
    async note(tx: Transaction, courseId: CourseId, { by, kind, body }: { by: PersonId; kind: 'publish'; body: object }) {
      const at = now()
      const told = new TextEncoder().encode(JSON.stringify(body))
      const seq = await log.note(tx, courseId, { id: newId(at), actor: by, kind, body: told, at, v: 1 })
      return () => {
        rooms.heed(courseId, seq)
        if (tools.isShared) bus.ring('course', JSON.stringify({ courseId, seq }))
      }
    },

    /** Looks at a course as it is stored. `look` must not change it. */
    async read<T>(courseId: CourseId, look: (doc: Y.Doc) => T): Promise<T> {
      return (await service.readAt(courseId, look)).value
    },
    /** As `read`, with the place in the log at which it looked. */
    async readAt<T>(courseId: CourseId, look: (doc: Y.Doc) => T): Promise<{ value: T; seq: number }> {
      return rooms.ask(courseId, (room) => room.look(look))
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
    /**
     * Brings an earlier state back as a new edit, of the whole course or of one lesson; the present one is kept first.
     *
     * Returns how much there is then, and the course's title.
     */
    async restore(courseId: CourseId, pointId: string, by: PersonId, { id, lesson }: { id?: string; lesson?: LessonId } = {}) {
      const past = await service.stateAt(courseId, pointId)
      const at = now()
      const apply = (doc: Y.Doc) => {
        if (lesson) restoreLesson(doc, past, lesson)
        else restoreCourse(doc, past, { by, at })
        return { ...sizeOf(doc), title: titleOf(doc) }
      }
      const { measured, span } = measure(apply)
      const command = { by, id, name: 'course.restoreState', restores: true, apply: measured }
      const { value } = await rooms.ask(courseId, (room) => room.command(command)).finally(() => past.destroy())
      await noteWords(courseId, span, { by })
      return value as ReturnType<typeof apply> // what it gave, now or the first time
    },
    /** A document in an earlier state that is kept. The caller destroys it. Throws `restorePoint.unknown`. */
    async stateAt(courseId: CourseId, pointId: string): Promise<Y.Doc> {
      const state = await store.restorePointState(courseId, pointId)
      if (!state) throw new Problem('unknown', 'restorePoint.unknown', 'This earlier state is not kept any more. Choose another one.')
      return unpack(state)
    },
    /** Keeps the course as it is now. Returns the id of the state. */
    async keep(
      courseId: CourseId,
      kept: { by: PersonId | null; why: Extract<Why, 'published' | 'worked' | 'named'>; name?: string; version?: number },
    ): Promise<string> {
      const points = kept.name === undefined ? [] : await store.restorePoints(courseId)
      if (points.filter(({ name }) => name).length >= mostNamed)
        throw new Problem('conflict', 'history.full', `${mostNamed} states have a name already. Take the name from one of them first.`)
      const { bytes, seq } = await (await rooms.open(courseId)).state()
      return store.addRestorePoint(courseId, {
        id: newId(now()),
        seq,
        at: now(),
        by: kept.by,
        why: kept.why,
        name: kept.name ?? null,
        version: kept.version ?? null,
        ...(await pack(bytes)),
      })
    },
    /** Gives a kept state a name, or takes it. */
    async nameState(courseId: CourseId, pointId: string, name: string | null) {
      if (!(await store.nameRestorePoint(courseId, pointId, name)))
        throw new Problem('unknown', 'restorePoint.unknown', 'This earlier state is not kept any more. Choose another one.')
    },

    /** Who writes under which client id, and for whom the server wrote. */
    async owners(courseId: CourseId): Promise<Owners> {
      const [owners, written] = await Promise.all([store.owners(courseId), store.written(courseId)])
      return { owners, serverClient, written }
    },
    /** What was deleted of the text, newest first, as far as it is kept. */
    async deletions(courseId: CourseId, most: number): Promise<DeletedText[]> {
      const [kept, fresh] = await Promise.all([store.deletions(courseId, most), freshDeletions(courseId)])
      const known = new Set(kept.map(({ seq, lesson }) => `${seq} ${lesson}`))
      return [...fresh.reverse().filter(({ seq, lesson }) => !known.has(`${seq} ${lesson}`)), ...kept].slice(0, most)
    },

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
      compactor.close()
    },
  }
  return service
}
export type CollaborationService = ReturnType<typeof collaborationService>
type Filter = { personId?: PersonId; courseId?: CourseId }

type Span = { from: number; to: number }

/** A command that tells afterwards which clocks of the server's client id it used. */
function measure<T>(apply: (doc: Y.Doc) => T) {
  const span: Span = { from: 0, to: 0 }
  const clockOf = (doc: Y.Doc) => {
    const last = doc.store.clients.get(serverClient)?.at(-1)
    return last ? last.id.clock + last.length : 0
  }
  const measured = (doc: Y.Doc) => {
    span.from = clockOf(doc)
    const value = apply(doc)
    span.to = clockOf(doc)
    return value
  }
  return { measured, span }
}
