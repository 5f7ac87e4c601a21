import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { faultsOn } from './axe.ts'
import { aCourse, commentOnBlock, faultsBut, openDraft, openPlace, outlineRow, patience, text, thread } from './people.ts'

// Comments on what is no passage: an answer, a block, a lesson, the course. One story, told in order.

const said = { option: 'A year, surely.', block: 'Which receipt?', lesson: 'Too short.', course: 'Who is it for?' }

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
beforeAll(async () => {
  place = await openPlace()
  const long = Array.from({ length: 30 }, (_, n) => `Line ${n + 1} of the policy.`).join('\n\n')
  const question = '```question\nHow long?\n- [x] Two weeks\n- [ ] A month\n```'
  courseId = await aCourse(place.server, {
    title: 'Handling refunds',
    lessons: { Parts: `A plain line.\n\n> [!TIP]\n> Keep the receipt.\n\n${long}\n\n${question}`, Elsewhere: 'Nothing was said here.' },
  })
  ana = await place.who('ana')
  await openDraft(ana, courseId)
})
afterAll(() => place?.close())

const about = (page: Page) => page.getByRole('combobox', { name: 'What it is about' })
const isSeen = (what: Locator) =>
  what.evaluate((it) => {
    const { top, bottom } = it.getBoundingClientRect()
    return top >= -2 && bottom <= innerHeight + 2
  })

test('a comment is begun on the answer, the block or the lesson where the caret is, or on the course', async () => {
  const { page } = ana
  await commentOnBlock(page, text(page).locator('.choice-text', { hasText: 'A month' }), said.option)
  await thread(page, said.option).getByRole('button', { name: 'Go to “A month”' }).waitFor()
  await commentOnBlock(page, text(page).getByText('Keep the receipt.'), said.block)
  await thread(page, said.block).getByRole('button', { name: 'Go to “Keep the receipt.”' }).waitFor()
  await commentOnBlock(page, text(page).getByText('A plain line.'), said.lesson)
  await thread(page, said.lesson).getByText('On the lesson').waitFor()
  // Words that were begun for the one go along to the other.
  await text(page).getByText('A plain line.').click()
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('textbox', { name: 'Write a comment' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(said.course)
  await about(page).selectOption('On the course')
  const field = page.getByRole('textbox', { name: 'Write a comment' }).and(page.locator(':focus'))
  await expect.poll(() => field.inputValue(), patience).toBe(said.course)
  await picture(page, 'remarks-1-course')
  expect(await faultsOn(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await thread(page, said.course).getByText('On the course').waitFor()
})

test('each is shown at its place, in the order of the text', async () => {
  const { page } = ana
  for (const words of ['A month', 'Keep the receipt.'])
    await text(page).locator('.highlight-block.highlight-thread', { hasText: words }).first().waitFor()
  expect(await text(page).locator('.highlight-block').count()).toBe(2)
  const order = await page.locator('[data-thread]').evaluateAll((cards) => cards.map((card) => card.textContent))
  const at = (words: string) => order.findIndex((card) => card.includes(words))
  expect([said.course, said.lesson, said.block, said.option].map(at)).toEqual([0, 1, 2, 3])
  await picture(page, 'remarks-2-places')
})

test('in another lesson only that on the course is listed; the others are counted and asked for, with where they are', async () => {
  const { page } = ana
  await outlineRow(page, 'Elsewhere').click()
  await text(page).getByText('Nothing was said here.').waitFor()
  await thread(page, said.course).waitFor()
  await expect.poll(() => page.locator('[data-thread]').count(), patience).toBe(1)
  await page.getByRole('button', { name: '3 more in other lessons' }).click()
  await expect.poll(() => page.locator('[data-thread]').count(), patience).toBe(4)
  await thread(page, said.block).getByText('Parts', { exact: true }).waitFor()
  await thread(page, said.option).getByRole('button', { name: 'Go to “A month”' }).click()
  await expect.poll(() => isSeen(text(page).locator('.choice', { hasText: 'A month' })), patience).toBe(true)
})

test('a link opens each: its lesson, the card with its answers, the focus on it, and what it is about in sight', async () => {
  const ids = await Promise.all(Object.values(said).map((words) => thread(ana.page, words).getAttribute('data-thread')))
  const ben = await place.who('ben', { colorScheme: 'dark' })
  for (const [at, kind] of (Object.keys(said) as (keyof typeof said)[]).entries()) {
    // From a letter, each in a tab of its own.
    const page = await ben.context.newPage()
    await page.goto(`/courses/${courseId}?thread=${ids[at]}`)
    const card = thread(page, said[kind])
    await expect.poll(() => card.getAttribute('aria-current'), patience).toBe('true')
    await card.getByRole('textbox', { name: 'Write a reply' }).waitFor()
    await text(page).getByText('A plain line.').waitFor()
    const marked = text(page).locator('.highlight-block.highlight-active')
    if (kind === 'option' || kind === 'block')
      await expect.poll(async () => (await marked.count()) > 0 && isSeen(marked.first()), patience).toBe(true)
    else expect(await marked.count()).toBe(0)
    await expect.poll(() => isSeen(card), patience).toBe(true)
    await expect.poll(() => card.evaluate((it) => it === document.activeElement), patience).toBe(true)
    await picture(page, `remarks-3-${kind}`)
    expect(await faultsOn(page)).toEqual([])
    await page.close()
  }
})

test('on a phone the linked comment lies over the text, and the text is at its place below', async () => {
  const id = await thread(ana.page, said.option).getAttribute('data-thread')
  const phone = await place.who('ben', { width: 360, height: 740 })
  await phone.page.goto(`/courses/${courseId}?thread=${id}`)
  const sheet = phone.page.getByRole('dialog', { name: 'What people say' })
  await sheet.locator('[data-thread]', { hasText: said.option }).getByRole('textbox', { name: 'Write a reply' }).waitFor()
  await expect.poll(() => faultsOn(phone.page), patience).toEqual([])
  await picture(phone.page, 'remarks-4-phone')
  await phone.page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await expect.poll(() => isSeen(text(phone.page).locator('.choice', { hasText: 'A month' })), patience).toBe(true)
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect([...faultsBut(ana), ...faultsBut(phone)]).toEqual([])
})
