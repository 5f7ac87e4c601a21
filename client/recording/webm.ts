// What a browser records is WebM written as it comes: without its length, and without a list of the places one can
// jump to. Here both are added, and what was cut off at the ends is left out. Nothing is encoded anew.

/** What is kept of a recording, in seconds of the whole one. */
export type Stretch = { start: number; end: number | null }
/** `start`: where the stretch begins in the new file, in seconds: a picture stands on those before it, back to a whole one. */
export type Mended = { blob: Blob; seconds: number; start: number }

/** One frame: where its element lies, its time in ticks, and whether it needs none before it. */
type Frame = { at: number; size: number; time: number; track: number; isKey: boolean; timeAt: number }
type Cluster = { frames: Frame[] }
type Scanned = { head: Blob; info: Uint8Array[]; tracks: Uint8Array; film: number | undefined; ticksPerSecond: number; clusters: Cluster[] }

const ids = {
  head: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  tags: 0x1254c367,
  seeks: 0x114d9b74,
  chapters: 0x1043a770,
  attachments: 0x1941a469,
  ticks: 0x2ad7b1,
  duration: 0x4489,
  clusterTime: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  reference: 0xfb,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
}
/** What only stands in a segment itself: a cluster of unknown size ends where one of these begins. */
const ofSegment: readonly number[] = [ids.cluster, ids.cues, ids.tags, ids.seeks, ids.chapters, ids.attachments, ids.info, ids.tracks]
const unknownSize = -1
const windowBytes = 4 * 1024 * 1024
/** Beyond this, an element that is read whole is none of a recorder's. */
const mostHeadBytes = 1024 * 1024

/**
 * The same film or sound, with its length and places to jump to; with a stretch, that and little more.
 *
 * Its end is exact. It begins at the whole picture at or before the start; sound alone begins exactly.
 * Nothing when it is no WebM, or a kind that no browser records.
 */
export async function mendWebm(blob: Blob, stretch: Stretch = { start: 0, end: null }): Promise<Mended | undefined> {
  try {
    const scanned = await scan(blob)
    return scanned && (await write(blob, scanned, stretch))
  } catch (error) {
    if (error instanceof NotWebm) return undefined
    throw error
  }
}

class NotWebm extends Error {}

// Reading

/** Bytes of a blob by their place, read a window at a time: a recording may be larger than memory likes. */
class Reader {
  private from = 0
  private bytes = new Uint8Array()
  private readonly blob: Blob
  constructor(blob: Blob) {
    this.blob = blob
  }

  get size() {
    return this.blob.size
  }

  async at(place: number, size: number): Promise<Uint8Array> {
    if (place < this.from || place + size > this.from + this.bytes.length) {
      this.from = place
      this.bytes = new Uint8Array(await this.blob.slice(place, place + Math.max(size, windowBytes)).arrayBuffer())
    }
    return this.bytes.subarray(place - this.from, place - this.from + size)
  }

  /** The element that begins there: its id, where its content begins and how large that is. Nothing at the end or in a torn one. */
  async element(place: number): Promise<{ id: number; body: number; size: number } | undefined> {
    if (place >= this.size) return undefined
    const bytes = await this.at(place, Math.min(12, this.size - place))
    const id = vint(bytes, 0, true)
    const size = id && vint(bytes, id.length, false)
    if (!id || !size) return undefined
    return { id: id.value, body: place + id.length + size.length, size: size.isUnknown ? unknownSize : size.value }
  }
}

/** A number of one to eight bytes that says its own length; ids keep the mark that says it. */
function vint(bytes: Uint8Array, at: number, keepsMark: boolean): { value: number; length: number; isUnknown: boolean } | undefined {
  const first = bytes[at]
  if (first === undefined || first === 0) return undefined
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return undefined
  let value = keepsMark ? first : first & (0xff >> length)
  let isUnknown = (first & (0xff >> length)) === 0xff >> length
  for (let i = 1; i < length; i++) {
    value = value * 256 + bytes[at + i]!
    isUnknown &&= bytes[at + i] === 0xff
  }
  return { value, length, isUnknown }
}

const unsigned = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

