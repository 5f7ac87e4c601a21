import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../shared/auth.ts'
import { MessageType } from '../../shared/collaboration.ts'
import type { Person } from '../../shared/people.ts'
import { aCourseWithPeople, ourClient, pause, until } from './kit.ts'
import { rawSocket } from './raw.ts'

// Quiet mode: what leaves the server of somebody who wants to be left alone.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

async function open(person: Person) {
  const asker = await world.server.signIn(`${person.name.toLowerCase()}@demo.test`)
  const { token } = await asker.ask(createToken, { name: 'test' })
  const raw = await rawSocket(world.server.url, world.course, { token })
  const heard: string[] = []
  raw.socket.on('message', (data: Buffer) => data[0] === MessageType.awareness && heard.push(data.toString()))
  return { ...raw, heard }
}

function said(clock: number, state: object) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 5150)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}

test('[P2] of who is quiet the server tells neither lesson nor caret, nor when the caret moves', async () => {
  const [ana, ben] = [await open(world.ana), await open(world.ben)]
  ana.presence(said(1, { lesson: 'secret-lesson', cursor: { head: 'secret-1' }, quiet: true }))
  await until(() => ben.heard.some((text) => text.includes('"Ana"')))
  const before = ben.heard.length
  for (let clock = 2; clock < 12; clock++) {
    ana.presence(said(clock, { lesson: 'secret-lesson', cursor: { head: `secret-${clock}` }, quiet: true }))
    await pause(30)
  }
  await pause(250)
  expect(ben.heard.length).toBe(before)
  expect(ben.heard.join()).not.toContain('secret')
  expect(ben.heard.join()).not.toContain('quiet')
  const newcomer = await open(world.rita)
  newcomer.send(new Uint8Array([MessageType.queryAwareness]))
  await until(() => newcomer.heard.some((text) => text.includes('"Ana"')))
  expect(newcomer.heard.join()).not.toContain('secret')

  ana.presence(said(12, { lesson: 'no secret' }))
  await until(() => ben.heard.some((text) => text.includes('no secret')))
  for (const raw of [ana, ben, newcomer]) raw.close()
})

test('[P2] quiet mode is remembered on the device, and hides where somebody is from our own client too', async () => {
  const [ana, ben] = [await ourClient(world, world.ana), await ourClient(world, world.ben)]
  const anaFromBen = () => ben.draft.people().find(({ id }) => id === world.ana.id)
  ana.draft.lookAt('welcome')
  await until(() => anaFromBen()?.lesson === 'welcome')
  ana.draft.setQuiet(true)
  await until(() => anaFromBen()?.lesson === null)
  expect(anaFromBen()?.name).toBe('Ana')
  ana.close()
  await until(() => anaFromBen() === undefined)

  const again = await ourClient(world, world.ana, { device: ana.device })
  expect(again.draft.quiet()).toBe(true)
  again.draft.lookAt('welcome')
  await until(() => anaFromBen() !== undefined)
  await pause(250)
  expect(anaFromBen()?.lesson).toBeNull()
  again.draft.setQuiet(false)
  await until(() => anaFromBen()?.lesson === 'welcome')
  again.close()
  ben.close()
})
