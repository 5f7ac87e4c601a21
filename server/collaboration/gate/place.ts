import * as Y from 'yjs'
import { limits } from './scan.ts'
import { refuse } from './refusal.ts'

// Where a struct of an update would come to stand, told without applying it.

export type Host = Y.AbstractType<unknown>

/** `host` is the shared type it stands in, null for a root itself; `depth` counts the types from the root. */
export type Place = { root: string; sub: string | null; host: Host | null; depth: number }

/** Yjs will keep such a struct as a tombstone: what it belongs to is gone. */
export const dead = null
export type Struct = Y.Item | Y.GC

/** The structs of one update by client, each list in the order of its clocks. */
export type Fresh = ReadonlyMap<number, readonly Struct[]>

const names = new WeakMap<Host, string>()
function rootName(type: Host): string {
  let name = names.get(type)
  if (name === undefined) names.set(type, (name = Y.findRootTypeKey(type)))
  return name
}

/** The place of an item that the document holds. */
export function placeOfLive(item: Y.Item): Place {
  const host = item.parent as Host // integrated, hence a type
  let type = host
  let depth = 1
  for (; type._item !== null; depth++) type = type._item.parent as Host
  return { root: rootName(type), sub: item.parentSub, host: host._item === null ? null : host, depth }
}

/** Finds what an id means, in the document or in the update, and where it stands. */
export function placesIn(store: Y.Doc['store'], fresh: Fresh) {
  const places = new Map<Struct, Place | null | 'busy'>()

  function locate(id: Y.ID): Struct {
    if (id.clock < Y.getState(store, id.client)) return Y.getItem(store, id) as Struct // what a store holds is an Item or a GC
    return find(fresh.get(id.client) ?? [], id.clock) ?? refuse('causality', `${id.client}:${id.clock}`)
  }

  /** What `of` refers to; a struct can only refer to what came before it. */
  function earlier(of: Struct, id: Y.ID): Struct {
    if (id.client === of.id.client && id.clock >= of.id.clock) refuse('causality', 'self-future')
    return locate(id)
  }

  function hosted(struct: Y.Item, parent: Y.ID): Place | null {
    const host = earlier(struct, parent)
    if (host instanceof Y.GC || host.content instanceof Y.ContentDeleted) return dead
    if (!(host.content instanceof Y.ContentType)) return refuse('shape', 'the parent is no type')
    const above = place(host)
    if (above === dead) return dead
    if (above.depth >= limits.typeDepth) refuse('too-big', 'nesting')
    return { root: above.root, sub: struct.parentSub, host: host.content.type as Host, depth: above.depth + 1 }
  }

  /** Goes along chains of neighbours in a loop: ten thousand of them must not overflow the stack. */
  function place(from: Struct): Place | null {
    const chain: Struct[] = []
    let found: Place | null
    for (let struct = from; ;) {
      if (struct instanceof Y.GC) {
        found = dead
        break
      }
      if (struct.parent !== null && typeof struct.parent === 'object' && !(struct.parent instanceof Y.ID)) {
        found = placeOfLive(struct)
        break
      }
      const known = places.get(struct)
      if (known === 'busy') return refuse('causality', 'cycle')
      if (known !== undefined) {
        found = known
        break
      }
      places.set(struct, 'busy')
      chain.push(struct)
      const left = struct.origin && earlier(struct, struct.origin)
      const right = struct.rightOrigin && earlier(struct, struct.rightOrigin)
      if (left instanceof Y.GC || right instanceof Y.GC) {
        found = dead
        break
      }
      // Yjs types the parent of a decoded struct as always there; it is null when a neighbour tells it.
      const parent = struct.parent as string | Y.ID | null
      if (parent === null) {
        struct = left ?? right ?? refuse('malformed', 'no parent')
        continue
      }
      found = typeof parent === 'string' ? { root: parent, sub: struct.parentSub, host: null, depth: 1 } : hosted(struct, parent)
      break
    }
    for (const struct of chain) places.set(struct, found)
    return found
  }

  return {
    locate,
    place,
    /** Notes a place that the caller knows already. */
    note: (struct: Struct, known: Place | null) => void places.set(struct, known),
  }
}
export type Places = ReturnType<typeof placesIn>

/** The struct that holds `clock`; `structs` lie in the order of their clocks. */
export function find(structs: readonly Struct[], clock: number): Struct | undefined {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]!
    if (struct.id.clock > clock) high = middle - 1
    else if (struct.id.clock + struct.length <= clock) low = middle + 1
    else return struct
  }
  return undefined
}

export const samePlace = (one: Place | null, other: Place | null) =>
  one === other || (one !== null && other !== null && one.host === other.host && one.root === other.root && one.sub === other.sub)
