import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { readReviewRules, setReviewRules } from '../../shared/review.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { faultsOn } from './axe.ts'
import { aCourse, faultsBut, isSaved, lesson, openDraft, openPlace, publish, text, typeAfter } from './people.ts'

// A group that wants living links, a second word on what is called cosmetic, and lessons that somebody stands for. Versions
// are compared, brought back and taken away. One story, told in order.

let place: Awaited<ReturnType<typeof openPlace>>
let website: Server
let courseId: CourseId
let ana: Visit
let ben: Visit
let leo: Visit
let isGone = true
beforeAll(async () => {
  website = createServer((_, response) => void response.writeHead(isGone ? 404 : 200).end())
  await new Promise<void>((ready) => website.listen(0, '127.0.0.1', ready))
  const { port } = website.address() as AddressInfo
  place = await openPlace({ env: { LINK_CHECK_NETWORKS: '127.0.0.0/8' } })
  courseId = await aCourse(place.server, {
    title: 'At the till',
    lessons: {
      Refunds: 'You get the money back in the shop where you bought it.',
      'Opening hours': 'We open at nine in the morning and close late in the evening.',
    },
    published: true,
  })
  await aCourse(place.server, { title: 'Forms', lessons: { Paper: `Fill in [the form](http://127.0.0.1:${port}/form) first.` } })
  const lena = await place.server.signIn('lena@demo.test')
  const { id: groupId } = (await lena.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { rules } = await lena.ask(readReviewRules, { groupId })
  await lena.ask(setReviewRules, {
    groupId,
    rules: { ...rules, links: true, cosmeticBySecond: true, verifiers: 'author', verifyDays: 90, learnersSeeFreshness: true },
  })
  ;[ana, ben, leo] = await Promise.all([
    place.who('ana'),
    place.who('ben', { colorScheme: 'dark' }),
    place.who('leo', { width: 360, height: 740 }),
  ])
})
afterAll(async () => {
  await place?.close()
  website.close().closeAllConnections()
})

const openLesson = async ({ page }: Visit, title: string, words: string) => {
  await page.getByRole('treeitem', { name: title }).click()
  await text(page).getByText(words).waitFor()
}
const versions = async ({ page }: Visit) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  return page.getByRole('dialog', { name: 'Versions' })
}

test('Leo learns it, and Ben says of a lesson that it is right', async () => {
  await ben.page.goto(`/courses/${courseId}?tab=review`)
  await ben.page
    .getByRole('button', { name: /^Right until/ })
    .first()
    .click()
  await ben.page.getByText('by Ben', { exact: false }).first().waitFor()
  const { page } = leo
  await page.goto(`/play/${courseId}`)
  await lesson(page)
    .getByText(/^Checked, and counts as right until/)
    .waitFor()
  await picture(page, 'fresh-phone')
  expect(await faultsOn(page)).toEqual([])
  await page.getByRole('button', { name: /^Next/ }).click()
  await lesson(page).getByText('We open at nine').waitFor()
  await page.getByRole('button', { name: /^Finish/ }).click()
  await page.getByRole('heading', { name: 'You finished “At the till”' }).waitFor()
})

