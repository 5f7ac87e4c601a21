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
    const crowd = made.pop()
    const held = () => heldBytes(server.pid)
    const everybody = async () => {
      const clients = await openAll(server, made)
      const withCourses = await held()
      for (let n = 0; n < sockets; n++)
        clients.push(await new RawClient(server.url(crowd), crowd.id, server.dialect, { count: false }).open())
      await sleep(2000)
      const withSockets = await held()
      clients.forEach((client) => client.close())
      await sleep(givenBackMs)
      return { withCourses, withSockets, after: await held() }
    }
    await sleep(givenBackMs)
    const empty = await held()
    const first = await everybody()
    const second = await everybody()
    const needed = first.withSockets - empty
    const share = (more) => Math.max(0, (100 * more) / needed)
    return {
      'an open small course: KB': (first.withCourses - empty) / courses / 1024,
      'an idle socket: KB': (first.withSockets - first.withCourses) / sockets / 1024,
      // What a program grows by when it is busy for the first time, it needs again the next time; what it grows by each time, it loses.
      'not given back after all left the first time: %': share(first.after - empty),
      'not given back after all left once more: %': share(second.after - first.after),
    }
  },
})

/** One author in each course, who has typed a few words. */
async function openAll(server, courses) {
  const clients = []
  for (const course of courses) {
    const client = await new RawClient(server.url(course), course.id, server.dialect).open()
    const typist = new Typist(course.lesson)
    client.send(typist.begin())
    for (let n = 0; n < 20; n++) client.send(typist.key().update)
    clients.push(client)
  }
  await sleep(3000)
  return clients
}
