import * as Y from 'yjs'
import { SyncType, syncFrame, wordFrame } from '../../shared/collaboration.ts'
import type { Connection } from './connection.ts'
import type { CourseBytes } from './course-bytes.ts'
import { refuse } from './gate/refusal.ts'
import type { Seq } from '../platform/course-log/course-log.ts'
import type { CollaborationMetrics } from './metrics.ts'
import { PresenceBoard } from './presence.ts'
import type { Command, Outcome } from './turn.ts'
import { webSocketFrame } from './web-socket-frame.ts'

/** Updates joined into one message for all receivers, in bytes. */
const joinedBytes = 256 * 1024
/** How often slow receivers are looked at. */
const catchUpMs = 250
/** So many edits of one turn go out as they are; more are merged. */
const apart = 8

/** How long a crowd waits from one telling to the next, in milliseconds: the larger it is, the more a telling costs. */
const paceMs = (crowd: number) => (crowd <= 8 ? 0 : Math.min(150, 1.5 * crowd))

/**
 * `writer` knows it already; `only` is the one whom it is for. Carets are the first thing that a slow receiver does without.
 * `veiled` is for viewers, and of letters made only while there are some.
 */
type Untold = {
  frame: Buffer
  veiled: Buffer | undefined
  writer?: Connection | undefined
  only?: Connection
  isCaret?: boolean
}

/** Everybody in one course: who is told what, in which order, and who has fallen behind. */
export class Audience {
  readonly connections = new Set<Connection>()
  readonly presence: PresenceBoard
  readonly #bytes: CourseBytes
  readonly #metrics: CollaborationMetrics
  #catchUpTimer: NodeJS.Timeout | undefined
  #untold: Untold[] = []
  #telling: NodeJS.Timeout | undefined
  #toldAt = -Infinity
  /** Whoever is here and live was told all up to this seq. */
  #toldTo: Seq

  /** `bytes` are what the log holds: nobody is told anything else. */
  constructor(bytes: CourseBytes, metrics: CollaborationMetrics) {
    this.#bytes = bytes
    this.#metrics = metrics
    this.#toldTo = bytes.seq
    this.presence = new PresenceBoard((frame) => {
      // In one piece with the letters that they stand behind, which they would not find otherwise.
      this.#untold.push({ frame, veiled: frame, isCaret: true })
      this.#tellAll()
    })
  }

  get hasAuthors(): boolean {
    return [...this.connections].some((connection) => connection.mayWrite)
  }

  get hasViewers(): boolean {
    return [...this.connections].some((connection) => connection.isViewer)
  }

  join(connection: Connection) {
    this.connections.add(connection)
    connection.send(syncFrame(SyncType.step1, this.#bytes.stateVector()))
    const present = this.presence.all()
    if (present) connection.sendFrame(present)
  }

  leave(connection: Connection) {
    this.connections.delete(connection)
    this.presence.leave(connection)
  }

  /** Answers what somebody lacks. Throws Refusal when `vector` is none. */
  answer(connection: Connection, vector: Uint8Array) {
    let frame: Buffer
    try {
      frame = this.#bytesFor(connection).answer(vector)
    } catch {
      refuse('malformed', 'state vector')
    }
    connection.sendFrame(frame)
    connection.isLive = true
    connection.knew = this.#bytes.stateVector()
    connection.behindSince = undefined
  }

  #bytesFor(connection: Connection): CourseBytes {
    return connection.isViewer ? this.#bytes.forViewers() : this.#bytes
  }

  /** Tells what a turn made; each command by itself, as one that its person knows again. `saved`: whose edits are stored with it. */
  tell(made: readonly Outcome[], saved: ReadonlySet<Connection>) {
    for (let at = 0; at < made.length;) {
      const group = groupAt(made, at)
      at += group.length
      const job = group[0]?.job
      if (job?.kind === 'command') this.#tellCommand(job, group)
      else this.#noteEdits(group)
    }
    // In one piece with what others wrote meanwhile.
    for (const writer of saved) if (writer.extended) this.#noteFor(writer, this.#savedFrame(writer))
    this.#tellSoon()
  }

  /** Tells what another server stored. */
  tellUpdate(update: Uint8Array) {
    this.#note(update)
    this.#tellSoon()
  }

  /** Acknowledges all that is stored of a writer's edits, at once. */
  acknowledge(writer: Connection) {
    if (writer.extended) writer.sendFrame(this.#savedFrame(writer))
  }

  #savedFrame({ stored }: Connection): Buffer {
    return webSocketFrame(wordFrame({ type: 'saved', updates: stored[2], steps: stored[1], seq: this.#bytes.seq }))
  }

  #note(update: Uint8Array, writer?: Connection) {
    const veiled = this.#bytes.veiled(update)
    this.#untold.push({ frame: updateFrame(update), veiled: veiled && updateFrame(veiled), writer })
  }

  #noteFor(only: Connection, frame: Buffer) {
    this.#untold.push({ frame, veiled: frame, only })
  }

  #noteEdits(group: readonly Outcome[]) {
    // A browser takes every message as a change of its own, so many of them are made one here.
    if (group.length > apart) this.#note(Y.mergeUpdates(group.flatMap(({ update }) => update ?? [])), onlyWriter(group))
    else for (const made of group) if (made.update) this.#note(made.update, onlyWriter([made]))
  }

  #tellCommand(command: Command, [made]: readonly Outcome[]) {
    this.#tellNow()
    if (command.id !== undefined)
      for (const connection of this.connections)
        if (connection.extended && connection.person.id === command.by && this.#hears(connection))
          connection.send(wordFrame({ type: 'made', command: command.id }))
    if (made?.update) this.#note(made.update)
    this.#tellNow()
  }

  /** Milliseconds until a crowd is told something again; 0 for a small company. What comes meanwhile may as well be judged together. */
  get restsMs(): number {
    return Math.max(0, this.#toldAt + paceMs(this.connections.size) - performance.now())
  }

  /** Now or, in a crowd, together with what comes in the next moment: what a letter costs is mostly the sending. */
  #tellSoon() {
    const waitMs = this.restsMs
    if (waitMs === 0) this.#tellAll()
    else this.#telling ??= setTimeout(() => this.#tellAll(), waitMs)
  }

  /** To be called when all that is stored is noted. */
  #tellAll() {
    this.#tellNow()
    this.#toldTo = this.#bytes.seq
  }