async function scan(blob: Blob): Promise<Scanned | undefined> {
  const reader = new Reader(blob)
  const head = await reader.element(0)
  if (head?.id !== ids.head || head.size === unknownSize) return undefined
  const segment = await reader.element(head.body + head.size)
  if (segment?.id !== ids.segment) return undefined
  const found: Omit<Scanned, 'tracks'> & { tracks?: Uint8Array } = {
    head: blob.slice(0, head.body + head.size),
    info: [],
    film: undefined,
    ticksPerSecond: 1000,
    clusters: [],
  }
  for (let place = segment.body; place < blob.size;) {
    const element = await reader.element(place)
    if (!element) break // torn off in the midst of writing: what came before is whole
    if (element.id === ids.cluster) {
      const [cluster, end] = await readCluster(reader, element)
      if (cluster.frames.length > 0) found.clusters.push(cluster)
      place = end
      continue
    }
    if (element.size === unknownSize) throw new NotWebm()
    const end = element.body + element.size
    if (element.id === ids.info || element.id === ids.tracks) {
      if (element.size > mostHeadBytes || end > blob.size) throw new NotWebm()
      const whole = (await reader.at(place, end - place)).slice()
      if (element.id === ids.tracks) {
        found.tracks = whole
        found.film = filmTrack(whole.subarray(element.body - place))
      } else
        for (const part of partsOf(whole.subarray(element.body - place))) {
          if (part.id === ids.ticks) found.ticksPerSecond = 1e9 / unsigned(part.body)
          if (part.id !== ids.duration) found.info.push(part.whole)
        }
    }
    place = end
  }
  const { tracks } = found
  return tracks && found.clusters.length > 0 ? { ...found, tracks } : undefined
}

async function readCluster(reader: Reader, cluster: { body: number; size: number }): Promise<[Cluster, number]> {
  const frames: Frame[] = []
  const last = cluster.size === unknownSize ? reader.size : Math.min(reader.size, cluster.body + cluster.size)
  let base = 0
  let place = cluster.body
  while (place < last) {
    const element = await reader.element(place)
    if (!element || ofSegment.includes(element.id)) break
    const end = element.body + element.size
    if (element.size === unknownSize || end > reader.size) return [{ frames }, reader.size] // torn
    if (element.id === ids.clusterTime) base = unsigned(await reader.at(element.body, element.size))
    if (element.id === ids.simpleBlock) frames.push(await readFrame(reader, place, end, element.body, base))
    if (element.id === ids.blockGroup) frames.push(await readGroup(reader, place, end, element.body, base))
    place = end
  }
  return [{ frames }, place]
}

async function readFrame(reader: Reader, at: number, end: number, body: number, base: number): Promise<Frame> {
  const bytes = await reader.at(body, Math.min(12, end - body))
  const track = vint(bytes, 0, false)
  if (!track || bytes.length < track.length + 3) throw new NotWebm()
  const offset = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt16(track.length)
  const isKey = (bytes[track.length + 2]! & 0x80) !== 0
  return { at, size: end - at, time: base + offset, track: track.value, isKey, timeAt: body + track.length - at }
}

/** A frame with more said of it; it needs none before it when it names none. */
async function readGroup(reader: Reader, at: number, end: number, body: number, base: number): Promise<Frame> {
  let frame: Frame | undefined
  let refers = false
  for (let place = body; place < end;) {
    const part = await reader.element(place)
    if (!part || part.size === unknownSize) throw new NotWebm()
    if (part.id === ids.block) {
      const inside = await readFrame(reader, place, part.body + part.size, part.body, base)
      frame = { ...inside, at, size: end - at, timeAt: inside.timeAt + place - at }
    }
    if (part.id === ids.reference) refers = true
    place = part.body + part.size
  }
  if (!frame) throw new NotWebm()
  return { ...frame, isKey: !refers }
}

function* partsOf(bytes: Uint8Array): Generator<{ id: number; body: Uint8Array; whole: Uint8Array }> {
  for (let place = 0; place < bytes.length;) {
    const id = vint(bytes, place, true)
    const size = id && vint(bytes, place + id.length, false)
    if (!id || !size || size.isUnknown) throw new NotWebm()
    const body = place + id.length + size.length
    yield { id: id.value, body: bytes.subarray(body, body + size.value), whole: bytes.subarray(place, body + size.value) }
    place = body + size.value
  }
}

/** The number of the track with pictures. */
function filmTrack(tracks: Uint8Array): number | undefined {
  for (const { id, body } of partsOf(tracks)) {
    if (id !== ids.track) continue
    const parts = [...partsOf(body)]
    const number = (wanted: number) => unsigned(parts.find((part) => part.id === wanted)?.body ?? new Uint8Array())
    if (number(ids.trackType) === 1) return number(ids.trackNumber)
  }
  return undefined
}

// Writing

