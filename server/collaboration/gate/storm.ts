import * as Y from 'yjs'
import type { Place, Struct } from './place.ts'
import { refuse } from './refusal.ts'
import { limits } from './scan.ts'

// When Yjs puts an item in its place it walks from the item's left neighbour to its right one, over whatever others
// wrote there meanwhile. Honest items name neighbours that stood side by side for their writer, so the walk is as long
// as what was concurrent. A forger can make it as long as the document, for every item: 30 kB then block Yjs for 5.7 s.

/** How many items may stand apart from where their writer's earlier ones say they should: two offline tabs, merged. */
const strays = 64

/** Right of the last item there is nothing. */
const end = -1

/** Counts the steps that placing the items of one update will take; give it all of them in the order of their cause. */
export function stormGuard(doc: Y.Doc) {
  const { store } = doc
  const keyOf = numbers()
  /** What stands right of an id, or at the beginning of a list, for the writer, once the writer put something there. */
  const next = new Map<number, number>()
  const first = new Map<string, number>()
  /** Fresh items by their last clock, to tell "inside an item" from "after it". */
  const lastClocks = new Set<number>()
  let steps = 0
  let apart = 0
  let seen = 0

  function spend(count: number) {
    steps += count
    if (steps > limits.walk) refuse('storm', steps)
  }

  /** What should stand right of an item, as far as the writer's own ones tell. */
  function expected(left: Y.ID | null, place: Place, isFresh: IsFresh): number | undefined {
    if (left === null) return first.get(startOf(place))
    const key = keyOf(left.client, left.clock)
    const known = next.get(key)
    return known === undefined && isFresh(left.client, left.clock) && !lastClocks.has(key) ? keyOf(left.client, left.clock + 1) : known
  }

  /** `place` null: Yjs makes it a tombstone without looking for its place. */
  return function guard(item: Y.Item, place: Place | null, isFresh: IsFresh) {
    seen++
    const { origin: left, rightOrigin } = item
    const right = rightOrigin ? keyOf(rightOrigin.client, rightOrigin.clock) : end
    if (place !== null) {
      const stands = expected(left, place, isFresh)
      if (stands === undefined) spend(walkLive(store, doc, item, place))
      else if (stands !== right) {
        apart++
        if (apart > strays) refuse('storm', 'strays')
        spend(Math.min(seen, limits.walk))
      }
      const key = keyOf(item.id.client, item.id.clock)
      if (left) next.set(keyOf(left.client, left.clock), key)
      else first.set(startOf(place), key)
    }
    const last = keyOf(item.id.client, item.id.clock + item.length - 1)
    lastClocks.add(last)
    next.set(last, right)
  }
}

type IsFresh = (client: number, clock: number) => boolean

/** Makes one number of a client and a clock: by the turn in which clients come, because both together are too large. */
function numbers() {
  const turns = new Map<number, number>()
  return (client: number, clock: number): number => {
    let turn = turns.get(client)
    if (turn === undefined) turns.set(client, (turn = turns.size))
    return turn * 2 ** 32 + clock
  }
}

const hostKeys = new WeakMap<object, number>()
let hostCount = 0
/** Names the beginning of a list, or of one key's history. */
function startOf({ root, host, sub }: Place): string {
  if (host === null) return `^${root}/${sub ?? ''}`
  let key = hostKeys.get(host)
  if (key === undefined) hostKeys.set(host, (key = ++hostCount))
  return `^${key}/${sub ?? ''}`
}

/** The items of the document between an item's neighbours, at most one more than is allowed. */
function walkLive(store: Y.Doc['store'], doc: Y.Doc, item: Y.Item, place: Place): number {
  let at = firstAfter(store, doc, item, place)
  const stop = item.rightOrigin
  let count = 0
  for (; at !== null && count <= limits.walk; count++, at = at.right) {
    if (stop && at.id.client === stop.client && at.id.clock <= stop.clock && stop.clock < at.id.clock + at.length) break
  }
  return count
}

function firstAfter(store: Y.Doc['store'], doc: Y.Doc, { origin }: Y.Item, { root, host, sub }: Place): Y.Item | null {
  if (origin) {
    const left: Struct | undefined = origin.clock < Y.getState(store, origin.client) ? (Y.getItem(store, origin) as Struct) : undefined // a store holds Items and GCs
    return left instanceof Y.Item ? left.right : null
  }
  const type = host ?? doc.share.get(root)
  if (!type) return null
  if (sub === null) return type._start
  let first = type._map.get(sub) ?? null
  while (first?.left) first = first.left
  return first
}
