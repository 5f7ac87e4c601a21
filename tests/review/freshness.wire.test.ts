import { afterAll, beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { lessonVerifications } from '../../server/review/tables.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { newId } from '../../shared/id.ts'
import { playCourse } from '../../shared/play.ts'
import { claimChange, publishCourse } from '../../shared/publishing.ts'
import { dueOf, readBoard, readDelta, readReviewRules, setReviewRules, soonMs, verifyLesson } from '../../shared/review.ts'
import { day } from '../../shared/time.ts'
import { aCourseWithPeople, until } from '../collaboration/kit.ts'
import { aDraftIn, anAdminOf, refused, type World } from './kit.ts'

// Until when lessons count as right, who sees it, and who is asked to look again.

let world: World
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())

const aDraft = (words?: string) => aDraftIn(world, words)
type Draft = Awaited<ReturnType<typeof aDraft>>

const verify = async ({ rita, board, id, lesson }: Draft, days = 30) =>
  rita.ask(verifyLesson, { courseId: id, lessonId: lesson, mark: (await board()).mark, days })
/** As if it had been verified for so long, and that ended or ends then. */
const ending = ({ id }: Draft, until: number, at = until - 100 * day) =>
  world.server.connection.db.update(lessonVerifications).set({ until, at }).where(eq(lessonVerifications.courseId, id))

test('[N6] a lesson is verified until a day; an edit of its content ends that, a mended typo does not', async () => {
  const { id, lesson, ana, rita, board, saved } = await aDraft('You get teh money back in the shop where you bought it.')
  await rita.ask(verifyLesson, { courseId: id, lessonId: lesson, mark: (await board()).mark, days: 30 })
  expect((await board()).freshness).toMatchObject({ state: 'verified', by: { name: 'Rita' } })
  const text = () => {
    const fragment = lessonFragment(ana.draft.doc, lesson)
    return (
      fragment.get(fragment.length - 1) as unknown as {
        get: (at: number) => { delete: (at: number, n: number) => void; insert: (at: number, words: string) => void }
      }
    ).get(0)
  }
  ana.draft.doc.transact(() => (text().delete(8, 3), text().insert(8, 'the')))
  await saved()
  expect((await board()).freshness?.state).toBe('verified')
  ana.draft.doc.transact(() => text().insert(0, 'Within 30 days. '))
  await saved()
  expect((await board()).freshness?.state).toBe('changed')
  expect(await refused(ana.asker.ask(verifyLesson, { courseId: id, lessonId: lesson, mark: (await board()).mark }))).toBe('course.verify')
  ana.close()
})

test('[N12] what is to be looked at again: soon within two weeks or the last quarter, else once it is over', () => {
  const verified = { state: 'verified' as const, at: 0, until: 180 * day }
  expect(dueOf(verified, 100 * day)).toBeNull()
  expect(dueOf(verified, 167 * day)).toBe('soon')
  expect(dueOf({ ...verified, state: 'changed' }, 100 * day)).toBe('over')
  expect([soonMs(0, 8 * day), dueOf({ ...verified, until: 8 * day }, 5 * day)]).toEqual([2 * day, null])
})

test('[N12] authors see what is due, why, and what changed since; who may verify renews it, even before it ends', async () => {
  const draft = await aDraft('You get the money back in the shop.')
  const { id, lesson, ana, rita, board, edit } = draft
  expect(await board()).toMatchObject({ freshness: null, due: null })
  await verify(draft)
  expect(await board()).toMatchObject({ due: null })
  await ending(draft, Date.now() + 5 * day)
  expect(await board(ana.asker)).toMatchObject({ freshness: { state: 'verified' }, due: 'soon' })
  await verify(draft, 90)
  expect(await board()).toMatchObject({ due: null, freshness: { until: expect.closeTo(Date.now() + 90 * day, -6) } })
  await edit('But never on Sundays.')
  expect(await board(ana.asker)).toMatchObject({ freshness: { state: 'changed' }, due: 'over' })
  const { change } = await rita.ask(readDelta, { courseId: id, lessonId: lesson, since: 'verification' })
  expect(change?.blocks).toMatchObject([{ change: 'new', words: [{ op: 'new', text: 'But never on Sundays.' }] }])
  expect((await rita.ask(readDelta, { courseId: id, lessonId: lesson })).change).toBeNull()
  expect((await ana.asker.ask(readBoard, { courseId: id })).mayVerify).toBe(false)
  ana.close()
})

