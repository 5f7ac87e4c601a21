import * as Y from 'yjs'
import type { PersonId } from '../../../shared/id.ts'
import { dead, type Fresh, type Place, type Places, placeOfLive, placesIn, samePlace, type Struct } from './place.ts'
import { checkContent, checkDelete, checkRoot } from './policy.ts'
import { refuse } from './refusal.ts'
import { limits, scanUpdate } from './scan.ts'
import { stormGuard } from './storm.ts'

// The gate judges an update by reading it beside the document, without applying it: by the time Yjs throws, it has
// changed the document already. Rules have their ids in docs/rules/collaboration.md.

export type Writer = {
  person: PersonId
  /** When it came, by the server's clock. */
  now: number
  /** Whether this writer may write at all; of others, only updates without effect are let pass. */
  mayWrite: boolean
  /** Whether the writer may write under this client id: it is theirs, or free for them to take. */
  owns(client: number): boolean
}

/** What passed. `update` holds only what the document lacks; `clients` are the ids it writes under. */
export type Passed = { update: Uint8Array; clients: number[] }

/** Judges one update against the document as it stands. Returns null when it has no effect; throws Refusal. */
export function judge(doc: Y.Doc, bytes: Uint8Array, writer: Writer): Passed | null {
  scanUpdate(bytes)
  const { update, structs, ds } = newPart(doc, bytes)
  const fresh = byClient(doc.store, structs)
  const places = placesIn(doc.store, fresh)
  for (const client of fresh.keys()) checkClient(client, writer)
  checkStructs(doc, inOrderOfCause(doc.store, fresh), fresh, places, writer)
  const deletes = checkDeletes(doc.store, fresh, ds)
  if (fresh.size === 0 && deletes === 0) return null
  if (!writer.mayWrite) refuse('role', 'a reader')
  return { update, clients: [...fresh.keys()] }
}

function decode(bytes: Uint8Array) {
  try {
    return Y.decodeUpdate(bytes)
  } catch (error) {
    return refuse('malformed', error instanceof Error ? error.name : '')
  }
}

/** Drops what the document has: Yjs resolves the neighbours even of those structs, and only what is applied is checked. */
function newPart(doc: Y.Doc, bytes: Uint8Array) {
  const { structs, ds } = decode(bytes)
  const known = structs.some((struct) => struct.id.clock < Y.getState(doc.store, struct.id.client))
  if (!known) return { update: bytes, structs, ds }
  try {
    const update = Y.diffUpdate(bytes, Y.encodeStateVector(doc))
    return { update, ...decode(update) }
  } catch {
    return refuse('malformed', 'diff')
  }
}

/** Sorts structs by client and refuses gaps, overlaps, repeated clients and clocks that run away. */
function byClient(store: Y.Doc['store'], structs: readonly (Y.Item | Y.GC | Y.Skip)[]): Fresh {
  const fresh = new Map<number, Struct[]>()
  let list: Struct[] = []
  let client = -1
  let next = 0
  let growth = 0
  for (const struct of structs) {
    if (struct.id.client !== client) {
      client = struct.id.client
      next = struct.id.clock
      if (fresh.has(client)) refuse('malformed', 'client repeated')
      fresh.set(client, (list = []))
      if (next !== Y.getState(store, client)) refuse('gap', `${client}:${next}`)
    }
    if (struct instanceof Y.Skip) refuse('gap', 'skip')
    if (struct.id.clock !== next || struct.length < 1) refuse('malformed', 'clock')
    next += struct.length
    growth += struct.length
    if (next > limits.clock || growth > limits.growth) refuse('too-big', 'clock')
    list.push(struct)
  }
  return fresh
}

function checkClient(client: number, { owns, mayWrite }: Writer) {
  if (!mayWrite) refuse('role', 'a reader')
  if (!owns(client)) refuse('forged-client', client)
}

/**
 * All fresh structs, each after those it refers to; refuses circles between sessions, which Yjs would park for ever.
 *
 * Whoever waits for another session is looked at again when that one got on, and not before: an update can hold
 * thousands of sessions, each waiting for the next.
 */
