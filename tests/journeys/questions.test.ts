import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { axeFaults } from '../kit/axe.ts'
import { type Visit, picture } from '../kit/browser.ts'
import { aCourse, faultsBut, isSaved, openDraft, openPlace, patience, publish, text } from './people.ts'

// Ana writes a question of each of several kinds with the keyboard alone; Leo answers them. One story, told in order.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let leo: Visit

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'Refunds, asked', lessons: { Practice: 'Try what you know.' } })
  ;[ana, leo] = await Promise.all([place.who('ana', { width: 1280 }), place.who('leo', { width: 360 })])
})
afterAll(() => place?.close())

const kinds = (page: Visit['page']) => text(page).locator('.question')

test('[Q13] an author writes questions of several kinds without the mouse; what is missing is told after leaving', async () => {
  await openDraft(ana, courseId)
  const { page } = ana
  const { keyboard } = page
  const type = (words: string) => keyboard.type(words, { delay: 4 })
  const begin = async (query: string, nth: number) => {
    await type(`/${query}`)
    await page.locator('#slash-menu [role=option]').first().waitFor()
    await keyboard.press('Enter')
    await expect.poll(() => kinds(page).count(), patience).toBe(nth)
  }
  await text(page).click()
  await keyboard.press('Control+End')
  await keyboard.press('Enter')

  await begin('sort', 1)
  await type('What comes first?')
  expect(await kinds(page).first().locator('.question-fault:visible').count()).toBe(0)
  await keyboard.press('Enter')
  await type('Listen')
  await keyboard.press('Enter')
  await type('Check the date')
  await keyboard.press('Enter')
  await type('Answer')
  await keyboard.press('Enter')
  await keyboard.press('Enter')

  await begin('match', 2)
  await type('Who decides?')
  for (const words of ['Up to 50 euros', 'You', 'More than that', 'Your lead']) {
    await keyboard.press('Enter')
    await type(words)
  }
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.press('Enter')

  await begin('gap', 3)
  await type('Refunds take {14 days | two weeks} at most.')
  await expect.poll(() => kinds(page).nth(2).locator('.blank-field').inputValue(), patience).toBe('14 days | two weeks')
  await keyboard.press('Control+End')
  await keyboard.press('Control+Enter')

  await begin('true', 4)
  await type('A refund needs a reason.')
  // Left without a right answer: now it is told.
  await keyboard.press('Control+Home')
  await expect.poll(() => kinds(page).nth(3).locator('.question-fault').textContent(), patience).toBe('Mark the right answer.')
  await kinds(page).nth(3).getByRole('radio').nth(1).focus()
  await keyboard.press('Enter')
  await expect.poll(() => kinds(page).nth(3).locator('.question-fault').isVisible(), patience).toBe(false)
  await picture(page, 'questions-editor')
  expect(await axeFaults(page)).toEqual([])
  await isSaved(page)
  await publish(page, 1)
})

test('[Q13] a learner answers them on a phone, by keyboard, and is told how each was judged', async () => {
  const { page } = leo
  await page.goto(`/play/${courseId}`)
  const question = (kind: string) => page.locator(`form[data-kind=${kind}]`)
  await question('ordering').waitFor()

  // Into the right order, by the buttons alone.
  const right = ['Listen', 'Check the date', 'Answer']
  for (const [place, words] of right.entries())
    for (;;) {
      const order = await question('ordering').locator('[data-item] [data-text]').allTextContents()
      if (order.indexOf(words) <= place) break
      await question('ordering')
        .getByRole('button', { name: `Move up: ${words}` })
        .focus()
      await page.keyboard.press('Enter')
    }
  await question('ordering').getByRole('button', { name: 'Check answer' }).click()
  await question('ordering').getByText('Right.').waitFor()

  await question('matching').getByRole('combobox', { name: 'Up to 50 euros' }).selectOption('You')
  await question('matching').getByRole('combobox', { name: 'More than that' }).selectOption('You')
  await question('matching').getByRole('button', { name: 'Check answer' }).click()
  await question('matching').getByText('Partly right.').waitFor()
  await question('matching').getByText('right: Your lead').waitFor()

  await question('fill').getByRole('textbox', { name: 'Gap 1 of 1' }).fill('Two weeks')
  await page.keyboard.press('Enter')
  await question('fill').getByText('Right.').waitFor()

  await question('trueFalse').getByRole('radio', { name: 'True' }).check()
  await question('trueFalse').getByRole('button', { name: 'Check answer' }).click()
  await question('trueFalse').getByText('Not quite.').waitFor()
  await picture(page, 'questions-player')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  // Everything told is there again after a reload.
  await page.reload()
  await question('matching').getByText('Partly right.').waitFor()
  expect([faultsBut(ana), faultsBut(leo)]).toEqual([[], []])
})
