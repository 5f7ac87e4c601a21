import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'
import { temporaryFolder } from '../kit/database.ts'

// What `npm start` decides before it serves. The tools are plain JavaScript: they run before anything is installed.

type Settings = { DATA_DIR: string; DEMO: string }
const { demoSettings } = (await import(path.join(root, 'tools/steps.mjs'))) as {
  demoSettings: (env: Record<string, string>) => Promise<Settings>
}

let place: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
beforeEach(async () => {
  place = await temporaryFolder()
  data = path.join(place.folder, 'data')
})
afterEach(() => place.remove())

test('a new data folder on a machine of one’s own gets the demo, and keeps it', async () => {
  expect(await demoSettings({ DATA_DIR: data })).toEqual({ DATA_DIR: data, DEMO: 'on' })
  await writeFile(path.join(data, 'colloquy.db'), '')
  expect((await demoSettings({ DATA_DIR: data })).DEMO).toBe('on')
})

test('a data folder that was begun without the demo stays without it', async () => {
  await mkdir(data)
  await writeFile(path.join(data, 'colloquy.db'), '')
  expect((await demoSettings({ DATA_DIR: data })).DEMO).toBe('off')
})

test('what is open to a network gets no demo, whatever the folder holds', async () => {
  await demoSettings({ DATA_DIR: data })
  expect((await demoSettings({ DATA_DIR: data, HOST: '0.0.0.0' })).DEMO).toBe('off')
})

test('DEMO=off is the last word', async () => {
  expect((await demoSettings({ DATA_DIR: data, DEMO: 'off' })).DEMO).toBe('off')
  expect(existsSync(data)).toBe(false)
})