test('[N13] learners see it where their group says so, while it holds for the version they have; a raised change ends it', async () => {
  const draft = await aDraft('You get the money back in the shop.')
  const { id, lesson, ana, leo, edit, saved } = draft
  const omar = await anAdminOf(world)
  const shown = async () => (await leo.ask(playCourse, { courseId: id, content: 'none' })).lessons[0]?.freshUntil
  const { rules } = await omar.ask(readReviewRules, { groupId: world.group.id })
  const tell = (learnersSeeFreshness: boolean) =>
    omar.ask(setReviewRules, { groupId: world.group.id, rules: { ...rules, learnersSeeFreshness, flagsEndIt: 1 } })
  try {
    await ana.asker.ask(publishCourse, { courseId: id })
    await verify(draft)
    expect(await shown()).toBeUndefined()
    await tell(true)
    expect(await shown()).toBeCloseTo(Date.now() + 30 * day, -6)

    // The draft moves on; what learners have is what was verified.
    await edit('But never on Sundays.')
    expect(await shown()).toBeDefined()
    await ana.asker.ask(publishCourse, { courseId: id })
    expect(await shown()).toBeUndefined()
    await verify(draft)
    expect(await shown()).toBeDefined()

    const fragment = lessonFragment(ana.draft.doc, lesson)
    const words = (
      fragment.get(fragment.length - 1) as unknown as { get: (at: number) => { insert: (at: number, words: string) => void } }
    ).get(0)
    ana.draft.doc.transact(() => words.insert(0, 'And '))
    await saved()
    await ana.asker.ask(claimChange, { courseId: id, lessonId: lesson, as: 'content' })
    await ana.asker.ask(publishCourse, { courseId: id })
    expect(await shown()).toBeUndefined()
    expect(await draft.board()).toMatchObject({ freshness: { state: 'changed' }, due: 'over' })

    await verify(draft)
    const view = await leo.ask(playCourse, { courseId: id })
    const block = [...textBlocksIn({ type: 'doc', content: view.lessons[0]!.content! })].find((one) => textOfBlock(one).includes('shop'))!
    const from = textOfBlock(block).indexOf('shop')
    const quote = { exact: 'shop', prefix: '', suffix: '' }
    const spot = { version: view.version, lesson, block: String(block.attrs?.['id']), from, to: from + 4, quote }
    await leo.ask(raiseFlag, raiseFlag.takes.parse({ courseId: id, id: newId<VoiceId>(), ...spot }))
    await until(async () => (await draft.board()).freshness?.state === 'flagged')
    expect(await draft.board()).toMatchObject({ due: 'over', freshness: { flags: 1 } })
    expect(await shown()).toBeUndefined()
  } finally {
    await omar.ask(setReviewRules, { groupId: world.group.id, rules: null })
  }
  ana.close()
})

test('[N14] who verified is written to before it ends and when it did, in one letter a day with links; once each', async () => {
  const [one, other] = [await aDraft(), await aDraft()]
  const { app } = world.server
  const letters = () => app.mail.inbox().filter(({ text }) => text.includes(one.id))
  await verify(one)
  await verify(other)
  const noon = Math.floor(Date.now() / day) * day + day / 2
  await ending(one, noon + 10 * day)
  await ending(other, noon + 10 * day + 1)
  await app.reminders.look()
  await app.reminders.look()
  await app.jobs.settled()
  expect(letters()).toMatchObject([{ to: 'rita@demo.test', subject: expect.stringMatching(/^Look at 2 lessons again by \d{4}-/) }])
  expect(letters()[0]?.text).toContain(`/courses/${one.id}?lesson=${one.lesson}&tab=review`)
  expect(letters()[0]?.text).toContain(other.id)

  await ending(other, Date.now() + 300 * day)
  await ending(one, Date.now() - day)
  await app.reminders.look()
  await app.reminders.look()
  await app.jobs.settled()
  expect(letters()).toHaveLength(2)
  expect(letters()[0]).toMatchObject({ to: 'rita@demo.test', subject: expect.stringContaining('the verification ran out') })
  for (const { ana } of [one, other]) ana.close()
})

test('[N14] who may not verify any more is not asked, and others who may are', async () => {
  const draft = await aDraft()
  const { app, services } = world.server
  await services.groups.giveRole(null, world.group.id, world.ben.id, 'reviewer')
  await draft.ben.ask(verifyLesson, { courseId: draft.id, lessonId: draft.lesson, mark: (await draft.board()).mark })
  await services.groups.takeRole(null, world.group.id, world.ben.id, 'reviewer')
  await ending(draft, Date.now() + 3 * day)
  await app.reminders.look()
  await app.jobs.settled()
  const asked = app.mail.inbox().flatMap(({ to, text }) => (text.includes(draft.id) ? [to] : []))
  expect(asked).toContain('rita@demo.test')
  expect(asked).not.toContain('ben@demo.test')
  expect(await refused(draft.ben.ask(verifyLesson, { courseId: draft.id, lessonId: draft.lesson, mark: 'x' }))).toBe('course.verify')
  draft.ana.close()
})
