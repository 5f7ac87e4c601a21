import * as Y from 'yjs'
import { CloseCode } from '../../shared/collaboration.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { unknown } from '../../shared/problem.ts'
import type { LogRecord, Seq } from '../platform/course-log/course-log.ts'
import { Audience } from './audience.ts'
import { ClientIds } from './client-ids.ts'
import type { Connection } from './connection.ts'
import { CourseBytes } from './course-bytes.ts'
import type { RefusalCode } from './gate/refusal.ts'
import { HeldDocument } from './held-document.ts'
import { Loop } from './loop.ts'
import { LeftBehind, storageFailed } from './problems.ts'
import { pack } from './restore-points.ts'
import type { RoomTools } from './room-tools.ts'
import { type Command, type Edit, type Job, type Outcome, takeTurn } from './turn.ts'

/** At most this many jobs share an append, so that the first of them does not wait for long. */
const jobsTogether = 256
const rememberedCommands = 500
/** An update that says nothing. */
const nothingNew = new Uint8Array([0, 0])

type Look = { run: (doc: Y.Doc) => void; reject: (error: unknown) => void }
type Done = { value: unknown; seq: Seq }

/**
 * One open course. All that changes it goes through one loop: take what waits, judge and apply it to the working
 * document, append what Yjs made of it to the log, and only then acknowledge it and tell the others.
 */
export class CourseRoom {
  readonly courseId: CourseId
  readonly audience: Audience
  readonly clientIds: ClientIds
  /** When somebody last needed it, by `performance.now`: the machine's clock may be set back. */
  usedAt: number
  isClosed = false
  readonly #tools: RoomTools
  readonly #bytes: CourseBytes
  readonly #document: HeldDocument
  readonly #loop: Loop
  #jobs: Job[] = []
  #looks: Look[] = []
  #compacting: Promise<void> | undefined
  #isBehindLog = false
  readonly #done = new Map<string, Done>()

  /** Loads a course. Throws `course.unknown` for one that was never written: it is never replaced by an empty one. */
  static async open(courseId: CourseId, tools: RoomTools): Promise<CourseRoom> {
    const [opened, clientIds] = await Promise.all([tools.log.open(courseId), ClientIds.open(courseId, tools)])
    if (opened.seq === 0) throw unknown('course')
    return new CourseRoom(courseId, new CourseBytes(opened), clientIds, tools)
  }

