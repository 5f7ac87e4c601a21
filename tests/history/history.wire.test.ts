import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepLongWork } from '../../server/history/long-work.ts'
import { openLog } from '../../server/platform/log.ts'
import { keepState, listRestorePoints, nameState, restoreState } from '../../shared/collaboration.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { compareStates, listDeletions, listWritten, noteVisit } from '../../shared/history.ts'
import { addNode } from '../../shared/document/outline.ts'
import { hour } from '../../shared/time.ts'
import { aCourseWithPeople, aParagraph, firstLesson, ourClient, textOf, until, write } from '../collaboration/kit.ts'

// What a course was, who made it so, and the way back.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

/** A course of its own, with Ana and Ben writing in it. */
async function twoAuthors() {
  const { id } = await world.server.services.courses.create(
    { ...world.ana, email: 'ana@demo.test' },
    { groupId: world.group.id, title: 'Refunds' },
  )
  const [ana, ben] = [await ourClient({ ...world, course: id }, world.ana), await ourClient({ ...world, course: id }, world.ben)]
  await until(() => ana.face() === 'saved' && ben.face() === 'saved')
  const saved = () => until(() => !ana.draft.hasUnsaved && !ben.draft.hasUnsaved && textOf(ana.draft.doc) === textOf(ben.draft.doc))
  return { id, ana, ben, saved, close: () => (ana.close(), ben.close()) }
}

test('[H1] people name states, and a name keeps one; only who writes may', async () => {
  const { id, ana, saved, close } = await twoAuthors()
  write(ana.draft.doc, 'As it was sold to the board.')
  await saved()
  const { id: point } = await ana.asker.ask(keepState, { courseId: id, name: 'For the board' })
  expect((await ana.asker.ask(listRestorePoints, { courseId: id })).items).toMatchObject([
    { id: point, name: 'For the board', why: 'named', by: { name: 'Ana' } },
  ])
  // Named again before anybody wrote on, it is the same state under its new name.
  expect((await ana.asker.ask(keepState, { courseId: id, name: 'For the new board' })).id).toBe(point)
  const rita = await world.server.signIn('rita@demo.test')
  expect((await rita.ask(listRestorePoints, { courseId: id })).items).toMatchObject([{ id: point, name: 'For the new board' }])
  expect((await rita.ask(listRestorePoints, { courseId: id })).items).toHaveLength(1)
  await expect(rita.ask(keepState, { courseId: id, name: 'Mine' })).rejects.toMatchObject({ code: 'course.edit' })
  await expect(rita.ask(nameState, { courseId: id, pointId: point, name: null })).rejects.toMatchObject({ code: 'course.edit' })
  const leo = await world.server.signIn('leo@demo.test')
  for (const asked of [
    leo.ask(listRestorePoints, { courseId: id }),
    leo.ask(compareStates, { courseId: id, from: point }),
    leo.ask(noteVisit, { courseId: id }),
    leo.ask(listWritten, { courseId: id, lessonId: firstLesson(ana.draft.doc) }),
    leo.ask(listDeletions, { courseId: id }),
  ])
    await expect(asked).rejects.toMatchObject({ code: 'course.unknown' })
  await expect(rita.ask(listDeletions, { courseId: id })).rejects.toMatchObject({ code: 'course.seeDeletions' })
  close()
})

test('[H2] a state is compared with the draft, with who wrote what is new', async () => {
  const { id, ana, ben, saved, close } = await twoAuthors()
  write(ana.draft.doc, 'Refund within 14 days.')
  await saved()
  const { id: point } = await ana.asker.ask(keepState, { courseId: id, name: 'Before' })
  write(ben.draft.doc, 'And bring the receipt along.')
  await saved()
  const { lessons } = await ana.asker.ask(compareStates, { courseId: id, from: point })
  expect(lessons).toMatchObject([
    { change: 'changed', by: [{ name: 'Ben' }], blocks: [{ change: 'new', words: [{ op: 'new', text: 'And bring the receipt along.' }] }] },
  ])
  close()
})

test('[H3] one lesson comes back as an edit, while the others stay as they are', async () => {
  const { id, ana, saved, close } = await twoAuthors()
  const { doc } = ana.draft
  write(doc, 'The first lesson, as it was.')
  const other = addNode(doc, { kind: 'lesson', parent: null, title: 'Other' })
  const [first, second] = [firstLesson(doc), other as string as ReturnType<typeof firstLesson>]
  doc.transact(() => lessonFragment(doc, second).insert(0, [aParagraph('The other, as it was.')]))
  await saved()
  const { id: point } = await ana.asker.ask(keepState, { courseId: id, name: 'Both' })
  for (const lesson of [first, second]) doc.transact(() => lessonFragment(doc, lesson).insert(0, [aParagraph('Later words.')]))
  await saved()
  await ana.asker.ask(restoreState, { courseId: id, pointId: point, lesson: first })
  await until(() => !lessonFragment(doc, first).toString().includes('Later'))
  expect(lessonFragment(doc, second).toString()).toContain('Later words.')
  await expect(ana.asker.ask(restoreState, { courseId: id, pointId: point, lesson: 'nothing' as never })).rejects.toMatchObject({
    code: 'lesson.unknown',
  })
  close()
})

