import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, faultsBut, flag, lesson, mark, openDraft, openPlace, patience } from './people.ts'

// Learners read on a phone and at a desk, ask each other, and mark what is old.

const old = 'The counter closes at five.'

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let leo: Visit
let mia: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'At the counter',
    lessons: {
      'Opening hours': [
        `We open at nine. ${old}`,
        ...Array.from({ length: 40 }, (_, n) => `Rule ${n + 1}: be kind, be quick, and look up when somebody comes in.`),
      ].join('\n\n'),
      Greeting: 'Say good morning.',
    },
    published: true,
  })
  ;[leo, mia] = await Promise.all([place.who('leo', { width: 360, height: 740 }), place.who('mia')])
})
afterAll(() => place?.close())

test('a course of Sales is on the home of its learners, and not on others’', async () => {
  const ben = await place.server.signIn('carl@demo.test')
  expect((await ben.fetch(`/api/play/${courseId}`)).status).toBe(200)
  const support = await place.who('ben')
  await leo.page.goto('/')
  await leo.page.getByRole('link', { name: 'At the counter' }).waitFor()
  await support.page.goto('/')
  await support.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await support.page.getByRole('region', { name: 'New for you' }).count()).toBe(0)
  await support.context.close()
})

test('whoever stops on the phone goes on at the same block at the desk', async () => {
  const { page } = leo
  await page.getByRole('link', { name: 'At the counter' }).click()
  const saved = page.waitForResponse(
    (answer) => answer.url().includes('/progress') && answer.request().postData()?.includes('block') === true,
  )
  await lesson(page)
    .getByText('Rule 20:')
    .evaluate((block) => block.scrollIntoView({ block: 'start' }))
  await saved
  const desk = await place.who('leo')
  await desk.page.goto(`/play/${courseId}`)
  await expect.poll(() => desk.page.evaluate(() => scrollY), patience).toBeGreaterThan(400)
  await expect
    .poll(
      () =>
        lesson(desk.page)
          .getByText(/^Rule (19|20|21|22):/)
          .first()
          .evaluate((block) => Math.abs(block.getBoundingClientRect().top) < innerHeight),
      patience,
    )
    .toBe(true)
  await desk.context.close()
})

test('two learners who mark one sentence are one item for the author', async () => {
  await mia.page.goto(`/play/${courseId}`)
  await lesson(mia.page).getByText(old).waitFor()
  await flag(mia.page, old, 'The counter closes at six.')
  await leo.page.goto(`/play/${courseId}`)
  await lesson(leo.page).getByText(old).waitFor()
  await flag(leo.page, old, 'The counter closes at half past six.')
  await leo.page.getByText('1 other person marked this passage too.').waitFor()

  const ana = await place.who('ana')
  await openDraft(ana, courseId)
  await ana.page.getByRole('tab', { name: /Outdated/ }).click()
  const card = ana.page.getByRole('article', { name: `Outdated: ${old}` })
  for (const name of ['Leo Lindqvist', 'Mia Moreau']) await card.locator('strong', { hasText: name }).waitFor()
  expect(await ana.page.locator('[data-flag]').count()).toBe(1)

  await card.getByRole('button', { name: 'Decline' }).click()
  await ana.page.getByRole('menuitem', { name: 'It is explained elsewhere' }).click()
  await card.waitFor({ state: 'detached' })
  await leo.page.goto('/')
  await leo.page.getByText('It is explained in another place of the course.').waitFor()
  await picture(leo.page, 'declined')
  await ana.context.close()
})

test('a question about words is asked once: the next who would ask it says “me too”', async () => {
  await mark(lesson(mia.page), 'We open at nine.')
  await mia.page.getByRole('toolbar', { name: 'The selected words' }).getByRole('button', { name: 'Ask' }).click()
  await mia.page.getByLabel('Your question, in one sentence').fill('Do we open at nine on Saturdays?')
  await mia.page.getByRole('button', { name: 'Ask', exact: true }).last().click()
  await mia.page.getByText('Your question is asked').waitFor()

  const carl = await place.who('carl')
  await carl.page.goto(`/play/${courseId}`)
  await carl.page.getByRole('button', { name: 'Ask a question' }).click()
  await carl.page.getByLabel('Your question, in one sentence').pressSequentially('When do we open on Saturdays?')
  await carl.page.getByRole('button', { name: 'Me too', exact: true }).click()
  await carl.page.getByLabel('Write an answer').fill('At ten, and only in the main street.')
  await carl.page.getByRole('button', { name: 'Answer', exact: true }).click()
  await carl.page.getByText('At ten, and only in the main street.').waitFor()

  await mia.page.reload()
  await mia.page.getByText('Do we open at nine on Saturdays?').first().click()
  await mia.page.getByRole('button', { name: 'This solved it' }).click()
  await mia.page.getByText('Solved the question').waitFor()
  await picture(mia.page, 'solved')
  await carl.context.close()
  expect([...faultsBut(leo), ...faultsBut(mia)]).toEqual([])
})