  private constructor(courseId: CourseId, bytes: CourseBytes, clientIds: ClientIds, tools: RoomTools) {
    this.courseId = courseId
    this.clientIds = clientIds
    this.audience = new Audience(bytes, tools.metrics)
    this.usedAt = performance.now()
    this.#tools = tools
    this.#bytes = bytes
    this.#document = new HeldDocument({ updates: () => bytes.updates(), onRead: (doc) => tools.onRead(courseId, doc) })
    this.#loop = new Loop({
      work: () => this.#work(),
      hasWork: () => !this.isClosed && (this.#jobs.length > 0 || this.#looks.length > 0 || this.#isBehindLog),
      isAsked: () => this.#looks.length > 0 || this.#isBehindLog || this.#jobs.some(({ kind }) => kind === 'command'),
      restsMs: () => this.audience.restsMs,
      beat: tools.beat,
      onAsleep: () => this.#onAsleep(),
    })
  }

  get epoch(): number {
    return this.#bytes.epoch
  }

  get seq(): Seq {
    return this.#bytes.seq
  }

  /** Bytes of state held. */
  get size(): number {
    return this.#bytes.size
  }

  get hasDocument(): boolean {
    return this.#document.held !== undefined
  }

  get hasBacklog(): boolean {
    return this.#jobs.length > 0
  }

  get isBusy(): boolean {
    return this.#loop.isAwake || this.#compacting !== undefined || this.audience.connections.size > 0
  }

  leave(connection: Connection) {
    this.audience.leave(connection)
    this.usedAt = performance.now()
    if (connection.mayWrite && !this.audience.hasAuthors && this.#bytes.hasTail) this.#compact()
  }

  // What comes

  edit(edit: Edit) {
    const isIdle = this.#jobs.length === 0 && !this.#loop.isAwake
    // Who comes back with nothing new is told so without building the document.
    if (isIdle && this.#saysNothing(edit)) {
      for (const writer of countStored([{ job: edit }])) this.audience.acknowledge(writer)
      return
    }
    // A viewer's document has tombstones where more is, and tells them back as deletions when it comes: they are none.
    // Counted in its turn all the same, for a count means all that came before.
    this.#jobs.push(edit.from.isViewer && this.#saysNothing(edit) ? { ...edit, update: nothingNew } : edit)
    this.#wake()
  }

  #saysNothing({ from, which, update }: Edit): boolean {
    return which === 1 && (from.isViewer ? this.#bytes.forViewers() : this.#bytes).holds(update)
  }

  command(command: Omit<Command, 'kind' | 'resolve' | 'reject'>): Promise<Done> {
    return new Promise((resolve, reject) => {
      // Nothing of it was begun: a room that is open by then takes it.
      if (this.isClosed) return reject(new LeftBehind())
      this.#jobs.push({ ...command, kind: 'command', resolve, reject })
      this.#wake()
    })
  }

  /** Looks at the document as the log holds it, and tells at which seq that was. */
  look<T>(look: (doc: Y.Doc) => T): Promise<{ value: T; seq: Seq }> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(new LeftBehind())
      this.#looks.push({ run: (doc) => resolve({ value: look(doc), seq: this.seq }), reject })
      this.#wake()
    })
  }

  /** Everything there is, as the log holds it. */
  async state(): Promise<{ bytes: Uint8Array[]; seq: Seq }> {
    // A look waits for what another server appended.
    await this.look(() => undefined)
    return { bytes: [...this.#bytes.updates()], seq: this.seq }
  }

  /** Another server appended: what it made is fetched before anything else is judged. */
  heed(seq: Seq) {
    if (seq <= this.seq || this.isClosed) return
    this.#isBehindLog = true
    this.#wake()
  }

  // The loop

  #wake() {
    this.usedAt = performance.now()
    this.#loop.wake()
  }

  async #work() {
    let jobs: Job[] = []
    try {
      if (this.#isBehindLog) await this.#catchUp()
      this.#answerLooks()
      jobs = this.#jobs.splice(0, jobsTogether)
      // A demotion that is under way counts for what was sent meanwhile.
      for (const job of jobs) if (job.kind === 'edit' && job.from.rechecking) await job.from.rechecking
      if (jobs.length > 0) await this.#turn(jobs)
    } catch (error) {
      this.#jobs.unshift(...jobs)
      this.#tools.onStorageFailed(this, error)
    }
  }

  #onAsleep() {
    this.usedAt = performance.now()
    if (this.#bytes.hasLongTail) this.#compact()
  }

  async #turn(jobs: readonly Job[]) {
    const outcomes = takeTurn(this.#document.get(), this.#withoutDone(jobs), {
      ownerOf: this.clientIds.ownerOf,
      rebuild: (so) => this.#document.rebuild(so),
    })
    const made = outcomes.filter(({ update }) => update !== null)
    const refused = await this.clientIds.tooMany(made)
    for (const edit of refused) this.#refuse(edit, 'client-limit', 'claim')
    const cut = made.find(({ job, cuts }) => cuts || (job.kind === 'command' && job.restores))
    if (cut && refused.length === 0) await this.#keepPoint(cut.job)
    if (refused.length > 0 || (made.length > 0 && !(await this.#append(made)))) {
      // Somebody else was first, with an edit or with a client id: everything is judged again on what they made.
      this.#document.drop()
      this.#jobs.unshift(...outcomes.map(({ job }) => job))
      this.#isBehindLog = true
      return
    }
    const writers = countStored(outcomes)
    this.audience.tell(made, writers)
    this.#finish(outcomes)
    for (const writer of writers) writer.rest()
  }

  /** Keeps the course as the log holds it, before `job` takes much of it away. */
  async #keepPoint(job: Job) {
    const began = performance.now()
    const at = this.#tools.now()
    const why = job.kind === 'command' && job.restores ? 'restored' : 'deleted'
    const by = job.kind === 'edit' ? job.from.person.id : job.by
    const packed = await pack(this.#bytes.updates())
    await this.#tools.store.addRestorePoint(this.courseId, {
      id: newId(at),
      seq: this.seq,
      at,
      by,
      why,
      ...packed,
    })
    if (job.kind === 'edit') job.from.cpu.spend(performance.now() - began, performance.now())
    this.#tools.diary.info({ course: this.courseId, person: by, seq: this.seq, why }, 'a restore point was kept')
  }

  /** A command that is told a second time gets the first answer. */
  #withoutDone(jobs: readonly Job[]): Job[] {
    return jobs.filter((job) => {
      const done = job.kind === 'command' && job.id !== undefined ? this.#done.get(`${job.by} ${job.id}`) : undefined
      if (done && job.kind === 'command') job.resolve(done)
      return !done
    })
  }

  #record({ job, update }: Outcome): LogRecord {
    const at = this.#tools.now()
    return {
      id: newId(at),
      actor: job.kind === 'edit' ? job.from.person.id : job.by,
      kind: 'update',
      body: update ?? new Uint8Array(),
      at,
      v: 1,
    }
  }

  /** Whether what a turn made is in the log now. Throws when storage fails and it surely is not. */
  async #append(made: readonly Outcome[]): Promise<boolean> {
    const began = performance.now()
    const expected = this.seq
    const records = made.map((outcome) => this.#record(outcome))
    try {
      const appended = await this.#tools.log.append(this.courseId, expected, records, { along: this.clientIds.along(made) })
      if (!appended.ok) return false
    } catch (error) {
      // The answer may have been lost after the deed: only the log knows.
      const tail = await this.#tools.log.read(this.courseId, expected)
      if (tail === 'compacted' || !tail.records.some(({ id }) => id === records[0]?.id)) throw error
    }
    this.#tools.metrics.appended(performance.now() - began, records.length)
    this.clientIds.stored(made)
    this.#bytes.push(records)
    this.#tools.ring(this.courseId, this.seq)
    this.#tools.onStored(
      this.courseId,
      made.some(({ job }) => job.kind === 'command'),
    )
    return true
  }

  #finish(outcomes: readonly Outcome[]) {
    for (const { job, value, error, refusal } of outcomes) {
      if (job.kind === 'command') {
        if (error === undefined) this.#resolve(job, { value, seq: this.seq })
        else job.reject(error)
      } else if (refusal) this.#refuse(job, refusal.code, refusal.message)
    }
  }

  #resolve(job: Command, done: Done) {
    job.resolve(done)
    if (job.id === undefined) return
    this.#done.set(`${job.by} ${job.id}`, done)
    for (const oldest of this.#done.keys()) if (this.#done.size > rememberedCommands) this.#done.delete(oldest)
  }

  #refuse({ from, which, index }: Edit, code: RefusalCode, detail: string) {
    if (from.isRefused) return
    this.#tools.metrics.refused(code)
    this.#tools.diary.warn({ course: this.courseId, person: from.person.id, code, detail }, 'an update was refused')
    from.refuse(code, which, index)
  }

  #answerLooks() {
    for (const { run, reject } of this.#looks.splice(0)) {
      const working = this.#document.get()
      try {
        run(working.doc)
      } catch (error) {
        reject(error)
      }
      if (!working.isDirty) continue
      this.#document.drop()
      this.#tools.diary.error({ course: this.courseId }, 'a reader changed the document; the change was dropped')
    }
  }

  // The document

  /** Gives back the document when nobody wrote for a while, for readers are served from bytes; and what only viewers need. */
  rest(unusedMs: number) {
    if (!this.audience.hasViewers) this.#bytes.forgetViewers()
    if (!this.#loop.isAwake && this.#document.isUnusedFor(unusedMs)) this.#document.drop()
  }

  // The log

  async #catchUp() {
    this.#isBehindLog = false
    const tail = await this.#tools.log.read(this.courseId, this.seq)
    // Too far behind to be told step by step: whoever is here comes back and is told anew.
    if (tail === 'compacted') return this.close(CloseCode.restart, 'resync', () => new LeftBehind())
    await this.clientIds.refresh()
    if (tail.records.length === 0) return
    const updates = tail.records.filter(({ kind }) => kind === 'update').map(({ body }) => body)
    this.#bytes.push(tail.records)
    // Another server's records do not say whether a command made them.
    this.#tools.onStored(this.courseId, true)
    for (const update of updates) this.#document.held?.apply(update)
    if (updates.length > 0) this.audience.tellUpdate(Y.mergeUpdates(updates))
  }

  /** Squeezes the tail into the snapshot, beside the loop. What comes meanwhile stays in the tail. */
  #compact() {
    if (this.#compacting || this.#loop.isAwake || this.isClosed) return
    this.#compacting = this.#compactNow()
      .catch((error: unknown) => this.#tools.diary.warn({ err: error, course: this.courseId }, 'a compaction failed; the log is whole'))
      .finally(() => {
        this.#compacting = undefined
      })
  }

  async #compactNow() {
    const seq = this.seq
    const compacted = await this.#tools.compactor.compact(this.#bytes.updates(), this.#bytes.size, this.#document.held?.doc)
    const snapshot = { seq, ...compacted }
    await this.#tools.beforeCompacting(this.courseId)
    await this.#tools.log.compact(this.courseId, snapshot, this.#tools.now())
    this.#bytes.compacted(snapshot)
  }

  // The end

  /** Resolves when all that came is stored or answered. */
  async settled() {
    while (this.#loop.isAwake || this.#compacting) await (this.#loop.isAwake ? this.#loop.asleep() : this.#compacting)
  }

  /** Lets everybody go; what was not stored was not acknowledged. */
  close(code: number, reason: string, why: () => Error = storageFailed) {
    this.isClosed = true
    this.audience.close(code, reason)
    for (const job of this.#jobs.splice(0)) if (job.kind === 'command') job.reject(why())
    for (const { reject } of this.#looks.splice(0)) reject(why())
    this.#document.drop()
  }
}

/** Counts what is durable now, and returns whose it is. */
function countStored(outcomes: readonly Pick<Outcome, 'job' | 'refusal'>[]): ReadonlySet<Connection> {
  const writers = new Set<Connection>()
  // Refused in this turn: what came after it was not taken, and a count would mean what came before.
  const refused = new Set<Connection>()
  for (const { job, refusal } of outcomes) {
    if (job.kind !== 'edit') continue
    if (refusal) refused.add(job.from)
    if (job.from.isRefused || refused.has(job.from)) continue
    job.from.stored[job.which]++
    writers.add(job.from)
  }
  return writers
}
