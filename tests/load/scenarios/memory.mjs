import { heldBytes, sleep } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { Typist } from '../typist.mjs'

/** Servers that give courses back do so within this time. */
const givenBackMs = 45_000

/** What small open courses and idle sockets hold, and how much of it comes back when all have left. */
export const memory = ({ courses, sockets }) => ({
  name: 'memory',
  mostRounds: 1,
  async run(server) {
    const made = await server.courses(courses + 1)
    await sleep(givenBackMs)
    const empty = await heldBytes(server.pid)
    const clients = []
    for (const course of made.slice(0, courses)) {
      const client = await new RawClient(server.url(course), course.id, server.dialect).open()
      const typist = new Typist(course.lesson)
      client.send(typist.begin())
      for (let n = 0; n < 20; n++) client.send(typist.key().update)
      clients.push(client)
    }
    await sleep(3000)
    const withCourses = await heldBytes(server.pid)
    const crowd = made[courses]
    for (let n = 0; n < sockets; n++)
      clients.push(await new RawClient(server.url(crowd), crowd.id, server.dialect, { count: false }).open())
    await sleep(2000)
    const withSockets = await heldBytes(server.pid)
    clients.forEach((client) => client.close())
    await sleep(givenBackMs)
    const after = await heldBytes(server.pid)
    return {
      'an open small course: KB': (withCourses - empty) / courses / 1024,
      'an idle socket: KB': (withSockets - withCourses) / sockets / 1024,
      'not given back after all left: %': Math.max(0, (100 * (after - empty)) / (withSockets - empty)),
    }
  },
})
