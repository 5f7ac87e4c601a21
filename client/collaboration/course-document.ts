import { type Accessor, createSignal } from 'solid-js'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { z } from 'zod'
import { createCollabTicket, wireVersion } from '../../shared/collaboration.ts'
import { documentSchema } from '../../shared/document/layout.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import type { SocketRole } from '../../shared/rights.ts'
import { ask as askServer, Offline } from '../platform/api.ts'
import { listenToBrowser } from './browser-signals.ts'
import { commandQueue } from './command-queue.ts'
import { DeviceNotes } from './device-notes.ts'
import { browserKeep, type Keep } from './keep.ts'
import { Link, type Trouble } from './link.ts'
import type { Passage } from './passages.ts'
import { blockOfCaret, peopleIn, type Present } from './people.ts'
import { Quarantine } from './quarantine.ts'
import { follow, type NamedCopy, RefusedCopy } from './refused-copy.ts'

export { ownCommand, remote } from './link.ts'
export type { Passage } from './passages.ts'
export type { Present } from './people.ts'

/**
 * The four faces of saving. `saved` means on the server's disk; `saving` on the way there; `offline` kept on this
 * device, with how many changes; `cannot` and `refused` say why, as a key of `collaboration.why…`.
 */
export type SaveState =
  | { face: 'saved' }
  | { face: 'saving' }
  | { face: 'offline'; changes: number }
  | { face: 'refused' | 'cannot'; reason: Trouble | 'app' | 'refused' }

type Options = {
  keep?: Keep
  /** Where the server is; the page's own by default. */
  origin?: string
  ask?: typeof askServer
  WebSocket?: typeof WebSocket
  /** For programs without a cookie: what to open the socket with. */
  token?: () => Promise<string>
  random?: () => number
}

/** The draft of one course, live: open it where a screen begins and close it where the screen ends. */
export function openCourseDocument(courseId: CourseId, me: Person, options: Options = {}) {
  return new CourseDocument(courseId, me, options)
}

export class CourseDocument {
  /** How saving goes. */
  readonly status: Accessor<SaveState>
  /** What this person may do; while offline, what they could when last here. */
  readonly role: Accessor<SocketRole>
  /** Who is here, oneself included. */
  readonly people: Accessor<Present[]>
  /** Whether this person wants to be left alone: the others see that they are here, and not where. */
  readonly quiet: Accessor<boolean>
  /** Passages that the server did not take. They stay until `forgetQuarantined`. */
  readonly quarantined: Accessor<Passage[]>
  /** Grows when `doc` and `awareness` were replaced: whatever was mounted on the old ones is mounted anew. */
  readonly remount: Accessor<number>
  /** Whether everything the server knows is here, or a copy of an earlier visit is. */
  readonly ready: Accessor<boolean>
  readonly courseId: CourseId
  readonly me: Person
  readonly #keep: Keep
  readonly #notes: DeviceNotes
  readonly #quarantine: Quarantine
  readonly #refusedCopy: RefusedCopy
  readonly #unlisten: () => void
  readonly #options: Options
  readonly #queue
  readonly #news = new Map<string, Set<() => void>>()
  readonly #set
  #session: Session
  #lesson: string | null = null
  #isOutdated = false
  /** Whether the server has all that was typed before this line was there, or will take nothing of it. */
  #isUpToDate = false
  #isClosed = false
  #refreshTimer: ReturnType<typeof setTimeout> | undefined

