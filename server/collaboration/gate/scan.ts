import { refuse } from './refusal.ts'

// A first look at an update's bytes, before any library reads them. Yjs believes what counts and lengths claim: seven
// bytes that claim 2^25 structs cost it 0.4 s and 269 MB. Here every claim is compared with the bytes that are left.

export const limits = {
  /** Largest update, in bytes. */
  bytes: 1024 * 1024,
  structs: 20_000,
  /** Visible pieces that one update may delete. */
  deletes: 5_000,
  /** Nesting of one plain value. */
  valueDepth: 32,
  /** Nesting of shared types. */
  typeDepth: 64,
  /** How far one update may move clocks. */
  growth: 4_000_000,
  clock: 2 ** 31,
  client: 2 ** 32 - 1,
  /** Items that stand between where an insert says it belongs; see storm.ts. */
  walk: 20_000,
} as const

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Refuses bytes that are not one well-formed update of encoding V1, or that claim or hold more than is allowed. */
export function scanUpdate(bytes: Uint8Array): void {
  if (bytes.length > limits.bytes) refuse('too-big', bytes.length)
  const at: Cursor = { bytes, pos: 0 }
  const clients = count(at, 3)
  let structs = 0
  for (let i = 0; i < clients; i++) {
    const here = count(at, 2)
    structs += here
    if (structs > limits.structs) refuse('too-big', structs)
    clientId(at)
    uint(at)
    for (let n = 0; n < here; n++) struct(at)
  }
  scanDeletes(at)
  if (at.pos !== bytes.length) refuse('malformed', 'trailing bytes')
}

type Cursor = { bytes: Uint8Array; pos: number }

function scanDeletes(at: Cursor) {
  const clients = count(at, 2)
  for (let i = 0; i < clients; i++) {
    clientId(at)
    const ranges = count(at, 2)
    for (let n = 0; n < ranges; n++) {
      uint(at)
      uint(at)
    }
  }
}

function struct(at: Cursor) {
  const info = byte(at)
  if (info === 0) return void uint(at)
  if (info === 10) refuse('gap', 'skip')
  const hasLeft = (info & 0x80) !== 0
  const hasRight = (info & 0x40) !== 0
  if (hasLeft) id(at)
  if (hasRight) id(at)
  if (!hasLeft && !hasRight) {
    const isRoot = uint(at)
    if (isRoot > 1) refuse('malformed', 'parent info')
    if (isRoot) key(at)
    else id(at)
    if (info & 0x20) key(at)
  }
  content(at, info & 0x1f)
}

function content(at: Cursor, kind: number) {
  switch (kind) {
    case 1: // deleted
      return void uint(at)
    case 4: // string
      return skipBytes(at)
    case 6: // format
      key(at)
      return json(at)
    case 7: {
      const type = uint(at)
      if (type === 3) return void key(at)
      if (type !== 1 && type !== 6) refuse('shape', `type ${type}`)
      return
    }
    case 8: {
      const values = count(at, 1)
      for (let i = 0; i < values; i++) any(at, 1)
      return
    }
    case 9:
      return refuse('subdocument', '')
    case 2: // an encoding that Yjs itself no longer writes
    case 3: // bytes
    case 5: // embed
      return refuse('shape', `content ${kind}`)
    default:
      return refuse('malformed', `content ${kind}`)
  }
}

function any(at: Cursor, depth: number) {
  if (depth > limits.valueDepth) refuse('too-big', 'value depth')
  const type = byte(at)
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      return skipVarInt(at)
    case 124:
      return skip(at, 4)
    case 123:
      return skip(at, 8)
    case 119:
      return skipBytes(at)
    case 118: {
      const entries = count(at, 2)
      for (let i = 0; i < entries; i++) {
        key(at)
        any(at, depth + 1)
      }
      return
    }
    case 117: {
      const values = count(at, 1)
      for (let i = 0; i < values; i++) any(at, depth + 1)
      return
    }
    default: // big integers and bytes are no plain values
      return refuse('shape', `value ${type}`)
  }
}

function json(at: Cursor) {
  let value: unknown
  try {
    value = JSON.parse(text(at))
  } catch {
    refuse('malformed', 'json')
  }
  plain(value, 1)
}

function plain(value: unknown, depth: number) {
  if (value === null || typeof value !== 'object') return
  if (depth > limits.valueDepth) refuse('too-big', 'value depth')
  for (const name of Object.keys(value)) {
    if (forbiddenKeys.has(name)) refuse('shape', 'key')
    plain((value as Record<string, unknown>)[name], depth + 1) // an own key of an object just parsed
  }
}

function byte(at: Cursor): number {
  const value = at.bytes[at.pos++]
  return value ?? refuse('malformed', 'cut short')
}

function uint(at: Cursor): number {
  let value = 0
  // Eight bytes hold what a program counts with. Yjs reads on: after 146 idle ones its number is no number any more,
  // and no comparison with it fails.
  for (let factor = 1; factor < 2 ** 56; factor *= 128) {
    const next = byte(at)
    value += (next & 127) * factor
    if (value > Number.MAX_SAFE_INTEGER) refuse('malformed', 'number')
    if (next < 128) return value
  }
  return refuse('malformed', 'number')
}

/** A claimed number of things that take `least` bytes each. */
function count(at: Cursor, least: number): number {
  const claimed = uint(at)
  if (claimed * least > at.bytes.length - at.pos) refuse('malformed', 'count')
  return claimed
}

function clientId(at: Cursor) {
  if (uint(at) > limits.client) refuse('malformed', 'client')
}

function id(at: Cursor) {
  clientId(at)
  if (uint(at) > limits.clock) refuse('malformed', 'clock')
}

function skip(at: Cursor, length: number) {
  at.pos += length
  if (at.pos > at.bytes.length) refuse('malformed', 'cut short')
}

const skipBytes = (at: Cursor) => skip(at, uint(at))

function skipVarInt(at: Cursor) {
  for (let n = 0; byte(at) >= 128; n++) if (n > 8) refuse('malformed', 'number')
}

function text(at: Cursor): string {
  const length = uint(at)
  const start = at.pos
  skip(at, length)
  try {
    return utf8.decode(at.bytes.subarray(start, at.pos))
  } catch {
    return refuse('malformed', 'text')
  }
}

function key(at: Cursor) {
  if (forbiddenKeys.has(text(at))) refuse('shape', 'key')
}
