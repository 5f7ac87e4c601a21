import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { axeFaults } from '../kit/axe.ts'
import { picture, type Visit } from '../kit/browser.ts'
import {
  aCourse,
  comment,
  faultsBut,
  isSaved,
  lesson,
  mark,
  openDraft,
  openPlace,
  paragraphs,
  patience,
  text,
  thread,
  typeAfter,
} from './people.ts'

// What is named in a text: signs, people, other courses; and the whole of it on paper.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let letters: CourseId
let ana: Visit
beforeAll(async () => {
  place = await openPlace()
  letters = await aCourse(place.server, { title: 'Letters for experts', lessons: { Stamps: 'A stamp is stuck.' } })
  courseId = await aCourse(place.server, {
    title: 'Parcels by post',
    lessons: {
      Arrive: 'A parcel comes in.\n\nWeigh the parcel.\n\nSee <https://example.org/weights> for more.',
      Leave:
        'The parcel leaves.\n\n```question\nWhat is weighed?\n- [x] Parcels\n- [ ] People\n```\n\n```question open\nWhy is it weighed?\n```\n\n```question fill\nIt weighs [[two]] kilos.\n```\n\n:::: accordion\n::: part Closed at first\nHidden words.\n:::\n::::',
    },
  })
  ana = await place.who('ana')
})
afterAll(() => place?.close())

test('[H10] a key that is pressed before the tools have come is answered when they are there', async () => {
  const { page } = ana
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/Around-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await openDraft(ana, courseId)
  await mark(text(page), 'Weigh')
  await page.keyboard.press('Control+k')
  expect(await page.getByRole('combobox', { name: 'Address' }).count()).toBe(0)
  release()
  await page.getByRole('combobox', { name: 'Address' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
})

test('[H8] a colon and some letters offer signs, an at sign people, and both stand in the text', async () => {
  const { page } = ana
  await typeAfter(page, 'comes in.', ' Good :thum')
  await page.getByRole('listbox', { name: 'Signs' }).getByRole('option').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'names-signs')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' at 10:30, says @be', { delay: 5 })
  const people = page.getByRole('listbox', { name: 'People who can see this course' })
  await people.getByRole('option', { name: 'Ben' }).waitFor()
  await picture(page, 'names-people')
  await page.keyboard.press('Enter')
  await page.keyboard.type('himself.', { delay: 5 })
  await expect
    .poll(async () => (await paragraphs(page))[0], patience)
    .toMatch(/^A parcel comes in. Good 👍 at 10:30, says @Ben [^@]*himself\.$/)
  await text(page).locator('a[href^="#person="]', { hasText: '@Ben' }).waitFor()
})

test('[H8] Esc leaves what was typed, and who cannot see the course is not offered', async () => {
  const { page } = ana
  await typeAfter(page, 'Weigh the parcel.', ' :thum')
  await page.getByRole('listbox', { name: 'Signs' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Signs' }).waitFor({ state: 'detached' })
  await page.keyboard.type('b @leo', { delay: 5 })
  const asked = page.waitForResponse((answer) => answer.url().includes('/mentionable') && answer.url().includes('leo'))
  await page.keyboard.type(' ')
  await page.keyboard.press('Backspace')
  await asked
  expect(await page.getByRole('listbox', { name: 'People who can see this course' }).count()).toBe(0)
  for (let letters = 0; letters < ' :thumb @leo'.length; letters++) await page.keyboard.press('Backspace')
  await expect.poll(async () => (await paragraphs(page))[1], patience).toBe('Weigh the parcel.')
})

test('[H8] signs stand in comments too', async () => {
  const { page } = ana
  await comment(page, 'Weigh', 'Nice ')
  await thread(page, 'Nice').getByRole('textbox', { name: 'Write a reply' }).click()
  await page.keyboard.type('Indeed :thum', { delay: 5 })
  await page.getByRole('listbox', { name: 'Signs' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await thread(page, 'Indeed 👍').waitFor()
})

test('[H9] a link leads to another course by its title; who may not open it is told so', async () => {
  const { page } = ana
  await mark(text(page), 'the parcel')
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Address' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('experts')
  await page.getByRole('option', { name: 'Letters for experts' }).waitFor()
  await picture(page, 'names-links')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await text(page).locator(`a[href="/play/${letters}"]`, { hasText: 'the parcel' }).waitFor()
  await isSaved(page)
  await (await place.server.signIn('ana@demo.test')).ask(publishCourse, { courseId, note: 'First' })
  const leo = await place.who('leo')
  await leo.page.goto(`/play/${courseId}`)
  await lesson(leo.page).locator('[data-person]', { hasText: '@Ben' }).waitFor()
  expect(await lesson(leo.page).innerHTML()).not.toContain('#person')
  await picture(leo.page, 'names-player')
  await lesson(leo.page).getByRole('link', { name: 'the parcel' }).click()
  await leo.page.getByRole('heading', { name: 'You cannot open this course' }).waitFor()
  await leo.page.getByText('Whoever gave you the link').waitFor()
  await leo.context.close()
})

/** How many pages a PDF of Chromium's has. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

test('[K14] a learner prints the whole course: every lesson on paper, with room for answers', async () => {
  const leo = await place.who('leo', { colorScheme: 'dark' })
  const { page } = leo
  await page.goto(`/play/${courseId}`)
  await page.getByRole('button', { name: 'Text size and theme' }).click()
  await page.getByRole('menuitem', { name: 'Print or save as PDF' }).click()
  await page.getByRole('heading', { name: '2. Leave' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'names-paper')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false)
  expect(await page.getByText('Hidden words.').isVisible()).toBe(true)
  const link = page.locator('a[href="https://example.org/weights"]')
  expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain('example.org/weights')
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(36, 33, 29)')
  // The cover, and each lesson on a page of its own.
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThanOrEqual(3)
  expect(faultsBut(leo)).toEqual([])
  await leo.context.close()
})

test('[K14] an author prints the draft as it is written now', async () => {
  const { page } = ana
  await openDraft(ana, courseId)
  await typeAfter(page, 'comes in.', ' Unpublished.')
  await isSaved(page)
  await page.goto(`/play/${courseId}?paper=draft`)
  await page.getByText('Unpublished.').waitFor()
  await page.getByText(/^Draft of /).waitFor()
})

test('nothing on the pages broke meanwhile', () => expect(faultsBut(ana)).toEqual([]))
