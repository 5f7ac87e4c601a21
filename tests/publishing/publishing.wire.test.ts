import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../server/listen.ts'
import { readConfig } from '../../server/platform/config.ts'
import { courseLog } from '../../server/platform/course-log/tables.ts'
import { openLog } from '../../server/platform/log.ts'
import { publicationPlans } from '../../server/publishing/tables.ts'
import type * as Y from 'yjs'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { acceptFlag, listFlags, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { newId, type SuggestionId } from '../../shared/id.ts'
import { checkPublish } from '../../shared/play.ts'
import { listVersions, listWaitingClaims, planPublication, publishCourse, readVersion } from '../../shared/publishing.ts'
import { acceptSuggestion, makeSuggestion } from '../../shared/suggestions.ts'
import { aCourseWithPeople, aParagraph, firstLesson, ourClient, textOf, until, write } from '../collaboration/kit.ts'
import { retype } from '../document/kit.ts'
import { freshDatabase } from '../kit/database.ts'
import { asker } from '../kit/server.ts'
import { refused } from '../review/kit.ts'

// Publishing beside people who write, and while no server runs.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople({ LIMIT_BYTES_PER_SECOND: '0', LIMIT_CPU_MS_PER_SECOND: '0' })
})
afterAll(() => world.server.close())

test('[V20] nobody’s typing is interrupted while a large course is published: every key is kept, none is refused', async () => {
  const [ana, ben] = [await ourClient(world, world.ana), await ourClient(world, world.ben)]
  await until(() => ana.face() === 'saved' && ben.face() === 'saved')
  const { doc } = ana.draft
  const lesson = firstLesson(doc)
  const sentence = 'Whoever brings the receipt within thirty days gets the money back, in the shop where the thing was bought. '
  for (let part = 0; part < 8; part++) {
    const paragraphs = Array.from({ length: 60 }, (_, n) => aParagraph(sentence.repeat(5), `p${part}x${n}abcd`))
    doc.transact(() => lessonFragment(doc, lesson).push(paragraphs))
    await until(() => !ana.draft.hasUnsaved, 30_000)
  }
  expect(textOf(doc).length).toBeGreaterThan(250_000)
  await until(() => textOf(ben.draft.doc).length === textOf(doc).length, 30_000)

  // Ben types all the while Ana publishes, three times over.
  const faces = new Set<string>()
  let typed = 0
  const publishing = { running: true }
  const publishes = (async () => {
    for (let version = 1; version <= 3; version++) {
      expect((await ana.asker.ask(publishCourse, { courseId: world.course })).version).toBe(version)
      const before = typed
      await until(() => typed > before)
    }
    publishing.running = false
  })()
  while (publishing.running) {
    write(ben.draft.doc, `Key ${++typed}.`)
    faces.add(ben.face())
    await new Promise((done) => setTimeout(done, 5))
  }
  await publishes
  await until(() => !ben.draft.hasUnsaved, 30_000)
  await until(() => textOf(doc).includes(`Key ${typed}.`), 30_000)
  for (let key = 1; key <= typed; key++) expect(textOf(doc)).toContain(`Key ${key}.`)
  expect([...faces].filter((face) => face !== 'saved' && face !== 'saving')).toEqual([])
  expect(ben.draft.quarantined()).toEqual([])

  // Each version holds a beginning of what was typed, and the later one the longer.
  const inVersion = async (version: number) => {
    const text = JSON.stringify((await ana.asker.ask(readVersion, { courseId: world.course, version })).content)
    const keys = Array.from({ length: typed }, (_, n) => text.includes(`Key ${n + 1}.`))
    const held = keys.lastIndexOf(true) + 1
    expect(keys.slice(0, held).every(Boolean)).toBe(true)
    return held
  }
  const held = [await inVersion(1), await inVersion(2), await inVersion(3)]
  expect(held).toEqual(held.toSorted((a, b) => a - b))
  for (const { close } of [ana, ben]) close()

  // [V1] Each stands in the log behind what it holds, in one order with the edits.
  const rows = await world.server.connection.db.select().from(courseLog).where(eq(courseLog.courseId, world.course)).orderBy(courseLog.seq)
  const noted = rows.filter(({ kind }) => kind === 'publish')
  expect(noted.map(({ actor }) => actor)).toEqual([world.ana.id, world.ana.id, world.ana.id])
  noted.forEach(({ seq, body }, at) => {
    const { version, draftSeq } = JSON.parse(Buffer.from(body).toString()) as { version: number; draftSeq: number }
    expect(version).toBe(at + 1)
    expect(draftSeq).toBeLessThan(seq)
    expect(draftSeq).toBeGreaterThan(noted[at - 1]?.seq ?? 0)
  })
})

