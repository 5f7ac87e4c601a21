import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { frame, maxPresenceBytes, MessageType, type Presence, Whereabouts } from '../../shared/collaboration.ts'
import type { PersonId } from '../../shared/id.ts'
import { colourOf } from '../../shared/people.ts'
import { refuse } from './gate/refusal.ts'
import type { Connection } from './connection.ts'

/** At most ten times a second, whatever happens in between. */
const everyMs = 100

/** For clients that do not know our ten colours by number. */
const palette = ['#0f766e', '#b45309', '#1d4ed8', '#be185d', '#4d7c0f', '#7e22ce', '#b91c1c', '#0369a1', '#a16207', '#475569']

type Entry = { by: Connection; clock: number; state: string }

/** Who is where in one course. Clients say where they are; who they are is the server's word. Nothing of it is stored. */
export class PresenceBoard {
  readonly #entries = new Map<number, Entry>()
  readonly #changed = new Map<number, { clock: number; state: string }>()
  readonly #tell: (message: Uint8Array, except: Connection | undefined) => void
  #timer: NodeJS.Timeout | undefined
  #lastTold = 0

  /** `tell` sends to everybody; `except` is the only one who knows it all already. */
  constructor(tell: (message: Uint8Array, except: Connection | undefined) => void) {
    this.#tell = tell
  }

  /** Takes one awareness message. `ownerOf` tells whose a client id is by what it wrote. Throws Refusal. */
  hear(by: Connection, body: Uint8Array, ownerOf: (client: number) => PersonId | undefined) {
    const { client, clock, state } = read(body)
    const held = this.#entries.get(client)
    const owner = ownerOf(client) ?? held?.by.person.id
    if (owner !== undefined && owner !== by.person.id) refuse('forged-client', client)
    if (held && clock < held.clock) return
    if (state === null) return this.#remove(client, clock)
    for (const [other, entry] of this.#entries) if (entry.by === by && other !== client) this.#remove(other, entry.clock + 1)
    const stamped = stamp(by, state)
    if (held?.state === stamped && held.clock === clock) return
    this.#entries.set(client, { by, clock, state: stamped })
    this.#note(client, clock, stamped)
  }

  leave(gone: Connection) {
    for (const [client, entry] of this.#entries) if (entry.by === gone) this.#remove(client, entry.clock + 1)
  }

  /** What a newcomer is told; undefined while nobody is here. */
  all(): Uint8Array | undefined {
    if (this.#entries.size === 0) return undefined
    return encode(this.#entries)
  }

  close() {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #remove(client: number, clock: number) {
    if (!this.#entries.delete(client)) return
    this.#note(client, clock, 'null')
  }

  #note(client: number, clock: number, state: string) {
    this.#changed.set(client, { clock, state })
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#lastTold + everyMs - Date.now()))
  }

  #flush() {
    this.#timer = undefined
    this.#lastTold = Date.now()
    const by = new Set([...this.#changed.keys()].map((client) => this.#entries.get(client)?.by))
    const message = encode(this.#changed)
    this.#changed.clear()
    this.#tell(message, by.size === 1 ? [...by][0] : undefined)
  }
}

function encode(entries: ReadonlyMap<number, { clock: number; state: string }>): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.size)
  for (const [client, { clock, state }] of entries) {
    encoding.writeVarUint(body, client)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, state)
  }
  return frame(MessageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body)))
}

/** One entry a message; of what a client says only its whereabouts count. */
function read(body: Uint8Array) {
  if (body.length > maxPresenceBytes + 32) refuse('too-big', 'presence')
  const decoder = decoding.createDecoder(body)
  try {
    if (decoding.readVarUint(decoder) !== 1) refuse('malformed', 'presence')
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const state: unknown = JSON.parse(decoding.readVarString(decoder))
    if (decoding.hasContent(decoder) || client > 2 ** 32) refuse('malformed', 'presence')
    return { client, clock, state: state === null ? null : Whereabouts.parse(state) }
  } catch {
    return refuse('malformed', 'presence')
  }
}

function stamp({ person }: Connection, where: Whereabouts): string {
  const colour = colourOf(person.id)
  const presence: Presence = { ...where, user: { id: person.id, name: person.name, colour, color: palette[colour] ?? '#475569' } }
  return JSON.stringify(presence)
}
