import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import type { Visit } from '../kit/browser.ts'
import { axeFaults } from '../kit/axe.ts'
import { aCourse, face, faultsBut, isSaved, mark, openDraft, openPlace, paragraphs, paste, patience, text } from './people.ts'

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

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style>p{color:red}</style></head><body>
<h2 style='mso-list:none'>Wrapping<o:p></o:p></h2>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1. </span>Take <b>paper</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2. </span>Fold it<o:p></o:p></p>
<table class=MsoTableGrid><tr><td><p>Small</p></td><td><p>1 kg</p></td></tr></table>
<p><img alt="a dot" src="data:image/png;base64,${dot}" onerror="window.ran = 1" onload="window.ran = 1"></p>
<p><a href="javascript:window.ran = 1">Click</a><img src=x onerror="window.ran = 1"><script>window.ran = 1</script></p></body></html>`

test('what comes from Word keeps its structure and its picture, and nothing of it runs', async () => {
  const { page } = ana
  await page.getByRole('treeitem', { name: 'Leave' }).click()
  await expect.poll(async () => (await paragraphs(page))[0], patience).toContain('leaves.')
  await mark(text(page), 'leaves.', 'end')
  await page.keyboard.press('Enter')
  await paste(page, { 'text/html': fromWord, 'text/plain': 'Wrapping' })
  await text(page).getByRole('heading', { name: 'Wrapping' }).waitFor()
  expect(await text(page).locator('ol > li').count()).toBe(2)
  expect(await text(page).locator('td').allTextContents()).toEqual(['Small', '1 kg'])
  await text(page).locator('img[src^="/api/courses/"]').waitFor()
  await text(page).getByText('Click').click()
  expect(await text(page).locator('a[href^="javascript"]').count()).toBe(0)
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined()
})

test('[H6] a book of two million signs, more than the server takes at once, is pasted whole, and saved', async () => {
  const { page } = ana
  await page.getByRole('treeitem', { name: 'Parcel care' }).click()
  await text(page).locator('p', { hasText: 'wrapped' }).waitFor()
  await mark(text(page), 'wrapped.', 'end')
  const lines = Array.from({ length: 880 }, (_, at) => `Line ${at} ${'of a long book that somebody brought '.repeat(60)}`)
  await paste(page, { 'text/plain': lines.join('\n') })
  await page.getByRole('progressbar', { name: 'Pasting' }).waitFor()
  await page.getByText('880 blocks pasted').waitFor({ timeout: 60_000 })
  await isSaved(page)
  await page.reload()
  await expect.poll(async () => (await paragraphs(page)).at(-1)?.slice(0, 9), { ...patience, timeout: 60_000 }).toBe('Line 879 ')
  expect(await paragraphs(page)).toHaveLength(881)
})

test('a link to a lesson is picked by its name and goes by its id, whatever it is called later', async () => {
  const { page } = ana
  await page.getByRole('treeitem', { name: 'Arrive' }).click()
  await text(page).locator('p', { hasText: 'Weigh' }).first().waitFor()
  await mark(text(page), 'Weigh')
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Address' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('leav')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: 'Leave', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await text(page).locator('a[href^="#lesson="]', { hasText: 'Weigh' }).waitFor()
  await mark(text(page), 'eigh', 'start')
  await page.locator('.link-address').click()
  await text(page).getByRole('heading', { name: 'Wrapping' }).waitFor()
})

// Chromium tells of the handlers that it did not run, in documents that show nothing.
test('nothing on the page broke meanwhile', () => expect(faultsBut(ana, 'inline event handler')).toEqual([]))
