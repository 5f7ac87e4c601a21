import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Blobs, diskBlobs, hashOf } from '../../server/platform/blobs.ts'
import { temporaryFolder } from '../kit/database.ts'

let blobs: Blobs
let place: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  place = await temporaryFolder()
  blobs = diskBlobs(place.folder)
})
afterEach(() => place.remove())

const bytes = new Uint8Array([0, 1, 2, 250, 255])

test('what is put under its hash comes back as it was', async () => {
  const hash = await blobs.put(bytes)
  expect(hash).toBe(hashOf(bytes))
  expect(new Uint8Array((await blobs.get(hash))!)).toEqual(bytes)
  expect(await blobs.has(hash)).toBe(true)
})

test('the same bytes put by many at once are kept once, with nothing left beside them', async () => {
  const hashes = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytes)))
  expect(new Set(hashes).size).toBe(1)
  const files = readdirSync(place.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map((file) => file.name)).toEqual([hashes[0]])
})

test('a part can be read for players that seek', async () => {
  const part = await blobs.stream(await blobs.put(bytes), { from: 1, to: 2 })
  const chunks = await part!.body.toArray()
  expect(Buffer.concat(chunks as Buffer[])).toEqual(Buffer.from([1, 2]))
  expect(part!.size).toBe(5)
})

test('an unknown name, and a name that is a path, are not there', async () => {
  expect(await blobs.get(hashOf(new Uint8Array([9])))).toBeUndefined()
  expect(await blobs.get('../../../etc/passwd')).toBeUndefined()
  expect(await blobs.stream('..')).toBeUndefined()
})
