import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { axeFaults } from '../kit/axe.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, addBlock, faultsBut, isSaved, openDraft, openPlace, patience, publish, text } from './people.ts'

// Ana records her voice and herself, her browser crashes on the way, Ben’s may not record; Leo answers by video.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
const allowed = ['camera', 'microphone']

beforeAll(async () => {
  place = await openPlace(undefined, { devices: true })
  courseId = await aCourse(place.server, { title: 'A pitch', lessons: { Pitch: 'How we say it.' } })
  ana = await place.who('ana')
  await ana.context.grantPermissions(allowed)
})
afterAll(() => place?.close())

const dialog = (page: Page) => page.getByRole('dialog')
/** Until the clock of the recorder shows it. */
const runs = (page: Page, time: string) => expect.poll(() => dialog(page).locator('[data-clock]').textContent(), patience).toBe(time)
const lengthOf = (player: Locator) => player.evaluate((its: HTMLMediaElement) => its.duration)

test('[M14][M15] an author records her voice, with a pause, cuts off the ends, and it plays where she put it', async () => {
  const { page } = ana
  await openDraft(ana, courseId)
  await addBlock(page, 'audio')
  await page.getByRole('button', { name: 'Record your voice' }).click()
  await dialog(page).getByRole('button', { name: 'Start recording' }).click()
  await runs(page, '0:01')
  await dialog(page).getByText('left').waitFor()
  await dialog(page).getByRole('button', { name: 'Pause' }).click()
  await dialog(page).getByText('Paused').waitFor()
  await dialog(page).getByRole('button', { name: 'Go on' }).click()
  await runs(page, '0:03')
  await picture(page, 'recording-voice')
  await dialog(page).getByRole('button', { name: 'Stop' }).click()

  const take = dialog(page).getByLabel('Your recording')
  await expect.poll(() => lengthOf(take), patience).toBeGreaterThan(2)
  const whole = await lengthOf(take)
  expect(whole).toBeLessThan(6)
  await dialog(page).getByRole('slider', { name: 'Starts at' }).fill('1')
  await dialog(page).getByRole('slider', { name: 'Ends at' }).fill('2')
  await dialog(page).getByText('0:01 long.').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'recording-trim')
  await dialog(page).getByRole('button', { name: 'Use recording' }).click()

  const sound = text(page).locator('audio')
  await expect.poll(() => lengthOf(sound), patience).toBeGreaterThan(0.8)
  expect(await lengthOf(sound), 'what was cut off is not in the file').toBeLessThan(1.3)
  await isSaved(page)
})

test('[M14] the page crashes while it records her; what there was is offered again, and can be used', async () => {
  const { page, context } = ana
  await addBlock(page, 'video')
  await page.getByRole('button', { name: 'Record with the camera' }).click()
  await dialog(page).getByRole('button', { name: 'Start recording' }).click()
  await runs(page, '0:04')
  await picture(page, 'recording-camera')
  await isSaved(page)
  const crashed = page.waitForEvent('crash')
  void page.goto('chrome://crash').catch(() => {}) // a page that crashed answers nobody
  await crashed

  const again = { ...ana, page: await context.newPage() }
  await openDraft(again, courseId)
  await again.page.getByText('You have an unfinished recording').waitFor()
  await again.page.getByRole('button', { name: 'Look at it' }).click()
  const take = dialog(again.page).getByLabel('Your recording')
  // How much depends on how far a busy machine is behind with the pictures.
  await expect.poll(() => lengthOf(take), patience).toBeGreaterThan(0.2)
  // Closed without a word it stays; a second look uses it.
  await again.page.keyboard.press('Escape')
  await dialog(again.page).waitFor({ state: 'detached' })
  await again.page.getByRole('button', { name: 'Look at it' }).click()
  await dialog(again.page).getByRole('button', { name: 'Use recording' }).click()
  const film = text(again.page).locator('video')
  await expect.poll(() => lengthOf(film), patience).toBeGreaterThan(0.2)
  await film.evaluate((its: HTMLVideoElement) => (its.currentTime = 0.2))
  await expect.poll(() => film.evaluate((its: HTMLVideoElement) => [its.seeking, its.currentTime]), patience).toEqual([false, 0.2])
  await isSaved(again.page)
  await addBlock(again.page, 'video')
  await again.page.getByRole('button', { name: 'Record with the camera' }).waitFor()
  await again.page.getByRole('button', { name: 'Record with the camera' }).click()
  await dialog(again.page).getByRole('button', { name: 'Start recording' }).waitFor()
  await again.page.keyboard.press('Escape')
  expect(await again.page.getByText('You have an unfinished recording').count(), 'it has its place').toBe(0)
  await page.close()
  ana = again
})

test('[M16] a browser that may not record says so, and takes a file instead', async () => {
  const ben = await place.who('ben', { colorScheme: 'dark' })
  await ben.context.grantPermissions([])
  await openDraft(ben, courseId)
  await ben.page.getByRole('button', { name: 'Record with the camera' }).click()
  await dialog(ben.page).getByText('This page may not record.').waitFor()
  await picture(ben.page, 'recording-denied')
  expect(await axeFaults(ben.page)).toEqual([])
  const chooser = ben.page.waitForEvent('filechooser')
  await dialog(ben.page).getByRole('button', { name: 'Choose a file instead' }).click()
  await (await chooser).setFiles({ name: 'no film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('hello') })
  await text(ben.page).getByRole('alert').waitFor()
  expect(faultsBut(ben, '422')).toEqual([])
})

test('[Q11][M14] a learner answers by a video made on a phone, after a reload too, and hands it in', async () => {
  await addBlock(ana.page, 'videoAnswer', 'pitch')
  await ana.page.keyboard.type('Show us your pitch.')
  await isSaved(ana.page)
  await publish(ana.page, 1)
  const leo = await place.who('leo', { width: 360, height: 720 })
  await leo.context.grantPermissions(allowed)
  const { page } = leo
  await page.goto(`/play/${courseId}`)
  const question = page.locator('form[data-kind=video]')
  await question.getByRole('button', { name: 'Record with the camera' }).click()
  await dialog(page).getByRole('button', { name: 'Start recording' }).click()
  await runs(page, '0:02')
  await picture(page, 'recording-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await dialog(page).getByRole('button', { name: 'Stop' }).click()
  await dialog(page).getByRole('button', { name: 'Use recording' }).click()
  await question.locator('video').waitFor()
  // Sent and not handed in: a reload finds it again.
  await page.reload()
  await expect.poll(() => lengthOf(question.locator('video')), patience).toBeGreaterThan(1)
  await question.getByRole('button', { name: 'Send answer' }).click()
  await question.getByText('It is waiting for a coach').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.reload()
  await question.getByText('It is waiting for a coach').waitFor()
  expect([faultsBut(leo), faultsBut(ana)]).toEqual([[], []])
})
