import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import type { Visit } from '../kit/browser.ts'
import { axeFaults } from '../kit/axe.ts'
import { aCourse, face, faultsBut, isSaved, mark, openDraft, openPlace, paragraphs, patience, text } from './people.ts'

// Speed of hand: what an author does to a whole course without lifting the hands from the keyboard.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Parcels',
    lessons: {
      Arrive: 'A parcel comes in.\n\nWeigh the parcel.\n\nPut it down.',
      'Parcel care': 'Every **parcel** is wrapped.',
      Leave: 'The parcel leaves.',
    },
  })
  ana = await place.who('ana')
  await openDraft(ana, courseId)
})
afterAll(() => place?.close())

test('the palette leads to a lesson by a few letters of its name', async () => {
  const { page } = ana
  await mark(text(page), 'A parcel', 'start')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do something' }).waitFor()
  await page.keyboard.type('leav')
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => paragraphs(page), patience).toEqual(['The parcel leaves.'])
})

test('words are replaced in every lesson, those not open too, and one undo brings them back', async () => {
  const { page } = ana
  await page.keyboard.press('Control+Shift+f')
  await page.getByRole('textbox', { name: 'Find', exact: true }).waitFor()
  await page.keyboard.type('parcel')
  await page.getByText('5 places').waitFor()
  await page.getByRole('button', { name: 'Capitals count' }).click()
  await page.getByText('4 places').waitFor()
  await page.getByRole('textbox', { name: 'Put in its place' }).fill('package')
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('4 places replaced').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => paragraphs(page), patience).toEqual(['The package leaves.'])
  await page.getByRole('treeitem', { name: 'Arrive' }).click()
  await expect.poll(async () => (await paragraphs(page))[1], patience).toBe('Weigh the package.')
  await page.keyboard.press('Control+Shift+f')
  await page.getByText('0 places').waitFor()
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('package')
  await page.getByRole('textbox', { name: 'Put in its place' }).fill('box')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('4 places').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
})

test('blocks are chosen, moved and copied by keyboard', async () => {
  const { page } = ana
  await mark(text(page), 'Weigh', 'start')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 blocks selected').waitFor({ state: 'attached' })
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => paragraphs(page), patience).toEqual(['Weigh the package.', 'Put it down.', 'A package comes in.'])
  await page.keyboard.press('Control+c')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Control+v')
  await expect.poll(async () => (await paragraphs(page)).filter((line) => line === 'Put it down.').length, patience).toBe(2)
  await isSaved(page)
  expect(await face(page)).toBe('saved')
})

test('nothing on the page broke meanwhile', () => expect(faultsBut(ana)).toEqual([]))
