import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'

// A client that speaks the protocol and does nothing else: it keeps no document, so that what is measured is the server.

const SYNC = 0
const STEP1 = 0
const STEP2 = 1
const UPDATE = 2
const SAVED = 64
const REFUSED = 65

/** How messages are wrapped: y-websocket sends them bare, Hocuspocus puts the document's name before each. */
export const dialects = {
  'y-websocket': { wrap: () => {}, unwrap: () => {}, hello: null },
  hocuspocus: {
    wrap: (encoder, course) => encoding.writeVarString(encoder, course),
    unwrap: (decoder) => void decoding.readVarString(decoder),
    /** Hocuspocus answers nothing before a token came, whatever it is. */
    hello: (course) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarString(encoder, course)
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
      return encoding.toUint8Array(encoder)
    },
  },
}

/** Characters and other units that an update brings: the sum of its structs' lengths. */
export const unitsOf = (update) => Y.decodeUpdate(update).structs.reduce((sum, struct) => sum + struct.length, 0)

export class RawClient {
  /** Units received as updates from others. */
  received = 0
  bytes = 0
  frames = 0
  /** Updates of ours that the server said are durable; stays 0 with servers that do not say so. */
  saved = 0
  refused = []
  onUpdate = null
  onSaved = null
  /** What came until the server said that this is all, piece by piece. */
  #told = []
  #isSynced = false

  constructor(url, course, dialect = 'y-websocket', { count = true } = {}) {
    this.url = url
    this.course = course
    this.dialect = dialects[dialect]
    this.count = count
  }

  /** Connects and resolves when the server has sent all it has. `vector` tells what is known already. */
  open(vector = new Uint8Array([0])) {
    return new Promise((resolve, reject) => {
      this.ws = new WebSocket(this.url, { perMessageDeflate: false })
      this.ws.binaryType = 'nodebuffer'
      this.ws.on('error', reject)
      this.ws.on('close', (code) => reject(new Error(`closed with ${code} before the state came`)))
      this.ws.on('open', () => {
        const hello = this.dialect.hello?.(this.course)
        if (hello) this.ws.send(hello)
        this.ws.send(this.frame(STEP1, vector))
      })
      this.ws.on('message', (data) => this.hear(data, resolve))
    })
  }

  /** All that the course held when it was opened, as one update. */
  get state() {
    return Y.mergeUpdates(this.#told)
  }

  frame(kind, payload) {
    const encoder = encoding.createEncoder()
    this.dialect.wrap(encoder, this.course)
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
    return encoding.toUint8Array(encoder)
  }

  send(update) {
    this.ws.send(this.frame(UPDATE, update))
  }

  sendStep2(update) {
    this.ws.send(this.frame(STEP2, update))
  }

  hear(data, synced) {
    this.bytes += data.length
    this.frames++
    const decoder = decoding.createDecoder(data)
    while (decoding.hasContent(decoder)) {
      this.dialect.unwrap(decoder)
      const type = decoding.readVarUint(decoder)
      if (type === SAVED) {
        this.saved = decoding.readVarUint(decoder)
        this.savedSteps = decoding.readVarUint(decoder)
        decoding.readVarUint(decoder)
        this.onSaved?.(this.saved)
        continue
      }
      if (type === REFUSED) this.refused.push(decoding.readVarString(decoder))
      // Hocuspocus sends its answers to step 1 as type 4 as well; everything else is of no interest here.
      if (type !== SYNC && !(type === 4 && this.dialect === dialects.hocuspocus)) return
      const kind = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (kind !== STEP1 && !this.#isSynced) this.#told.push(payload)
      if (kind === STEP2) {
        this.#isSynced = true
        synced(this)
      }
      if (kind === UPDATE) {
        if (this.count) this.received += unitsOf(payload)
        this.onUpdate?.(payload)
      }
    }
  }

  close() {
    this.ws?.removeAllListeners('close')
    this.ws?.terminate()
  }
}
