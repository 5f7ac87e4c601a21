import * as Y from 'yjs'
import { SyncType, syncFrame, wordFrame } from '../../shared/collaboration.ts'
import type { Connection } from './connection.ts'
import type { CourseBytes } from './course-bytes.ts'
import { refuse } from './gate/refusal.ts'
import type { CollaborationMetrics } from './metrics.ts'
import { PresenceBoard } from './presence.ts'
import type { Outcome } from './turn.ts'
import { webSocketFrame } from './web-socket-frame.ts'

/** Updates joined into one message for all receivers, in bytes. */
const joinedBytes = 256 * 1024
/** How often slow receivers are looked at. */
const catchUpMs = 250
/** A receiver that misses one message may miss the others of its turn: this many records back it surely had all. */
const turnRecords = 256

/** Everybody in one course: who is told what, in which order, and who has fallen behind. */
export class Audience {
  readonly connections = new Set<Connection>()
  readonly presence: PresenceBoard
  readonly #bytes: CourseBytes
  readonly #metrics: CollaborationMetrics
  #catchUpTimer: NodeJS.Timeout | undefined

  /** `bytes` are what the log holds: nobody is told anything else. */
  constructor(bytes: CourseBytes, metrics: CollaborationMetrics) {
    this.#bytes = bytes
    this.#metrics = metrics
    this.presence = new PresenceBoard((message) => {
      // Carets are the first thing that a slow receiver does without.
      for (const connection of this.connections) if (connection.lag === 'none') connection.sendFrame(message)
    })
  }

  get hasAuthors(): boolean {
    return [...this.connections].some((connection) => connection.mayWrite)
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
      frame = this.#bytes.answer(vector)
    } catch {
      refuse('malformed', 'state vector')
    }
    connection.sendFrame(frame)
    connection.isLive = true
    connection.knew = this.#bytes.stateVector()
    connection.behindSince = undefined
  }

  /** Tells what a turn made: edits that follow one another as one message, each command as one that its person knows again. */
  tell(made: readonly Outcome[]) {
    for (let at = 0; at < made.length;) {
      const group = groupAt(made, at)
      at += group.length
      this.tellUpdate(Y.mergeUpdates(group.flatMap(({ update }) => update ?? [])), group)
    }
  }

  /** Sends one frame to all; `group` made it, or another server did. */
  tellUpdate(update: Uint8Array, group: readonly Outcome[] = []) {
    const frame = webSocketFrame(syncFrame(SyncType.update, update))
    const writer = onlyWriter(group)
    const command = group[0]?.job.kind === 'command' ? group[0].job : undefined
    for (const connection of this.connections) {
      if (connection === writer || !connection.isLive || connection.behindSince !== undefined) continue
      if (connection.lag === 'much') this.#leaveBehind(connection)
      else {
        if (command?.id !== undefined && connection.extended && connection.person.id === command.by)
          connection.send(wordFrame({ type: 'made', command: command.id }))
        connection.sendFrame(frame)
      }
    }
    this.#metrics.sent(frame.length, this.connections.size)
  }

  #leaveBehind(connection: Connection) {
    connection.behindSince = Math.max(0, this.#bytes.seq - turnRecords)
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
      const missed = this.#bytes.since(connection.behindSince) ?? this.#bytes.after(connection.knew)
      connection.behindSince = undefined
      connection.send(syncFrame(SyncType.update, missed))
    }
  }

  close(code: number, reason: string) {
    this.presence.close()
    if (this.#catchUpTimer) clearTimeout(this.#catchUpTimer)
    for (const connection of this.connections) connection.close(code, reason)
  }
}

/** Who wrote all of it knows it already. */
function onlyWriter(group: readonly Outcome[]): Connection | undefined {
  const writers = new Set(group.map(({ job }) => (job.kind === 'edit' ? job.from : undefined)))
  return writers.size === 1 ? [...writers][0] : undefined
}

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
