import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import type { Visit } from '../kit/browser.ts'
import { aCourse, isSaved, mark, openDraft, openPlace, patience, text } from './people.ts'

// What somebody meets who writes for the first time: links, comments by key, and what stops a course from being published.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'The first call', lessons: { 'Before you dial': 'Every call has a reason.' } })
  ana = await place.who('ana')
  await openDraft(ana, courseId)
})
afterAll(() => place?.close())

test('words become a link by keys alone, and the link is changed where it stands', async () => {
  const { page } = ana
  await mark(text(page), 'a reason')
  // The tools come right after the text; a hand that selects words finds them there.
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+k')
  const address = page.getByRole('combobox', { name: 'Address' })
  await expect.poll(() => address.evaluate((field) => field === document.activeElement), patience).toBe(true)
  await page.keyboard.type('example.com/why')
  await page.keyboard.press('Enter')
  const link = text(page).getByRole('link', { name: 'a reason' })
  expect(await link.getAttribute('href')).toBe('https://example.com/why')
  expect(await text(page).evaluate((field) => field === document.activeElement)).toBe(true)
  await isSaved(page)
})

test('a comment asked for right after selecting by keys is on those words', async () => {
  const { page } = ana
  await mark(text(page), 'Every call', 'end')
  // A key pressed within milliseconds of a selection made by script may still lose to it; a hand never does.
  await expect
    .poll(async () => {
      await page.keyboard.press('Home')
      return page.evaluate(() => getSelection()?.anchorOffset)
    }, patience)
    .toBe(0)
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('complementary').getByText('Every call has a reason.').waitFor()
  await page.keyboard.press('Escape')
})

test('a link to a comment that is gone says so', async () => {
  const { page } = ana
  await page.goto(`${new URL(page.url()).pathname}?thread=${courseId}`)
  await page.getByText('The comment this link led to is gone.').waitFor()
})
