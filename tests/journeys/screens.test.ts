import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCourses } from '../../shared/courses.ts'
import { picture, type Visit } from '../kit/browser.ts'
import type { CourseId, LessonId } from '../../shared/id.ts'
import { playCourse } from '../../shared/play.ts'
import { faultsOn } from './axe.ts'
import { faultsBut, lesson, mark, openPlace, text } from './people.ts'

// Every screen of the demo academy, in light, in dark and on a phone: nothing axe would blame, nothing wider than the screen,
// no error in the page. The pictures are for people to look at.

let place: Awaited<ReturnType<typeof openPlace>>
let refunds: CourseId
let promise: LessonId
const sentence = 'Three things are excluded'
beforeAll(async () => {
  place = await openPlace({ demo: 'academy' })
  const ana = await place.server.signIn('ana@demo.test')
  const { items } = await ana.ask(listCourses)
  refunds = items.find(({ title }) => title === 'Handling refunds')!.id
  promise = (await ana.ask(playCourse, { courseId: refunds })).lessons.find(({ title }) => title === 'The thirty-day promise')!.id
})
afterAll(() => place?.close())

const looks = [
  { look: 'light', colorScheme: 'light', width: 1440, height: 900 },
  { look: 'dark', colorScheme: 'dark', width: 1440, height: 900 },
  { look: 'phone', colorScheme: 'light', width: 360, height: 740 },
] as const
const isPhone = (look: string) => look === 'phone'

/** Waits until nothing moves and nothing is awaited, looks at the screen and keeps a picture. */
async function look({ page }: Visit, name: string) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .map((animation) => Promise.race([animation.finished.catch(() => {}), new Promise((done) => setTimeout(done, 400))])),
    ),
  )
  await picture(page, name)
  expect.soft(await faultsOn(page), name).toEqual([])
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name} is too wide`)
    .toBe(0)
}

async function closeDialog(page: Page) {
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}

for (const { look: as, ...options } of looks) {
  test(`whoever is not signed in, ${as}`, async () => {
    const visitor = await place.browser.visitor(options)
    const { page } = visitor
    await page.goto('/sign-in')
    await page.getByRole('button', { name: /Ana Alves/ }).waitFor()
    await look(visitor, `sign-in-${as}`)
    await page.goto('/no/such/page')
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await look(visitor, `not-found-${as}`)
    expect(faultsBut(visitor, '401')).toEqual([])
    await visitor.context.close()
  })

  test(`an author’s screens, ${as}`, async () => {
    const ana = await place.who('ana', options)
    const { page } = ana
    await page.goto('/')
    await page
      .getByRole('link', { name: /refund/i })
      .first()
      .waitFor()
    await look(ana, `home-ana-${as}`)
    await page.getByRole('button', { name: 'New course' }).first().click()
    await page.getByRole('dialog', { name: 'New course' }).waitFor()
    await look(ana, `dialog-new-course-${as}`)
    await closeDialog(page)

    await page.goto('/you')
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
    await look(ana, `account-${as}`)
    await page.goto('/gallery')
    await page.getByRole('heading', { name: 'Gallery' }).waitFor()
    await look(ana, `gallery-${as}`)
    expect(faultsBut(ana)).toEqual([])
    await ana.context.close()
  })

  test(`a group’s screens, ${as}`, async () => {
    const lena = await place.who('lena', options)
    const { page } = lena
    await page.goto('/')
    await page.getByRole('button', { name: 'Groups' }).click()
    await look(lena, `groups-${as}`)
    await page.getByRole('menuitem', { name: 'Sales', exact: true }).click()
    await page.getByRole('heading', { name: 'Sales' }).waitFor()
    await look(lena, `group-${as}`)
    await page.getByRole('tab', { name: 'People' }).click()
    await page.getByRole('button', { name: /Ana Alves/ }).waitFor()
    await look(lena, `group-people-${as}`)
    expect(faultsBut(lena)).toEqual([])
    await lena.context.close()
  })

  test(`the editor, its margin and its dialogs, ${as}`, async () => {
    const ana = await place.who('ana', options)
    const { page } = ana
    const margin = async (tab: string) => {
      if (isPhone(as) && !(await page.getByRole('tab', { name: tab }).isVisible()))
        await page.getByRole('button', { name: 'Show what people say' }).click()
      await page.getByRole('tab', { name: tab }).click()
    }
    await page.goto(`/courses/${refunds}`)
    await text(page).waitFor()
    await page.locator('[data-face=saved]').waitFor()
    await look(ana, `editor-${as}`)
    if (isPhone(as)) {
      await page.getByRole('button', { name: 'Show the outline' }).click()
      await page.getByRole('treeitem').first().waitFor()
      await look(ana, `editor-outline-${as}`)
      await page.keyboard.press('Escape')
    }
    await margin('Comments')
    await page.locator('[data-thread]').first().click()
    await look(ana, `editor-thread-${as}`)
    await margin('Outdated')
    await page.locator('[data-flag]').first().waitFor()
    await look(ana, `editor-flags-${as}`)
    await margin('Questions')
    await page.getByRole('button', { name: 'Ask a question' }).waitFor()
    await look(ana, `editor-questions-${as}`)
    if (isPhone(as)) await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('dialog', { name: /^Publish version/ }).waitFor()
    await look(ana, `dialog-publish-${as}`)
    await closeDialog(page)
    for (const [item, title] of [
      ['People', /Rita|People/],
      ['Import a file', 'Import lessons'],
      ['How it is received', 'How it is received'],
    ] as const) {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await page.getByRole('dialog', { name: title }).waitFor()
      await look(ana, `dialog-${item.split(' ')[0]!.toLowerCase()}-${as}`)
      await closeDialog(page)
    }
    expect(faultsBut(ana)).toEqual([])
    await ana.context.close()
  })

  test(`a learner’s screens, ${as}`, async () => {
    const leo = await place.who('leo', options)
    const { page } = leo
    await page.goto('/')
    await page
      .getByRole('link', { name: /refund/i })
      .first()
      .waitFor()
    await look(leo, `home-leo-${as}`)
    await page.goto(`/play/${refunds}?lesson=${promise}`)
    await lesson(page).getByText(sentence).waitFor()
    await look(leo, `player-${as}`)
    // Also for who has read it to its end in an earlier look.
    await page.getByRole('button', { name: 'Show what changed' }).click()
    await look(leo, `player-changes-${as}`)
    await mark(lesson(page), sentence)
    await page.getByRole('toolbar', { name: 'The selected words' }).getByRole('button', { name: 'Outdated' }).click()
    await page.getByRole('dialog', { name: 'What is out of date?' }).getByLabel('How should it read?').fill('Nothing is excluded.')
    await look(leo, `dialog-flag-${as}`)
    await closeDialog(page)
    await lesson(page)
      .getByRole('button', { name: /Check answer|Try again/ })
      .first()
      .scrollIntoViewIfNeeded()
    await look(leo, `player-question-${as}`)
    if (isPhone(as)) await page.getByRole('button', { name: 'Show questions' }).click()
    await page.getByText('Does the promise cover things bought in the sale?').click()
    await page.getByRole('button', { name: 'All questions' }).waitFor()
    await look(leo, `player-topic-${as}`)
    expect(faultsBut(leo)).toEqual([])
    await leo.context.close()
  })
}
