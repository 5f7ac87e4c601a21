import { cpuSeconds, quantile, sleep } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { Typist } from '../typist.mjs'

/**
 * Authors type at a fixed rate; what they type must reach every other client of their course.
 *
 * Returns server CPU per delivery in microseconds, where a delivery is one key reaching one other client.
 */
async function type(server, groups, { keysPerSecond, seconds }) {
  const typists = groups.flatMap(({ clients, lesson, writers }) => clients.slice(0, writers).map((client) => ({ client, typist: new Typist(lesson), others: clients.length - 1 })))
  for (const { client, typist } of typists) client.send(typist.begin())
  await sleep(500)
  for (const { clients } of groups) for (const client of clients) client.received = 0

  const before = cpuSeconds(server.pid)
  const period = 1000 / keysPerSecond
  const started = performance.now()
  let sent = 0
  let deliveries = 0
  let units = 0
  // Spread over the period, so that authors do not all press their keys in the same millisecond.
  for (let round = 0; round < keysPerSecond * seconds; round++) {
    for (const [i, { client, typist, others }] of typists.entries()) {
      const due = started + round * period + (i / typists.length) * period
      const wait = due - performance.now()
      if (wait > 1) await sleep(wait)
      const key = typist.key()
      client.send(key.update)
      sent++
      deliveries += others
      units += key.units * others
    }
  }
  const received = () => groups.reduce((sum, { clients }) => sum + clients.reduce((all, client) => all + client.received, 0), 0)
  const deadline = performance.now() + 20_000
  while (received() < units && performance.now() < deadline) await sleep(20)
  const cpu = cpuSeconds(server.pid) - before
  if (received() < units) throw new Error(`${server.name}: ${units - received()} of ${units} units never arrived`)
  return { cpuPerDelivery: (cpu / deliveries) * 1e6, sent, deliveries, cpu }
}

const gather = async (server, course, n) => {
  const clients = []
  for (let i = 0; i < n; i++) clients.push(await new RawClient(server.url(course), course.id, server.dialect).open())
  return clients
}
const leave = (groups) => groups.forEach(({ clients }) => clients.forEach((client) => client.close()))

export const fanOut = (n) => ({
  name: `fan-out to ${n} clients`,
  unit: 'µs server CPU per delivery',
  async run(server) {
    const [course] = await server.courses(1)
    const groups = [{ clients: await gather(server, course, n), lesson: course.lesson, writers: 1 }]
    const figures = await type(server, groups, { keysPerSecond: 20, seconds: 5 })
    leave(groups)
    return figures.cpuPerDelivery
  },
})

export const manyCourses = (courses, authors) => ({
  name: `${courses} courses × ${authors} authors`,
  unit: 'µs server CPU per delivery',
  async run(server) {
    const made = await server.courses(courses)
    const groups = []
    for (const course of made) groups.push({ clients: await gather(server, course, authors), lesson: course.lesson, writers: authors })
    const figures = await type(server, groups, { keysPerSecond: 5, seconds: 5 })
    leave(groups)
    return figures.cpuPerDelivery
  },
})

/** How long an author waits for "saved", on a server that says so. Milliseconds. */
export const acknowledgement = (share) => ({
  name: `acknowledgement p${share * 100}`,
  unit: 'ms from key to durable',
  only: 'colloquy',
  async run(server) {
    const [course] = await server.courses(1)
    const client = await new RawClient(server.url(course), course.id, server.dialect).open()
    const typist = new Typist(course.lesson)
    const waits = []
    client.send(typist.begin())
    for (let n = 0; n < 300; n++) {
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
    return quantile(waits, share)
  },
})

/** What one key costs the server once the course has a history of `keys` keys. Microseconds. */
export const growth = (keys) => ({
  name: `cost per key after ${keys} keys`,
  unit: 'µs server CPU per key',
  async run(server) {
    const [course] = await server.courses(1)
    const clients = await gather(server, course, 2)
    const typist = new Typist(course.lesson)
    clients[0].send(typist.begin())
    let units = 0
    for (let n = 0; n < keys; n++) {
      const key = typist.key()
      units += key.units
      clients[0].send(key.update)
      if (n % 500 === 499) while (clients[1].received < units) await sleep(5)
    }
    await sleep(1000)
    const before = cpuSeconds(server.pid)
    const counted = 2000
    for (let n = 0; n < counted; n++) {
      const key = typist.key()
      units += key.units
      clients[0].send(key.update)
      if (n % 4 === 3) await sleep(2)
    }
    while (clients[1].received < units) await sleep(5)
    const cpu = cpuSeconds(server.pid) - before
    clients.forEach((client) => client.close())
    return (cpu / counted) * 1e6
  },
})
