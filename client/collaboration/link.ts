import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { CloseCode, frame, MessageType, readWord, type ServerWord, SyncType, syncFrame } from '../../shared/collaboration.ts'
import type { SocketRole } from '../../shared/rights.ts'

// The line between one Y.Doc and the server. "Saved" is only ever the server's word that it is on disk.

/** Origin of what others wrote. */
export const remote = Symbol('remote')
/** Origin of what the server did at this person's command: an undo manager that tracks it can take it back. */
export const ownCommand = Symbol('own command')

/** Why there is no line, when that is not simply the network. */
export type Trouble = 'storage' | 'signedOut' | 'noAccess' | 'busy'

export type LinkEvents = {
  /** Anything that the state of saving or the role depends on. */
  change: () => void
  /** The server refused what this document holds: it takes nothing more from it. */
  refused: (code: string) => void
  reload: (reason: string) => void
  welcome: (epoch: number, schema: number) => void
  news: (word: string) => void
}

export type LinkOptions = {
  /** The socket's address; asked before each attempt, for a ticket may be in it. */
  address: () => string | Promise<string>
  /** Asks over HTTP why no socket opens. `ok`: it should; `offline`: nobody answers. */
  diagnose: () => Promise<'ok' | 'offline' | Trouble>
  doc: Y.Doc
  awareness: Awareness
  /** Changes that were made on this device before and that nobody acknowledged, in the document already. */
  unsaved: number
  /** What this person could do when last seen here, so that work goes on offline. */
  role: SocketRole
  on: LinkEvents
  WebSocket?: typeof WebSocket
  /** Chance in [0, 1), for spreading out reconnects. */
  random?: () => number
}

/** A message on its way: once it is stored, this many of the local changes are. */
type Sent = { kind: 'updates' | 'steps'; index: number; changes: number; bytes: number }

const firstWaitMs = 400
const longestWaitMs = 20_000
/** Silence after which it is asked whether the line still lives; sooner while something waits to be acknowledged. */
const silenceMs = { idle: 12_000, waiting: 5000 }
/** How long an answer may take; longer while much is on its way up, at this many bytes a millisecond at least. */
const answerMs = 4000
const slowestBytesPerMs = 50
/** How long opening a line may take. */
const openMs = 10_000

