import { describe, expect, test } from 'vitest'
import { mendWebm } from '../../client/recording/webm.ts'

// WebM as Chromium records it: a segment and clusters of unknown size, no length, nothing to jump to.

const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const idBytes = (id: number) => {
  const bytes: number[] = []
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return bytes
}
const el = (id: number, ...content: number[][]) => {
  const body = content.flat()
  return [...idBytes(id), 0x40 | (body.length >> 8), body.length & 255, ...body]
}
const open = (id: number, ...content: number[][]) => [...idBytes(id), ...unknown, ...content.flat()]
const frame = (track: number, offset: number, isKey: boolean, mark: number) =>
  el(0xa3, [0x80 | track, (offset >> 8) & 255, offset & 255, isKey ? 0x80 : 0, mark])
const cluster = (time: number, ...frames: number[][]) => open(0x1f43b675, el(0xe7, [time >> 8, time & 255]), ...frames)
const track = (number: number, type: number) => el(0xae, el(0xd7, [number]), el(0x83, [type]))
const webm = (tracks: number[][], ...clusters: number[][]) =>
  new Blob([
    new Uint8Array([
      ...el(0x1a45dfa3, el(0x4282, [...Buffer.from('webm')])),
      ...open(0x18538067, el(0x1549a966, el(0x2ad7b1, [0x0f, 0x42, 0x40])), el(0x1654ae6b, ...tracks), ...clusters),
    ]),
  ])

/** A film of six seconds, a whole picture every two seconds, ten frames a second, and sound beside it. Marks count frames. */
function film() {
  const clusters = [0, 2000, 4000].map((time) =>
    cluster(
      time,
      ...Array.from({ length: 20 }, (_, n) => [
        ...frame(1, n * 100, n === 0, (time + n * 100) / 100),
        ...frame(2, n * 100 + 50, true, 100 + (time + n * 100) / 100),
      ]),
    ),
  )
  return webm([track(1, 1), track(2, 2)], ...clusters)
}
const sound = () =>
  webm(
    [track(1, 2)],
    ...[0, 1000].map((time) => cluster(time, ...Array.from({ length: 10 }, (_, n) => frame(1, n * 100, true, (time + n * 100) / 100)))),
  )

/** Reads what was written by other code than wrote it: times and marks of the frames, the length, and where the list leads to. */
async function read(blob: Blob) {
  const bytes = Buffer.from(await blob.arrayBuffer())
  const told = { ticks: 0, frames: [] as { track: number; time: number; mark: number }[], jumps: [] as { time: number; at: number }[] }
  const clusters: number[] = []
  let segment = 0
  let base = 0
  let jump = { time: 0, at: 0 }
  const walk = (from: number, to: number) => {
    for (let at = from; at < to;) {
      const idLength = Math.clz32(bytes[at]!) - 23
      const id = bytes.readUIntBE(at, idLength)
      const sizeAt = at + idLength
      const sizeLength = Math.clz32(bytes[sizeAt]!) - 23
      const size = sizeLength === 8 ? bytes.readUIntBE(sizeAt + 2, 6) : bytes.readUIntBE(sizeAt, sizeLength) - 2 ** (7 * sizeLength)
      const body = sizeAt + sizeLength
      const end = body + size
      expect(end, 'every element ends inside of what holds it').toBeLessThanOrEqual(to)
      if (id === 0x18538067) segment = body
      if (id === 0x1f43b675) clusters.push(at - segment)
      if (id === 0x4489) told.ticks = bytes.readDoubleBE(body)
      if (id === 0xe7) base = Number(bytes.readBigUInt64BE(body))
      if (id === 0xb3) jump = { time: Number(bytes.readBigUInt64BE(body)), at: 0 }
      if (id === 0xf1) told.jumps.push({ ...jump, at: Number(bytes.readBigUInt64BE(body)) })
      if (id === 0xa3) told.frames.push({ track: bytes[body]! & 0x7f, time: base + bytes.readInt16BE(body + 1), mark: bytes[body + 4]! })
      if ([0x18538067, 0x1549a966, 0x1c53bb6b, 0xbb, 0xb7, 0x1f43b675].includes(id)) walk(body, end)
      at = end
    }
  }
  walk(0, bytes.length)
  return { ...told, clusters, pictures: told.frames.filter(({ track }) => track === 1).map(({ mark }) => mark) }
}

describe('[M15] a recording', () => {
  test('gets its length and places to jump to, and keeps every frame at its time', async () => {
    const mended = await mendWebm(film())
    expect(mended).toMatchObject({ seconds: 6.05, start: 0 })
    const told = await read(mended!.blob)
    expect(told.ticks).toBe(6050)
    expect(told.frames).toHaveLength(120)
    expect(told.frames.filter(({ track }) => track === 1).map(({ time }) => time)).toEqual(Array.from({ length: 60 }, (_, n) => n * 100))
    expect(told.jumps.map(({ time }) => time)).toEqual([0, 2000, 4000])
    expect(told.jumps.map(({ at }) => at)).toEqual(told.clusters)
  })

  test('that is cut begins at the whole picture before, says how much later it is to begin, and ends exactly', async () => {
    const mended = await mendWebm(film(), { start: 2.7, end: 4.5 })
    expect(mended!.start).toBeCloseTo(0.7)
    const told = await read(mended!.blob)
    expect(told.pictures, 'the whole picture at 2 s is the first').toEqual(Array.from({ length: 26 }, (_, n) => 20 + n))
    expect(told.frames[0]!.time).toBe(0)
    expect(told.frames.at(-1)!.mark, 'nothing is left of what came after').toBe(45)
    expect(mended!.seconds).toBeCloseTo(2.6)
  })

  test('of sound alone is cut exactly at both ends', async () => {
    const mended = await mendWebm(sound(), { start: 0.3, end: 1.45 })
    expect(mended!.start).toBe(0)
    const told = await read(mended!.blob)
    expect([told.pictures[0], told.pictures.at(-1)]).toEqual([3, 14])
    expect(told.frames.map(({ time }) => time)).toEqual(Array.from({ length: 12 }, (_, n) => n * 100))
  })

  test('that was torn off in the midst of a frame is whole up to there, wherever it was torn', async () => {
    const whole = film()
    const full = (await read((await mendWebm(whole))!.blob)).frames
    for (let bytes = 120; bytes < whole.size; bytes += 97) {
      const mended = await mendWebm(whole.slice(0, bytes))
      const frames = mended ? (await read(mended.blob)).frames : []
      expect(frames).toEqual(full.slice(0, frames.length))
    }
    expect((await mendWebm(whole.slice(0, whole.size - 3)))!.seconds).toBeGreaterThan(5.9)
  })

  test('that was mended is mended again to the same', async () => {
    const once = await mendWebm(film())
    const twice = await mendWebm(once!.blob)
    expect(await read(twice!.blob)).toEqual(await read(once!.blob))
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['an MP4', new Uint8Array(Buffer.from('\0\0\0\x18ftypisom'))],
    ['a head alone', new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x80])],
    ['a size without an end', new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0xff, 1, 2, 3])],
  ])('that is %s is left alone', async (_, bytes) => {
    expect(await mendWebm(new Blob([bytes]))).toBeUndefined()
  })
})
