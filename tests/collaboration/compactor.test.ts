import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Compactor } from '../../server/collaboration/compactor.ts'
import { root } from '../../server/platform/root.ts'
import { act, lessons, seedCourse } from './authors.ts'
import { chance, seedOfRun } from './chance.ts'
import { until } from './kit.ts'

// Large courses are encoded in a thread beside the server's own.

const folder = path.join(root, 'dist/test/compaction')
const program = path.join(folder, 'compaction-worker.js')
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    ssr: { noExternal: true },
    build: { ssr: true, outDir: folder, rollupOptions: { input: { 'compaction-worker': 'server/collaboration/compaction-worker.ts' } } },
  })
  expect(existsSync(program)).toBe(true)
})
const compactors: Compactor[] = []
afterAll(() => compactors.forEach((one) => one.close()))

function aCompactor(options: ConstructorParameters<typeof Compactor>[0]) {
  const compactor = new Compactor(options)
  compactors.push(compactor)
  return compactor
}

/** What people wrote, update by update, and its size; `large` is past the border. */
function aCourse(large: boolean) {
  const seed = seedOfRun()
  const random = chance(seed)
  const doc = new Y.Doc()
  const updates = [seedCourse()]
  Y.applyUpdate(doc, updates[0]!)
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 0; n < 60; n++) act(doc, random)
  if (large) doc.transact(() => doc.getMap('meta').set('summary', 'x'.repeat(100_000)))
  return { seed, updates, size: updates.reduce((sum, { length }) => sum + length, 0), doc }
}

/** All that people see of a course. */
const contentOf = (doc: Y.Doc) => [
  ...['meta', 'outline', 'anchors'].map((root) => doc.getMap(root).toJSON()),
  ...lessons.map((root) => doc.getXmlFragment(root).toString()),
]
const read = (state: Uint8Array) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return contentOf(doc)
}

test('[L2] a large course squeezed in a thread is what it is squeezed here, and the thread goes when nobody needs it', async () => {
  const [there, here] = [aCompactor({ program, unusedMs: 50 }), aCompactor({ program: 'none' })]
  const { seed, updates, size, doc } = aCourse(true)
  const [one, other] = await Promise.all([there.compact(updates, size), here.compact(updates, size)])
  expect(there.isRunning).toBe(true)
  expect(here.isRunning).toBe(false)
  expect(read(one.state), `seed ${seed}`).toEqual(read(other.state))
  expect(Y.decodeStateVector(one.sv)).toEqual(Y.decodeStateVector(other.sv))
  expect(Y.equalDeleteSets(Y.decodeUpdate(one.ds).ds, Y.decodeUpdate(other.ds).ds)).toBe(true)
  expect(read(one.state)).toEqual(contentOf(doc))
  await until(() => !there.isRunning)
  expect(read((await there.compact(updates, size)).state)).toEqual(contentOf(doc))
})

test('a small course is squeezed at once, without a thread', async () => {
  const compactor = aCompactor({ program })
  const { updates, size, doc } = aCourse(false)
  expect(read((await compactor.compact(updates, size, doc)).state)).toEqual(contentOf(doc))
  expect(compactor.isRunning).toBe(false)
})

test('[L2] what makes no whole course is not squeezed, and the others that wait are', async () => {
  const compactor = aCompactor({ program })
  const { updates, size, doc } = aCourse(true)
  const broken = compactor.compact([new Uint8Array([1, 2, 3]), ...updates], size)
  const cut = compactor.compact(updates.slice(1), size)
  const whole = compactor.compact(updates, size)
  await expect(broken).rejects.toThrow()
  await expect(cut).rejects.toThrow('never needs')
  expect(read((await whole).state)).toEqual(contentOf(doc))
})

test('[L2] a thread that breaks takes one task with it; the next has a thread of its own', async () => {
  const compactor = aCompactor({ program: path.join(root, 'tests/collaboration/breaking-worker.mjs') })
  const { updates, size } = aCourse(true)
  const both = [compactor.compact(updates, size), compactor.compact(updates, size)]
  for (const one of both) await expect(one).rejects.toThrow()
})