function inOrderOfCause(store: Y.Doc['store'], fresh: Fresh): Struct[] {
  if (fresh.size === 1) return [...fresh.values()].flat()
  const done = new Map<number, number>()
  const ordered: Struct[] = []
  const isMissing = (struct: Struct, id: unknown): id is Y.ID =>
    id instanceof Y.ID && id.client !== struct.id.client && id.clock >= (done.get(id.client) ?? Y.getState(store, id.client))
  /** The session that `struct` waits for, if any. */
  const waitsFor = (struct: Struct): number | undefined =>
    struct instanceof Y.GC ? undefined : [struct.origin, struct.rightOrigin, struct.parent].find((id) => isMissing(struct, id))?.client
  const at = new Map<number, number>()
  const waiting = new Map<number, number[]>()
  const next = [...fresh.keys()]
  for (let client = next.pop(); client !== undefined; client = next.pop()) {
    const list = fresh.get(client) ?? []
    const start = at.get(client) ?? 0
    let i = start
    let blocker: number | undefined
    for (let struct = list[i]; struct && (blocker = waitsFor(struct)) === undefined; struct = list[++i]) {
      ordered.push(struct)
      done.set(client, struct.id.clock + struct.length)
    }
    at.set(client, i)
    if (blocker !== undefined) {
      const others = waiting.get(blocker)
      if (others) others.push(client)
      else waiting.set(blocker, [client])
    }
    if (i === start) continue
    for (const other of waiting.get(client) ?? []) next.push(other)
    waiting.delete(client)
  }
  for (const [client, list] of fresh) if ((at.get(client) ?? 0) < list.length) refuse('causality', 'circle')
  return ordered
}

function checkStructs(doc: Y.Doc, ordered: readonly Struct[], fresh: Fresh, places: Places, writer: Writer) {
  const guard = stormGuard(doc)
  const isFresh = (client: number, clock: number) => fresh.has(client) && clock >= Y.getState(doc.store, client)
  let last: Y.Item | undefined
  let lastPlace: Place | null = dead
  for (const struct of ordered) {
    if (struct instanceof Y.GC) {
      last = undefined
      continue
    }
    if (last && continues(struct, last)) places.note(struct, lastPlace)
    else lastPlace = placeOf(struct, places)
    last = struct
    guard(struct, lastPlace, isFresh)
    if (lastPlace !== dead) checkContent(lastPlace, struct.content, writer)
  }
}

/** Typing on: the place is that of the item before. */
const continues = (struct: Y.Item, last: Y.Item) =>
  struct.origin !== null &&
  struct.origin.client === last.id.client &&
  struct.origin.clock === last.id.clock + last.length - 1 &&
  Y.compareIDs(struct.rightOrigin, last.rightOrigin)

function placeOf(struct: Y.Item, places: Places): Place | null {
  const place = places.place(struct)
  if (place === dead) return dead
  checkRoot(place.root)
  const { origin, rightOrigin } = struct
  // An honest item's two neighbours stand in one list; else Yjs walks one list to its end, looking for the other.
  if (origin && rightOrigin && !samePlace(places.place(places.locate(origin)), places.place(places.locate(rightOrigin))))
    refuse('causality', 'neighbours apart')
  return place
}

/** Counts the visible deletions, and refuses those of what is not there or is no editor's. */
function checkDeletes(store: Y.Doc['store'], fresh: Fresh, ds: ReturnType<typeof Y.createDeleteSet>): number {
  let deletes = 0
  for (const [client, ranges] of ds.clients) {
    const held = (store.clients.get(client) ?? []) as readonly Struct[] // a store holds Items and GCs
    const have = Y.getState(store, client)
    const last = fresh.get(client)?.at(-1)
    const end = last ? last.id.clock + last.length : have
    for (const { clock, len } of ranges) {
      if (len < 1) refuse('malformed', 'delete range')
      if (clock + len > end) refuse('causality', 'delete of unknown')
      if (clock >= have) continue // of this update's own structs, which are checked as such
      deletes += checkRange(held, clock, Math.min(clock + len, have))
      if (deletes > limits.deletes) refuse('too-big', 'deletes')
    }
  }
  return deletes
}

/** A full delete set repeats old deletions, which are no effect: only what is visible counts. */
function checkRange(held: readonly Struct[], from: number, to: number): number {
  let deletes = 0
  let parent: unknown
  for (let i = Y.findIndexSS(held as Struct[], from), struct = held[i]; struct && struct.id.clock < to; struct = held[++i]) {
    if (struct instanceof Y.GC || struct.deleted) continue
    deletes++
    if (struct.parent === parent && struct.parentSub === null) continue
    parent = struct.parent
    checkDelete(placeOfLive(struct))
  }
  return deletes
}
