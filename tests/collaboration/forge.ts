import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

// Writes updates by hand, also such as no Yjs would ever make.

export type ForgedId = { client: number; clock: number }
export type ForgedItem = {
  kind: 'item'
  origin?: ForgedId | null
  rightOrigin?: ForgedId | null
  /** A root's name, or the id of an item; written only without neighbours, as Yjs does. */
  parent?: string | ForgedId
  sub?: string | null
  content: Y.Item['content']
}
export type ForgedStruct = ForgedItem | { kind: 'gc' | 'skip'; length: number }
export type ForgedPart = { client: number; clock: number; structs: ForgedStruct[] }
export type Forged = { parts: ForgedPart[]; deletes: { client: number; ranges: { clock: number; len: number }[] }[] }

/** The bytes of a forged update, encoding V1. */
export function forge({ parts = [], deletes = [] }: Partial<Forged>): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const out = encoder.restEncoder
  encoding.writeVarUint(out, parts.length)
  for (const { client, clock, structs } of parts) {
    encoding.writeVarUint(out, structs.length)
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, clock)
    for (const struct of structs) writeStruct(encoder, struct)
  }
  encoding.writeVarUint(out, deletes.length)
  for (const { client, ranges } of deletes) {
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(out, clock)
      encoding.writeVarUint(out, len)
    }
  }
  return encoding.toUint8Array(out)
}

function writeStruct(encoder: Y.UpdateEncoderV1, struct: ForgedStruct) {
  const out = encoder.restEncoder
  if (struct.kind !== 'item') {
    encoding.writeUint8(out, struct.kind === 'gc' ? 0 : 10)
    return encoding.writeVarUint(out, struct.length)
  }
  const { origin, rightOrigin, parent, sub, content } = struct
  encoding.writeUint8(out, content.getRef() | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (sub ? 32 : 0))
  if (origin) writeId(out, origin)
  if (rightOrigin) writeId(out, rightOrigin)
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(out, typeof parent === 'object' ? 0 : 1)
    if (typeof parent === 'object') writeId(out, parent)
    else encoding.writeVarString(out, parent ?? 'l:none')
    if (sub) encoding.writeVarString(out, sub)
  }
  content.write(encoder, 0)
}

function writeId(out: encoding.Encoder, { client, clock }: ForgedId) {
  encoding.writeVarUint(out, client)
  encoding.writeVarUint(out, clock)
}

/** A real update as data that can be bent and forged again. */
export function unforge(update: Uint8Array): Forged {
  const { structs, ds } = Y.decodeUpdate(update)
  const parts: ForgedPart[] = []
  for (const struct of structs) {
    let part = parts.at(-1)
    if (part?.client !== struct.id.client) parts.push((part = { client: struct.id.client, clock: struct.id.clock, structs: [] }))
    part.structs.push(dataOf(struct))
  }
  return {
    parts,
    deletes: Array.from(ds.clients, ([client, ranges]) => ({ client, ranges: ranges.map(({ clock, len }) => ({ clock, len })) })),
  }
}

function dataOf(struct: Y.Item | Y.GC | Y.Skip): ForgedStruct {
  if (!(struct instanceof Y.Item)) return { kind: struct instanceof Y.GC ? 'gc' : 'skip', length: struct.length }
  const parent = struct.parent as unknown as string | Y.ID | null // decoded, not integrated
  return {
    kind: 'item',
    origin: struct.origin,
    rightOrigin: struct.rightOrigin,
    ...(parent !== null && { parent }),
    sub: struct.parentSub,
    content: struct.content,
  }
}

/** One item of a fresh client, as an update. */
export const forgeItem = (client: number, item: Omit<ForgedItem, 'kind'>, clock = 0) =>
  forge({ parts: [{ client, clock, structs: [{ kind: 'item', ...item }] }] })
