import type { Duplex } from 'node:stream'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import { frame, MessageType, readWord, type ServerWord, SyncType, syncFrame } from '../../shared/collaboration.ts'
import type { CourseId } from '../../shared/id.ts'
import { collabUrl, until } from './kit.ts'

// A socket in the hand of a test: it says exactly what it is told to say, and notes all it hears.

export type Raw = Awaited<ReturnType<typeof rawSocket>>

type Options = { token?: string; headers?: Record<string, string>; query?: string }

/** Opens a socket and waits until it is open; rejects with the HTTP status when it is not let in. */
export async function rawSocket(url: string, courseId: CourseId | string, { token, headers = {}, query = 'v=1&schema=1' }: Options = {}) {
  const socket = new WebSocket(`${collabUrl(url)}/${courseId}?${query}${token ? `&token=${token}` : ''}`, { headers })
  const words: ServerWord[] = []
  const messages: Uint8Array[] = []
  const updates: Uint8Array[] = []
  const raw = {
    socket,
    words,
    /** All that was heard, as it came. */
    messages,
    /** Updates heard, step 2 included. */
    updates,
    isSynced: false,
    closed: undefined as { code: number; reason: string } | undefined,
    send: (message: Uint8Array | string) => socket.send(message),
    sendUpdate: (update: Uint8Array) => socket.send(syncFrame(SyncType.update, update)),
    sendStep2: (update: Uint8Array) => socket.send(syncFrame(SyncType.step2, update)),
    sync: (vector: Uint8Array = new Uint8Array([0])) => socket.send(syncFrame(SyncType.step1, vector)),
    presence: (body: Uint8Array) => socket.send(frame(MessageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, body))),
    /** Sends all that is said in one piece, so that it is heard in one moment. */
    together(say: () => void) {
      const { _socket: line } = socket as unknown as { _socket: Duplex }
      line.cork()
      say()
      line.uncork()
    },
    word: <Type extends ServerWord['type']>(type: Type) =>
      words.filter((word): word is Extract<ServerWord, { type: Type }> => word.type === type).at(-1),
    close: () => socket.terminate(),
  }
  socket.on('message', (data: Buffer) => hear(raw, new Uint8Array(data)))
  socket.on('close', (code, reason) => (raw.closed = { code, reason: reason.toString() }))
  let status: number | undefined
  socket.on('unexpected-response', (_, response) => {
    status = response.statusCode
    socket.terminate()
  })
  socket.on('error', () => {})
  await until(() => socket.readyState === socket.OPEN || status !== undefined || raw.closed)
  if (status !== undefined) throw new Refused(status)
  return raw
}

export class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`not let in: ${status}`)
    this.status = status
  }
}

function hear(raw: { words: ServerWord[]; messages: Uint8Array[]; updates: Uint8Array[]; isSynced: boolean }, message: Uint8Array) {
  raw.messages.push(message)
  const decoder = decoding.createDecoder(message)
  const type = decoding.readVarUint(decoder)
  if (type !== MessageType.sync) {
    const word = readWord(type, decoder)
    if (word) raw.words.push(word)
    return
  }
  const kind = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  if (kind !== SyncType.step1) raw.updates.push(body)
  if (kind === SyncType.step2) raw.isSynced = true
}
