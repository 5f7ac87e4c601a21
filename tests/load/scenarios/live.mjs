import { cpuMs, quantile, sleep, until } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { Typist } from '../typist.mjs'

/**
 * Authors type at a fixed rate; what they type must reach every other client of their course.
 *
 * Returns server CPU per delivery in microseconds, where a delivery is one key reaching one other client.
 */
async function type(server, groups, { keysPerSecond, seconds }) {
  const typists = groups.flatMap(({ clients, lesson, writers }) =>
    clients.slice(0, writers).map((client) => ({ client, typist: new Typist(lesson), others: clients.length - 1 })),
  )
  for (const { client, typist } of typists) client.send(typist.begin())
  await sleep(500)
  for (const { clients } of groups) for (const client of clients) client.received = 0

  let deliveries = 0
  let units = 0
  const period = 1000 / keysPerSecond
  async function forSeconds(length) {
    const started = performance.now()
    // Spread over the period, so that authors do not all press their keys in the same millisecond.
    for (let round = 0; round < keysPerSecond * length; round++)
      for (const [i, { client, typist, others }] of typists.entries()) {
        const wait = started + (round + i / typists.length) * period - performance.now()
        if (wait > 1) await sleep(wait)
        const key = typist.key()
        client.send(key.update)
        deliveries += others
        units += key.units * others
      }
    const received = () => groups.reduce((sum, { clients }) => sum + clients.reduce((all, client) => all + client.received, 0), 0)
    await until(
      () => received() >= units,
      () => `${units - received()} of ${units} letters never arrived`,
    )
  }
  // As long as what is counted, and not counted: code that was just called for the first time is still being compiled.
  await forSeconds(seconds)
  deliveries = 0
  const before = cpuMs(server.pid)
  await forSeconds(seconds)
  return ((cpuMs(server.pid) - before) * 1000) / deliveries
}

async function gather(server, course, n) {
  const clients = []
  for (let i = 0; i < n; i++) clients.push(await new RawClient(server.url(course), course.id, server.dialect).open())
  return clients
}
const leave = (groups) => groups.forEach(({ clients }) => clients.forEach((client) => client.close()))

/** One author types, and 1 … 199 others read. */
export const fanOut = (sizes) => ({
  name: 'fan-out',
  async run(server) {
    const figures = {}
    for (const n of sizes) {
      const [course] = await server.courses(1)
      const groups = [{ clients: await gather(server, course, n), lesson: course.lesson, writers: 1 }]
      figures[`fan-out to ${n} clients: µs CPU per delivery`] = await type(server, groups, { keysPerSecond: 20, seconds: 5 })
      leave(groups)
      await sleep(300)
    }
    return figures
  },
})

export const manyCourses = (courses, authors) => ({
  name: 'many courses',
  async run(server) {
    const groups = []
    for (const course of await server.courses(courses))
      groups.push({ clients: await gather(server, course, authors), lesson: course.lesson, writers: authors })
    const figure = await type(server, groups, { keysPerSecond: 5, seconds: 6 })
    leave(groups)
    return { [`${courses} courses × ${authors} authors: µs CPU per delivery`]: figure }
  },
})

/** How long an author waits for "saved", on a server that says so. */
export const acknowledgement = () => ({
  name: 'acknowledgement',
  only: 'colloquy',
  async run(server) {
    const [course] = await server.courses(1)
    const [client] = await gather(server, course, 1)
    const typist = new Typist(course.lesson)
    const waits = []
    client.send(typist.begin())
    for (let n = 0; n < 500; n++) {
      const { update } = typist.key()
      const from = performance.now()
      const saved = new Promise((resolve) => {
        client.onSaved = (count) => count >= n + 2 && resolve()
      })
      client.send(update)
      await saved
      waits.push(performance.now() - from)
      await sleep(10)
    }
    client.close()
    return { 'acknowledgement p50: ms': quantile(waits, 0.5), 'acknowledgement p99: ms': quantile(waits, 0.99) }
  },
})

/** What one key costs the server once a course has a history of so many keys. */
export const growth = (keys, times) => ({
  name: 'growth',
  async run(server) {
    const [course] = await server.courses(1)
    const clients = await gather(server, course, 2)
    const typist = new Typist(course.lesson)
    clients[0].send(typist.begin())
    await sleep(200)
    clients[1].received = 0
    let units = 0
    const press = () => {
      const key = typist.key()
      units += key.units
      clients[0].send(key.update)
    }
    const arrived = () =>
      until(
        () => clients[1].received >= units,
        () => 'letters never arrived',
        120_000,
      )
    const figures = {}
    let typed = 0
    for (const time of times) {
      for (; typed < keys * time; typed++) {
        press()
        if (typed % 100 === 99) await arrived()
      }
      await arrived()
      // Whatever a server tidies up after so much work is not what a key costs.
      await sleep(3000)
      const counted = 1000
      const before = cpuMs(server.pid)
      for (let n = 0; n < counted; n++) {
        press()
        await sleep(2)
      }
      await arrived()
      typed += counted
      figures[`a key after ${keys * time} keys: µs CPU`] = ((cpuMs(server.pid) - before) * 1000) / counted
    }
    clients.forEach((client) => client.close())
    return figures
  },
})