async function write(
  blob: Blob,
  { head, info, tracks, film, ticksPerSecond, clusters }: Scanned,
  stretch: Stretch,
): Promise<Mended | undefined> {
  const from = stretch.start * ticksPerSecond
  const to = (stretch.end ?? Number.POSITIVE_INFINITY) * ticksPerSecond
  const starts = (frame: Frame) => frame.isKey && (film === undefined || frame.track === film)
  const all = clusters.flatMap(({ frames }) => frames)
  const first = all.findLast((frame) => starts(frame) && frame.time <= from) ?? all[0]!
  const base = stretch.start > 0 ? first.time : Math.min(...all.slice(0, 20).map(({ time }) => time))
  const kept = clusters
    .map(({ frames }) => frames.filter((frame) => frame.at >= (stretch.start > 0 ? first.at : 0) && frame.time <= to))
    .filter((frames) => frames.length > 0)
  if (kept.length === 0) return undefined

  const pieces: Blob[] = []
  for (const frames of kept) pieces.push(await writeCluster(blob, frames, base)) // one after the other: all at once may be more than memory holds
  const ticks = lengthOf(kept.flat()) - base
  const about = element(ids.info, ...info, element(ids.duration, float(ticks)))
  const points = kept.flatMap((frames, nth) => {
    const key = frames.find(starts)
    return key ? [{ time: Math.max(0, key.time - base), track: key.track, nth }] : []
  })
  // The list is as long whatever it says, so its own length can be known before the places in it are.
  const cuesBytes = points.length > 0 ? cues(points, () => 0).length : 0
  const begins: number[] = []
  pieces.reduce((place, piece) => (begins.push(place), place + piece.size), about.length + tracks.length + cuesBytes)
  const body = [about, tracks, ...(points.length > 0 ? [cues(points, (nth) => begins[nth]!)] : []), ...pieces] as BlobPart[]
  const bodyBytes = about.length + tracks.length + cuesBytes + pieces.reduce((sum, { size }) => sum + size, 0)
  return {
    blob: new Blob([head, bytesOfId(ids.segment) as BlobPart, longSize(bodyBytes) as BlobPart, ...body], { type: blob.type }),
    seconds: ticks / ticksPerSecond,
    start: Math.max(0, (from - base) / ticksPerSecond),
  }
}

/** When the last frame of the longest track ends: as long after its beginning as the one before it took. */
function lengthOf(frames: readonly Frame[]): number {
  const last = new Map<number, { time: number; took: number }>()
  for (const { track, time } of frames) {
    const before = last.get(track)
    last.set(track, { time, took: before && time > before.time ? time - before.time : (before?.took ?? 0) })
  }
  return Math.max(...[...last.values()].map(({ time, took }) => time + took))
}

/** The frames in a cluster of their own, its times counted from `base`. What lies side by side is taken as one piece. */
async function writeCluster(blob: Blob, frames: readonly Frame[], base: number): Promise<Blob> {
  const time = Math.max(0, Math.min(...frames.map((frame) => frame.time)) - base)
  const [from, to] = [frames[0]!.at, frames.at(-1)!.at + frames.at(-1)!.size]
  // A cluster is a few seconds: it is copied, and each frame says anew how long after its cluster it comes.
  const source = new Uint8Array(await blob.slice(from, to).arrayBuffer())
  const parts: BlobPart[] = []
  let size = 0
  for (const frame of frames) {
    const bytes = source.subarray(frame.at - from, frame.at - from + frame.size)
    new DataView(bytes.buffer, bytes.byteOffset).setInt16(frame.timeAt, Math.max(-32768, Math.min(32767, frame.time - base - time)))
    parts.push(bytes)
    size += bytes.length
  }
  const clock = element(ids.clusterTime, uint(time))
  return new Blob([bytesOfId(ids.cluster) as BlobPart, longSize(clock.length + size) as BlobPart, clock as BlobPart, ...parts])
}

function cues(points: readonly { time: number; track: number; nth: number }[], placeOf: (nth: number) => number): Uint8Array {
  return element(
    ids.cues,
    ...points.map(({ time, track, nth }) =>
      element(0xbb, element(0xb3, uint(time)), element(0xb7, element(0xf7, uint(track)), element(0xf1, uint(placeOf(nth))))),
    ),
  )
}

function bytesOfId(id: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return new Uint8Array(bytes)
}
/** A size in eight bytes, whatever it is. */
function longSize(size: number): Uint8Array {
  const bytes = uint(size)
  bytes[0] = 1
  return bytes
}
function uint(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.round(value)))
  return bytes
}
function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}
function element(id: number, ...parts: Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array([...bytesOfId(id), ...longSize(size), ...parts.flatMap((part) => [...part])])
  return bytes
}
