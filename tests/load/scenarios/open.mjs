import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { cpuMs, median, sleep, until } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { beginUnits, chance, Typist } from '../typist.mjs'

const generated = new Map()
/** What so many authors type, key for key, the same for all servers. `units` counts all that it adds to their clocks. */
function history(keys, authors) {
  const name = `${keys} ${authors}`
  if (!generated.has(name)) {
    const random = chance(71)
    const typists = Array.from(
      { length: authors },
      () => new Typist('any', { seed: random() * 2 ** 32, clientId: Math.floor(random() * 2 ** 32) }),
    )
    generated.set(
      name,
      typists.map((typist) => storyOf(typist, () => Array.from({ length: keys / authors }, () => typist.key()))),
    )
  }
  return generated.get(name)
}

function storyOf(typist, write) {
  typist.begin()
  const keys = write()
  const units = beginUnits + keys.reduce((sum, key) => sum + key.units, 0)
  return { clientId: typist.doc.clientID, updates: keys.map(({ update }) => update), units, doc: typist.doc }
}

/** The keystrokes of a recorded text, in the format of concurrent editing traces, as one author typed them. */
function recorded(file) {
  const { txns } = JSON.parse(gunzipSync(readFileSync(file)))
  const typist = new Typist('any')
  const keys = function* () {
    for (const { patches } of txns)
      for (const [at, deleted, inserted] of patches) {
        const from = Math.min(at, typist.text.length)
        const length = Math.min(deleted, typist.text.length - from)
        if (length === 0 && !inserted) continue
        typist.doc.transact(() => {
          if (length > 0) typist.text.delete(from, length)
          if (inserted) typist.text.insert(from, inserted)
        })
        yield { update: typist.take(), units: inserted.length }
      }
  }
  return [storyOf(typist, () => [...keys()])]
}

/** Writes stories into a course as fast as the server takes them, each by an author of its own, until a reader has all. */
async function write(server, course, stories) {
  const writers = []
  for (const { clientId } of stories) {
    const writer = await new RawClient(server.url(course), course.id, server.dialect, { count: false }).open()
    // Only the update that begins a paragraph names the lesson.
    writer.send(new Typist(course.lesson, { clientId }).begin())
    writers.push(writer)
  }
  await sleep(500)
  const reader = await new RawClient(server.url(course), course.id, server.dialect).open()
  const last = Math.max(...stories.map(({ updates }) => updates.length))
  let sent = 0
  for (let n = 0; n < last; n++) {
    for (const [i, { updates }] of stories.entries()) if (updates[n]) writers[i].send(updates[n])
    // Not more under way than servers let wait before they call a client slow.
    if ((sent += stories.length) >= 400) {
      sent = 0
      await until(
        () => writers.every(({ ws }) => ws.bufferedAmount < 1000),
        () => 'nothing is taken any more',
      )
      await sleep(1)
    }
  }
  const units = stories.reduce((sum, story) => sum + story.units - beginUnits, 0)
  await until(
    () => reader.received >= units,
    () => `${reader.received} of ${units} letters arrived`,
    300_000,
  )
  // Peers store some time after they answer; they are given theirs.
  await sleep(server.acknowledges ? 1000 : 4000)
  for (const client of [...writers, reader]) client.close()
}

function isWhole(state, stories) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return stories.every(({ clientId, units }) => Y.getState(doc.store, clientId) >= units)
}

/** A course with a long history, opened after the server was started again. */
export const coldOpen = (keys, trace) => ({
  name: 'cold open',
  mostRounds: 1,
  async run(server) {
    const [course] = await server.courses(1)
    const stories = trace ? recorded(trace) : history(keys, 8)
    await write(server, course, stories)
    const all = { cpu: [], ms: [], bytes: [] }
    for (let time = 0; time < 3; time++) {
      await server.restart('SIGTERM')
      await sleep(2000)
      const before = cpuMs(server.pid)
      const from = performance.now()
      const client = await new RawClient(server.url(course), course.id, server.dialect).open()
      all.ms.push(performance.now() - from)
      await sleep(300)
      all.cpu.push(cpuMs(server.pid) - before)
      all.bytes.push(client.bytes / 1024)
      client.close()
      if (!isWhole(client.state, stories)) throw new Error('the state that came is not whole at step 2')
    }
    const what = trace ? 'cold open of a recorded history' : `cold open after ${keys} keys`
    return { [`${what}: ms CPU`]: median(all.cpu), [`${what}: ms`]: median(all.ms), [`${what}: KB sent`]: median(all.bytes) }
  },
})

/** Edits made offline by one author come back in one message. */
export const catchUp = (edits) => ({
  name: 'catch-up',
  async run(server) {
    const waits = []
    for (let time = 0; time < 6; time++) {
      const [course] = await server.courses(1)
      const typist = new Typist(course.lesson)
      typist.begin()
      for (let n = 0; n < edits; n++) typist.key()
      const [writer, reader] = [
        await new RawClient(server.url(course), course.id, server.dialect).open(),
        await new RawClient(server.url(course), course.id, server.dialect, { count: false }).open(),
      ]
      const from = performance.now()
      const arrived = new Promise((resolve) => (reader.onUpdate = () => resolve(true)))
      writer.sendStep2(Y.encodeStateAsUpdate(typist.doc))
      if (!(await Promise.race([arrived, sleep(30_000)]))) throw new Error('the edits never arrived')
      waits.push(performance.now() - from)
      writer.close()
      reader.close()
      await sleep(300)
    }
    // The first tells how fast code is compiled.
    return { [`${edits} offline edits come back: ms until another has them`]: median(waits.slice(1)) }
  },
})

/** Everybody comes back at once to one course of some size: with all of it, and with nothing. */
export const storm = (n) => ({
  name: 'storm',
  async run(server) {
    const [course] = await server.courses(1)
    await write(server, course, history(8000, 2))
    const before = await new RawClient(server.url(course), course.id, server.dialect).open()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, before.state)
    before.close()
    const vector = Y.encodeStateVector(doc)
    // What a client answers to the server's own step 1: nothing but what was ever deleted.
    const answer = Y.encodeStateAsUpdate(doc, vector)
    const back = await rush(server, course, n, (client) => client.open(vector).then(() => client.sendStep2(answer)))
    const fresh = await rush(server, course, n, (client) => client.open())
    return {
      [`${n} reconnect: ms CPU`]: back.cpu,
      [`${n} reconnect: ms until all are in`]: back.ms,
      [`${n} come new: ms CPU`]: fresh.cpu,
      [`${n} come new: ms until all are in`]: fresh.ms,
    }
  },
})

async function rush(server, course, n, come) {
  const all = { cpu: [], ms: [] }
  for (let time = 0; time < 4; time++) {
    const clients = Array.from({ length: n }, () => new RawClient(server.url(course), course.id, server.dialect, { count: false }))
    const before = cpuMs(server.pid)
    const from = performance.now()
    await Promise.all(clients.map(come))
    all.ms.push(performance.now() - from)
    await sleep(500)
    all.cpu.push(cpuMs(server.pid) - before)
    clients.forEach((client) => client.close())
    await sleep(1000)
  }
  // The first tells how fast code is compiled.
  return { cpu: median(all.cpu.slice(1)), ms: median(all.ms.slice(1)) }
}
