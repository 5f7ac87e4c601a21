import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { axeFaults } from '../kit/axe.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, comment, faultsBut, openDraft, openPlace, patience, thread } from './people.ts'

// Pictures in comments, pasted as a screenshot is, with and without the net.

const sentence = 'The promise counts from delivery.'

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'Promises', lessons: { Promise: `We promise little. ${sentence}` } })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
  await comment(ana.page, sentence, 'Delivery or dispatch?')
})
afterAll(() => place?.close())

/** Pastes files as a screenshot comes, through the clipboard. */
const paste = (into: Locator, files: { name: string; type: string; base64: string }[]) =>
  into.evaluate((element, files) => {
    const clipboardData = new DataTransfer()
    for (const { name, type, base64 } of files)
      clipboardData.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, files)
const pictureFile = async () => ({
  name: 'terms.png',
  type: 'image/png',
  base64: (
    await sharp({ create: { width: 320, height: 200, channels: 3, background: '#2a6f6b' } })
      .png()
      .toBuffer()
  ).toString('base64'),
})

test('[C29] a picture is pasted into a reply, described, and seen by who reads the comments', async () => {
  const card = thread(ana.page, 'Delivery or dispatch?')
  await card.click()
  const reply = card.getByRole('textbox', { name: 'Write a reply' })
  await reply.fill('It says so here :truck')
  await card.getByRole('option').first().waitFor()
  await ana.page.keyboard.press('Enter')
  await paste(reply, [await pictureFile()])
  await card.getByRole('textbox', { name: 'What is on this picture?' }).fill('The terms, page two')
  await picture(ana.page, 'comment-picture-writing')
  expect(await axeFaults(ana.page)).toEqual([])
  await reply.press('Control+Enter')
  await thread(ben.page, 'Delivery or dispatch?').click()
  const shown = thread(ben.page, 'Delivery or dispatch?').getByRole('img', { name: 'The terms, page two' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(320)
  await picture(ben.page, 'comment-picture')
})

test('[C29] offline, words and picture wait on the device, and are sent once', async () => {
  const card = thread(ana.page, 'Delivery or dispatch?')
  await ana.page.context().setOffline(true)
  await card.getByRole('textbox', { name: 'Write a reply' }).fill('Written on a train')
  await paste(card.getByRole('textbox', { name: 'Write a reply' }), [await pictureFile()])
  await card.getByRole('textbox', { name: 'What is on this picture?' }).fill('A ticket')
  await card.getByText('Kept on this device until it is sent').waitFor()
  await card.getByRole('button', { name: 'Reply', exact: true }).click()
  await card.getByText('Not sent yet').waitFor()
  await ana.page.context().setOffline(false)
  await card.getByText('Not sent yet').waitFor({ state: 'hidden' })
  const shown = thread(ben.page, 'Delivery or dispatch?').getByRole('img', { name: 'A ticket' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(320)
  expect(await thread(ben.page, 'Delivery or dispatch?').getByText('Written on a train').count()).toBe(1)
  // While Ana was offline, and while her picture was not there yet.
  expect([...faultsBut(ana, 'ERR_INTERNET_DISCONNECTED'), ...faultsBut(ben, '404')]).toEqual([])
})
