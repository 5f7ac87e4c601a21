import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { faultsOn } from './axe.ts'
import {
  aCourse,
  faultsBut,
  flag,
  isSaved,
  lesson,
  mark,
  openDraft,
  openPlace,
  paragraphs,
  patience,
  publish,
  text,
  typeAfter,
} from './people.ts'

// A course repairs itself: Ana publishes, Leo learns and finds an old sentence, Ana takes his words into a draft that has
// moved on meanwhile, and Leo repeats the one lesson that changed. One story, told in order.

const old = 'Our desk in Lyon answers within five days.'
const better = 'Our desk in Porto answers within two days.'

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let leo: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Handling refunds',
    lessons: {
      'When a refund is due': `Refunds are due within thirty days.\n\nA late request needs a manager. ${old} Ask them early.\n\nKeep the receipt.`,
      'Booking it': 'Open the order and choose refund.',
      'Telling the customer': 'Say when the money arrives.',
    },
  })
  ;[ana, leo] = await Promise.all([place.who('ana'), place.who('leo')])
  await openDraft(ana, courseId)
})
afterAll(() => place?.close())

const openLesson = (title: string) => ana.page.getByRole('treeitem', { name: title }).click()
const inDraft = (words: string) => expect.poll(async () => (await paragraphs(ana.page)).join('\n'), patience).toContain(words)
const card = () => ana.page.getByRole('article', { name: `Outdated: ${old}` })

test('Ana writes a question with the keyboard and publishes version 1', async () => {
  const { page } = ana
  await openLesson('Booking it')
  await inDraft('Open the order')
  await mark(text(page), 'choose refund.', 'end')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/single')
  await page.getByRole('option', { name: /Single choice/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Where is a refund booked?')
  await page.keyboard.press('Enter')
  await page.keyboard.type('In the order')
  await page.keyboard.press('Control+.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('In the mail')
  expect(await page.locator('.question-fault:visible').count()).toBe(0)
  await isSaved(page)
  await picture(page, 'question-written')
  await publish(page, 1)
})

test('Leo finds it on his home, reads it, answers and marks a sentence as outdated', async () => {
  const { page } = leo
  await page.goto('/')
  await page.getByRole('link', { name: 'Handling refunds' }).click()
  await lesson(page).getByText(old).waitFor()
  await flag(page, old, better)
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByRole('radio', { name: 'In the order' }).check()
  await page.getByRole('button', { name: 'Check answer' }).click()
  await page.getByText('Right.').waitFor()
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByRole('button', { name: /^Finish/ }).click()
  await page.getByRole('heading', { name: 'You finished “Handling refunds”' }).waitFor()
  await page.getByRole('radio', { name: 'Very much' }).check({ force: true })
  await page.getByRole('button', { name: /I like it/ }).click()
  await picture(page, 'end')
  expect(await faultsOn(page)).toEqual([])
})

test('the flag stands at the right sentence of a draft that moved on', async () => {
  const { page } = ana
  await openLesson('When a refund is due')
  await inDraft(old)
  await mark(text(page), 'A late request', 'start')
  await page.keyboard.type('Careful: a', { delay: 5 })
  await page.keyboard.press('Delete')
  await page.keyboard.press('Alt+ArrowDown')
  await expect
    .poll(() => paragraphs(page), patience)
    .toEqual([
      'Refunds are due within thirty days.',
      'Keep the receipt.',
      `Careful: a late request needs a manager. ${old} Ask them early.`,
    ])

  await page.getByRole('tab', { name: /Outdated/ }).click()
  await card().getByText('Leo Lindqvist').waitFor()
  await expect.poll(() => text(page).locator('[data-highlights]').allTextContents(), patience).toEqual([old])
  await picture(page, 'flag-in-draft')
})

test('Ana accepts it, one undo takes it back, and she takes it again', async () => {
  const { page } = ana
  await card().getByRole('button', { name: 'Accept', exact: true }).click()
  await inDraft(`needs a manager. ${better} Ask them early.`)
  await mark(text(page), 'Keep the', 'end')
  await page.keyboard.press('Control+z')
  await inDraft(`Careful: a late request needs a manager. ${old} Ask them early.`)
  await page.keyboard.press('Control+Shift+z')
  await inDraft(`Careful: a late request needs a manager. ${better} Ask them early.`)
  await isSaved(page)
})

test('version 2 tells Leo what became of it, names him, and asks him to repeat one lesson', async () => {
  await publish(ana.page, 2, 'A new desk')
  const { page } = leo
  await page.goto('/')
  const changed = page.getByRole('region', { name: 'Changed since you finished' })
  await changed.getByText('1 of 3 lessons changed').waitFor()
  const mine = page.getByRole('region', { name: 'What you marked as outdated' })
  await mine.getByText('Fixed in version 2').waitFor()
  await mine.getByText('Your words are in the course now.').waitFor()
  await picture(page, 'home-changed')

  await changed.getByRole('link', { name: 'Handling refunds' }).click()
  await lesson(page).getByText(better).waitFor()
  await page.getByText('Improved by Leo Lindqvist').waitFor()
  await page.getByText('This lesson changed since you learnt it in version 1.').waitFor()
  await picture(page, 'lesson-changed')
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByRole('heading', { name: 'Booking it' }).waitFor()
  await page.goto('/')
  await page.getByRole('region', { name: 'Done' }).getByText('Done in version 2').waitFor()
})

test('a restart between the versions lost nothing', async () => {
  await place.server.restart()
  await ana.page.reload()
  await inDraft(better)
  await typeAfter(ana.page, 'Keep the receipt.', ' For ten years.')
  await isSaved(ana.page)
  await leo.page.goto(`/play/${courseId}`)
  await lesson(leo.page).waitFor()
})

test('none of this left an error in a page', () => {
  expect([...faultsBut(ana, 'WebSocket', 'net::ERR'), ...faultsBut(leo)]).toEqual([])
})
