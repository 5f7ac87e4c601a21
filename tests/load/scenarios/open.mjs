import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { cpuSeconds, privateBytes, sleep } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { Typist } from '../typist.mjs'

/** Sends `updates` so fast as the server takes them, and waits until another client has all of their `units`. */
async function write(server, course, updates, units) {
  const writer = await new RawClient(server.url(course), course.id, server.dialect, { count: false }).open()
  const reader = await new RawClient(server.url(course), course.id, server.dialect).open()
  for (const [n, update] of updates.entries()) {
    writer.send(update)
    if (n % 200 === 199) while (writer.ws.bufferedAmount > 0) await sleep(1)
    if (n % 2000 === 1999) await sleep(5)
  }
  const deadline = Date.now() + 300_000
  while (reader.received < units) {
    if (writer.refused.length > 0) throw new Error(`${server.name} refused: ${writer.refused[0]}`)
    if (Date.now() > deadline) throw new Error(`${server.name}: ${reader.received} of ${units} units arrived`)
    await sleep(20)
  }
  // Peers store some time after they answer; give them theirs.
  await sleep(server.acknowledges ? 200 : 3000)
  writer.close()
  reader.close()
}

/** The keystrokes of a recorded text (`--trace FILE`, the format of concurrent editing traces), or generated ones. */
function history(lesson, keys, traceFile) {
  const typist = new Typist(lesson)
  const updates = [typist.begin()]
  let units = 0
  if (traceFile) {
    const { txns } = JSON.parse(gunzipSync(readFileSync(traceFile)))
    for (const { patches } of txns)
      for (const [at, deleted, inserted] of patches) {
        const from = Math.min(at, typist.text.length)
        const n = Math.min(deleted, typist.text.length - from)
        if (n === 0 && !inserted) continue
        typist.doc.transact(() => {
          if (n > 0) typist.text.delete(from, n)
          if (inserted) typist.text.insert(from, inserted)
        })
        units += inserted.length
        updates.push(typist.take())
      }
    return { updates, units }
  }
  for (let n = 0; n < keys; n++) {
    const key = typist.key()
    units += key.units
    updates.push(key.update)
  }
  return { updates, units }
}

/** A course with a long history, opened after the server was started again: CPU seconds and milliseconds. */
export const coldOpen = (keys, traceFile) => ({
  name: traceFile ? 'cold open of a recorded history' : `cold open after ${keys} keys`,
  unit: 'ms server CPU, ms until complete',
  figures: ['ms server CPU', 'ms until complete'],
  async run(server) {
    const [course] = await server.courses(1)
    const { updates, units } = history(course.lesson, keys, traceFile)
    await write(server, course, updates, units)
    await server.restart('SIGTERM')
    const before = cpuSeconds(server.pid)
    const from = performance.now()
    const client = await new RawClient(server.url(course), course.id, server.dialect).open()
    const ms = performance.now() - from
    await sleep(300)
    const cpu = cpuSeconds(server.pid) - before
    const doc = new Y.Doc()
    Y.applyUpdate(doc, client.state)
    const complete = [...doc.store.clients.values()].some((structs) => structs.at(-1).id.clock >= units * 0.9)
    client.close()
    if (!complete) throw new Error(`${server.name}: the state that came is not whole`)
    return [cpu * 1000, ms]
  },
})

/** Edits made offline by one author come back in one message. Milliseconds until another author has them. */
export const catchUp = (edits) => ({
  name: `${edits} offline edits come back`,
  unit: 'ms until another has them',
  async run(server) {
    const [course] = await server.courses(1)
    const typist = new Typist(course.lesson)
    typist.begin()
    for (let n = 0; n < edits; n++) typist.key()
    const update = Y.encodeStateAsUpdate(typist.doc)
    const writer = await new RawClient(server.url(course), course.id, server.dialect).open()
    const reader = await new RawClient(server.url(course), course.id, server.dialect).open()
    const from = performance.now()
    const arrived = new Promise((resolve) => (reader.onUpdate = resolve))
    writer.sendStep2(update)
    await arrived
    const ms = performance.now() - from
    writer.close()
    reader.close()
    return ms
  },
})

/** Everybody comes back at once to one course of some size. */
export const storm = (n) => ({
  name: `${n} reconnect at once`,
  unit: 'ms server CPU, ms until all are in',
  figures: ['ms server CPU', 'ms until all are in'],
  async run(server) {
    const [course] = await server.courses(1)
    const { updates, units } = history(course.lesson, 5000)
    await write(server, course, updates, units)
    const before = cpuSeconds(server.pid)
    const from = performance.now()
    const clients = await Promise.all(Array.from({ length: n }, () => new RawClient(server.url(course), course.id, server.dialect, { count: false }).open()))
    const ms = performance.now() - from
    const cpu = cpuSeconds(server.pid) - before
    clients.forEach((client) => client.close())
    return [cpu * 1000, ms]
  },
})

/** Memory of open small courses and of idle sockets, and how much comes back when all have left. */
export const memory = (courses) => ({
  name: `memory with ${courses} small courses open`,
  unit: 'KB per open course',
  async run(server) {
    const made = await server.courses(courses)
    await sleep(1000)
    const before = privateBytes(server.pid)
    const clients = []
    for (const course of made) {
      const client = await new RawClient(server.url(course), course.id, server.dialect).open()
      const typist = new Typist(course.lesson)
      client.send(typist.begin())
      for (let n = 0; n < 20; n++) client.send(typist.key().update)
      clients.push(client)
    }
    await sleep(2000)
    const perCourse = (privateBytes(server.pid) - before) / courses / 1024
    clients.forEach((client) => client.close())
    return perCourse
  },
})