test('[V14] what was due while no server ran is published when one starts, and once', async () => {
  const { url, dataDir, drop } = await freshDatabase()
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent', LIMIT_SIGN_INS: '0' })
  const log = openLog('silent')
  const first = await listen(config, log)
  const { people, groups, courses } = first.app.services
  const ana = await people.create({ name: 'Ana', email: 'ana@demo.test', password: 'colloquy-demo' })
  const group = await groups.create(null, { parentId: null, name: 'Sales' })
  await groups.giveRole(null, group.id, ana.id, 'author')
  const member = { ...ana, email: 'ana@demo.test' }
  const { id: courseId } = await courses.create(member, { groupId: group.id, title: 'Refunds' })
  await first.app.services.publishing.plan(member, courseId, Date.now() + 3_600_000, 'At night')
  // The hour passes, and the server is not there.
  await first.app.connection.db.update(publicationPlans).set({ at: Date.now() - 1 })
  await first.stop()
  for (let start = 0; start < 2; start++) {
    const again = await listen(config, log)
    const versions = () => again.app.services.publishing.list(member, courseId, undefined)
    await until(async () => (await versions()).items.length > 0)
    expect(await versions()).toMatchObject({ items: [{ version: 1, note: 'At night' }], plan: null })
    await again.stop()
  }
  await drop()
})

test('[V8] only who may publish plans, or is asked for a second word', async () => {
  const [rita, leo] = await Promise.all(['rita', 'leo'].map((name) => world.server.signIn(`${name}@demo.test`)))
  for (const by of [rita!, leo!]) {
    expect(await refused(by.ask(listWaitingClaims, { courseId: world.course }))).toBe('course.publish')
    expect(await refused(by.ask(planPublication, { courseId: world.course, at: Date.now() + 3_600_000 }))).toBe('course.publish')
  }
  expect(await refused(leo!.ask(listVersions, { courseId: world.course }))).toBe('course.readDraft')
  expect(await refused(asker(world.server.url, {}).ask(listWaitingClaims, { courseId: world.course }))).toBe('auth.signedOut')
})

test('[V9] what a version would settle is what the draft carries: words that were undone or written over do not count', async () => {
  const { collaboration, courses } = world.server.services
  const { id: courseId } = await courses.create({ ...world.ana, email: 'ana@demo.test' }, { groupId: world.group.id, title: 'Storms' })
  const edit = (change: (doc: Y.Doc) => void) => collaboration.command(courseId, { by: world.ana.id, name: 'test.edit' }, change)
  const lesson = await collaboration.read(courseId, firstLesson)
  const sentence = 'Call the harbour office before noon on Friday, in winter by letter to the captain.'
  await edit((doc) => lessonFragment(doc, lesson).push([aParagraph(sentence, 'para1')]))
  const [ana, leo] = [await world.server.signIn('ana@demo.test'), await world.server.signIn('leo@demo.test')]
  await ana.ask(publishCourse, { courseId })
  const closes = async () => (await ana.ask(checkPublish, { courseId })).closes
  expect(await closes()).toEqual({ flags: 0, suggestions: 0, which: [] })

  for (const [was, proposed] of [
    ['harbour office', 'harbour master'],
    ['Friday', 'Monday'],
    ['captain', 'pilot'],
  ] as const) {
    const suggestionId = newId<SuggestionId>()
    const anchor = await collaboration.read(courseId, (doc) => {
      const text = new LessonText(lessonFragment(doc, lesson))
      const from = text.text.indexOf(was)
      return anchorOn(text, lesson, from, from + was.length)
    })
    await ana.ask(makeSuggestion, { courseId, suggestionId, anchor, proposed })
    await ana.ask(acceptSuggestion, { courseId, suggestionId, commandId: newId() })
  }
  for (const [was, proposed] of [
    ['before noon', 'by ten'],
    ['by letter', 'by telegram'],
  ] as const) {
    const [from, quote] = [sentence.indexOf(was), { exact: was, prefix: '', suffix: '' }]
    const spot = { version: 1, lesson, block: 'para1', from, to: from + was.length, quote }
    await leo.ask(raiseFlag, raiseFlag.takes.parse({ courseId, id: newId<VoiceId>(), ...spot, proposed }))
    const flag = (await ana.ask(listFlags, { courseId })).items[0]!
    await ana.ask(acceptFlag, { courseId, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId() })
  }
  expect(await closes()).toMatchObject({ flags: 2, suggestions: 3 })

  await edit((doc) => {
    retype(doc, 'Monday', 'Friday', lesson)
    retype(doc, 'pilot', 'whole crew', lesson)
    retype(doc, 'by telegram', 'by letter', lesson)
  })
  expect(await closes()).toMatchObject({ flags: 1, suggestions: 1, which: [{ quote: 'before noon', people: 1 }] })
  await ana.ask(publishCourse, { courseId })
  await until(async () => (await ana.ask(listFlags, { courseId, show: 'closed' })).items.length === 1)
  expect(await closes()).toEqual({ flags: 0, suggestions: 0, which: [] })
})
