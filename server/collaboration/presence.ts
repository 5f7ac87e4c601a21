import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { frame, maxPresenceBytes, MessageType, type Presence, Whereabouts } from '../../shared/collaboration.ts'
import type { PersonId } from '../../shared/id.ts'
import { colourOf } from '../../shared/people.ts'
import { refuse } from './gate/refusal.ts'
import type { Connection } from './connection.ts'
import { webSocketFrame } from './web-socket-frame.ts'

/** At most ten times a second, whatever happens in between. */
const everyMs = 100

/** Of who wants to be left alone only signs of life are told on, at most this often: when their caret moves is nobody's business. */
const quietEveryMs = 5000

/** For clients that do not know our ten colours by number. */
const palette = ['#0f766e', '#b45309', '#1d4ed8', '#be185d', '#4d7c0f', '#7e22ce', '#b91c1c', '#0369a1', '#a16207', '#475569']

/** Ids whose owner is remembered after they left, for late echoes. */
const rememberedClients = 10_000
/** Entries in one message: a client that echoes tells of everybody it knows. */
const mostEntries = 2000

/** `clock` is the client's own, `told` the one that the others know, which is never ahead of it. */
type Entry = { by: Connection; clock: number; told: number; toldAt: number; state: string }

/** Who is where in one course. Clients say where they are; who they are is the server's word. Nothing of it is stored. */
export class PresenceBoard {
  readonly #entries = new Map<number, Entry>()
  readonly #seen = new Map<number, PersonId>()
  readonly #changed = new Map<number, { told: number; state: string }>()
  readonly #tell: (frame: Buffer) => void
  /** What a newcomer is told, until somebody moves. */
  #all: Buffer | undefined
  #timer: NodeJS.Timeout | undefined
  #lastTold = -Infinity

  /** `tell` sends to everybody. */
  constructor(tell: (frame: Buffer) => void) {
    this.#tell = tell
  }

  /**
   * Takes one awareness message. Throws Refusal when it is malformed.
   *
   * y-websocket's client echoes what it hears of others, so entries under ids that are not the sender's own are passed
   * over. A connection speaks for one id: the first it names that nobody else holds. `ownerOf` tells whose an id is by
   * what was written under it.
   */
  hear(by: Connection, body: Uint8Array, ownerOf: (client: number) => PersonId | undefined) {
    for (const entry of read(body)) {
      const held = this.#entries.get(entry.client)
      const owner = ownerOf(entry.client) ?? this.#seen.get(entry.client)
      if (owner !== undefined && owner !== by.person.id) continue
      if (by.presenceClient === undefined && entry.state === null) continue
      by.presenceClient ??= entry.client
      if (by.presenceClient === entry.client) this.#take(by, entry, held)
    }
  }

  #take(by: Connection, { client, clock, state }: Said, held: Entry | undefined) {
    if (held && clock < held.clock) return
    if (state === null) return this.#remove(client, clock)
    if (state.length > maxPresenceBytes) refuse('too-big', 'presence')
    const { stamped, isQuiet } = stamp(by, state)
    if (this.#seen.size > rememberedClients) this.#seen.clear()
    this.#seen.set(client, by.person.id)
    const entry = { by, clock, told: clock, toldAt: performance.now(), state: stamped }
    const staysQuiet = isQuiet && held?.state === stamped
    if (staysQuiet) entry.told = Math.min(held.told + 1, clock)
    if (staysQuiet && entry.toldAt - held.toldAt < quietEveryMs) return void Object.assign(held, { by, clock })
    this.#entries.set(client, entry)
    if (held?.state !== stamped || held.told !== entry.told) this.#note(client, entry.told, stamped)
  }

  leave(gone: Connection) {
    for (const [client, entry] of this.#entries) if (entry.by === gone) this.#remove(client, entry.clock + 1)
  }

  /** What a newcomer is told; undefined while nobody is here. */
  all(): Buffer | undefined {
    if (this.#entries.size === 0) return undefined
    return (this.#all ??= encode(this.#entries))
  }

  close() {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #remove(client: number, clock: number) {
    if (!this.#entries.delete(client)) return
    this.#note(client, clock, 'null')
  }

  #note(client: number, told: number, state: string) {
    this.#all = undefined
    this.#changed.set(client, { told, state })
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#lastTold + everyMs - performance.now()))
  }

  #flush() {
    this.#timer = undefined
    this.#lastTold = performance.now()
    const message = encode(this.#changed)
    this.#changed.clear()
    // To its sender too: it is by this echo that a client alone in a course knows that the line is alive.
    this.#tell(message)
  }
}

function encode(entries: ReadonlyMap<number, { told: number; state: string }>): Buffer {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.size)
  for (const [client, { told, state }] of entries) {
    encoding.writeVarUint(body, client)
    encoding.writeVarUint(body, told)
    encoding.writeVarString(body, state)
  }
  return webSocketFrame(frame(MessageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))))
}

type Said = { client: number; clock: number; /** JSON, null for one who left. */ state: string | null }

function read(body: Uint8Array): Said[] {
  const decoder = decoding.createDecoder(body)
  const said: Said[] = []
  try {
    const count = decoding.readVarUint(decoder)
    if (count > mostEntries) refuse('malformed', 'presence')
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      // A number of very many bytes reads as none at all, which is not larger than anything.
      if (!Number.isSafeInteger(clock) || !(client < 2 ** 32)) refuse('malformed', 'presence')
      said.push({ client, clock, state: state === 'null' ? null : state })
    }
    if (decoding.hasContent(decoder)) refuse('malformed', 'presence')
  } catch {
    return refuse('malformed', 'presence')
  }
  return said
}

/** Of what a client says only its whereabouts count, and not even those of who wants to be left alone. */
function stamp({ person }: Connection, state: string): { stamped: string; isQuiet: boolean } {
  const { quiet: isQuiet = false, ...where } = whereabouts(state)
  const colour = colourOf(person.id)
  const user = { id: person.id, name: person.name, colour, color: palette[colour] ?? '#475569' }
  const presence: Presence = isQuiet ? { user } : { ...where, user }
  return { stamped: JSON.stringify(presence), isQuiet }
}

function whereabouts(state: string): Whereabouts {
  try {
    return Whereabouts.parse(JSON.parse(state))
  } catch {
    return refuse('malformed', 'presence')
  }
}
