import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { guestLinks } from '../../server/auth/tables.ts'
import { openDatabase } from '../../server/platform/db/database.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { readReviewRules, setReviewRules } from '../../shared/review.ts'
import { aParagraph, firstLesson } from '../collaboration/kit.ts'
import { rawSocket } from '../collaboration/raw.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { faultsOn } from './axe.ts'
import {
  aCourse,
  agree,
  aLetter,
  commentOnBlock,
  faultsBut,
  isSaved,
  margin,
  mark,
  openDraft,
  openPlace,
  outlineRow,
  paragraphs,
  patience,
  reviewed,
  suggest,
  suggestionCard,
  text,
  thread,
  typeAfter,
} from './people.ts'

// A review, from the asking to version 1: Rita, who may not write, comments, suggests and approves; Ana answers; Gus comes
// by a link. One story, told in order. In Sales a lesson is approved by a reviewer before it is published.

const question = `\`\`\`question
How long does a refund take?
- [ ] A day
- [x] 30 days
\`\`\``
const titles = ['Welcome', 'The policy', 'At the till', 'Check yourself']
const sentence = 'A refund takes ten days at most.'
const concern = 'The law says 14 days.'

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let rita: Visit
let gus: Visit
beforeAll(async () => {
  place = await openPlace({ env: { LETTERS_AFTER_SECONDS: '1' } })
  courseId = await aCourse(place.server, {
    title: 'Handling refunds',
    lessons: {
      [titles[0]!]: 'You give people their money back.',
      [titles[1]!]: `${sentence}\n\nAsk a colleague when you are not sure.`,
      [titles[2]!]: 'Write down what was promised.',
      [titles[3]!]: question,
    },
  })
  const lena = await place.server.signIn('lena@demo.test')
  const { id: groupId } = (await lena.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { rules } = await lena.ask(readReviewRules, { groupId })
  await lena.ask(setReviewRules, { groupId, rules: { ...rules, approvals: 1, approvers: 'reviewer', mustFix: true } })
  ;[ana, rita] = await Promise.all([place.who('ana'), place.who('rita', { colorScheme: 'dark' })])
  await openDraft(ana, courseId)
})
afterAll(() => place?.close())

const both = () => [ana, rita]
const openLesson = async ({ page }: Visit, title: string, words: string) => {
  await outlineRow(page, title).click()
  await text(page).getByText(words).first().waitFor()
}
const option = (page: Page, words: string) => text(page).locator('.choice-text', { hasText: words })
/** Words that a comparison shows as gone or new, without what it says of them to those who cannot see colours. */
const changed = async (root: Locator, how: 'del' | 'ins') =>
  (await root.locator(how).allTextContents()).map((words) => words.replace(/^\w+: /, ''))
const friday = () => {
  const day = new Date()
  day.setDate(day.getDate() + ((5 - day.getDay() + 7) % 7 || 7))
  return day.toLocaleDateString('sv') // as a field for a day takes it
}

test('Ana asks the reviewers of Sales for a review of all of it, until Friday, with a note', async () => {
  const { page } = ana
  await margin(page, 'Review')
  await page.getByRole('button', { name: 'Ask for a review' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask for a review' })
  await dialog.getByLabel('Everybody who reviews here').check({ force: true })
  expect(await dialog.getByLabel('What', { exact: true }).inputValue()).toBe('all')
  await dialog.getByLabel('Message').fill('Mind the numbers, the law has changed.')
  await dialog.getByLabel('Until').fill(friday())
  await picture(page, 'reviewer-1-ask')
  expect(await faultsOn(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Ask them' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Review' }).getByText('Rita Rossi').waitFor()
})

test('Rita’s letter leads to the review; what she types changes nothing, and becomes a suggestion', async () => {
  const letter = await aLetter(place.server, 'rita@demo.test')
  expect(letter.subject).toBe('Ana Alves asks you for a review in Handling refunds')
  expect(letter.text).toContain('Mind the numbers, the law has changed.')
  const link = new URL(/http\S+tab=review/.exec(letter.text)![0]) // it has one, or the journey ends here
  const { page } = rita
  await page.goto(link.pathname + link.search)
  await page.getByRole('region', { name: 'Review' }).getByText('Mind the numbers, the law has changed.').waitFor()
  await picture(page, 'reviewer-2-asked')
  expect(await faultsOn(page)).toEqual([])
  await openLesson(rita, 'The policy', sentence)
  const before = await paragraphs(page)
  await mark(text(page), 'ten days', 'end')
  await page.keyboard.type('FORGED')
  const dialog = page.getByRole('dialog', { name: 'How should it read?' })
  await dialog.getByRole('textbox', { name: 'Suggested words' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await paragraphs(page)).toEqual(before)
})

test('an update forged on her socket is refused, and the server’s log says so', async () => {
  const { cookie } = await place.server.signIn('rita@demo.test')
  const forger = await rawSocket(place.server.url, courseId, { headers: { cookie, origin: place.server.url } })
  forger.sync()
  await expect.poll(() => forger.isSynced, patience).toBe(true)
  const doc = new Y.Doc()
  for (const update of forger.updates) Y.applyUpdate(doc, update)
  const vector = Y.encodeStateVector(doc)
  const fragment = lessonFragment(doc, firstLesson(doc))
  fragment.insert(fragment.length, [aParagraph('Written by a forger')])
  forger.sendUpdate(Y.encodeStateAsUpdate(doc, vector))
  await expect.poll(() => forger.word('refused'), patience).toMatchObject({ code: 'role' })
  forger.close()
  expect(place.server.said()).toMatch(/"code":"role".*"msg":"an update was refused"/)
  await outlineRow(ana.page, 'Welcome').click()
  await text(ana.page).getByText('You give people').waitFor()
  expect((await paragraphs(ana.page)).join()).not.toContain('forger')
})

test('Rita comments on an answer of the quiz, says that it must be fixed, and suggests other words', async () => {
  const { page } = rita
  await openLesson(rita, 'Check yourself', '30 days')
  // The review stands beside the text: the key brings the comments there.
  await commentOnBlock(page, option(page, '30 days'), concern)
  const card = thread(page, concern)
  await card.getByRole('button', { name: 'Go to “30 days”' }).waitFor()
  await card.getByRole('button', { name: 'To do' }).click()
  await card.getByLabel('Must be fixed before publishing').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await card.getByText('Must be fixed', { exact: true }).waitFor()
  await picture(page, 'reviewer-3-must-fix')
  expect(await faultsOn(page)).toEqual([])
  await openLesson(rita, 'The policy', sentence)
  await suggest(page, 'ten days', '14 days', 'The law changed in March')
  await picture(page, 'reviewer-4-suggestion')
})

test('Ana accepts: the words change once, the history names both, and one Ctrl+Z takes them back', async () => {
  const { page } = ana
  await openLesson(ana, 'The policy', 'Ask a colleague')
  await margin(page, 'Comments')
  const card = suggestionCard(page, '14')
  await card.getByText('The law changed in March').waitFor()
  await card.getByRole('button', { name: 'Accept', exact: true }).click()
  await openLesson(rita, 'The policy', 'A refund takes')
  await agree(both(), (read) => read.startsWith('A refund takes 14 days at most.'))
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'History' }).click()
  const history = page.getByRole('dialog', { name: 'History' })
  await history.getByRole('tab', { name: 'Who wrote what' }).click()
  await history.getByText('Rita Rossi, put in by Ana Alves').first().waitFor()
  await picture(page, 'reviewer-5-history')
  expect(await faultsOn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await history.waitFor({ state: 'detached' })
  await mark(text(page), 'not sure.', 'end')
  await page.keyboard.press('Control+z')
  await agree(both(), (read) => read.startsWith(sentence))
  await suggestionCard(page, 'The draft says the old words again.').getByRole('button', { name: 'Accept again' }).click()
  await agree(both(), (read) => read.startsWith('A refund takes 14 days at most.'))
  await expect
    .poll(async () => (await aLetter(place.server, 'rita@demo.test')).subject, patience)
    .toBe('Ana Alves put your suggestion into the draft in Handling refunds')
})

test('Ana fixes and resolves; Rita sees by whom and with what edit, reopens, and resolves her own thread at last', async () => {
  await openLesson(ana, 'Check yourself', '30 days')
  await mark(option(ana.page, '30 days'), '30')
  await ana.page.keyboard.type('14')
  await option(ana.page, '14 days').waitFor()
  await isSaved(ana.page)
  await thread(ana.page, concern).getByRole('button', { name: 'Resolve' }).click()
  await openLesson(rita, 'Check yourself', '14 days')
  const card = thread(rita.page, concern)
  await rita.page.getByRole('button', { name: /^Choose which comments to show/ }).click()
  await rita.page.getByRole('menuitemradio', { name: 'Resolved' }).click()
  await card.getByText(/Resolved by Ana Alves/).waitFor()
  await card.click()
  await expect.poll(() => changed(card, 'del'), patience).toEqual(['30'])
  expect(await changed(card, 'ins')).toEqual(['14'])
  await picture(rita.page, 'reviewer-6-resolved')
  expect(await faultsOn(rita.page)).toEqual([])
  await card.getByRole('button', { name: 'Reopen' }).click()
  await thread(ana.page, concern).getByText('Must be fixed', { exact: true }).waitFor()
  await typeAfter(ana.page, '14 days', ' from the day it arrived')
  await isSaved(ana.page)
  await option(rita.page, '14 days from the day it arrived').waitFor()
  await card.getByRole('button', { name: 'Resolve' }).click()
  await thread(ana.page, concern).waitFor({ state: 'detached' })
})

test('Rita approves all four; one word in the second, and only that one asks for her again, with just the difference', async () => {
  const { page } = rita
  await margin(page, 'Review')
  for (const title of titles) {
    await reviewed(page, title).getByRole('button', { name: 'Approve', exact: true }).click()
    await reviewed(page, title).getByText('approved', { exact: true }).waitFor()
  }
  await openLesson(ana, 'The policy', 'Ask a colleague')
  await mark(text(ana.page), 'colleague')
  await ana.page.keyboard.type('lawyer')
  await isSaved(ana.page)
  const policy = reviewed(page, 'The policy')
  await policy.getByText('approved it, and it changed since').waitFor()
  await policy.getByText('changed by Ana Alves').waitFor()
  for (const title of titles.filter((title) => title !== 'The policy'))
    await reviewed(page, title).getByText('approved', { exact: true }).waitFor()
  await policy.getByRole('button', { name: 'What changed' }).click()
  await expect.poll(() => changed(policy, 'del'), patience).toEqual(['colleague'])
  expect(await changed(policy, 'ins')).toEqual(['lawyer'])
  await picture(page, 'reviewer-7-delta')
  expect(await faultsOn(page)).toEqual([])
})

test('publishing says what it waits for and where; approved again, Ana sees what version 1 means, and publishes it', async () => {
  const { page } = ana
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  await dialog.getByText('It changed after Rita Rossi approved it, and needs 1 more approval.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Publish version 1' }).isDisabled()).toBe(true)
  await picture(page, 'reviewer-8-blocked')
  expect(await faultsOn(page)).toEqual([])
  await dialog.getByRole('link', { name: 'Go there' }).click()
  await dialog.waitFor({ state: 'detached' })
  await reviewed(page, 'The policy').getByText('approved it, and it changed since').waitFor()
  await reviewed(rita.page, 'The policy').getByRole('button', { name: 'Approve it as it is now' }).click()
  await reviewed(page, 'The policy').getByText('approved', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  for (const title of titles) await dialog.getByRole('listitem').getByText(title, { exact: true }).waitFor()
  await dialog.getByLabel('What changed').fill('The law of March')
  await picture(page, 'reviewer-9-preview')
  await dialog.getByRole('button', { name: 'Publish version 1' }).click()
  const done = page.getByRole('dialog', { name: 'Version 1 is published' })
  await done.getByRole('button', { name: 'Close' }).last().click()
  await done.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog', { name: 'Versions' })
  await versions.getByText('The law of March').waitFor()
  await page.keyboard.press('Escape')
  await versions.waitFor({ state: 'detached' })
})

test('Gus, who has no account, comments on the live draft by a link for seven days, and sees nothing else', async () => {
  const { page } = ana
  await margin(page, 'Review')
  await page.getByRole('button', { name: 'Guests' }).click()
  const guests = page.getByRole('dialog', { name: 'Guests' })
  await guests.getByLabel('Name of the guest').fill('Gus Grant')
  await guests.getByLabel('Days until the link ends').fill('7')
  await guests.getByRole('button', { name: 'Make a link' }).click()
  const link = new URL(await guests.getByLabel('Link for this guest').inputValue())
  await picture(page, 'reviewer-10-guests')
  expect(await faultsOn(page)).toEqual([])
  await page.keyboard.press('Escape')
  gus = await place.browser.visitor({ width: 360, height: 740 })
  await gus.page.goto(link.pathname + link.hash)
  await text(gus.page).getByText('You give people').waitFor()
  // Live: what Ana writes is there at once.
  await openLesson(ana, 'Welcome', 'You give people')
  await typeAfter(page, 'their money back', ' at once')
  await agree([ana, gus], (read) => read.includes('their money back at once.'))
  await mark(text(gus.page), 'at once')
  await gus.page.getByRole('toolbar', { name: 'Format the selection' }).getByRole('button', { name: 'Comment' }).click()
  await gus.page.getByRole('textbox', { name: 'Write a comment' }).and(gus.page.locator(':focus')).waitFor()
  await gus.page.keyboard.type('Even on a Sunday?')
  await gus.page.keyboard.press('Control+Enter')
  await thread(gus.page, 'Even on a Sunday?').waitFor()
  await picture(gus.page, 'reviewer-11-guest-phone')
  expect(await faultsOn(gus.page)).toEqual([])
  // No review, no group, no verbs of those who have an account.
  expect(await gus.page.getByRole('tab').allTextContents()).toEqual([expect.stringMatching(/^Comments/)])
  for (const address of ['/api/courses', '/api/groups', '/api/people?q=an'])
    expect(await gus.context.request.get(address).then((answer) => [address, answer.status()])).toEqual([address, 403])
  await margin(page, 'Comments')
  await thread(page, 'Even on a Sunday?').getByText('Gus Grant').waitFor()
})

test('after seven days the link opens nothing, and what Gus said stays', async () => {
  const { db, close } = await openDatabase(place.server.databaseUrl, place.server.dataDir)
  await db.update(guestLinks).set({ expiresAt: Date.now() - 1 })
  await close()
  await gus.page.getByRole('textbox', { name: 'Write a reply' }).click()
  await gus.page.keyboard.type('And on a Monday?')
  await gus.page.keyboard.press('Control+Enter')
  await gus.page.getByRole('dialog', { name: 'This link has ended' }).waitFor()
  await picture(gus.page, 'reviewer-12-guest-over')
  expect((await gus.context.request.get(`/api/courses/${courseId}`)).status()).toBe(401)
  await ana.page.reload()
  await thread(ana.page, 'Even on a Sunday?').getByText('Gus Grant').waitFor()
  await isSaved(ana.page)
})

test('none of this left an error in a page', () => {
  expect([...faultsBut(ana), ...faultsBut(rita), ...faultsBut(gus, '401', 'WebSocket')]).toEqual([])
})
