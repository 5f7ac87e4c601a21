import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Loop } from '../../server/collaboration/loop.ts'

/** A room's loop whose beat strikes when the test says so; each step takes until the test ends it. */
function aLoop() {
  const beats: (() => void)[] = []
  const ends: (() => void)[] = []
  const room = { waits: 0, isAsked: false, steps: 0 }
  const loop = new Loop({
    work: () => {
      room.steps++
      room.waits = 0
      room.isAsked = false
      return new Promise((resolve) => ends.push(resolve))
    },
    hasWork: () => room.waits > 0,
    isAsked: () => room.isAsked,
    restsMs: () => 0,
    beat: (begin) => beats.push(begin),
    onAsleep: () => {},
  })
  return {
    room,
    loop,
    letter() {
      room.waits++
      loop.wake()
    },
    ask() {
      room.waits++
      room.isAsked = true
      loop.wake()
    },
    strike: () => beats.splice(0).forEach((begin) => begin()),
    async endStep() {
      ends.shift()?.()
      await setImmediate()
    },
  }
}

test('whoever asks is answered without waiting for the beat that letters wait for', async () => {
  const { room, loop, letter, ask, endStep } = aLoop()
  letter()
  await setImmediate()
  expect(room.steps).toBe(0)
  ask()
  ask()
  await setImmediate()
  expect(room.steps).toBe(1)
  await endStep()
  expect([room.steps, loop.isAwake]).toEqual([1, false])
})

test('a beat that comes after somebody asked begins no second step beside the first, and none for nothing', async () => {
  const { room, loop, letter, ask, strike, endStep } = aLoop()
  letter()
  ask()
  await setImmediate()
  letter()
  strike()
  expect(room.steps).toBe(1)
  // What came during the step has a beat of its own.
  await endStep()
  expect(room.steps).toBe(1)
  strike()
  expect(room.steps).toBe(2)
  await endStep()
  strike()
  expect([room.steps, loop.isAwake]).toEqual([2, false])
})
