import * as Y from 'yjs'
import { sleep, until } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { Typist } from '../typist.mjs'

const keys = 1500
/** Pressed one by one: what a server does once for many keys that come together it has to learn as well. */
const singleKeys = 800
const visits = 1500

/**
 * Lets a server compile what it runs often, finish what it does at its start and fill its caches, in a course of its
 * own: a program is measured as it runs all day.
 */
export async function warmUp(server) {
  const [course] = await server.courses(1)
  const join = () => new RawClient(server.url(course), course.id, server.dialect).open()
  const clients = []
  for (let i = 0; i < 4; i++) clients.push(await join())
  const typists = clients.map((client) => ({ client, typist: new Typist(course.lesson) }))
  for (const { client, typist } of typists) client.send(typist.begin())
  await sleep(200)
  for (const client of clients) client.received = 0
  let units = 0
  for (let n = 0; n < keys; n++)
    for (const { client, typist } of typists) {
      const key = typist.key()
      units += key.units
      client.send(key.update)
      if (n % 3 === 2) await sleep(0)
    }
  for (let n = 0; n < singleKeys; n++) {
    const { client, typist } = typists[n % typists.length]
    const key = typist.key()
    units += key.units
    client.send(key.update)
    await sleep(4)
  }
  const received = () => clients.reduce((sum, client) => sum + client.received, 0)
  await until(
    () => received() >= units * 3,
    () => `${server.name} did not warm up`,
  )
  // Every second one comes back with all that it knew.
  const { state } = await join()
  const vector = Y.encodeStateVectorFromUpdate(state)
  const known = Y.diffUpdate(state, vector)
  for (let n = 0; n < visits; n++) {
    const visitor = new RawClient(server.url(course), course.id, server.dialect, { count: false })
    await visitor.open(n % 2 ? vector : undefined)
    if (n % 2) visitor.sendStep2(known)
    visitor.close()
  }
  for (const client of clients) client.close()
  await sleep(500)
}