  constructor(courseId: CourseId, me: Person, options: Options) {
    this.courseId = courseId
    this.me = me
    this.#options = options
    this.#keep = options.keep ?? browserKeep
    this.#notes = new DeviceNotes(this.#keep, me.id, courseId)
    this.#quarantine = new Quarantine(this.#notes)
    this.#refusedCopy = new RefusedCopy(this.#keep, this.#notes)
    const [status, setStatus] = createSignal<SaveState>({ face: 'saving' }, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
    const [role, setRole] = createSignal<SocketRole>(this.#notes.get('role') === 'editor' ? 'editor' : 'reader')
    const [people, setPeople] = createSignal<Present[]>([], { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
    const [quiet, setQuiet] = createSignal(this.#isQuiet)
    const [quarantined, setQuarantined] = createSignal<Passage[]>(this.#quarantine.passages)
    const [remount, setRemount] = createSignal(0)
    const [ready, setReady] = createSignal(false)
    this.status = status
    this.role = role
    this.people = people
    this.quiet = quiet
    this.quarantined = quarantined
    this.remount = remount
    this.ready = ready
    this.#set = { setStatus, setRole, setPeople, setQuiet, setQuarantined, setRemount, setReady }
    this.#queue = commandQueue({
      ask: (endpoint, input) => (this.#options.ask ?? askServer)(endpoint, input as never),
      endpoints: async () => (await import('../../shared/contract.ts')).contract,
      load: () => this.#notes.get('commands'),
      save: (kept) => this.#notes.set('commands', kept),
      isUpToDate: () => this.#isUpToDate && !this.#isClosed,
      setAside: (input) => this.#setUnsaidAside(input),
      onChange: () => this.#refresh(),
    })
    this.#session = this.#begin()
    void this.#refusedCopy.find(this.#quarantine).then(this.#refresh)
    this.#unlisten = listenToBrowser({
      maybeBack: this.retry,
      offline: () => this.#session.link?.drop(),
      leaving: (keepOpen) => this.hasUnsaved && keepOpen(),
      stored: this.#followOtherTabs,
    })
    this.#queue.send()
  }

  /** The document as it is now; reading it follows `remount`. */
  get doc(): Y.Doc {
    this.remount()
    return this.#session.doc
  }

  get awareness(): Awareness {
    this.remount()
    return this.#session.awareness
  }

  /** Asks the server to do something in this course. Offline it is kept and sent later, once. */
  command<In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>): Promise<z.output<Out>> {
    // The server names a command by one of the ids in it.
    for (const value of Object.values(input as object))
      if (typeof value === 'string' && value.length <= 64 && value !== this.courseId) this.#session.link?.expect(value)
    return this.#queue.put(endpoint, input)
  }

  /** Calls `hear` whenever there is news of a kind: 'flags', 'forum', 'publishing' … Returns how to stop. */
  onNews(word: string, hear: () => void): () => void {
    const ears = this.#news.get(word) ?? new Set()
    this.#news.set(word, ears.add(hear))
    return () => void ears.delete(hear)
  }

  /** Tells others in which lesson this person is. */
  lookAt(lesson: string | null) {
    this.#lesson = lesson
    this.#session.awareness.setLocalStateField('lesson', lesson)
  }

  /** Stays on this device, for all courses and for tabs that are open already. */
  setQuiet(quiet: boolean) {
    this.#keep.set(this.#quietName, quiet ? 'yes' : null)
    this.#followQuiet()
  }

  /** The block in which somebody's caret stands, if they show one. */
  blockOf({ client }: Present): string | null {
    const { doc, awareness } = this.#session
    return blockOfCaret(doc, awareness, client)
  }

  /** Tries at once to reach the server, after signing in again for instance, and looks whether an open line still lives. */
  retry = () => {
    this.#session.link?.retryNow()
    this.#session.link?.probe()
    this.#queue.send()
  }

  forgetQuarantined() {
    this.#quarantine.forget()
    this.#refusedCopy.forget()
    this.#set.setQuarantined([])
    this.#refresh()
  }

  close() {
    this.#isClosed = true
    this.#unlisten()
    if (this.#refreshTimer) clearTimeout(this.#refreshTimer)
    this.#notes.close(this.#session.link?.unsaved ?? Number(this.#notes.get('unsaved') ?? 0))
    this.#endSession()
    this.#refusedCopy.close()
  }

  // One document and its line

  #begin(): Session {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    awareness.setLocalState({
      user: { id: this.me.id, name: this.me.name, colour: this.me.colour },
      lesson: this.#lesson,
      quiet: this.#isQuiet,
    })
    awareness.on('change', this.#refresh)
    const epoch = this.#notes.get('epoch')
    const session: Session = {
      doc,
      awareness,
      copy: epoch === null ? undefined : follow(this.#keep, doc, this.#notes.copyName(epoch)),
      link: undefined,
    }
    void (session.copy?.loaded ?? Promise.resolve()).then(() => this.#call(session))
    return session
  }

  #call(session: Session) {
    if (this.#isClosed || this.#session !== session) return
    const hasCopy = session.doc.store.clients.size > 0
    if (hasCopy) this.#set.setReady(true)
    session.link = new Link({
      doc: session.doc,
      awareness: session.awareness,
      role: this.role(),
      unsaved: hasCopy ? Number(this.#notes.get('unsaved') ?? 0) : 0,
      address: () => this.#address(),
      diagnose: () => this.#diagnose(),
      on: {
        change: this.#refresh,
        refused: () => this.#startAnew(session),
        reload: (reason) => this.#reload(session, reason),
        welcome: (epoch, schema) => this.#welcome(session, epoch, schema),
        news: (word) => this.#news.get(word)?.forEach((hear) => hear()),
      },
      ...(this.#options.WebSocket && { WebSocket: this.#options.WebSocket }),
      ...(this.#options.random && { random: this.#options.random }),
    })
  }

  #endSession() {
    const { link, copy, doc, awareness } = this.#session
    awareness.off('change', this.#refresh)
    link?.close()
    awareness.destroy()
    void copy?.close().then(() => doc.destroy())
    if (!copy) doc.destroy()
  }

  #welcome(session: Session, epoch: number, schema: number) {
    this.#isOutdated = schema > documentSchema
    if (session.copy) return
    this.#notes.set('epoch', String(epoch))
    session.copy = follow(this.#keep, session.doc, this.#notes.copyName(String(epoch)))
  }

  #reload(session: Session, reason: string) {
    if (reason === 'epoch') return this.#startAnew(session)
    this.#isOutdated = true
    this.#refresh()
  }

  /** The server takes nothing more from this document: what only it holds is set aside, and a fresh one takes its place. */
  #startAnew(session: Session) {
    if (this.#session !== session || this.#isClosed) return
    // Kept before anything is thrown away, so that a crash in between loses nothing.
    this.#quarantine.keep(session.doc)
    this.#notes.beginCopy()
    this.#refusedCopy.hold(session.copy)
    session.awareness.off('change', this.#refresh)
    session.link?.close()
    session.awareness.destroy()
    this.#session = this.#begin()
    this.#set.setReady(false)
    this.#set.setRemount((n) => n + 1)
    this.#refresh()
  }

  /** Once the server's state is here, what was refused is what it lacks. */
  #setAside() {
    const { link, doc } = this.#session
    if (link?.isSynced && this.#quarantine.compare(doc)) {
      if (this.#quarantine.isKept) this.#refusedCopy.forget()
      this.#set.setQuarantined(this.#quarantine.passages)
    }
    // Nobody will ever take what was typed meanwhile; it can be copied all the same.
    if (link?.trouble === 'noAccess' && link.unsaved > 0 && this.quarantined().every(({ isSaid }) => isSaid)) {
      this.#quarantine.setAsideUnsent(doc)
      this.#set.setQuarantined(this.#quarantine.passages)
    }
    if (link?.isSynced && link.unsaved === 0) this.#quarantine.noteKnown(doc)
  }

  /** What somebody said of the draft is kept like what they wrote in it. */
  async #setUnsaidAside(input: Record<string, unknown>): Promise<boolean> {
    const room = await import('./unsaid.ts').catch(() => undefined)
    if (!room) return false
    this.#quarantine.add(room.unsaid(input))
    this.#set.setQuarantined(this.#quarantine.passages)
    return true
  }

  get #quietName() {
    return `quiet ${this.me.id}`
  }

  get #isQuiet() {
    return this.#keep.get(this.#quietName) !== null
  }

  /** Several tabs share what the device remembers. */
  #followOtherTabs = () => {
    this.#followQuiet()
    this.#set.setQuarantined(this.#quarantine.passages)
    this.#refresh()
  }

  #followQuiet = () => {
    if (this.quiet() === this.#isQuiet) return
    this.#set.setQuiet(this.#isQuiet)
    this.#session.awareness.setLocalStateField('quiet', this.#isQuiet)
  }

  // What the screen shows

  #refresh = () => {
    if (this.#isClosed) return
    this.#refreshTimer ??= setTimeout(() => {
      this.#refreshTimer = undefined
      this.#refreshNow()
    }, 0)
  }

