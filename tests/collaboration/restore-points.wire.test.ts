import { afterAll, beforeAll, expect, test } from 'vitest'
import { thinned, unpack } from '../../server/collaboration/restore-points.ts'
import { collaborationStore } from '../../server/collaboration/store.ts'
import { listRestorePoints, restoreState } from '../../shared/collaboration.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import type { CourseId } from '../../shared/id.ts'
import { day, hour } from '../../shared/time.ts'
import { aCourseWithPeople, aParagraph, firstLesson, ourClient, textOf, until, write } from './kit.ts'

// Who deletes much of a course at once does no harm that cannot be taken back.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const anaIs = () => ({ ...world.ana, email: 'ana@demo.test' })
const pointsOf = async (course: CourseId) => (await world.server.services.collaboration.restorePoints(course)).points

/** A course of its own with `count` paragraphs of some eighty characters, and Ana writing in it. */
async function aWrittenCourse(count: number) {
  const { id } = await world.server.services.courses.create(anaIs(), { groupId: world.group.id, title: 'Long' })
  const ana = await ourClient({ ...world, course: id }, world.ana)
  await until(() => ana.face() === 'saved')
  const fragment = lessonFragment(ana.draft.doc, firstLesson(ana.draft.doc))
  ana.draft.doc.transact(() =>
    fragment.insert(
      0,
      Array.from({ length: count }, (_, i) => aParagraph(`${i}: ${'wise words '.repeat(7)}`)),
    ),
  )
  await until(() => !ana.draft.hasUnsaved)
  const saved = () => until(() => !ana.draft.hasUnsaved)
  return { id, ana, fragment, saved }
}

test('[L6] before more than 30 % of a larger course is deleted at once, it is kept as it was', async () => {
  const { id, ana, fragment, saved } = await aWrittenCourse(60)
  fragment.delete(0, 10)
  await saved()
  expect(await pointsOf(id)).toEqual([])
  const before = textOf(ana.draft.doc)
  fragment.delete(0, 25)
  await saved()
  expect(await pointsOf(id)).toMatchObject([{ by: world.ana.id, why: 'deleted', lessons: 1 }])
  const [point] = await pointsOf(id)
  const past = await unpack((await collaborationStore(world.server.connection.db).restorePointState(id, point!.id))!)
  expect(textOf(past)).toBe(before)
  past.destroy()
  ana.close()
})

test('[L6] a small course, and many small deletions, keep nothing', async () => {
  const { id, ana, fragment, saved } = await aWrittenCourse(15)
  fragment.delete(0, 15)
  await saved()
  for (let i = 0; i < 6; i++) write(ana.draft.doc, 'and more '.repeat(200))
  await saved()
  for (let i = 0; i < 2; i++) {
    fragment.delete(0, 1)
    await saved()
  }
  expect(await pointsOf(id)).toEqual([])
  ana.close()
})

test('[L6] an earlier state comes back for everybody as a new edit, and the present one is kept first', async () => {
  const { id, ana, fragment, saved } = await aWrittenCourse(60)
  const ben = await ourClient({ ...world, course: id }, world.ben)
  const before = textOf(ana.draft.doc)
  fragment.delete(0, fragment.length)
  write(ana.draft.doc, 'nothing else')
  await saved()
  const { items, now } = await ben.asker.ask(listRestorePoints, { courseId: id })
  expect(items).toMatchObject([{ by: { name: 'Ana' }, why: 'deleted' }])
  expect(items[0]!.words).toBeGreaterThan(now.words)
  const size = await ben.asker.ask(restoreState, { courseId: id, pointId: items[0]!.id })
  expect(size).toEqual({ lessons: items[0]!.lessons, words: items[0]!.words })
  await until(() => textOf(ana.draft.doc) === before && textOf(ben.draft.doc) === before)
  const after = (await ben.asker.ask(listRestorePoints, { courseId: id })).items
  expect(after.map(({ why }) => why)).toEqual(['restored', 'deleted'])
  expect(after[0]!.by?.name).toBe('Ben')
  await ben.asker.ask(restoreState, { courseId: id, pointId: after[0]!.id })
  await until(() => textOf(ana.draft.doc).includes('nothing else'))
  expect(ana.draft.doc.store.pendingStructs).toBeNull()
  ana.close()
  ben.close()
})

test('[L6] who reads the draft sees which states are kept, and only its editors restore one', async () => {
  const { id, ana } = await aWrittenCourse(1)
  const [rita, leo, ben] = await Promise.all(['rita', 'leo', 'ben'].map((name) => world.server.signIn(`${name}@demo.test`)))
  expect((await rita!.ask(listRestorePoints, { courseId: id })).items).toEqual([])
  await expect(leo!.ask(listRestorePoints, { courseId: id })).rejects.toMatchObject({ code: 'course.unknown' })
  await expect(rita!.ask(restoreState, { courseId: id, pointId: 'nothing' as never })).rejects.toMatchObject({ code: 'course.edit' })
  await expect(ben!.ask(restoreState, { courseId: id, pointId: 'nothing' as never })).rejects.toMatchObject({
    code: 'restorePoint.unknown',
  })
  ana.close()
})

test('points are let go when they are old, and of many those that stand close, so that nobody pushes the older ones out', () => {
  const now = 1000 * day
  const point = (id: string, at: number) => ({ id, at })
  expect(thinned([point('old', now - 91 * day), point('new', now - day)], now)).toEqual(['old'])
  const spread = Array.from({ length: 15 }, (_, i) => point(`day ${i}`, now - (20 - i) * day))
  const storm = Array.from({ length: 100 }, (_, i) => point(`storm ${i}`, now - hour + i * 1000))
  const gone = thinned([...spread, ...storm], now)
  expect(gone).toHaveLength(95)
  expect(gone.every((id) => id.startsWith('storm'))).toBe(true)
})
