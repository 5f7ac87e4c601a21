import { afterAll, beforeAll, expect, test } from 'vitest'
import { lessonFragment, metaOf } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { appendProse } from '../../shared/document/write.ts'
import { createCourse } from '../../shared/courses.ts'
import { acceptFlag, declineFlag, type Flag, listCredits, listFlags, listMyFlags, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { listGroups } from '../../shared/groups.ts'
import { newId, type CourseId, type PersonId } from '../../shared/id.ts'
import { getMe } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { paragraph, retype } from '../document/kit.ts'
import { startServer } from '../kit/server.ts'

// The whole way of a flag through the real server: raised over HTTP, accepted into the living draft, published, credited.

type Server = Awaited<ReturnType<typeof startServer>>
type Client = Awaited<ReturnType<Server['signIn']>>
let server: Server
let ana: Client, leo: Client, mia: Client, rita: Client
let anaId: PersonId
let course: CourseId

const phone = 'harbour office on 555-0100'

beforeAll(async () => {
  server = await startServer({ demo: true })
  ;[ana, leo, mia, rita] = (await Promise.all(['ana', 'leo', 'mia', 'rita'].map((name) => server.signIn(`${name}@demo.test`)))) as [
    Client,
    Client,
    Client,
    Client,
  ]
  anaId = (await ana.ask(getMe, {})).id
  const group = (await ana.ask(listGroups, {})).items.find(({ name }) => name === 'Sales')!
  course = (await ana.ask(createCourse, { groupId: group.id, title: 'Storms' })).id
  await edit((doc) => appendProse(lessonFragment(doc, lessonsInOrder(doc)[0]!.id), [paragraph(`Call the ${phone} before noon on Friday.`)]))
  await ana.ask(publishCourse, { courseId: course })
})
afterAll(() => server.close())

const edit = (change: (doc: Parameters<typeof metaOf>[0]) => void) =>
  server.services.collaboration.command(course, { by: anaId, name: 'test.edit' }, change)
const draft = () =>
  server.services.collaboration.read(course, (doc) =>
    lessonsInOrder(doc)
      .map(({ id }) => JSON.stringify(readLesson(doc, id)))
      .join('\n'),
  )

async function raise(by: Client, words: string, more: object = {}) {
  const version = (await server.services.publishing.current(course))!
  for (const lesson of version.lessons) {
    for (const block of textBlocksIn(lesson.public)) {
      const from = textOfBlock(block).indexOf(words)
      const spot = {
        version: version.version,
        lesson: lesson.id,
        block: String(block.attrs?.['id']),
        from,
        to: from + words.length,
        quote: { exact: words, prefix: '', suffix: '' },
      }
      if (from >= 0) return by.ask(raiseFlag, raiseFlag.takes.parse({ courseId: course, id: newId<VoiceId>(), ...spot, ...more }))
    }
  }
  throw new Error(`nowhere: ${words}`)
}
const first = async (): Promise<Flag> => (await ana.ask(listFlags, { courseId: course })).items[0]!

test('[F1][F5] from a learner’s mark to version 2 with their name on it', async () => {
  await raise(leo, phone, { proposed: 'harbour office on 555-0199', reason: 'It moved' })
  await raise(mia, 'office on 555-0100')
  await edit((doc) => retype(doc, 'before noon', 'by ten', lessonsInOrder(doc)[0]!.id))

  const flag = await first()
  expect(flag).toMatchObject({
    state: 'new',
    place: { state: 'found' },
    voices: [{ by: { name: expect.stringContaining('Leo') }, fit: 'clean' }, {}],
  })
  const accepted = await ana.ask(acceptFlag, { courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId() })
  expect(accepted).toMatchObject({ outcome: 'applied', flag: { state: 'inProgress' } })
  expect(await draft()).toContain('Call the harbour office on 555-0199 by ten on Friday.')

  await ana.ask(publishCourse, { courseId: course })
  await expect.poll(async () => (await leo.ask(listMyFlags, {})).items[0]?.state, { timeout: 5000 }).toBe('fixed')
  expect((await leo.ask(listMyFlags, {})).items[0]).toMatchObject({
    fixedIn: 2,
    taken: true,
    before: phone,
    after: 'harbour office on 555-0199',
    others: 1,
  })
  expect((await mia.ask(listCredits, { courseId: course })).items).toMatchObject([
    { version: 2, by: { name: expect.stringContaining('Leo') } },
  ])
})

test('the same command sent twice changes the draft once', async () => {
  await raise(leo, 'Friday', { proposed: 'Friday and Monday' })
  const flag = await first()
  const answer = { courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId() }
  await Promise.all([ana.ask(acceptFlag, answer), ana.ask(acceptFlag, answer)])
  expect((await draft()).match(/Friday and Monday/g)).toHaveLength(1)
})

test('reviewers and learners cannot answer flags', async () => {
  await raise(leo, 'Call', { proposed: 'Ring' })
  const flag = await first()
  for (const who of [leo, rita]) {
    await expect(who.ask(listFlags, { courseId: course })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(who.ask(declineFlag, { courseId: course, flagId: flag.id, reason: 'later' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(
      who.ask(acceptFlag, { courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId() }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  }
  expect(await draft()).toContain('Call the')
})
