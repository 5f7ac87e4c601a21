import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { Connection, type Member } from '../../server/collaboration/connection.ts'

/** One whose budgets never run out; its socket does nothing, and never says goodbye. */
function aConnection() {
  const socket = Object.assign(new EventEmitter(), { isPaused: false, pause() {}, resume() {}, close() {}, terminate() {} })
  const budget = { spend() {}, waitMs: () => 0 }
  return new Connection({ socket, budgets: { bytes: budget, cpu: budget } } as unknown as Member) // all that listening takes
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('[S2] of whoever is let go nothing more is heard, and nothing kept', async () => {
  const connection = aConnection()
  let heard = 0
  connection.take(() => heard++)
  connection.close(1007, 'malformed')
  const message = (() => {
    const hear = () => heard++
    connection.take(hear)
    return new WeakRef(hear)
  })()
  await setImmediate()
  collectGarbage()
  expect(heard).toBe(1)
  expect(message.deref()).toBeUndefined()
})
