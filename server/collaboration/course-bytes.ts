import * as Y from 'yjs'
import { SyncType, syncFrame } from '../../shared/collaboration.ts'
import type { LogRecord, OpenedLog, Seq, Snapshot } from '../platform/course-log/course-log.ts'
import { scanUpdate } from './gate/scan.ts'
import { Veil } from './veil.ts'
import { webSocketFrame } from './web-socket-frame.ts'

const empty = new Uint8Array([0, 0])

/** Answers that are kept: those who come back together mostly lack the same. */
const keptAnswers = 4

/** Updates after the snapshot before a course is compacted while people write. */
const longTail = 500
/** The same in bytes; a course with a larger snapshot than this waits for as much again. */
const heavyTailBytes = 1024 * 1024

/** How many records are squeezed into one piece when somebody asks for them; merging ever more at once grows dear. */
const pieceSize = 64

/**
 * What the log holds of one course, as bytes: enough to answer whoever comes, without building the document.
 *
 * What others see is only ever this.
 */
export class CourseBytes {
  seq: Seq
  epoch: number
  #snapshot: Snapshot | null
  /** All updates after the snapshot, oldest first. */
  #tail: { seq: Seq; body: Uint8Array }[] = []
  #tailBytes = 0
  /** The tail in fewer pieces, up to `#squeezedTo` of its updates. */
  #squeezed: Uint8Array[] = []
  #squeezedTo = 0
  readonly #clocks = new Map<number, number>()
  #deleted: { seq: Seq; ds: ReturnType<typeof Y.createDeleteSet> } | undefined
  #vector: Uint8Array | undefined
  /** By what was asked, until something is new. */
  readonly #answers = new Map<string, Buffer>()
  /** The update that said nothing new the last time; it never will again. */
  #lastHeld: Uint8Array | undefined
  /** What is taken out of all that comes in here. */
  readonly #veil: Veil | undefined
  /** What is taken out for viewers, while there are some; and the bytes that are left, until a compaction. */
  #viewersVeil: Veil | undefined
  #forViewers: CourseBytes | undefined

  constructor(opened: OpenedLog, veil?: Veil) {
    this.#veil = veil
    this.#snapshot = opened.snapshot && this.#veiledSnapshot(opened.snapshot)
    this.epoch = opened.epoch
    this.seq = opened.from
    if (opened.snapshot) for (const [client, clock] of Y.decodeStateVector(opened.snapshot.sv)) this.#clocks.set(client, clock)
    this.push(opened.records)
  }

  /** Whether something lies after the snapshot. */
  get hasTail(): boolean {
    return this.#tail.length > 0
  }

  /** Whether so much lies after the snapshot that whoever comes is better served by a new one. */
  get hasLongTail(): boolean {
    return this.#tail.length >= longTail || this.#tailBytes >= Math.max(heavyTailBytes, this.#snapshot?.state.length ?? 0)
  }

