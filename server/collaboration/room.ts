import * as Y from 'yjs'
import { CloseCode, SyncType, syncFrame, wordFrame } from '../../shared/collaboration.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { day } from '../../shared/time.ts'
import type { CourseLog, LogRecord, Seq, Snapshot } from '../platform/course-log/course-log.ts'
import type { Log } from '../platform/log.ts'
import type { Connection } from './connection.ts'
import { CourseBytes } from './course-bytes.ts'
import { Refusal } from './gate/refusal.ts'
import type { CollaborationMetrics } from './metrics.ts'
import { PresenceBoard } from './presence.ts'
import type { Claim, CollaborationStore } from './store.ts'
import { type Command, type Edit, type Job, type Outcome, takeTurn } from './turn.ts'
import { WorkingDocument } from './working-document.ts'

/** At most this many jobs share an append, so that the first of them does not wait for long. */
const jobsTogether = 256
/** Updates after the snapshot before a course is compacted while people write. */
const longTail = 500
/** Updates joined into one message for all receivers, in bytes. */
const joinedBytes = 256 * 1024
const rememberedCommands = 500

export type RoomTools = {
  log: CourseLog
  store: CollaborationStore
  diary: Log
  metrics: CollaborationMetrics
  now: () => number
  clientIdsPerDay: number
  /** Tells the other servers of an installation. */
  ring: (courseId: CourseId, seq: Seq) => void
  /** The storage let us down: the room is gone, and so is everybody in it. */
  onStorageFailed: (room: CourseRoom, error: unknown) => void
}

type Look = { run: (working: WorkingDocument) => void; reject: (error: unknown) => void }
type Done = { value: unknown; seq: Seq }

/**
 * One open course. All that changes it goes through one loop: take what waits, judge and apply it to the working
 * document, append what Yjs made of it to the log, and only then acknowledge and tell the others.
 */
export class CourseRoom {
  readonly courseId: CourseId
  readonly connections = new Set<Connection>()
  readonly presence: PresenceBoard
  /** When somebody last needed it. */
  usedAt: number
  readonly #tools: RoomTools
  readonly #bytes: CourseBytes
  readonly #owners: Map<number, PersonId>
  #working: WorkingDocument | undefined
  #workingUsedAt = 0
  #jobs: Job[] = []
  #looks: Look[] = []
  #looping: Promise<void> | undefined
  #compacting: Promise<void> | undefined
  #isBehindLog = false
  #isClosed = false
  #catchUpTimer: NodeJS.Timeout | undefined
  readonly #done = new Map<string, Done>()

  /** Loads a course; throws `unknown` for one that was never written: it is never replaced by an empty one. */
  static async open(courseId: CourseId, tools: RoomTools): Promise<CourseRoom> {
    const [opened, owners] = await Promise.all([tools.log.open(courseId), tools.store.owners(courseId)])
    if (opened.seq === 0) throw unknown('course')
    return new CourseRoom(courseId, new CourseBytes(opened), owners, tools)
  }

  private constructor(courseId: CourseId, bytes: CourseBytes, owners: Map<number, PersonId>, tools: RoomTools) {
    this.courseId = courseId
    this.#tools = tools
    this.#bytes = bytes
    this.#owners = owners
    this.usedAt = tools.now()
    this.presence = new PresenceBoard((message) => {
      // Carets are the first thing that a slow receiver does without.
      for (const connection of this.connections) if (connection.lag === 'none') connection.send(message)
    })
  }

  get epoch(): number {
    return this.#bytes.epoch
  }

  get seq(): Seq {
    return this.#bytes.seq
  }

  get size(): number {
    return this.#bytes.size
  }

  get isBusy(): boolean {
    return this.#looping !== undefined || this.#compacting !== undefined || this.connections.size > 0
  }

  get hasDocument(): boolean {
    return this.#working !== undefined
  }

