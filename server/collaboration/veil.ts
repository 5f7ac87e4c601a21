import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { viewerRoots } from '../../shared/document/layout.ts'
import { find, type Struct } from './gate/place.ts'

/** What one update says under one client id, in the order of its clocks. */
type Part = { client: number; structs: Struct[] }
type DeleteSet = ReturnType<typeof Y.createDeleteSet>

/**
 * Takes out of the updates of one course what viewers may not read: all that is said about its text.
 *
 * In the place of each such piece stands a tombstone of its length. So clocks and vectors stay true, and a document made
 * of what is left has the same text and nothing else. Nothing that is shown needs what is hidden: neighbours stand in one
 * list (G4), and a list in one root. What cannot be told apart is hidden.
 */
export class Veil {
  readonly #known = new Map<number, Kinds>()

  /** An update as viewers are told it. Every one of a log comes by here, in its order: later ones refer to earlier ones. */
  hide(update: Uint8Array): Uint8Array {
    const { structs, ds } = Y.decodeUpdate(update)
    const parts = byClient(structs as Struct[]) // a log leaves nothing out, hence no Skip
    const kindOf = this.#kinds(parts)
    let isText = true
    const told = parts.map(({ client, structs }) => {
      const known = this.#of(client)
      const pieces: Struct[] = []
      for (const struct of structs) {
        const isHidden = kindOf(struct)
        known.learn(struct, isHidden)
        isText &&= !isHidden || struct instanceof Y.GC
        if (isHidden) bury(struct, pieces)
        else pieces.push(struct)
      }
      return { client, structs: pieces }
    })
    // Most is text, and goes on as it came.
    return isText ? update : encode(told, ds)
  }

  /** All that is hidden, as deletions: so a document counts tombstones, and its browser tells them back. */
  deletions(): DeleteSet {
    const deletions = Y.createDeleteSet()
    for (const [client, kinds] of this.#known) {
      const ranges = kinds.hiddenRanges()
      // Yjs, which merges it with others, takes an empty list for one of nothing.
      if (ranges.length > 0) deletions.clients.set(client, ranges)
    }
    return deletions
  }

  #of(client: number): Kinds {
    const kinds = this.#known.get(client) ?? new Kinds()
    this.#known.set(client, kinds)
    return kinds
  }

  #isHidden({ client, clock }: Y.ID): boolean | undefined {
    return this.#known.get(client)?.isHidden(clock)
  }

  /** Tells whether a piece of an update is hidden. */
  #kinds(parts: readonly Part[]): (struct: Struct) => boolean {
    const fresh = new Map(parts.map(({ client, structs }) => [client, structs]))
    const found = new Map<Struct, boolean>()
    /** What an id means: its kind where that is known, else the piece of this update that has it. */
    const meaningOf = (id: Y.ID): boolean | Struct => this.#isHidden(id) ?? find(fresh.get(id.client) ?? [], id.clock) ?? true
    return (struct) => {
      let at = this.#isHidden(struct.id) ?? kindOrWay(struct, meaningOf)
      if (typeof at === 'boolean') return at
      // Along neighbours and parents in a loop, to one whose kind is known: there may be very many.
      const chain = [struct]
      while (typeof at !== 'boolean') {
        const known = found.get(at)
        chain.push(at)
        // Were there a circle, it would end here.
        found.set(at, true)
        at = known ?? kindOrWay(at, meaningOf)
      }
      for (const one of chain) found.set(one, at)
      return at
    }
  }
}

/** Whether a piece is hidden, if it says so itself; else what tells it. */
function kindOrWay(struct: Struct, meaningOf: (id: Y.ID) => boolean | Struct): boolean | Struct {
  if (struct instanceof Y.GC) return true
  // Yjs types the parent of a decoded struct as a type; it is a root's name, an id, or null when a neighbour tells it.
  const parent = struct.parent as unknown as string | Y.ID | null
  if (typeof parent === 'string') return !viewerRoots(parent)
  const way = parent ?? struct.origin ?? struct.rightOrigin
  return way ? meaningOf(way) : true
}

/** Which clocks of one client id are hidden. */
class Kinds {
  /** The clocks at which shown turns to hidden, then back, and so on. */
  readonly #turns: number[] = []
  #end = 0

  /** Undefined where nothing is known yet. */
  isHidden(clock: number): boolean | undefined {
    if (clock >= this.#end) return undefined
    let [low, high] = [0, this.#turns.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#turns[middle]! <= clock) low = middle + 1
      else high = middle
    }
    return low % 2 === 1
  }

  learn({ id, length }: Struct, isHidden: boolean) {
    this.#extend(id.clock, true)
    this.#extend(id.clock + length, isHidden)
  }

  #extend(to: number, isHidden: boolean) {
    if (to <= this.#end) return
    if (isHidden !== (this.#turns.length % 2 === 1)) this.#turns.push(this.#end)
    this.#end = to
  }

  hiddenRanges() {
    const ranges: { clock: number; len: number }[] = []
    for (let at = 0; at < this.#turns.length; at += 2) {
      const clock = this.#turns[at]!
      ranges.push({ clock, len: (this.#turns[at + 1] ?? this.#end) - clock })
    }
    return ranges
  }
}

function byClient(structs: readonly Struct[]): Part[] {
  const parts: Part[] = []
  for (const struct of structs) {
    const part = parts.at(-1)
    if (part?.client === struct.id.client) part.structs.push(struct)
    else parts.push({ client: struct.id.client, structs: [struct] })
  }
  return parts
}

/** Puts a tombstone in the place of a piece; one for each run of them: how it was made up is nobody’s business either. */
function bury({ id, length }: Struct, pieces: Struct[]) {
  const last = pieces.at(-1)
  const tombstone = new Y.GC(id, length)
  if (last instanceof Y.GC) last.mergeWith(tombstone)
  else pieces.push(tombstone)
}

function encode(parts: readonly Part[], ds: DeleteSet): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const out = encoder.restEncoder
  encoding.writeVarUint(out, parts.length)
  for (const { client, structs } of parts) {
    encoding.writeVarUint(out, structs.length)
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, structs[0]?.id.clock ?? 0)
    for (const struct of structs) struct.write(encoder, 0)
  }
  encoding.writeVarUint(out, ds.clients.size)
  for (const [client, ranges] of ds.clients) {
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(out, clock)
      encoding.writeVarUint(out, len)
    }
  }
  return encoding.toUint8Array(out)
}
