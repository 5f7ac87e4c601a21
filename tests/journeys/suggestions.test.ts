import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { axeFaults } from '../kit/axe.ts'
import { type Visit, picture } from '../kit/browser.ts'
import {
  aCourse,
  agree,
  faultsBut,
  isSaved,
  mark,
  openDraft,
  openPlace,
  paragraphs,
  patience,
  suggest,
  suggestionCard,
  text,
  thread,
  typeAfter,
} from './people.ts'

// Rita, who may not write the draft, suggests other words for it; Ana answers. One story, told in order.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let rita: Visit
const sentence = 'A refund takes ten days at most.'

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Handling refunds',
    lessons: { 'The policy': `${sentence}\n\nAsk a colleague when you are not sure.\n\nWrite down what was promised.` },
  })
  ;[ana, rita] = await Promise.all([place.who('ana', { width: 1440 }), place.who('rita', { width: 1440 })])
  await Promise.all([ana, rita].map((visit) => openDraft(visit, courseId)))
})
afterAll(() => place?.close())

const card = ({ page }: Visit, words: string) => suggestionCard(page, words)

test('[S1] [S12] Rita suggests other words by keyboard; everybody sees them drawn, and the text stays', async () => {
  await suggest(rita.page, 'ten days', '14 days', 'The law changed in March')
  await ana.page.getByRole('article', { name: 'Suggestion by Rita Rossi' }).waitFor()
  for (const { page } of [ana, rita]) {
    await expect.poll(() => text(page).locator('del.suggest-gone').textContent(), patience).toBe('ten')
    expect(await text(page).locator('ins.suggest-new').textContent()).toBe('14')
    expect((await paragraphs(page))[0]).toBe(sentence)
  }
  await picture(ana.page, 'suggestion')
  expect(await axeFaults(ana.page)).toEqual([])
  // Who may not write may take back, and not answer.
  expect(await card(rita, '14').getByRole('button', { name: 'Accept' }).count()).toBe(0)
})

test('[S6] Ana accepts: the text changes once, and both are named', async () => {
  await card(ana, '14').getByRole('button', { name: 'Accept', exact: true }).click()
  await ana.page.getByText('The draft says so now. One undo takes it back.').waitFor()
  for (const { page } of [ana, rita])
    await expect.poll(async () => (await paragraphs(page))[0], patience).toBe('A refund takes 14 days at most.')
  for (const visit of [ana, rita]) {
    await visit.page.getByRole('button', { name: '1 answered' }).click()
    await card(visit, 'Suggested by Rita Rossi, accepted by Ana').waitFor()
  }
  expect(await text(ana.page).locator('del.suggest-gone, ins.suggest-new').count()).toBe(0)
})

test('[S6] one Ctrl+Z takes it back and no more; the suggestion says so, and can be accepted again', async () => {
  await typeAfter(ana.page, 'was promised.', ' Sign it.')
  await isSaved(ana.page)
  await ana.page.keyboard.press('Control+z')
  await expect.poll(async () => (await paragraphs(ana.page))[2], patience).toBe('Write down what was promised.')
  expect((await paragraphs(ana.page))[0]).toBe('A refund takes 14 days at most.')
  await ana.page.keyboard.press('Control+z')
  for (const { page } of [ana, rita]) await expect.poll(async () => (await paragraphs(page))[0], patience).toBe(sentence)
  const undone = card(ana, 'The draft says the old words again.')
  await ana.page.getByRole('button', { name: 'Show open ones' }).click()
  await undone.getByRole('button', { name: 'Accept again' }).click()
  await expect.poll(async () => (await paragraphs(rita.page))[0], patience).toBe('A refund takes 14 days at most.')
})

test('[S7] the same words changed otherwise: Ana sees all three, and decides', async () => {
  await rita.page.getByRole('button', { name: 'Show open ones' }).click()
  await suggest(rita.page, 'Ask a colleague', 'Ask an expert')
  await card(ana, 'expert').waitFor()
  await mark(text(ana.page), 'a colleague')
  await ana.page.keyboard.type('your team lead')
  await card(ana, 'Needs a look').waitFor()
  await isSaved(ana.page)
  await card(ana, 'expert').getByRole('button', { name: 'Accept', exact: true }).click()
  const conflict = card(ana, 'expert').getByRole('region', { name: 'The same words were changed otherwise since' })
  await conflict.waitFor()
  expect(await conflict.locator('dd').allTextContents()).toEqual(['Ask a colleague', 'Ask your team lead', 'Ask an expert'])
  await picture(ana.page, 'suggestion-conflict')
  expect(await axeFaults(ana.page)).toEqual([])
  await conflict.getByRole('button', { name: 'Edit and accept' }).click()
  await ana.page.getByRole('textbox', { name: 'The words for the draft' }).fill('Ask your team lead or an expert')
  await ana.page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await paragraphs(rita.page))[1], patience).toBe('Ask your team lead or an expert when you are not sure.')
})