export class Link {
  role: SocketRole
  trouble: Trouble | undefined
  /** Whether everything the server knew has arrived on this line. */
  isSynced = false
  /** Whether it ever has. */
  wasSynced = false
  isOpen = false
  /** An attempt failed since the last time it was open. */
  isAway = false
  readonly #options: LinkOptions
  readonly #socketClass: typeof WebSocket
  #socket: WebSocket | undefined
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setTimeout> | undefined
  /** When the last message came, and when an answer was asked for that has not come; both in the time of this page. */
  #heardAt = 0
  #askedAt: number | undefined
  #openedAt = 0
  /** Local changes so far, and how many of them are stored. */
  #changes: number
  #stored = 0
  #counts = { updates: 0, steps: 0 }
  #sent: Sent[] = []
  #isListening = false
  #isRefused = false
  #isClosed = false
  readonly #commands = new Set<string>()
  #nextIsOwn = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#socketClass = options.WebSocket ?? WebSocket
    this.role = options.role
    this.#changes = options.unsaved
    options.doc.on('update', this.#onLocalUpdate)
    options.awareness.on('update', this.#onPresence)
    void this.#connect()
  }

  /** Local changes that the server has not stored yet. */
  get unsaved(): number {
    return this.#changes - this.#stored
  }

  /** A command of this person: what it does to the document comes back as their own. */
  expect(command: string) {
    this.#commands.add(command)
    if (this.#commands.size > 500) for (const oldest of this.#commands) return void this.#commands.delete(oldest)
  }

  /** Tries at once: the network is back, the machine woke up, somebody signed in. */
  retryNow() {
    if (this.#isClosed || this.#socket) return
    this.#attempts = 0
    if (this.#retry) clearTimeout(this.#retry)
    void this.#connect()
  }

  /** Asks whether the line still lives: a socket believes in a dead one for minutes. Without an answer it is opened anew. */
  probe() {
    if (!this.isOpen || this.#askedAt !== undefined) return
    this.#askedAt = performance.now()
    this.#send(frame(MessageType.queryAwareness))
  }

  #watchLine() {
    const now = performance.now()
    const waiting = this.#sent.reduce((sum, { bytes }) => sum + bytes, 0)
    if (this.#askedAt !== undefined) {
      if (now - this.#askedAt > answerMs + waiting / slowestBytesPerMs) this.drop()
    } else if (now - this.#heardAt > (waiting > 0 ? silenceMs.waiting : silenceMs.idle)) this.probe()
  }

  /** The device says that its network is gone: a socket would believe in the line for many seconds more. */
  drop() {
    if (this.#isClosed || !this.#socket) return
    this.#hangUp()
    this.isAway = true
    this.#changed()
    this.#comeBack()
  }

  close() {
    this.#isClosed = true
    this.#options.doc.off('update', this.#onLocalUpdate)
    removeAwarenessStates(this.#options.awareness, [this.#options.awareness.clientID], 'closed')
    this.#options.awareness.off('update', this.#onPresence)
    if (this.#retry) clearTimeout(this.#retry)
    this.#hangUp()
  }

  // The line

  async #connect() {
    this.#retry = undefined
    let socket: WebSocket
    try {
      const address = await this.#options.address()
      if (this.#isClosed || this.#socket) return
      socket = new this.#socketClass(address)
    } catch {
      this.isAway = true
      await this.#findTrouble()
      this.#changed()
      return this.#socket ? undefined : this.#comeBack()
    }
    this.#socket = socket
    // Where nobody answers at all, the system would try for minutes.
    this.#watch = setTimeout(() => this.drop(), openMs)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#open()
    socket.onmessage = ({ data }) => this.#hear(new Uint8Array(data as ArrayBuffer)) // binaryType says so
    socket.onerror = () => {}
    socket.onclose = ({ code, reason }) => void this.#lost(socket, code, reason)
  }

  #open() {
    clearTimeout(this.#watch)
    this.isOpen = true
    this.#openedAt = this.#heardAt = performance.now()
    this.#askedAt = undefined
    this.#counts = { updates: 0, steps: 0 }
    this.#sent = []
    this.#isListening = false
    this.#send(syncFrame(SyncType.step1, Y.encodeStateVector(this.#options.doc)))
    this.#tellPresence([this.#options.doc.clientID])
    this.#watch = setInterval(() => this.#watchLine(), 1000)
    this.#changed()
  }

  async #lost(socket: WebSocket, code: number, reason: string) {
    if (this.#socket !== socket) return
    const wasOpen = this.isOpen
    this.#forgetLine()
    this.isAway = true
    if (code === CloseCode.signedOut || code === CloseCode.noAccess || !wasOpen) {
      await this.#findTrouble()
      if (this.#isClosed || this.#socket) return
    } else this.trouble = code === CloseCode.tryLater && reason === 'storage.failed' ? 'storage' : undefined
    this.#changed()
    this.#comeBack()
  }

  /** Asks why no line is to be had. */
  async #findTrouble() {
    const found = await this.#options.diagnose()
    if (this.#isClosed || this.#socket) return
    // Let in over HTTP and not here, again and again: there are too many of us, or the server is busy.
    this.trouble = found === 'offline' ? undefined : found === 'ok' ? (this.#attempts > 2 ? 'busy' : undefined) : found
    if (this.trouble === 'noAccess') this.role = 'none'
  }

  #comeBack() {
    if (this.#isClosed || this.#isRefused) return
    if (this.#openedAt && performance.now() - this.#openedAt > 10_000) this.#attempts = 0
    this.#openedAt = 0
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#attempts++)
    // Everybody lost the same server at the same moment; they must not come back at one.
    this.#retry = setTimeout(() => void this.#connect(), wait * (0.5 + (this.#options.random ?? Math.random)() / 2))
  }

  #hangUp() {
    const socket = this.#socket
    this.#forgetLine()
    if (!socket) return
    // A socket that is still opening complains when it is closed; nobody is interested any more.
    socket.onopen = () => socket.close()
    socket.onmessage = socket.onclose = null
    if (socket.readyState === socket.OPEN) socket.close()
  }

  #forgetLine() {
    this.#socket = undefined
    this.isOpen = this.isSynced = false
    this.#isListening = false
    clearTimeout(this.#watch)
    const { awareness, doc } = this.#options
    const others = [...awareness.getStates().keys()].filter((client) => client !== doc.clientID)
    removeAwarenessStates(awareness, others, 'lost')
  }

  #send(message: Uint8Array<ArrayBuffer>) {
    if (this.#socket?.readyState === this.#socketClass.OPEN) this.#socket.send(message)
  }

  #changed() {
    this.#options.on.change()
  }

  // What is said

  #onLocalUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === remote || origin === ownCommand || isStored(origin)) return
    this.#changes++
    // Before the server said what it holds, everything goes out with the answer to that.
    // What a reader's hands still did is sent as well: the server refuses it, and it is kept aside.
    if (this.#isListening && !this.#isRefused) this.#sendUpdate('updates', update)
    this.#changed()
  }

  #sendUpdate(kind: Sent['kind'], update: Uint8Array) {
    this.#sent.push({ kind, index: ++this.#counts[kind], changes: this.#changes, bytes: update.length })
    this.#send(syncFrame(kind === 'steps' ? SyncType.step2 : SyncType.update, update))
  }

  #onPresence = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin === remote || origin === 'lost') return
    const { clientID } = this.#options.doc
    if ([...added, ...updated, ...removed].includes(clientID)) this.#tellPresence([clientID])
  }

  #tellPresence(clients: number[]) {
    const { awareness } = this.#options
    if (!awareness.meta.has(clients[0] ?? -1)) return
    this.#send(frame(MessageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients))))
  }

  // What is heard

  #hear(message: Uint8Array) {
    this.#heardAt = performance.now()
    this.#askedAt = undefined
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MessageType.sync) return this.#hearSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
    if (type === MessageType.awareness) return applyAwarenessUpdate(this.#options.awareness, decoding.readVarUint8Array(decoder), remote)
    const word = readWord(type, decoder)
    if (word) this.#hearWord(word)
  }

  #hearSync(kind: number, body: Uint8Array) {
    const { doc } = this.#options
    if (kind === SyncType.step1) {
      this.#isListening = true
      if (this.role === 'none' || this.#isRefused) return
      // A reader answers too: what nobody may store is refused and kept aside, never silently forgotten.
      this.#sendUpdate('steps', Y.encodeStateAsUpdate(doc, body))
      return this.#changed()
    }
    const origin = this.#nextIsOwn ? ownCommand : remote
    this.#nextIsOwn = false
    Y.applyUpdate(doc, body, origin)
    if (kind !== SyncType.step2) return
    this.isSynced = this.wasSynced = true
    this.isAway = false
    this.trouble = undefined
    this.#changed()
  }

  #hearWord(word: ServerWord) {
    const { on } = this.#options
    switch (word.type) {
      case 'saved':
        return this.#hearSaved(word.updates, word.steps)
      case 'refused':
        this.#isRefused = true
        this.#hangUp()
        return on.refused(word.code)
      case 'rights':
        this.role = word.role
        return this.#changed()
      case 'reload':
        if (word.reason === 'epoch') {
          this.#isRefused = true
          this.#hangUp()
        }
        return on.reload(word.reason)
      case 'made':
        this.#nextIsOwn = this.#commands.has(word.command)
        return
      case 'news':
        return on.news(word.word)
      case 'welcome':
        this.role = word.role
        on.welcome(word.epoch, word.schema)
        return this.#changed()
    }
  }

  #hearSaved(updates: number, steps: number) {
    const isStoredNow = ({ kind, index }: Sent) => index <= (kind === 'updates' ? updates : steps)
    for (const sent of this.#sent) if (isStoredNow(sent)) this.#stored = Math.max(this.#stored, sent.changes)
    this.#sent = this.#sent.filter((sent) => !isStoredNow(sent))
    this.#changed()
  }
}

/** What comes out of the copy on this device was counted when it was made. */
const isStored = (origin: unknown): boolean => typeof origin === 'object' && origin !== null && 'isDeviceCopy' in origin