  /** Bytes held. */
  get size(): number {
    const own = (this.#snapshot?.state.length ?? 0) + (this.#snapshot?.ds.length ?? 0) + this.#tailBytes
    return own + (this.#forViewers?.size ?? 0)
  }

  push(records: readonly LogRecord[]) {
    this.#answers.clear()
    this.#vector = undefined
    for (const record of records) {
      this.seq++
      if (record.kind === 'update') this.#take(this.seq, record.body)
    }
    if (this.#forViewers) this.#forViewers.push(records)
    else for (const { kind, body } of records) if (kind === 'update') this.#viewersVeil?.hide(body)
  }

  #take(seq: Seq, update: Uint8Array) {
    const body = this.#hide(update)
    this.#tail.push({ seq, body })
    this.#tailBytes += body.length
    for (const [client, clock] of Y.parseUpdateMeta(body).to) if (clock > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, clock)
  }

  /** A compaction took the tail's place; what was appended meanwhile stays. */
  compacted(snapshot: Snapshot) {
    this.#snapshot = snapshot
    this.#tail = this.#tail.filter(({ seq }) => seq > snapshot.seq)
    this.#tailBytes = this.#tail.reduce((sum, { body }) => sum + body.length, 0)
    this.#squeezed = []
    this.#squeezedTo = 0
    this.#answers.clear()
    // Many a viewer stays and asks for nothing more.
    this.#forViewers = undefined
  }

  /** The same as viewers are told it, made when one of them asks and kept up until it is squeezed or they are forgotten. */
  forViewers(): CourseBytes {
    if (this.#forViewers) return this.#forViewers
    const from = this.#snapshot?.seq ?? 0
    const bytes = new CourseBytes(
      { snapshot: this.#snapshot, from, seq: from, epoch: this.epoch, records: [] },
      (this.#viewersVeil ??= new Veil()),
    )
    for (const { seq, body } of this.#tail) bytes.#take(seq, body)
    bytes.seq = this.seq
    return (this.#forViewers = bytes)
  }

  /** One of these updates as viewers are told it; undefined while there is none of them. */
  veiled(update: Uint8Array): Uint8Array | undefined {
    return this.#viewersVeil?.hide(update)
  }

  #hide(update: Uint8Array): Uint8Array {
    return this.#veil ? this.#veil.hide(update) : update
  }

  forgetViewers() {
    this.#viewersVeil = this.#forViewers = undefined
  }

  #veiledSnapshot(snapshot: Snapshot): Snapshot {
    return this.#veil ? { ...snapshot, state: this.#hide(snapshot.state) } : snapshot
  }

  stateVector(): Uint8Array {
    return (this.#vector ??= Y.encodeStateVector(this.#clocks))
  }

  /** Every update there is: the snapshot, then the tail. */
  *updates(): Iterable<Uint8Array> {
    if (this.#snapshot) yield this.#snapshot.state
    for (const { body } of this.#tail) yield body
  }

  /** All that somebody lacks who knew what `vector` tells, in one update; cheaper told by `since`, where that can tell it. */
  after(vector: Uint8Array): Uint8Array {
    const tail = this.#squeezedTail()
    return this.#snapshot ? Y.mergeUpdates([Y.diffUpdate(this.#snapshot.state, vector), tail]) : tail
  }

  /** The updates after `seq` in one, or undefined when they lie within the snapshot. */
  since(seq: Seq): Uint8Array | undefined {
    if (seq < (this.#snapshot?.seq ?? 0)) return undefined
    const missing = this.#tail.filter((update) => update.seq > seq).map(({ body }) => body)
    return missing.length === 0 ? empty : Y.mergeUpdates(missing)
  }

  /**
   * Answers a sync step 1, ready for the line. The last message is the step 2, and with it everything is told; the
   * state goes out once. Throws when `vector` is none.
   */
  answer(vector: Uint8Array): Buffer {
    const key = Buffer.from(vector).toString('latin1')
    const kept = this.#answers.get(key)
    if (kept) return kept
    const answer = webSocketFrame(...this.#messagesFor(vector))
    if (this.#answers.size >= keptAnswers) this.#answers.clear()
    this.#answers.set(key, answer)
    return answer
  }

  #messagesFor(vector: Uint8Array): Uint8Array[] {
    const theirs = Y.decodeStateVector(vector)
    const snapshot = this.#snapshot
    const tail = this.#squeezedTail()
    if (!snapshot) return [syncFrame(SyncType.step2, tail)]
    const head = theirs.size === 0 ? snapshot.state : covers(theirs, snapshot.sv) ? snapshot.ds : Y.diffUpdate(snapshot.state, vector)
    return [syncFrame(SyncType.update, head), syncFrame(SyncType.step2, tail)]
  }

  /** Whether an update says nothing new, told by bytes alone. Not so for a malformed one: that is for the gate to tell. */
  holds(update: Uint8Array): boolean {
    if (this.#lastHeld && Buffer.compare(this.#lastHeld, update) === 0) return true
    const holds = this.#holdsAll(update)
    if (holds) this.#lastHeld = update
    return holds
  }

  #holdsAll(update: Uint8Array): boolean {
    let decoded: ReturnType<typeof Y.decodeUpdate>
    try {
      scanUpdate(update)
      decoded = Y.decodeUpdate(update)
    } catch {
      return false
    }
    const { structs, ds } = decoded
    if (structs.some(({ id, length }) => id.clock + length > (this.#clocks.get(id.client) ?? 0))) return false
    if (ds.clients.size === 0) return true
    const mine = this.#deletedSoFar()
    for (const [client, ranges] of ds.clients) {
      const held = mine.clients.get(client) ?? []
      for (const range of ranges) if (!isWithin(held, range)) return false
    }
    return true
  }

  #squeezedTail(): Uint8Array {
    while (this.#squeezedTo < this.#tail.length) {
      const piece = this.#tail.slice(this.#squeezedTo, this.#squeezedTo + pieceSize)
      this.#squeezedTo += piece.length
      this.#squeezed.push(Y.mergeUpdates(piece.map(({ body }) => body)))
    }
    if (this.#squeezed.length > 1) this.#squeezed = [Y.mergeUpdates(this.#squeezed)]
    return this.#squeezed[0] ?? empty
  }

  #deletedSoFar() {
    if (this.#deleted?.seq === this.seq) return this.#deleted.ds
    const sets = [...(this.#snapshot ? [this.#snapshot.ds] : []), ...this.#tail.map(({ body }) => body)].map(
      (update) => Y.decodeUpdate(update).ds,
    )
    if (this.#veil) sets.push(this.#veil.deletions())
    this.#deleted = { seq: this.seq, ds: Y.mergeDeleteSets(sets) }
    return this.#deleted.ds
  }
}

/** Whether one of `held`, which lie in order and apart, covers all of a range. */
function isWithin(held: readonly { clock: number; len: number }[], { clock, len }: { clock: number; len: number }): boolean {
  let [low, high] = [0, held.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = held[middle]! // within bounds
    if (clock < range.clock) high = middle - 1
    else if (clock >= range.clock + range.len) low = middle + 1
    else return clock + len <= range.clock + range.len
  }
  return false
}

function covers(theirs: ReadonlyMap<number, number>, vector: Uint8Array): boolean {
  for (const [client, clock] of Y.decodeStateVector(vector)) if ((theirs.get(client) ?? 0) < clock) return false
  return true
}