test('[H4] who wrote what: each his own words, and what came back as the one’s who brought it', async () => {
  const { id, ana, ben, saved, close } = await twoAuthors()
  write(ana.draft.doc, 'Ana wrote this. ')
  await saved()
  const fragment = lessonFragment(ben.draft.doc, firstLesson(ben.draft.doc))
  const paragraph = fragment.get(fragment.length - 1) as unknown as {
    get: (at: number) => { insert: (at: number, text: string) => void; length: number }
  }
  paragraph.get(0).insert(paragraph.get(0).length, 'And Ben this.')
  await saved()
  const { items } = await ana.asker.ask(listWritten, { courseId: id, lessonId: firstLesson(ana.draft.doc) })
  expect(items.at(-1)!.runs.map(({ by, text }) => [by?.name, text])).toEqual([
    ['Ana', 'Ana wrote this. '],
    ['Ben', 'And Ben this.'],
  ])
  close()
})

test('[H5] who comes back is told which lessons others changed, and sees what, and is not told of their own words', async () => {
  const { id, ana, ben, saved, close } = await twoAuthors()
  write(ana.draft.doc, 'There before.')
  await saved()
  expect(await ana.asker.ask(noteVisit, { courseId: id })).toEqual({ since: null, lessons: [] })
  await expect(ana.asker.ask(compareStates, { courseId: id, from: 'visit' })).rejects.toMatchObject({ code: 'visit.unknown' })
  await later(id)
  write(ana.draft.doc, 'Ana’s own words.')
  await saved()
  expect((await ana.asker.ask(noteVisit, { courseId: id })).lessons).toEqual([])
  await later(id)
  write(ben.draft.doc, 'Ben was here.')
  await saved()
  const visit = await ana.asker.ask(noteVisit, { courseId: id })
  expect(visit.lessons).toEqual([firstLesson(ana.draft.doc)])
  expect(await ana.asker.ask(noteVisit, { courseId: id })).toEqual(visit)
  const { lessons } = await ana.asker.ask(compareStates, { courseId: id, from: 'visit' })
  expect(lessons).toMatchObject([{ by: [{ name: 'Ben' }], blocks: [{ words: [{ op: 'new', text: 'Ben was here.' }] }] }])
  close()
})

/** Puts everybody's visit of a course an hour back. */
async function later(id: string) {
  const { courseVisits } = await import('../../server/history/tables.ts')
  const { db } = world.server.connection
  for (const row of await db.select().from(courseVisits))
    if ((row.courseId as string) === id) await db.update(courseVisits).set({ seenAt: row.seenAt - hour })
}

test('[H6] what was deleted is told with who did it, before and after the log is squeezed', async () => {
  const { id, ana, ben, saved, close } = await twoAuthors()
  write(ana.draft.doc, 'A sentence that Ben does not like.')
  await saved()
  const fragment = lessonFragment(ben.draft.doc, firstLesson(ben.draft.doc))
  fragment.delete(fragment.length - 1, 1)
  await saved()
  const told = async () => (await ana.asker.ask(listDeletions, { courseId: id })).items
  expect(await told()).toMatchObject([{ by: { name: 'Ben' }, text: 'A sentence that Ben does not like.', trashed: false }])
  // When the last author leaves, the log is squeezed and forgets who did what.
  close()
  const { db } = world.server.connection
  const { courseDeletions } = await import('../../server/collaboration/tables.ts')
  await until(async () => (await db.$count(courseDeletions)) > 0)
  const omar = await world.server.signIn('ana@demo.test')
  expect((await omar.ask(listDeletions, { courseId: id })).items).toMatchObject([
    { by: { name: 'Ben' }, text: 'A sentence that Ben does not like.' },
  ])
})

test('[H1] after long work a course is kept by itself, once', async () => {
  const { id, ana, saved, close } = await twoAuthors()
  let shift = 0
  const { collaboration } = world.server.services
  const work = keepLongWork({ collaboration, diary: openLog('silent'), now: () => Date.now() + shift, lookMs: hour })
  for (let i = 0; i < 45; i++) {
    write(ana.draft.doc, `Sentence ${i}.`)
    await saved()
  }
  await work.look()
  expect((await ana.asker.ask(listRestorePoints, { courseId: id })).items).toEqual([])
  shift = 11 * 60_000
  await work.look()
  await work.look()
  expect((await ana.asker.ask(listRestorePoints, { courseId: id })).items).toMatchObject([{ why: 'worked', by: null }])
  work.close()
  close()
})