  authors(): Map<number, PersonId> {
    return new Map(this.#owners)
  }

  ownerOf = (client: number): PersonId | undefined => this.#owners.get(client)

  // Sockets

  join(connection: Connection) {
    this.connections.add(connection)
    connection.send(syncFrame(SyncType.step1, this.#bytes.stateVector()))
    const present = this.presence.all()
    if (present) connection.send(present)
  }

  leave(connection: Connection) {
    this.connections.delete(connection)
    this.presence.leave(connection)
    this.usedAt = this.#tools.now()
    const authorsLeft = [...this.connections].some((other) => other.mayWrite)
    if (connection.mayWrite && !authorsLeft && this.#bytes.tailLength > 0) this.compactSoon()
  }

  /** Answers what somebody lacks, from what the log holds. Throws Refusal. */
  answer(connection: Connection, vector: Uint8Array) {
    let messages: Uint8Array[]
    try {
      messages = this.#bytes.answer(vector)
    } catch {
      throw new Refusal('malformed', 'state vector')
    }
    for (const message of messages) connection.send(message)
    connection.isLive = true
    connection.behindSince = undefined
  }

  /** Takes an update from a socket. Throws Refusal when it is malformed. */
  edit(edit: Edit) {
    // Who comes back with nothing new is told so without building the document.
    if (edit.which === 1 && this.#jobs.length === 0 && !this.#looping && this.#holds(edit.update)) return this.#acknowledge([edit])
    this.#jobs.push(edit)
    this.#loop()
  }

  #holds(update: Uint8Array): boolean {
    try {
      return this.#bytes.holds(update)
    } catch {
      return false // whatever is wrong with it is told in its turn
    }
  }

  // Commands and looks

  command(command: Omit<Command, 'kind' | 'resolve' | 'reject'>): Promise<Done> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(cannotStore())
      this.#jobs.push({ ...command, kind: 'command', resolve, reject })
      this.#loop()
    })
  }

  /** Looks at the document as the log holds it, and tells at which seq that was. */
  look<T>(look: (doc: Y.Doc) => T): Promise<{ value: T; seq: Seq }> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(cannotStore())
      this.#looks.push({ run: (working) => resolve({ value: this.#lookAt(working, look), seq: this.seq }), reject })
      this.#loop()
    })
  }

  #lookAt<T>(working: WorkingDocument, look: (doc: Y.Doc) => T): T {
    try {
      return look(working.doc)
    } finally {
      if (working.isDirty) {
        this.#dropWorking()
        this.#tools.diary.error({ course: this.courseId }, 'a reader changed the document; the change was dropped')
      }
    }
  }

  #answerLooks() {
    for (const { run, reject } of this.#looks.splice(0)) {
      try {
        run(this.#document())
      } catch (error) {
        reject(error)
      }
    }
  }

  // The loop

  #loop() {
    this.usedAt = this.#tools.now()
    // One turn of the event loop later, so that what arrives together is appended together.
    this.#looping ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#work()).finally(() => {
      this.#looping = undefined
      this.usedAt = this.#tools.now()
      if (!this.#isClosed && (this.#jobs.length > 0 || this.#looks.length > 0 || this.#isBehindLog)) this.#loop()
      else if (this.#bytes.tailLength >= longTail) this.compactSoon()
    })
  }

  async #work() {
    let jobs: Job[] = []
    try {
      while (!this.#isClosed && (this.#jobs.length > 0 || this.#looks.length > 0 || this.#isBehindLog)) {
        if (this.#isBehindLog) await this.#catchUp()
        this.#answerLooks()
        jobs = this.#jobs.splice(0, jobsTogether)
        // A demotion that is under way counts for what was sent meanwhile.
        await Promise.all(jobs.map((job) => (job.kind === 'edit' ? job.from.rechecking : undefined)))
        if (jobs.length > 0) await this.#turn(jobs)
        jobs = []
      }
    } catch (error) {
      this.#jobs.unshift(...jobs)
      this.#tools.onStorageFailed(this, error)
    }
  }

  async #turn(jobs: readonly Job[]) {
    const known = jobs.filter((job) => this.#doneBefore(job) !== undefined)
    const { working, outcomes } = takeTurn(this.#document(), jobs.filter((job) => !known.includes(job)), { owners: this.#owners, rebuild: (so) => this.#rebuild(so) })
    this.#working = working
    for (const job of known) if (job.kind === 'command') job.resolve(this.#doneBefore(job) ?? { value: undefined, seq: this.seq })
    if (!(await this.#claim(outcomes))) return
    const made = outcomes.filter((outcome) => outcome.update !== null)
    const records = made.map((outcome) => this.#record(outcome))
    if (records.length > 0 && !(await this.#append(records))) {
      // Somebody else was first: judge everything again on what they made.
      this.#dropWorking()
      this.#jobs.unshift(...outcomes.map(({ job }) => job))
      this.#isBehindLog = true
      return
    }
    if (records.length > 0) this.#tell(made)
    this.#finish(outcomes)
  }

  /** What a command that is told again has done. */
  #doneBefore(job: Job): Done | undefined {
    return job.kind === 'command' && job.id !== undefined ? this.#done.get(`${job.by}:${job.id}`) : undefined
  }

  /** Stores who writes under which new id. False when somebody lost a claim: then everything is judged again. */
  async #claim(outcomes: readonly Outcome[]): Promise<boolean> {
    const claims = outcomes.flatMap(({ job, claims }) => (job.kind === 'edit' ? claims.map((clientId): Claim & { job: Edit } => ({ clientId, personId: job.from.person.id, job })) : []))
    if (claims.length === 0) return true
    const tooMany = await this.#overLimit(claims)
    const allowed = claims.filter(({ personId }) => !tooMany.has(personId))
    const lost = allowed.length === 0 ? new Map<number, PersonId>() : await this.#tools.store.claim(this.courseId, allowed.map(({ clientId, personId }) => ({ clientId, personId })), this.#tools.now())
    for (const { clientId, personId } of allowed) this.#owners.set(clientId, lost.get(clientId) ?? personId)
    const refused = claims.filter(({ clientId, personId }) => tooMany.has(personId) || lost.has(clientId))
    if (refused.length === 0) return true
    for (const { job, personId } of refused) if (!job.from.isRefused) this.#refuse(job, tooMany.has(personId) ? 'client-limit' : 'forged-client', 'claim')
    this.#dropWorking()
    this.#jobs.unshift(...outcomes.map(({ job }) => job))
    return false
  }

  async #overLimit(claims: readonly Claim[]): Promise<Set<PersonId>> {
    const { clientIdsPerDay, store, now } = this.#tools
    const over = new Set<PersonId>()
    if (clientIdsPerDay === 0) return over
    for (const personId of new Set(claims.map((claim) => claim.personId))) {
      const fresh = claims.filter((claim) => claim.personId === personId).length
      if ((await store.claimsSince(personId, now() - day)) + fresh > clientIdsPerDay) over.add(personId)
    }
    return over
  }

  #record({ job, update }: Outcome): LogRecord {
    const actor = job.kind === 'edit' ? job.from.person.id : job.by
    return { id: newId(this.#tools.now()), actor, kind: 'update', body: update ?? new Uint8Array(), at: this.#tools.now(), v: 1 }
  }

  /** Whether the records are in the log now. Throws when storage fails and they surely are not. */
  async #append(records: LogRecord[]): Promise<boolean> {
    const began = performance.now()
    const expected = this.#bytes.seq
    try {
      const appended = await this.#tools.log.append(this.courseId, expected, records)
      if (!appended.ok) return false
    } catch (error) {
      // The answer may have been lost after the deed: only the log knows.
      const tail = await this.#tools.log.read(this.courseId, expected)
      if (tail === 'compacted' || !tail.records.some(({ id }) => id === records[0]?.id)) throw error
    }
    this.#tools.metrics.appended(performance.now() - began, records.length)
    this.#bytes.push(records)
    this.#tools.ring(this.courseId, this.#bytes.seq)
    return true
  }

  // Telling

  #tell(made: readonly Outcome[]) {
    for (let i = 0; i < made.length; ) {
      const group = groupAt(made, i)
      i += group.length
      const updates = group.map(({ update }) => update ?? new Uint8Array())
      const message = syncFrame(SyncType.update, updates.length === 1 ? (updates[0] ?? new Uint8Array()) : Y.mergeUpdates(updates))
      const [first] = group
      const onlyBy = group.every(({ job }) => job.kind === 'edit' && first?.job.kind === 'edit' && job.from === first.job.from) && first?.job.kind === 'edit' ? first.job.from : undefined
      this.#broadcast(message, onlyBy, first?.job.kind === 'command' ? first.job : undefined)
    }
  }

  #broadcast(message: Uint8Array, except: Connection | undefined, command?: Command) {
    const before = this.#bytes.seq
    for (const connection of this.connections) {
      if (connection === except || !connection.isLive || connection.behindSince !== undefined) continue
      if (connection.lag === 'much') {
        // It missed what this turn made, which may be more than this one message.
        connection.behindSince = before - jobsTogether
        this.#catchUpSoon()
        continue
      }
      if (command?.id !== undefined && connection.extended && connection.person.id === command.by) connection.send(wordFrame({ type: 'made', command: command.id }))
      connection.send(message)
    }
    this.#tools.metrics.sent(message.length, this.connections.size)
  }

  /** Brings slow receivers up to date once they have taken what they were sent. */
  #catchUpSoon() {
    this.#catchUpTimer ??= setTimeout(() => {
      this.#catchUpTimer = undefined
      for (const connection of this.connections) {
        if (connection.behindSince === undefined || connection.lag !== 'none') continue
        const missed = this.#bytes.since(connection.behindSince)
        connection.behindSince = undefined
        if (missed) connection.send(syncFrame(SyncType.update, missed))
        else connection.close(CloseCode.restart, 'resync')
      }
      if ([...this.connections].some((connection) => connection.behindSince !== undefined)) this.#catchUpSoon()
    }, 250)
  }

  #finish(outcomes: readonly Outcome[]) {
    const edits: Edit[] = []
    for (const { job, value, error, refusal } of outcomes) {
      if (job.kind === 'command') {
        if (error !== undefined) job.reject(error)
        else this.#resolve(job, { value, seq: this.seq })
      } else if (refusal) this.#refuse(job, refusal.code, refusal.message)
      else edits.push(job)
    }
    this.#acknowledge(edits)
  }

  #resolve(job: Command, done: Done) {
    job.resolve(done)
    if (job.id === undefined) return
    this.#done.set(`${job.by}:${job.id}`, done)
    for (const oldest of this.#done.keys()) if (this.#done.size > rememberedCommands) this.#done.delete(oldest)
  }

  /** One word to each writer for all that was stored. */
  #acknowledge(edits: readonly Edit[]) {
    const writers = new Set<Connection>()
    for (const { from, which } of edits) {
      if (from.isRefused) continue
      from.stored[which]++
      writers.add(from)
    }
    for (const writer of writers) {
      writer.say({ type: 'saved', updates: writer.stored[2], steps: writer.stored[1], seq: this.seq })
      writer.rest()
    }
  }

  #refuse({ from, which, index }: Edit, code: Refusal['code'], detail: string) {
    this.#tools.metrics.refused(code)
    this.#tools.diary.warn({ course: this.courseId, person: from.person.id, code, detail }, 'an update was refused')
    from.refuse(code, which, index)
  }

  // The document

  #document(): WorkingDocument {
    this.#workingUsedAt = this.#tools.now()
    return (this.#working ??= new WorkingDocument(this.#bytes.updates()))
  }

  #rebuild(outcomes: readonly Outcome[]): WorkingDocument {
    this.#dropWorking()
    const working = this.#document()
    for (const { update } of outcomes) if (update) working.apply(update)
    return working
  }

  #dropWorking() {
    this.#working?.close()
    this.#working = undefined
  }

  /** Gives back the document when nobody wrote for a while: readers are served from bytes. */
  rest(unusedMs: number) {
    if (this.#working && !this.#looping && !this.#compacting && this.#tools.now() - this.#workingUsedAt > unusedMs) this.#dropWorking()
  }

  // The log

  /** Another server appended: look there before anything else is judged. */
  heed(seq: Seq) {
    if (seq <= this.#bytes.seq || this.#isClosed) return
    this.#isBehindLog = true
    this.#loop()
  }

  async #catchUp() {
    this.#isBehindLog = false
    const tail = await this.#tools.log.read(this.courseId, this.#bytes.seq)
    if (tail === 'compacted') {
      // Too far behind to be told step by step: whoever is here comes back and is told anew.
      this.close(CloseCode.restart, 'resync')
      return
    }
    if (tail.records.length === 0) return
    const updates = tail.records.filter(({ kind }) => kind === 'update').map(({ body }) => body)
    this.#bytes.push(tail.records)
    for (const [client, person] of await this.#tools.store.owners(this.courseId)) this.#owners.set(client, person)
    if (this.#working) for (const update of updates) this.#working.apply(update)
    if (updates.length > 0) this.#broadcast(syncFrame(SyncType.update, Y.mergeUpdates(updates)), undefined)
  }

  /** Squeezes the tail into the snapshot, beside the loop: only the encoding holds it up. */
  compactSoon() {
    if (this.#compacting || this.#looping || this.#isClosed) return
    const snapshot = this.#snapshot()
    this.#compacting = this.#tools.log
      .compact(this.courseId, snapshot, this.#tools.now())
      .then(() => this.#bytes.compacted(snapshot))
      .catch((error: unknown) => this.#tools.diary.warn({ err: error, course: this.courseId }, 'a compaction failed; the log is whole'))
      .finally(() => {
        this.#compacting = undefined
      })
  }

  #snapshot(): Snapshot {
    const { doc } = this.#document()
    const sv = Y.encodeStateVector(doc)
    // Against its own vector a document has nothing to tell but its deletions.
    return { seq: this.#bytes.seq, state: Y.encodeStateAsUpdate(doc), sv, ds: Y.encodeStateAsUpdate(doc, sv) }
  }

  // The end

  /** Resolves when all that came is stored or answered. */
  async settled() {
    while (this.#looping ?? this.#compacting) await (this.#looping ?? this.#compacting)
  }

  /** Lets everybody go; what was not stored was not acknowledged. */
  close(code: number, reason: string) {
    this.#isClosed = true
    this.presence.close()
    if (this.#catchUpTimer) clearTimeout(this.#catchUpTimer)
    for (const connection of this.connections) connection.close(code, reason)
    for (const job of this.#jobs.splice(0)) if (job.kind === 'command') job.reject(cannotStore())
    for (const { reject } of this.#looks.splice(0)) reject(cannotStore())
    this.#dropWorking()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }
}

const cannotStore = () => new Problem('unavailable', 'storage.failed', 'The server cannot store anything right now. Nothing was changed; try again in a while.')

/** Edits that follow one another go out as one message; a command goes alone, so that its client knows it again. */
function groupAt(made: readonly Outcome[], start: number): Outcome[] {
  const group: Outcome[] = []
  let size = 0
  for (let i = start; i < made.length; i++) {
    const outcome = made[i]!
    if (outcome.job.kind === 'command') return group.length > 0 ? group : [outcome]
    if (group.length > 0 && size + (outcome.update?.length ?? 0) > joinedBytes) return group
    group.push(outcome)
    size += outcome.update?.length ?? 0
  }
  return group
}
