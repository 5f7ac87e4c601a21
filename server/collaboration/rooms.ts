import { CloseCode } from '../../shared/collaboration.ts'
import type { CourseId } from '../../shared/id.ts'
import { minute, second } from '../../shared/time.ts'
import type { Seq } from '../platform/course-log/course-log.ts'
import { LeftBehind, storageFailed } from './problems.ts'
import { CourseRoom } from './room.ts'
import type { RoomTools } from './room-tools.ts'

/** A course that nobody needed for this long leaves memory; its document, which only writing needs, sooner or later. */
const idleMs = 20 * second
const idleDocumentMs = minute
const sweepMs = 5 * second
/** How often a failing storage is tried. */
const probeMs = second

type Tools = Omit<RoomTools, 'onStorageFailed'> & {
  /** Resolves when the storage takes writes. */
  checkStorage: () => Promise<void>
}

/** The courses that are open on this server. */
export class Rooms {
  readonly #tools: Tools
  readonly #rooms = new Map<CourseId, Promise<CourseRoom>>()
  readonly #open = new Set<CourseRoom>()
  readonly #sweep: NodeJS.Timeout
  #probe: NodeJS.Timeout | undefined

  constructor(tools: Tools) {
    this.#tools = tools
    this.#sweep = setInterval(() => this.#giveBack(), sweepMs).unref()
  }

  /** Whether the storage failed and has not been seen to work since. */
  get isFailing(): boolean {
    return this.#probe !== undefined
  }

  all(): Iterable<CourseRoom> {
    return this.#open
  }

  async open(courseId: CourseId): Promise<CourseRoom> {
    const room = await (this.#rooms.get(courseId) ?? this.#begin(courseId))
    if (!room.isClosed) return room
    this.#forget(room)
    return this.open(courseId)
  }

  /** Asks the room of a course; when that one is left behind by the log, the next one. */
  async ask<T>(courseId: CourseId, ask: (room: CourseRoom) => Promise<T>): Promise<T> {
    for (;;) {
      const room = await this.open(courseId)
      try {
        return await ask(room)
      } catch (error) {
        if (!(error instanceof LeftBehind)) throw error
      }
    }
  }

  /** Whoever comes while it loads waits for the same room. */
  #begin(courseId: CourseId): Promise<CourseRoom> {
    const room = this.#load(courseId)
    this.#rooms.set(courseId, room)
    room.catch(() => this.#rooms.delete(courseId))
    return room
  }

  /** What another server appended. */
  heed(courseId: CourseId, seq: Seq) {
    void this.#rooms.get(courseId)?.then(
      (room) => room.heed(seq),
      () => {},
    )
  }

  async #load(courseId: CourseId): Promise<CourseRoom> {
    if (this.isFailing) throw storageFailed()
    const room = await CourseRoom.open(courseId, { ...this.#tools, onStorageFailed: (failed, error) => this.#fail(failed, error) })
    this.#open.add(room)
    this.#tools.diary.debug({ course: courseId, bytes: room.size, seq: room.seq }, 'a course was loaded')
    return room
  }

  #forget(room: CourseRoom) {
    // Another may be there in its place by now.
    if (this.#open.delete(room)) this.#rooms.delete(room.courseId)
  }

  /** Nothing is acknowledged any more until the storage is seen to work again; then everybody may come back. */
  #fail(room: CourseRoom, error: unknown) {
    this.#tools.diary.error({ err: error, course: room.courseId }, 'a course could not be stored; its sockets were closed')
    this.#forget(room)
    room.close(CloseCode.tryLater, 'storage.failed')
    this.#probe ??= setInterval(() => {
      this.#tools.checkStorage().then(
        () => {
          clearInterval(this.#probe)
          this.#probe = undefined
          this.#tools.diary.info('the storage works again')
        },
        () => {},
      )
    }, probeMs).unref()
  }

  #giveBack() {
    const now = performance.now()
    for (const room of this.#open) {
      room.rest(idleDocumentMs)
      if (room.isClosed) this.#forget(room)
      else if (!room.isBusy && now - room.usedAt > idleMs) {
        this.#forget(room)
        room.close(CloseCode.restart, 'idle')
        this.#tools.diary.debug({ course: room.courseId }, 'a course left memory')
      }
    }
  }

  /** Stores what came and lets everybody go. */
  async drain() {
    for (const room of this.#open) {
      await room.settled()
      room.close(CloseCode.restart, 'restart')
      this.#forget(room)
    }
  }

  async close() {
    clearInterval(this.#sweep)
    if (this.#probe) clearInterval(this.#probe)
    const open = [...this.#open]
    await this.drain()
    await Promise.all(open.map((room) => room.settled()))
  }
}
