import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CloseCode, type ServerWord, wordFrame } from '../../shared/collaboration.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import type { SocketRole } from '../../shared/rights.ts'
import type { Seq } from '../platform/course-log/course-log.ts'
import type { Budget } from './budget.ts'
import type { SocketBudgets } from './budgets.ts'
import { webSocketFrame } from './web-socket-frame.ts'

/** Above this many waiting bytes a receiver misses carets; above the next it misses edits, and is caught up later. */
const lagging = 64 * 1024
const behind = 1024 * 1024
/** A receiver that still has this much waiting is let go. */
const lost = 16 * 1024 * 1024

/** Milliseconds after which everybody else has their turn. */
const sliceMs = 5

export type Member = {
  socket: WebSocket
  /** What lies under the socket: frames that are ready are written there. */
  line: Duplex
  courseId: CourseId
  person: Person
  role: SocketRole
  /** Understands our additions to the protocol. */
  extended: boolean
  /** The app behind it is older than the document: it may look. */
  outdated: boolean
  /** Came by a key that changes nothing. */
  onlyReads: boolean
  /** Whether what it was let in by (a session, a key) still holds. */
  isSignedIn: () => Promise<boolean>
  /** When that ends by itself, where it is known. */
  until?: number
  budgets: SocketBudgets
}

/** One open socket: who is behind it, what it may do, and how much of what it sent is stored. */
export class Connection {
  readonly socket: WebSocket
  readonly courseId: CourseId
  readonly person: Person
  readonly extended: boolean
  readonly outdated: boolean
  readonly onlyReads: boolean
  readonly isSignedIn: () => Promise<boolean>
  role: SocketRole
  /** Was told to which epoch its copy belongs. */
  isWelcomed = false
  /** Set while its rights are looked at again: what it sends waits for that. */
  rechecking: Promise<void> | undefined
  /** When its rights were last looked up. */
  checkedAt = performance.now()
  /** Asked for the state, and is told what comes after it. */
  isLive = false
  /** The state vector of what it was told when it asked. */
  knew: Uint8Array = new Uint8Array([0])
  /** Wrote what was refused: nothing more is taken from it. */
  isRefused = false
  /** The id its caret goes by. */
  presenceClient: number | undefined
  /** Messages heard, by kind: 1 is step 2, 2 is update. */
  readonly heard = { 1: 0, 2: 0 }
  /** Of those, how many are durable. */
  readonly stored = { 1: 0, 2: 0 }
  /** The last seq it was sent before it fell behind. */
  behindSince: Seq | undefined
  readonly #line: Duplex
  readonly bytes: Budget
  readonly cpu: Budget
  #pausedFor: NodeJS.Timeout | undefined
  /** Came before the pause, in one piece with what cost so much: a pause does not hold it back. */
  readonly #unread: (() => void)[] = []
  /** Milliseconds that its messages took since everybody else last had their turn. */
  #slice = 0
  #isLetGo = false

  constructor(member: Member) {
    this.socket = member.socket
    this.#line = member.line
    this.courseId = member.courseId
    this.person = member.person
    this.role = member.role
    this.extended = member.extended
    this.outdated = member.outdated
    this.onlyReads = member.onlyReads
    this.isSignedIn = member.isSignedIn
    this.bytes = member.budgets.bytes
    this.cpu = member.budgets.cpu
  }

  get mayWrite(): boolean {
    return this.role === 'editor' && !this.outdated && !this.onlyReads
  }

  /** Is told the text, and nothing that is said about it. */
  get isViewer(): boolean {
    return this.role === 'viewer'
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  /** How much of the past still waits to be sent. */
  get lag(): 'none' | 'some' | 'much' {
    const waiting = this.socket.bufferedAmount
    return waiting > behind ? 'much' : waiting > lagging ? 'some' : 'none'
  }

  send(message: Uint8Array) {
    this.sendFrame(webSocketFrame(message))
  }

  /** Sends what `webSocketFrame` made, the same bytes for all who are sent it. */
  sendFrame(frame: Buffer) {
    if (!this.isOpen) return
    // Before it is written: a course of any size may be sent to whoever took all that came before.
    if (this.socket.bufferedAmount > lost) return this.close(CloseCode.tryLater, 'too slow')
    // With compression off the library never holds anything back, so nothing is overtaken; its own count of what
    // waits is the line's.
    this.#line.write(frame)
  }

  /** Says something to a client that understands it; others never hear of it. */
  say(word: ServerWord) {
    if (this.extended) this.send(wordFrame(word))
  }

  refuse(code: string, kind: 1 | 2, index: number) {
    this.isRefused = true
    if (this.extended) this.say({ type: 'refused', code, kind, index })
    else this.close(CloseCode.refused, code)
  }

  /** Takes one message; `hear` is called for one after another, now or when it is this connection's turn again. */
  take(hear: () => void) {
    // A socket that is closing is still read until the other side says goodbye: nothing of that is kept.
    if (this.#isLetGo) return
    this.#unread.push(hear)
    if (!this.#pausedFor) this.#read()
  }

  #read() {
    while (this.#unread.length > 0 && !this.#pausedFor && !this.#isLetGo) {
      const began = performance.now()
      this.#unread.shift()?.()
      const tookMs = performance.now() - began
      this.cpu.spend(tookMs, performance.now())
      this.#slice += tookMs
      this.rest(this.#slice > sliceMs)
    }
  }

  /** Stops listening for a while to whoever sends more than their share, or for `aMoment`: nothing is lost, it only comes later. */
  rest(aMoment = false) {
    const waitMs = Math.max(this.bytes.waitMs(), this.cpu.waitMs())
    if ((waitMs <= 0 && !aMoment) || this.#pausedFor || this.#isLetGo) return
    this.socket.pause()
    this.#pausedFor = setTimeout(() => {
      this.#pausedFor = undefined
      this.#slice = 0
      this.#read()
      if (!this.#pausedFor) this.socket.resume()
    }, waitMs)
  }

  /** Nothing more is heard from it. */
  close(code: number, reason: string) {
    this.#isLetGo = true
    this.#unread.length = 0
    if (this.#pausedFor) clearTimeout(this.#pausedFor)
    // A paused socket would not hear the other side's goodbye.
    if (this.socket.isPaused) this.socket.resume()
    this.socket.close(code, reason)
    // Who does not answer within a while is gone; of who does, nothing is kept for that long.
    const patience = setTimeout(() => this.socket.terminate(), 5000).unref()
    this.socket.once('close', () => clearTimeout(patience))
  }
}
