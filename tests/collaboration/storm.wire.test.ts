import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createToken } from '../../shared/auth.ts'
import { SyncType, syncFrame } from '../../shared/collaboration.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { aCourseWithPeople, aParagraph, firstLesson, pause, until } from './kit.ts'
import { rawSocket } from './raw.ts'

// A question of a few bytes can cost the server a walk through the whole course.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const tokenOf = async (name: string) => (await (await world.server.signIn(`${name}@demo.test`)).ask(createToken, { name: 'test' })).token

/** A course of a megabyte, all of it in its snapshot. */
async function fillCourse() {
  const { collaboration } = world.server.services
  for (let round = 0; round < 16; round++)
    await collaboration.command(world.course, { by: world.ana.id, name: 'fill' }, (doc) => {
      const fragment = lessonFragment(doc, firstLesson(doc))
      fragment.insert(
        fragment.length,
        Array.from({ length: 400 }, () => aParagraph('one two three four five six seven eight '.repeat(3))),
      )
    })
  const ana = await rawSocket(world.server.url, world.course, { token: await tokenOf('ana') })
  ana.close() // the last author who leaves has the course compacted
  await pause(1500)
}

test('[S3] who asks a thousand times for the state holds up nobody else, and is answered in the end', async () => {
  await fillCourse()
  const known = Y.decodeStateVector(await world.server.services.collaboration.read(world.course, (doc) => Y.encodeStateVector(doc)))
  // All but the last letters, each time some others: the answer is small, finding it is not, and none serves twice.
  const almost = (less: number) =>
    Y.encodeStateVector(new Map([...known].map(([client, clock]) => [client, Math.max(0, clock - less)])) as never)
  const rita = await rawSocket(world.server.url, world.course, { token: await tokenOf('rita') })
  let [last, longest] = [performance.now(), 0]
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  for (let asked = 0; asked < 1000; asked++) rita.send(syncFrame(SyncType.step1, almost(1 + asked)))
  await pause(3000)
  clearInterval(clock)
  expect(longest).toBeLessThan(1500)
  const answered = rita.updates.length
  expect(answered).toBeGreaterThan(0)
  await until(() => rita.updates.length > answered, 10_000)
  expect(rita.closed).toBeUndefined()
  rita.close()
})
