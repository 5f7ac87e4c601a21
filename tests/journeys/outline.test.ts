import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import type { Visit } from '../kit/browser.ts'
import { aCourse, agree, faultsBut, openDraft, openPlace, outlineOf, outlineRow, patience, text } from './people.ts'

// Sections and lessons: made, named, moved and thrown away with the keyboard, by two people at once.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Night shift',
    lessons: { Arrive: 'Come early.', Work: 'Stay awake.', Leave: 'Tell who comes next.' },
  })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
})
afterAll(() => place?.close())

const line = ({ page }: Visit, title: string) => outlineRow(page, title)
const read = ({ page }: Visit) => outlineOf(page)
async function bothRead(...titles: string[]) {
  for (const visit of [ana, ben]) await expect.poll(() => read(visit), patience).toEqual(titles)
}

test('a section and a lesson are added and named where they stand', async () => {
  const { page } = ana
  await bothRead('Lessons', ' Arrive', ' Work', ' Leave')
  await page.getByRole('button', { name: 'Add a section' }).click()
  await page.getByRole('textbox', { name: 'New title of Untitled' }).waitFor()
  await page.keyboard.type('Before dawn')
  await page.keyboard.press('Enter')
  await bothRead('Lessons', ' Arrive', ' Work', ' Leave', 'Before dawn')
  await line(ana, 'Leave').click()
  await page.getByRole('button', { name: 'Add a lesson', exact: true }).click()
  await page.getByRole('textbox', { name: 'New title of Untitled' }).waitFor()
  await page.keyboard.type('Sleep')
  await page.keyboard.press('Enter')
  await bothRead('Lessons', ' Arrive', ' Work', ' Leave', ' Sleep', 'Before dawn')
})

test('a lesson is renamed, in the outline or above its text, and everybody reads the new name', async () => {
  const { page } = ana
  await line(ana, 'Sleep').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New title of Sleep' }).waitFor()
  await page.keyboard.type('Sleep well')
  await page.keyboard.press('Enter')
  await bothRead('Lessons', ' Arrive', ' Work', ' Leave', ' Sleep well', 'Before dawn')
  await line(ben, 'Work').click()
  await ben.page.getByRole('textbox', { name: 'Lesson title' }).press('End')
  await ben.page.keyboard.type(' calmly')
  await bothRead('Lessons', ' Arrive', ' Work calmly', ' Leave', ' Sleep well', 'Before dawn')
})

test('lessons and sections move by Alt and an arrow key, and keep the focus', async () => {
  const { page } = ana
  await line(ana, 'Sleep well').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await bothRead('Lessons', ' Arrive', ' Work calmly', ' Leave', 'Sleep well', 'Before dawn')
  await line(ana, 'Before dawn').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await bothRead('Lessons', ' Arrive', ' Work calmly', ' Leave', 'Before dawn', 'Sleep well')
  await line(ana, 'Sleep well').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await bothRead('Lessons', ' Arrive', ' Work calmly', ' Leave', 'Before dawn', ' Sleep well')
  await expect.poll(() => line(ana, 'Sleep well').evaluate((one) => one === document.activeElement), patience).toBe(true)
  await page.getByText('Sleep well is now 1 of 1.').waitFor({ state: 'attached' })
})

test('what is thrown away waits in the trash with its text, and comes back as it was', async () => {
  const { page } = ana
  const before = await read(ana)
  await line(ben, 'Work calmly').click()
  await agree([ben], (words) => words === 'Stay awake.')
  await line(ana, 'Work calmly').focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => read(ben), patience).toEqual(before.filter((title) => title !== ' Work calmly'))
  await ben.page.getByRole('button', { name: /^Trash: / }).click()
  await ben.page.getByRole('button', { name: 'Restore Work calmly' }).click()
  await bothRead(...before)
  await line(ana, 'Work calmly').click()
  await agree([ana], (words) => words === 'Stay awake.')
  await text(page).waitFor()
  expect([...faultsBut(ana), ...faultsBut(ben)]).toEqual([])
})
