import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { metaOf, outlineOf } from '../../shared/document/layout.ts'
import type { CourseId } from '../../shared/id.ts'
import { act, lessons } from '../collaboration/authors.ts'
import { type Chance, chance, seedOfRun } from '../collaboration/chance.ts'
import { aCable, aCourseWithPeople, aDevice, ourClient, pause, until } from '../collaboration/kit.ts'

// Generated histories: people write, lose the network, close their page, open it again, and in the end all see one
// course. The deeds replay from the printed seed; only the network's own timing does not.

const histories = Number(process.env.HISTORIES ?? 4)
const steps = Number(process.env.STEPS ?? 120)

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople({ LIMIT_CLIENT_IDS_PER_DAY: '0' })
})
afterAll(() => world.server.close())

type Client = Awaited<ReturnType<typeof ourClient>>
type Author = { person: (typeof world)['ana']; device: ReturnType<typeof aDevice>; cable: ReturnType<typeof aCable>; client: Client }

const contentOf = (doc: Y.Doc) =>
  JSON.stringify([
    lessons.map((root) => doc.getXmlFragment(root).toString()),
    metaOf(doc).get('title'),
    Object.entries(outlineOf(doc).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
  ])

async function openAuthor(course: CourseId, person: (typeof world)['ana'], before?: Author): Promise<Author> {
  const device = before?.device ?? aDevice()
  const cable = before?.cable ?? aCable()
  const wasPulled = cable.isPulled
  // Signing in needs the network; only the page's own is pulled.
  cable.plug()
  const client = await ourClient({ server: world.server, course }, person, { device, cable })
  if (wasPulled) cable.pull()
  await until(() => client.draft.ready() || cable.isPulled)
  return { person, device, cable, client }
}

async function step(course: CourseId, authors: Author[], random: Chance) {
  const at = random.below(authors.length)
  const author = authors[at]!
  const roll = random.next()
  if (roll < 0.85) {
    if (author.client.draft.ready()) act(author.client.draft.doc, random)
  } else if (roll < 0.9 && !author.cable.isPulled) author.cable.pull()
  else if (roll < 0.9) {
    author.cable.plug()
    author.client.draft.retry()
  } else if (roll < 0.92) {
    author.client.close()
    authors[at] = await openAuthor(course, author.person, author)
  } else if (roll < 0.94)
    await world.server.services.collaboration.command(course, { by: world.ana.id, name: 'test' }, (doc) =>
      metaOf(doc).set('summary', random.next()),
    )
  else await pause(random.below(15))
}

const seed = seedOfRun()
for (let n = 0; n < histories; n++) {
  const own = seed + n
  test(`authors of a generated history see one course in the end, and it is what the server holds (SEED=${own})`, async () => {
    const random = chance(own)
    const { server, ana, ben, group } = world
    const course = (await server.services.courses.create({ ...ana, email: 'ana@demo.test' }, { groupId: group.id, title: `History ${n}` }))
      .id
    const authors: Author[] = []
    for (let i = 3 + random.below(3); i > 0; i--) authors.push(await openAuthor(course, i % 2 ? ana : ben))
    for (const { client } of authors) await until(() => client.face() === 'saved')
    for (let i = 0; i < steps; i++) await step(course, authors, random)
    for (const { cable, client } of authors) {
      cable.plug()
      client.draft.retry()
    }
    for (const { client } of authors) await until(() => client.face() === 'saved' && !client.draft.hasUnsaved, 15_000)
    const held = () => server.services.collaboration.read(course, contentOf)
    const all = async () => [await held(), ...authors.map(({ client }) => contentOf(client.draft.doc))]
    await until(async () => new Set(await all()).size === 1, 5000).catch(() => {})
    const [truth, ...seen] = await all()
    for (const [i, content] of seen.entries()) expect(content, `author ${i} (SEED=${own})`).toBe(truth)
    for (const { client } of authors) {
      expect(client.draft.quarantined(), `nothing was refused (SEED=${own})`).toEqual([])
      client.close()
    }
  })
}