  /** One write to each, of all that they do not know. */
  #tellNow() {
    if (this.#telling) clearTimeout(this.#telling)
    this.#telling = undefined
    const untold = this.#untold
    if (untold.length === 0) return
    this.#untold = []
    this.#toldAt = performance.now()
    const forReaders = telling(untold)
    let forViewers: Telling | undefined
    const special = new Set(untold.map(({ writer, only }) => writer ?? only))
    for (const connection of this.connections) {
      if (connection.isViewer && untold.some(({ veiled }) => !veiled)) this.#fallBehind(connection)
      const { untold: told, all } = connection.isViewer ? (forViewers ??= telling(veiledOf(untold))) : forReaders
      const hears = this.#hears(connection)
      const lags = connection.lag !== 'none'
      // Who did not ask for the state yet is told of carets alone.
      const isDue = ({ writer, only, isCaret }: Untold) => (only ? only === connection : isCaret ? !lags : hears && writer !== connection)
      const frames = hears && !lags && !special.has(connection) ? all : joined(told.filter(isDue))
      if (frames.length > 0) connection.sendFrame(frames)
    }
    this.#metrics.sent(forReaders.all.length, this.connections.size)
  }

  /** Whether somebody can be told something now; who lags too much is caught up later. */
  #hears(connection: Connection): boolean {
    if (!connection.isLive || connection.behindSince !== undefined) return false
    if (connection.lag !== 'much') return true
    this.#fallBehind(connection)
    return false
  }

  /** It is caught up in a moment. */
  #fallBehind(connection: Connection) {
    if (!connection.isLive) return
    connection.behindSince ??= this.#toldTo
    this.#catchUpTimer ??= setTimeout(() => this.#catchUp(), catchUpMs)
  }

  /** Brings slow receivers up to date once they have taken what they were sent. */
  #catchUp() {
    this.#catchUpTimer = undefined
    for (const connection of this.connections) {
      if (connection.behindSince === undefined || !connection.isOpen) continue
      if (connection.lag !== 'none') {
        this.#catchUpTimer ??= setTimeout(() => this.#catchUp(), catchUpMs)
        continue
      }
      // What it missed may be squeezed into the snapshot by now.
      const bytes = this.#bytesFor(connection)
      const missed = bytes.since(connection.behindSince) ?? bytes.after(connection.knew)
      connection.behindSince = undefined
      connection.send(syncFrame(SyncType.update, missed))
    }
  }

  close(code: number, reason: string) {
    this.#tellNow()
    this.presence.close()
    if (this.#catchUpTimer) clearTimeout(this.#catchUpTimer)
    for (const connection of this.connections) connection.close(code, reason)
  }
}

/** Who wrote all of it, hence knows it already. */
function onlyWriter(group: readonly Outcome[]): Connection | undefined {
  const [first] = group
  const writer = first?.job.kind === 'edit' ? first.job.from : undefined
  return group.every(({ job }) => job.kind === 'edit' && job.from === writer) ? writer : undefined
}

const updateFrame = (update: Uint8Array) => webSocketFrame(syncFrame(SyncType.update, update))
const joined = (untold: readonly Untold[]) =>
  untold.length === 1 && untold[0] ? untold[0].frame : Buffer.concat(untold.map(({ frame }) => frame))

/** The same, with all that is for everybody in one piece: most are told just that. */
type Telling = { untold: readonly Untold[]; all: Buffer }
const telling = (untold: readonly Untold[]): Telling => ({ untold, all: joined(untold.filter(({ only }) => !only)) })

/** As viewers are told it. What was noted before one of them was here is not among it. */
const veiledOf = (untold: readonly Untold[]) => untold.flatMap((one) => (one.veiled ? [{ ...one, frame: one.veiled }] : []))

function groupAt(made: readonly Outcome[], start: number): Outcome[] {
  const group: Outcome[] = []
  let size = 0
  for (const outcome of made.slice(start)) {
    if (outcome.job.kind === 'command') return group.length > 0 ? group : [outcome]
    size += outcome.update?.length ?? 0
    if (group.length > 0 && size > joinedBytes) return group
    group.push(outcome)
  }
  return group
}
