import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, agree, comment, faultsBut, isSaved, mark, openDraft, openPlace, paragraphs, patience, text, thread } from './people.ts'

// A comment stays with its words. How it follows them when they move is told in moving-words.test.ts.

const sentence = 'The promise counts from delivery.'

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Promises',
    lessons: { Promise: `We promise little. ${sentence} We keep it.\n\nThe end.`, Exceptions: 'There are few.' },
  })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
})
afterAll(() => place?.close())

const openLesson = ({ page }: Visit, title: string) => page.getByRole('treeitem', { name: title }).click()
/** The words that are marked in the text because of a thread. */
const marked = ({ page }: Visit) => text(page).locator('[data-highlights]').allTextContents()
const detached = ({ page }: Visit) => page.getByRole('region', { name: 'Lost their place' })

test('a comment on a sentence is marked in the text of everybody', async () => {
  await comment(ana.page, sentence, 'Delivery or dispatch?')
  for (const visit of [ana, ben]) await expect.poll(() => marked(visit), patience).toEqual([sentence])
})

test('its sentence deleted, the thread stays with its quote; undo brings it back for everybody', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Delete')
  await agree([ana, ben], (read) => !read.includes(sentence))
  for (const visit of [ana, ben]) await detached(visit).getByText(sentence).waitFor()
  await picture(ben.page, 'detached')
  await mark(text(ana.page), 'The end.', 'end')
  await ana.page.keyboard.press('Control+z')
  await agree([ana, ben], (read) => read.includes(`We promise little. ${sentence} We keep it.`))
  for (const visit of [ana, ben]) {
    await expect.poll(() => marked(visit), patience).toEqual([sentence])
    await detached(visit).waitFor({ state: 'detached' })
  }
})

// Without a pause between, the thread stayed detached now and then (issue 5).
test('its sentence cut and pasted into another lesson in one go, the thread goes along, also after a reload', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Control+x')
  await agree([ana], (read) => !read.includes(sentence))
  await openLesson(ana, 'Exceptions')
  await expect.poll(async () => (await paragraphs(ana.page)).join(), patience).toContain('There are few.')
  await mark(text(ana.page), 'There are few.', 'end')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.press('Control+v')
  await agree([ana], (read) => read.includes(sentence))
  await expect.poll(() => marked(ana), patience).toEqual([sentence])
  await openLesson(ben, 'Exceptions')
  await expect.poll(() => marked(ben), patience).toEqual([sentence])
  await isSaved(ana.page)
  await ben.page.reload()
  await expect.poll(() => marked(ben), patience).toEqual([sentence])
  await thread(ben.page, 'Delivery or dispatch?').waitFor()
})

test('a link to a thread opens its lesson and shows it at its words', async () => {
  const id = await thread(ben.page, 'Delivery or dispatch?').getAttribute('data-thread')
  const rita = await place.who('rita')
  await openDraft(rita, courseId, `?thread=${id}`)
  await expect.poll(() => marked(rita), patience).toEqual([sentence])
  await expect.poll(() => thread(rita.page, 'Delivery or dispatch?').getAttribute('aria-current'), patience).toBe('true')
  expect([...faultsBut(ana), ...faultsBut(ben), ...faultsBut(rita)]).toEqual([])
})