  #refreshNow() {
    const { link, awareness, doc } = this.#session
    this.#setAside()
    if (link?.isSynced) this.#set.setReady(true)
    if (link) this.#noteRole(link)
    this.#set.setStatus(this.#statusNow())
    this.#set.setPeople(peopleIn(awareness, doc.clientID, this.me))
    if (link) this.#notes.noteUnsaved(() => this.#session.link?.unsaved ?? 0)
    // Typing goes on meanwhile: on each line it is enough that all was stored once.
    this.#isUpToDate = link?.trouble === 'noAccess' || (link?.isSynced === true && (this.#isUpToDate || link.unsaved === 0))
    if (this.#isUpToDate && this.#queue.size > 0) this.#queue.send()
  }

  #noteRole(link: Link) {
    this.#set.setRole(this.#isOutdated && link.role === 'editor' ? 'reader' : link.role)
    if (link.wasSynced) this.#notes.set('role', link.role)
  }

  #statusNow(): SaveState {
    const { link } = this.#session
    const changes = (link?.unsaved ?? 0) + this.#queue.size
    if (this.#isOutdated) return { face: 'cannot', reason: 'app' }
    const isRefused = this.quarantined().length > 0
    if (link?.trouble && !(link.trouble === 'noAccess' && isRefused)) return { face: 'cannot', reason: link.trouble }
    if (isRefused) return { face: 'refused', reason: link?.trouble ?? 'refused' }
    if (link?.isAway && !link.isSynced) return { face: 'offline', changes }
    return link?.isSynced && changes === 0 ? { face: 'saved' } : { face: 'saving' }
  }

  /** Work that is neither on the server nor surely kept here. */
  get hasUnsaved(): boolean {
    return (this.#session.link?.unsaved ?? 0) > 0 || this.#queue.size > 0
  }

  // The server

  async #address(): Promise<string> {
    const { origin = location.origin, token } = this.#options
    const asked = new URLSearchParams({ v: String(wireVersion), app: '1', schema: String(documentSchema) })
    const epoch = this.#notes.get('epoch')
    if (epoch !== null) asked.set('epoch', epoch)
    if (token) asked.set('token', await token())
    return `${origin.replace(/^http/, 'ws')}/collab/${this.courseId}?${asked.toString()}`
  }

  async #diagnose(): Promise<'ok' | 'offline' | Trouble> {
    try {
      await (this.#options.ask ?? askServer)(createCollabTicket, { courseId: this.courseId })
      return 'ok'
    } catch (error) {
      if (error instanceof Offline || !(error instanceof Problem)) return 'offline'
      if (error.kind === 'signedOut') return 'signedOut'
      if (error.kind === 'unknown' || error.kind === 'forbidden') return 'noAccess'
      return error.kind === 'unavailable' ? 'storage' : 'busy'
    }
  }
}

type Session = { doc: Y.Doc; awareness: Awareness; copy: NamedCopy | undefined; link: Link | undefined }
