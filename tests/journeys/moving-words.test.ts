import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { type Visit, picture } from '../kit/browser.ts'
import { aCourse, comment, faultsBut, mark, openDraft, openPlace, patience, text, thread, typeAfter } from './people.ts'

// A comment whose words come back otherwise. How it follows words that move is told in everyday-edits.test.ts and co-author.test.ts.

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

test('words that come back changed are a guess, and say so', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Delete')
  await bothDraw('')
  await ben.page.getByRole('heading', { name: 'Lost their place' }).waitFor()
  await typeAfter(ana.page, 'before the call.', ' A good call has one aim that you can say aloud.')
  await thread(ben.page, said).getByText('Probably here').waitFor()
  await thread(ben.page, said).click()
  await text(ben.page).locator('.highlight-probably').first().waitFor()
  await picture(ben.page, 'probably-here')
  expect(faultsBut(ana)).toEqual([])
  expect(faultsBut(ben)).toEqual([])
})