test('what two people changed otherwise can go on as a comment', async () => {
  await suggest(rita.page, 'Write down', 'Record')
  await card(ana, 'Record').waitFor()
  await mark(text(ana.page), 'down')
  await ana.page.keyboard.type('up')
  await card(ana, 'Needs a look').waitFor()
  await isSaved(ana.page)
  // The whole passage is marked, what was typed over its end included.
  await expect.poll(() => text(ana.page).locator('.highlight-suggest').textContent(), patience).toBe('Write up')
  await card(ana, 'Record').getByRole('button', { name: 'Accept', exact: true }).click()
  await card(ana, 'Record').getByRole('button', { name: 'Turn into a comment' }).click()
  await thread(rita.page, 'Suggested by Rita Rossi: “Record”').getByText('Write up').waitFor()
  await card(ana, 'Record').waitFor({ state: 'hidden' })
  await mark(text(ana.page), 'up')
  await ana.page.keyboard.type('down')
  await agree([ana, rita], (read) => read.endsWith('Write down what was promised.'))
})

test('[S11] a rejection has a reason, and Rita reads it', async () => {
  await suggest(rita.page, 'Write down', 'Note')
  const fresh = card(ana, 'Note')
  await fresh.getByRole('button', { name: 'Reject' }).click()
  await ana.page.getByRole('menuitem', { name: 'It does not fit our style' }).click()
  await fresh.waitFor({ state: 'hidden' })
  await rita.page.getByRole('button', { name: /answered$/ }).click()
  await card(rita, 'Rejected by Ana').getByText('It does not fit our style').waitFor()
  expect((await paragraphs(rita.page))[2]).toBe('Write down what was promised.')
})

test('all suggestions of a lesson that fit are read in one go and accepted together', async () => {
  await rita.page.getByRole('button', { name: 'Show open ones' }).click()
  await suggest(rita.page, 'at most', 'at the latest')
  await suggest(rita.page, 'was promised', 'you promised')
  await card(ana, 'latest').waitFor()
  await card(ana, 'you').waitFor()
  await ana.page.getByRole('button', { name: 'Answer all' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'All suggestions in this lesson' })
  await dialog.getByText('latest').waitFor()
  await picture(ana.page, 'suggestions-all')
  await dialog.getByRole('button', { name: 'Accept all 2' }).click()
  await agree([ana, rita], (read) => read.startsWith('A refund takes 14 days at the latest.') && read.endsWith('what you promised.'))
})

test('[S17] [S18] Rita suggests what only looks otherwise by Ctrl+B: amber and dashed, said in words, one step to undo', async () => {
  const bold = (visit: Visit) => text(visit.page).locator('strong').allTextContents()
  await mark(text(rita.page), 'Write down')
  await rita.page.keyboard.press('Control+b')
  const field = rita.page.getByRole('textbox', { name: 'Suggested words' })
  await field.locator('strong', { hasText: 'Write down' }).waitFor()
  await rita.page.getByRole('group', { name: 'Your change' }).getByText('bold: “Write down”').waitFor()
  await picture(rita.page, 'suggestion-format-field')
  expect(await axeFaults(rita.page)).toEqual([])
  await rita.page.keyboard.press('Control+Enter')
  // Somebody's caret may part them.
  const dashed = async (visit: Visit) => (await text(visit.page).locator('.suggest-format').allTextContents()).join('')
  for (const visit of [ana, rita]) await expect.poll(() => dashed(visit), patience).toBe('Write down')
  await card(ana, 'bold: “Write down”').waitFor()
  expect(await bold(ana)).toEqual([])
  await picture(ana.page, 'suggestion-format')
  await card(ana, 'bold: “Write down”').getByRole('button', { name: 'Accept', exact: true }).click()
  for (const visit of [ana, rita]) await expect.poll(() => bold(visit), patience).toEqual(['Write down'])
  await mark(text(ana.page), 'you promised.', 'end')
  await ana.page.keyboard.press('Control+z')
  for (const visit of [ana, rita]) await expect.poll(() => bold(visit), patience).toEqual([])
  await card(ana, 'The draft says the old words again.').getByRole('button', { name: 'Accept again' }).click()
  for (const visit of [ana, rita]) await expect.poll(() => bold(visit), patience).toEqual(['Write down'])
})

