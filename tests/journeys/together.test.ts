import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { lessonFragment } from '../../shared/document/layout.ts'
import type { CourseId } from '../../shared/id.ts'
import { aParagraph, firstLesson } from '../collaboration/kit.ts'
import { rawSocket } from '../collaboration/raw.ts'
import { type Visit, picture } from '../kit/browser.ts'
import {
  aCourse,
  agree,
  comment,
  faultsBut,
  isSaved,
  mark,
  openDraft,
  openPlace,
  paragraphs,
  patience,
  text,
  thread,
  typeAfter,
} from './people.ts'

// Ana and Ben write one lesson together; Rita, who reviews, reads and comments. One story, told in order.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'The first call',
    lessons: { 'Before you dial': 'Know the customer before the call.\n\nA good call has one goal.\n\nWrite down what was promised.' },
  })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
})
afterAll(() => place?.close())

test('a click on a face follows that person until Esc, and quiet mode hides the caret', async () => {
  await ana.page.getByRole('button', { name: 'Follow Ben' }).click()
  const chip = ana.page.getByRole('button', { name: 'Stop following Ben' })
  await chip.waitFor()
  await picture(ana.page, 'following')
  await ana.page.keyboard.press('Escape')
  await chip.waitFor({ state: 'detached' })
  const quiet = async () => {
    await ben.page.getByRole('button', { name: '2 people in this course' }).click()
    await ben.page.getByRole('checkbox', { name: 'Quiet mode' }).click()
    await ben.page.keyboard.press('Escape')
  }
  await quiet()
  await ana.page.locator('.caret-name', { hasText: 'Ben' }).waitFor({ state: 'detached' })
  await ana.page.getByRole('button', { name: 'Follow Ben' }).waitFor({ state: 'detached' })
  await quiet()
  await ana.page.getByRole('button', { name: 'Follow Ben' }).waitFor()
})

test('the server starts anew in the middle and nobody loses a word', async () => {
  const typing = typeAfter(ana.page, 'what was promised.', ' Whoever promised it sends the note before the day ends, and copies the team.')
  await place.server.restart()
  await typing
  await Promise.all([isSaved(ana.page), isSaved(ben.page)])
  await agree([ana, ben], (read) => read.includes('before the day ends, and copies the team.'))
  await typeAfter(ben.page, 'copies the team.', ' Always.')
  await agree([ana, ben], (read) => read.includes('copies the team. Always.'))
})

test('undo takes back one’s own words only', async () => {
  await mark(text(ben.page), 'Always.', 'end')
  await ben.page.keyboard.press('Control+z')
  await agree([ana, ben], (read) => !read.includes('Always.') && read.includes('before the day ends'))
})

test('words are commented, answered, upvoted by two at once, and the thread resolved', async () => {
  await comment(ana.page, 'one goal', 'Is it really only one?')
  await thread(ben.page, 'Is it really only one?').click()
  await expect.poll(() => text(ben.page).locator('[data-highlights]').count(), patience).toBeGreaterThan(0)
  await thread(ben.page, 'Is it really only one?').getByRole('textbox', { name: 'Write a reply' }).click()
  await ben.page.keyboard.type('One that you can say aloud.')
  await ben.page.keyboard.press('Control+Enter')
  await thread(ana.page, 'One that you can say aloud.').waitFor()

  const first = (visit: Visit) =>
    thread(visit.page, 'Is it really only one?')
      .getByRole('button', { name: /^Upvote/ })
      .first()
  await Promise.all([first(ana).click(), first(ben).click()])
  for (const { page } of [ana, ben])
    await thread(page, 'Is it really')
      .getByRole('button', { name: /2 votes/ })
      .waitFor()
  await picture(ana.page, 'thread')

  await thread(ben.page, 'Is it really').getByRole('button', { name: 'Resolve' }).click()
  await ana.page.getByText(/Resolved by Ben/).waitFor()
})

test('a reviewer cannot change the text by keyboard, and comments', async () => {
  const rita = await place.who('rita')
  await openDraft(rita, courseId)
  const before = await paragraphs(rita.page)
  await rita.page.getByText('Click into a sentence and type to suggest other words.').waitFor()
  await mark(text(rita.page), 'A good', 'end')
  await rita.page.keyboard.type('REVIEWED')
  // What she types becomes a suggestion, and nothing else.
  const suggesting = rita.page.getByRole('dialog', { name: 'How should it read?' })
  await suggesting.getByRole('textbox', { name: 'Suggested words' }).and(rita.page.locator(':focus')).waitFor()
  await rita.page.keyboard.press('Escape')
  await suggesting.waitFor({ state: 'hidden' })
  await comment(rita.page, 'the customer', 'And their customers.')
  await thread(ana.page, 'And their customers.').waitFor()
  expect(await paragraphs(rita.page)).toEqual(before)
  expect(await paragraphs(ana.page)).toEqual(before)
  await picture(rita.page, 'reviewer')
  expect(faultsBut(rita)).toEqual([])
  await rita.context.close()
})

test('a reviewer’s forged update is refused and the course stays as it is, byte for byte', async () => {
  const { cookie } = await place.server.signIn('rita@demo.test')
  const socket = () => rawSocket(place.server.url, courseId, { headers: { cookie, origin: place.server.url } })
  const whole = async () => {
    const raw = await socket()
    raw.sync()
    await expect.poll(() => raw.isSynced, patience).toBe(true)
    raw.close()
    return Y.mergeUpdates(raw.updates)
  }
  const before = await whole()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, before)
  const vector = Y.encodeStateVector(doc)
  const fragment = lessonFragment(doc, firstLesson(doc))
  fragment.insert(fragment.length, [aParagraph('Written by a forger')])

  const forger = await socket()
  forger.sync()
  await expect.poll(() => forger.isSynced, patience).toBe(true)
  forger.sendUpdate(Y.encodeStateAsUpdate(doc, vector))
  await expect.poll(() => forger.word('refused'), patience).toMatchObject({ code: 'role' })
  forger.close()
  expect(await whole()).toEqual(before)
  expect((await paragraphs(ana.page)).join()).not.toContain('forger')
})

test('none of this left an error in a page', () => {
  // What the browser itself says of a server that is away.
  expect([...faultsBut(ana, 'WebSocket', 'net::ERR'), ...faultsBut(ben, 'WebSocket', 'net::ERR')]).toEqual([])
})
