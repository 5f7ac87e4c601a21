import { hasContent, createDecoder, type Decoder, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { writeVarUint8Array } from 'lib0/encoding'
import type { RawData } from 'ws'
import { CloseCode, frame, MessageType, SyncType } from '../../shared/collaboration.ts'
import { documentSchema } from '../../shared/document/layout.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { SocketRole } from '../../shared/rights.ts'
import { minute, second } from '../../shared/time.ts'
import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'
import { Budgets } from './budgets.ts'
import { Connection, type Member } from './connection.ts'
import { Refusal, refuse } from './gate/refusal.ts'
import type { CollaborationMetrics } from './metrics.ts'
import type { CourseRoom } from './room.ts'
import type { Rooms } from './rooms.ts'

/** A socket that answers no ping for this long is gone, and its caret with it. */
const pingMs = 12 * second
/** Rights and session of an open socket are looked at this often even when nothing was heard, some sockets at a time. */
const recheckMs = 5 * minute
const recheckedTogether = 50
/** From here on epochs are those of viewers. */
const viewersEpochs = 2 ** 32
/** Timers may ring a little early. */
const justAfterMs = 20
/** What a timer of Node can wait; a link that lasts longer is looked at with all others. */
const longestTimeoutMs = 2 ** 31 - 1

/** An awareness message about nobody. */
const nobodyFrame = frame(MessageType.awareness, (encoder) => writeVarUint8Array(encoder, new Uint8Array([0])))

type Tools = {
  rooms: Rooms
  diary: Log
  metrics: CollaborationMetrics
  roleIn: (courseId: CourseId, personId: PersonId) => Promise<SocketRole>
  limits: Config['limits']
}

/** What a newcomer says of itself. */
export type Arrival = Omit<Member, 'budgets' | 'outdated'> & {
  /** Of the document's layout, as the client's app knows it; undefined for clients that do not say. */
  schema: number | undefined
  /** Of the copy it holds; undefined when it holds none. */
  epoch: number | undefined
  /** `Sockets.rightsVersion` when its rights were looked up. */
  rightsVersion: number
}

/** All open collaboration sockets: who comes in, what they say, and when they must go. */
export class Sockets {
  isDraining = false
  /** Grows whenever anybody's rights may have changed: who came in meanwhile is looked at again. */
  rightsVersion = 0
  readonly #tools: Tools
  readonly #budgets: Budgets
  readonly #open = new Set<Connection>()
  /** Sockets that are open or let in, by person and by course. */
  readonly #places = new Map<string, number>()
  readonly #silent = new WeakSet<Connection>()
  readonly #ping: NodeJS.Timeout

  constructor(tools: Tools) {
    this.#tools = tools
    this.#budgets = new Budgets(tools.limits)
    this.#ping = setInterval(() => this.#pingAll(), pingMs).unref()
  }

  get size(): number {
    return this.#open.size
  }

  /** Takes a place for a socket, or says that there is none left. Give it back by the function returned. */
  reserve(courseId: CourseId, personId: PersonId): (() => void) | undefined {
    const { socketsPerPerson, socketsPerCourse } = this.#tools.limits
    const keys = [`person ${personId}`, `course ${courseId}`] as const
    const [persons, courses] = [this.#places.get(keys[0]) ?? 0, this.#places.get(keys[1]) ?? 0]
    if ((socketsPerPerson && persons >= socketsPerPerson) || (socketsPerCourse && courses >= socketsPerCourse)) return undefined
    const count = (by: number) => keys.forEach((key) => this.#places.set(key, (this.#places.get(key) ?? 0) + by))
    count(1)
    let given = false
    return () => {
      if (given) return
      given = true
      count(-1)
      for (const key of keys) if (this.#places.get(key) === 0) this.#places.delete(key)
    }
  }

  /** Lets an open socket into its course. What it sends before the course is loaded waits on its side. */
  async welcome({ schema, epoch, rightsVersion, ...member }: Arrival) {
    const outdated = schema !== undefined && schema < documentSchema
    const { socket, person } = member
    const connection = new Connection({ ...member, outdated, budgets: this.#budgets.open(person.id) })
    socket.on('close', () => this.#budgets.close(person.id))
    socket.on('error', () => socket.terminate())
    socket.pause()
    this.#open.add(connection)
    socket.on('close', () => this.#open.delete(connection))
    if (member.until !== undefined) this.#lookAgainAt(connection, member.until)
    if (rightsVersion !== this.rightsVersion) await this.#lookAgain(connection)
    let room: CourseRoom
    try {
      room = await this.#tools.rooms.open(member.courseId)
    } catch (error) {
      this.#tools.diary.warn({ err: error, course: member.courseId }, 'a course could not be opened')
      return connection.close(CloseCode.tryLater, 'storage.failed')
    }
    if (!connection.isOpen) return
    if (this.isDraining || room.isClosed) return connection.close(CloseCode.restart, 'restart')
    if (epoch !== undefined && epoch !== epochFor(connection, room)) {
      connection.say({ type: 'reload', reason: 'epoch' })
      return connection.close(CloseCode.restart, 'epoch')
    }
    if (outdated) connection.say({ type: 'reload', reason: 'app' })
    connection.say({ type: 'welcome', role: toldRole(connection), epoch: epochFor(connection, room), schema: documentSchema })
    connection.isWelcomed = true
    socket.on('message', (data, isBinary) => connection.take(() => this.#hear(room, connection, data, isBinary)))
    socket.on('pong', () => this.#silent.delete(connection))
    socket.on('close', () => room.leave(connection))
    room.audience.join(connection)
    socket.resume()
  }

  #hear(room: CourseRoom, connection: Connection, data: RawData, isBinary: boolean) {
    if (connection.role === 'none' || room.isClosed) return
    try {
      if (!isBinary || !(data instanceof Buffer)) refuse('malformed', 'text')
      connection.bytes.spend(data.length, performance.now())
      // A copy of its own: Yjs and lib0 read past a view's end when a length lies.
      this.#read(room, connection, new Uint8Array(data))
    } catch (error) {
      if (!(error instanceof Refusal)) this.#tools.diary.error({ err: error, course: room.courseId }, 'a message broke something')
      const code = error instanceof Refusal ? error.code : 'malformed'
      this.#tools.metrics.refused(code)
      this.#tools.diary.warn({ course: room.courseId, person: connection.person.id, code }, 'a malformed message; its socket was closed')
      connection.close(code === 'too-big' ? CloseCode.tooLarge : CloseCode.malformed, code)
    }
  }

  /** Reads one message of exactly our grammar; throws Refusal for any other. */
  #read(room: CourseRoom, connection: Connection, message: Uint8Array) {
    const decoder = createDecoder(message)
    const type = uint(decoder)
    if (type === MessageType.sync) {
      const kind = uint(decoder)
      const body = rest(decoder)
      if (kind === SyncType.step1) room.audience.answer(connection, body)
      else if (kind === SyncType.step2 || kind === SyncType.update)
        room.edit({ kind: 'edit', from: connection, which: kind, index: ++connection.heard[kind], update: body })
      else refuse('malformed', `sync ${kind}`)
    } else if (type === MessageType.awareness) {
      const body = rest(decoder)
      room.audience.presence.hear(connection, body, room.clientIds.ownerOf)
    } else if (type === MessageType.queryAwareness && !hasContent(decoder)) {
      // Always an answer: clients ask it of a line that may be dead.
      const present = room.audience.presence.all()
      if (present) connection.sendFrame(present)
      else connection.send(nobodyFrame)
    } else refuse('malformed', `type ${type}`)
  }

  /** Looks again at what open sockets may do. */
  recheck({ personId, courseId }: { personId?: PersonId; courseId?: CourseId }) {
    this.rightsVersion++
    for (const connection of this.#open) {
      if ((personId && connection.person.id !== personId) || (courseId && connection.courseId !== courseId)) continue
      this.#recheckOne(connection)
    }
  }

  /** Nobody rings when a link ends by itself. */
  #lookAgainAt(connection: Connection, at: number) {
    const waitMs = Math.min(Math.max(0, at - Date.now()) + justAfterMs, longestTimeoutMs)
    const timer = setTimeout(() => this.#recheckOne(connection), waitMs).unref()
    connection.socket.once('close', () => clearTimeout(timer))
  }

  #recheckOne(connection: Connection) {
    const before = connection.rechecking ?? Promise.resolve()
    const looking = before
      .then(() => this.#lookAgain(connection))
      .finally(() => {
        if (connection.rechecking === looking) connection.rechecking = undefined
      })
    connection.rechecking = looking
  }

  async #lookAgain(connection: Connection) {
    connection.checkedAt = performance.now()
    let role: SocketRole
    try {
      if (!(await connection.isSignedIn())) {
        connection.role = 'none'
        return connection.close(CloseCode.signedOut, 'signed out')
      }
      role = await this.#tools.roleIn(connection.courseId, connection.person.id)
    } catch (error) {
      // Who cannot be looked up may do nothing; coming back is asked again.
      this.#tools.diary.warn({ err: error, course: connection.courseId }, 'rights could not be looked up')
      connection.role = 'none'
      return connection.close(CloseCode.tryLater, 'rights')
    }
    const was = connection.role
    if (role === was) return
    connection.role = role
    connection.say({ type: 'rights', role: toldRole(connection) })
    if (role === 'none') connection.close(CloseCode.noAccess, 'no access')
    else if (connection.isWelcomed && (role === 'viewer' || was === 'viewer')) this.#beginAnew(connection)
  }

  /**
   * What its browser holds has, or lacks, what is said about the text. Who may not know that any more is told no more of it,
   * whatever they do; who may know it now could not be told by this line, for a tombstone stays one.
   */
  #beginAnew(connection: Connection) {
    connection.say({ type: 'reload', reason: 'epoch' })
    if (!connection.isViewer) connection.close(CloseCode.restart, 'epoch')
  }

  tellNews(courseId: CourseId, word: string) {
    for (const connection of this.#open) if (connection.courseId === courseId) connection.say({ type: 'news', word })
  }

  #pingAll() {
    let checked = 0
    this.#budgets.sweep()
    for (const connection of this.#open) {
      // A session runs out without anybody ringing a bell.
      if (performance.now() - connection.checkedAt > recheckMs && checked++ < recheckedTogether) this.#recheckOne(connection)
      if (this.#silent.has(connection)) connection.socket.terminate()
      this.#silent.add(connection)
      if (connection.isOpen) connection.socket.ping()
    }
  }

  close() {
    this.isDraining = true
    clearInterval(this.#ping)
  }
}

const toldRole = ({ role, mayWrite }: Connection): SocketRole => (role === 'editor' && !mayWrite ? 'reader' : role)

/** Which copies may be merged with what is told here. Viewers have epochs of their own: what they hold is another document. */
const epochFor = ({ isViewer }: Connection, room: CourseRoom): number => room.epoch + (isViewer ? viewersEpochs : 0)

function uint(decoder: Decoder): number {
  try {
    return readVarUint(decoder)
  } catch {
    return refuse('malformed', 'cut short')
  }
}

/** The one array of bytes that fills the message to its end. */
function rest(decoder: Decoder): Uint8Array {
  let body: Uint8Array
  try {
    body = readVarUint8Array(decoder)
  } catch {
    return refuse('malformed', 'cut short')
  }
  if (decoder.pos !== decoder.arr.length) refuse('malformed', 'trailing bytes')
  // A copy again: a view would keep the whole message, and offsets would be the message's.
  return body.slice()
}