test('Ana sees why each change is of its kind, raises one, and calls the other cosmetic', async () => {
  const { page } = ana
  await openDraft(ana, courseId)
  await openLesson(ana, 'Refunds', 'You get the money')
  await typeAfter(page, 'You get the money back', ' again')
  await openLesson(ana, 'Opening hours', 'We open at nine')
  await typeAfter(page, 'in the evening', ' hours')
  await isSaved(page)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 2' })
  const row = (title: string) => dialog.getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) })
  await row('Refunds').getByText('Said otherwise: no number differs').waitFor()
  await row('Refunds').getByRole('button', { name: 'What changed' }).click()
  await row('Refunds').locator('ins', { hasText: 'again' }).waitFor()
  await row('Refunds').getByRole('button', { name: 'It is more than that' }).click()
  await row('Refunds').getByText('everybody learns it again').waitFor()
  await row('Opening hours').getByRole('button', { name: 'Call it cosmetic' }).click()
  await row('Opening hours').getByText('It counts once a second person agrees.').waitFor()
  await dialog.getByText('1 of 1 who have finished it repeats only what changed').waitFor()
  await picture(page, 'publish-raised')
  expect(await faultsOn(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('Ben, asked for a second word, agrees beside the review, and sees which lesson he is to look at again', async () => {
  const { page } = ben
  const asks = page.getByText('calls the change of “Opening hours” cosmetic', { exact: false })
  await asks.waitFor()
  await picture(page, 'second-word-dark')
  expect(await faultsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  await asks.waitFor({ state: 'detached' })
  await publish(ana.page, 2, 'Other words')
  const due = page.getByRole('region', { name: 'One lesson to look at again' })
  await due.getByText('changed since it was verified').waitFor()
  await due.getByRole('button', { name: 'What changed' }).click()
  await due.locator('ins', { hasText: 'again' }).waitFor()
  await picture(page, 'due-dark')
  await due.getByRole('button', { name: /^Still right, until/ }).click()
  await due.waitFor({ state: 'detached' })
})

test('Leo repeats what was raised and not what was cosmetic, and finds what changed after he has', async () => {
  const { page } = leo
  await page.goto('/')
  await page.getByText('1 of 2 lessons changed').waitFor()
  await page.goto(`/play/${courseId}`)
  await lesson(page).getByText('back again').waitFor()
  await page.getByRole('button', { name: /^Next/ }).click()
  await lesson(page).getByText('evening hours').waitFor()
  await page.getByRole('button', { name: /^Previous/ }).click()
  await page.reload()
  await page.getByText('You have read it since.').waitFor()
  await page.getByRole('button', { name: 'Show what changed' }).click()
  await lesson(page).locator('ins', { hasText: 'again' }).waitFor()
  await picture(page, 'changed-learnt-phone')
})

test('any two versions are compared, and an earlier one comes back', async () => {
  const { page } = ana
  const dialog = await versions(ana)
  await dialog.getByRole('button', { name: 'Compare' }).last().click()
  await dialog.getByLabel('To', { exact: true }).selectOption({ index: 1 })
  await dialog.locator('ins', { hasText: 'again' }).waitFor()
  await dialog.getByLabel('Before and after beside each other').check()
  await picture(page, 'versions-beside')
  expect(await faultsOn(page)).toEqual([])
  await dialog.getByLabel('To', { exact: true }).selectOption('The draft')
  await dialog.locator('ins', { hasText: 'again' }).waitFor()
  await dialog.getByRole('button', { name: 'All versions' }).click()
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await dialog.getByLabel('Why').fill('Too early')
  await dialog.getByRole('button', { name: 'Bring it back' }).last().click()
  await dialog.getByText('Brings version 1 back').waitFor()
  // Leo has version 2 before him. He hears of the newer one with his next step, and moves over between two lessons.
  const saved = leo.page.waitForResponse((answer) => answer.url().includes('/progress'))
  await leo.page.getByRole('button', { name: /^Next/ }).click()
  await saved
  await leo.page.getByRole('button', { name: /^Previous/ }).click()
  await leo.page.getByText('Here is version 3.', { exact: false }).waitFor()
  await lesson(leo.page).getByText('You get the money back in the shop').waitFor()
})

test('a course is taken away while Leo reads it, and brought back', async () => {
  const dialog = ana.page.getByRole('dialog', { name: 'Versions' })
  await dialog.getByRole('button', { name: 'Take it away from learners' }).click()
  await dialog.getByText('Whoever reads it right now', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Take it away from learners' }).last().click()
  await dialog.getByText('Learners do not have this course at present', { exact: false }).waitFor()
  await picture(ana.page, 'versions-withdrawn')
  await leo.page.getByRole('button', { name: /^Next/ }).click()
  await leo.page.getByText('This course is not offered any more.', { exact: false }).waitFor()
  await picture(leo.page, 'gone-phone')
  await dialog.getByRole('button', { name: 'Bring it back' }).first().click()
  await dialog.getByRole('button', { name: 'Bring it back' }).nth(1).click()
  await dialog.getByText('Brings version 3 back').waitFor()
  await leo.page.reload()
  await lesson(leo.page).waitFor()
})

test('a dead link is told with its place, and a draft is planned once the page is there', async () => {
  const { page } = ana
  await page.goto('/')
  await page.getByRole('link', { name: 'Forms' }).first().click()
  await text(page).getByText('the form').waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  await dialog.getByText('A link leads nowhere', { exact: false }).waitFor()
  await dialog.getByText('The page is not there.', { exact: false }).waitFor()
  await picture(page, 'dead-link')
  expect(await dialog.getByRole('button', { name: 'Publish version 1' }).isDisabled()).toBe(true)
  await dialog.getByRole('link', { name: 'Go there' }).first().click()
  await dialog.waitFor({ state: 'detached' })
  isGone = false
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  // What was dead is asked again when it is some seconds old: whoever mended it looks again.
  await expect
    .poll(
      async () => {
        const again = dialog.getByRole('button', { name: 'Look again' })
        if (await again.isVisible()) await again.click()
        return dialog.getByRole('button', { name: 'Publish later…' }).isVisible()
      },
      { timeout: 40_000, interval: 500 },
    )
    .toBe(true)
  await dialog.getByRole('button', { name: 'Publish later…' }).click()
  await dialog.getByLabel('When').fill('2099-01-04T05:00')
  await dialog.getByRole('button', { name: 'Plan it' }).click()
  await dialog.getByText('Ana Alves planned to publish it on', { exact: false }).waitFor()
  await picture(page, 'planned')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  const list = await versions(ana)
  await list.getByText('Ana Alves planned to publish it on', { exact: false }).waitFor()
  await list.getByRole('button', { name: 'Do not publish then' }).click()
  await list.getByText('planned to publish it on', { exact: false }).waitFor({ state: 'detached' })
})

test('none of this left an error in a page', () => {
  expect([...faultsBut(ana), ...faultsBut(ben), ...faultsBut(leo, '404')]).toEqual([])
})
