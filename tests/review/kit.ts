import type { Problem } from '../../shared/problem.ts'
import { type BoardLesson, giveVerdict, readBoard } from '../../shared/review.ts'
import { type aCourseWithPeople, firstLesson, ourClient, until, write } from '../collaboration/kit.ts'

// A draft with its writer and its reviewer, for what is said about it.

export type World = Awaited<ReturnType<typeof aCourseWithPeople>>

/** A course of its own with words in it, Ana writing, Rita reviewing. */
export async function aDraftIn(world: World, words = 'Refund within 14 days.') {
  const { id } = await world.server.services.courses.create(
    { ...world.ana, email: 'ana@demo.test' },
    { groupId: world.group.id, title: 'Refunds' },
  )
  const ana = await ourClient({ ...world, course: id }, world.ana)
  const [rita, ben, leo] = await Promise.all(['rita', 'ben', 'leo'].map((name) => world.server.signIn(`${name}@demo.test`)))
  await until(() => ana.face() === 'saved')
  write(ana.draft.doc, words)
  const saved = () => until(() => !ana.draft.hasUnsaved)
  await saved()
  const lesson = firstLesson(ana.draft.doc)
  const board = async (by = rita!) =>
    (await by.ask(readBoard, { courseId: id })).lessons.find((one) => one.lesson === lesson) as BoardLesson
  const approve = async (by = rita!) =>
    by.ask(giveVerdict, { courseId: id, lessonId: lesson, verdict: 'approved', mark: (await board(by)).mark })
  return {
    id,
    lesson,
    ana,
    rita: rita!,
    ben: ben!,
    leo: leo!,
    board,
    approve,
    saved,
    edit: async (text: string) => (write(ana.draft.doc, text), await saved()),
  }
}

/** The code of the refusal, or that there was none. */
export const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken',
    (error: unknown) => (error as Problem).code,
  )

/** Somebody who runs the group. */
export async function anAdminOf(world: World) {
  const { people, groups } = world.server.services
  const known = await people.byEmail('omar@demo.test')
  const omar = known ?? (await people.create({ name: 'Omar', email: 'omar@demo.test', password: 'colloquy-demo' }))
  await groups.giveRole(null, world.group.id, omar.id, 'admin')
  return world.server.signIn('omar@demo.test')
}