test('[S18] Ana edits words with their formatting before she accepts them, and both are named', async () => {
  await mark(text(rita.page), 'at the latest')
  await rita.page.getByRole('toolbar', { name: 'Format the selection' }).getByRole('button', { name: 'Link' }).click()
  await rita.page.getByRole('textbox', { name: 'Address' }).fill('example.com/terms')
  await rita.page.keyboard.press('Enter')
  await rita.page.getByRole('textbox', { name: 'Suggested words' }).locator('a').waitFor()
  await rita.page.keyboard.press('Control+Enter')
  const linked = card(ana, 'link to https://example.com/terms')
  await linked.getByRole('button', { name: 'Edit and accept' }).click()
  const field = ana.page.getByRole('textbox', { name: 'The words for the draft' })
  await field.locator('a').waitFor()
  // The editor hears of a caret a moment after the browser put it.
  await mark(field, 'at the latest', 'end')
  await ana.page.keyboard.press('Control+i')
  await ana.page.keyboard.type(' (mostly)')
  await ana.page.keyboard.press('Control+Enter')
  for (const visit of [ana, rita]) {
    await expect.poll(() => text(visit.page).locator('a').getAttribute('href'), patience).toBe('https://example.com/terms')
    await expect.poll(() => text(visit.page).locator('em').allTextContents(), patience).toEqual([' (mostly)'])
  }
  await ana.page.getByRole('button', { name: /answered$/ }).click()
  await card(ana, 'Suggested by Rita Rossi, edited and accepted by Ana').first().waitFor()
  await ana.page.getByRole('button', { name: 'Show open ones' }).click()
})

test('[S9] two on one passage: once one is accepted, the other shows all three and can still be used', async () => {
  await suggest(rita.page, 'not sure', 'unsure')
  await suggest(ana.page, 'not sure', 'in doubt')
  // Both are seen by both, each with a card of its own.
  for (const visit of [ana, rita]) for (const words of ['unsure', 'in doubt']) await card(visit, words).waitFor()
  await card(ana, 'unsure').getByRole('button', { name: 'Accept', exact: true }).click()
  for (const { page } of [ana, rita])
    await expect.poll(async () => (await paragraphs(page))[1], patience).toBe('Ask your team lead or an expert when you are unsure.')
  const other = card(ana, 'in doubt')
  await other.getByText('Needs a look').waitFor()
  await card(rita, 'in doubt').getByText('Needs a look').waitFor()
  await other.getByRole('button', { name: 'Accept', exact: true }).click()
  const conflict = other.getByRole('region', { name: 'The same words were changed otherwise since' })
  await conflict.waitFor()
  expect(await conflict.locator('dd').allTextContents()).toEqual(['not sure', 'unsure', 'in doubt'])
  await conflict.getByRole('button', { name: 'Use the suggested words' }).click()
  for (const { page } of [ana, rita])
    await expect.poll(async () => (await paragraphs(page))[1], patience).toBe('Ask your team lead or an expert when you are in doubt.')
})

test('an address leads to a suggestion, on a phone too', async () => {
  await rita.page.getByRole('button', { name: /answered$/ }).click()
  const id = await card(rita, 'Note').getAttribute('data-suggestion')
  const phone = await place.who('rita', { width: 360, height: 740, colorScheme: 'dark', locale: 'de-DE' })
  await phone.page.goto(`/courses/${courseId}?suggestion=${id}`)
  await phone.page.locator('.ProseMirror').waitFor()
  // Where the card has no room beside the text, it lies over it.
  await card(phone, 'Abgelehnt von Ana').waitFor()
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  // The sheet slides in first.
  await expect.poll(() => axeFaults(phone.page), patience).toEqual([])
  await picture(phone.page, 'suggestion-phone')
  for (const visit of [ana, rita, phone]) expect(faultsBut(visit)).toEqual([])
})
