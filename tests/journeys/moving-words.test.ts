import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { type Visit, picture } from '../kit/browser.ts'
import { aCourse, agree, comment, faultsBut, isSaved, mark, openDraft, openPlace, patience, text, thread, typeAfter } from './people.ts'

// A comment goes where its words go, on the screens of two authors: by keyboard and clipboard, as they do it.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit
const said = 'Is it really only one?'
const sentence = 'A good call has one goal that you can say aloud.'

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'The first call',
    lessons: { 'Before you dial': `Know the customer before the call.\n\n${sentence}\n\nWrite down what was promised.` },
  })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
  await comment(ana.page, sentence, said)
})
afterAll(() => place?.close())

/** What the comment is drawn on. */
const drawn = async (page: Page) => (await text(page).locator('.highlight-thread').allTextContents()).join('')
const bothDraw = (words: string) =>
  expect.poll(async () => [await drawn(ana.page), await drawn(ben.page)], patience).toEqual([words, words])

test('cut, it loses its place for both; pasted elsewhere, it is there for both, and after loading the page anew', async () => {
  await bothDraw(sentence)
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Control+x')
  await agree([ana, ben], (read) => !read.includes('one goal'))
  await ben.page.getByRole('heading', { name: 'Lost their place' }).waitFor()
  await bothDraw('')

  await mark(text(ana.page), 'was promised.', 'end')
  await ana.page.keyboard.type(' ')
  await ana.page.keyboard.press('Control+v')
  await bothDraw(sentence)
  await ben.page.getByRole('heading', { name: 'Lost their place' }).waitFor({ state: 'hidden' })
  await isSaved(ana.page)
  await openDraft(ben, courseId)
  await bothDraw(sentence)
})

test('deleted and brought back by undo, it is on its words for both', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Delete')
  await bothDraw('')
  await ana.page.waitForTimeout(2500)
  await ana.page.keyboard.press('Control+z')
  await bothDraw(sentence)
})

test('words that come back changed are a guess, and say so', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Delete')
  await bothDraw('')
  await ana.page.waitForTimeout(2500)
  await typeAfter(ana.page, 'before the call.', ' A good call has one aim that you can say aloud.')
  await thread(ben.page, said).getByText('Probably here').waitFor()
  await thread(ben.page, said).click()
  await text(ben.page).locator('.highlight-probably').first().waitFor()
  await picture(ben.page, 'probably-here')
  expect(faultsBut(ana)).toEqual([])
  expect(faultsBut(ben)).toEqual([])
})
