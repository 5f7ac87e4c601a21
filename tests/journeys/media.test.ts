import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mendWebm } from '../../client/recording/webm.ts'
import { lookAtEmbed } from '../../shared/embeds.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { axeFaults } from '../kit/axe.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, addBlock, faultsBut, isSaved, lesson, openDraft, openPlace, patience, publish, text, thread } from './people.ts'

// Ana puts film, sound and pictures into a lesson, Ben comments on a moment of the film, Leo looks at all of it.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let film: Buffer

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'At the counter', lessons: { Counter: 'How it looks and sounds.' } })
  ana = await place.who('ana')
  film = await aFilm(ana.page)
})
afterAll(() => place?.close())

/** Three seconds of changing colours, as a browser records them. */
async function aFilm(page: Page): Promise<Buffer> {
  await page.goto('/')
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
    const context = canvas.getContext('2d')!
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' })
    const pieces: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
    const painting = setInterval(() => {
      context.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`
      context.fillRect(0, 0, 320, 180)
    }, 50)
    recorder.start()
    await new Promise((done) => setTimeout(done, 3000)) // a film of three seconds takes three seconds
    const stopped = new Promise((done) => recorder.addEventListener('stop', done))
    recorder.stop()
    await stopped
    clearInterval(painting)
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())]
  })
  return Buffer.from(await (await mendWebm(new Blob([new Uint8Array(bytes)])))!.blob.arrayBuffer())
}
/** Half a second of a tone. */
function aTone(): Buffer {
  const samples = Buffer.alloc(8000)
  for (let n = 0; n < 4000; n++) samples.writeInt16LE(Math.round(9000 * Math.sin(n / 3)), n * 2)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
const aPicture = (colour: string) =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer()
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })
const captions = 'WEBVTT\n\n00:00.000 --> 00:01.500\nWelcome to the counter.\n\n00:01.500 --> 00:03.000\nWhat can I do for you?\n'

/** Presses what asks for a file and gives it these. */
async function give(page: Page, button: Locator, ...files: ReturnType<typeof file>[]) {
  const chooser = page.waitForEvent('filechooser')
  await button.click()
  await (await chooser).setFiles(files)
}
const at = (player: Locator) => player.evaluate((its: HTMLMediaElement) => [its.seeking, Math.round(its.currentTime * 10) / 10])
const isReady = (player: Locator) =>
  expect.poll(() => player.evaluate((its: HTMLMediaElement) => its.readyState), patience).toBeGreaterThan(0)

test('[M12] an author adds film with captions and chapters, sound, and a gallery', async () => {
  const { page } = ana
  await openDraft(ana, courseId)
  await addBlock(page, 'video')
  await give(page, page.getByRole('button', { name: 'Choose a film' }), file('counter.webm', 'video/webm', film))
  const player = text(page).locator('video')
  await isReady(player)
  await give(page, page.getByRole('button', { name: 'Add a caption file' }), file('said.vtt', 'text/vtt', Buffer.from(captions)))
  await text(page).getByText('What can I do for you?').waitFor()
  await player.evaluate((its: HTMLVideoElement) => (its.currentTime = 2))
  await expect.poll(() => at(player), patience).toEqual([false, 2])
  await page.getByRole('button', { name: 'Chapter begins here' }).click()
  await text(page).locator('.chapter-text').click()
  await page.keyboard.type('The question')
  await page.getByRole('button', { name: '0:02 The question' }).waitFor()

  await addBlock(page, 'audio')
  await give(page, page.getByRole('button', { name: 'Choose a sound' }), file('bell.wav', 'audio/wav', aTone()))
  await isReady(text(page).locator('audio'))
  await addBlock(page, 'gallery')
  const [red, blue] = [await aPicture('#c00'), await aPicture('#00c')]
  await give(
    page,
    page.getByRole('button', { name: 'Add pictures' }),
    file('red.png', 'image/png', red),
    file('blue.png', 'image/png', blue),
  )
  await expect.poll(() => text(page).locator('.media-gallery img[src*="/files/"]').count(), patience).toBe(2)
  await isSaved(page)
  await picture(page, 'media-editor')
  expect(await axeFaults(page)).toEqual([])
})

test('[C25][C28] a reviewer comments on a moment; the list, the time line and the link lead everybody there', async () => {
  const rita = await place.who('rita')
  await openDraft(rita, courseId)
  const player = text(rita.page).locator('video')
  await isReady(player)
  await player.evaluate((its: HTMLVideoElement) => (its.currentTime = 1.4))
  await rita.page.getByRole('button', { name: 'Comment at 0:01', exact: true }).click()
  await rita.page.getByRole('group', { name: 'New comment' }).getByText('At 0:01').waitFor()
  await rita.page.keyboard.type('Smile here.')
  await rita.page.keyboard.press('Control+Enter')
  await thread(rita.page, 'Smile here.').waitFor()
  const id = await thread(rita.page, 'Smile here.').getAttribute('data-thread')

  const hers = text(ana.page).locator('video')
  const mark = ana.page.getByRole('button', { name: 'Comment at 0:01: show it' })
  await mark.waitFor()
  await thread(ana.page, 'Smile here.').getByText('At 0:01').click()
  await expect.poll(() => at(hers), patience).toEqual([false, 1.4])
  await hers.evaluate((its: HTMLVideoElement) => (its.currentTime = 0))
  await mark.click()
  await expect.poll(() => at(hers), patience).toEqual([false, 1.4])
  await expect.poll(() => thread(ana.page, 'Smile here.').getAttribute('aria-current'), patience).toBe('true')
  await picture(ana.page, 'media-moment')

  const ben = await place.who('ben', { colorScheme: 'dark' })
  await openDraft(ben, courseId, `?thread=${id}`)
  await expect.poll(() => at(text(ben.page).locator('video')), patience).toEqual([false, 1.4])
  await expect.poll(() => thread(ben.page, 'Smile here.').getAttribute('aria-current'), patience).toBe('true')
  await picture(ben.page, 'media-moment-dark')
  expect([...faultsBut(rita), ...faultsBut(ben)]).toEqual([])
})

test('[E7] an admin allows a host for the company, who runs a group sees it and adds one, and its lessons show them', async () => {
  const groups = (await (await place.server.signIn('omar@demo.test')).ask(listGroups)).items
  const groupOf = (name: string) => groups.find((group) => group.name === name)!.id
  const open = async (visit: Visit, group: string) => {
    await visit.page.goto(`/groups/${groupOf(group)}`)
    await visit.page.getByRole('button', { name: `More about ${group}` }).click()
    await visit.page.getByRole('menuitem', { name: 'Pages of others…' }).click()
    return visit.page.getByRole('dialog', { name: 'Pages of others in lessons' })
  }
  const omar = await place.who('omar')
  const his = await open(omar, 'Northwind')
  await his.getByLabel('Allow another host').fill('not a host')
  await his.getByRole('button', { name: 'Allow', exact: true }).click()
  await his.getByText('This names no host.').waitFor()
  await his.getByLabel('Allow another host').fill('https://Charts.example.com/a?b=1')
  await his.getByRole('button', { name: 'Allow', exact: true }).click()
  await his.getByText('charts.example.com', { exact: true }).waitFor()
  await his.getByRole('button', { name: 'Save' }).click()
  await his.waitFor({ state: 'hidden' })

  const lena = await place.who('lena', { width: 360, height: 740, colorScheme: 'dark' })
  const hers = await open(lena, 'Sales')
  await hers.getByRole('region', { name: 'Allowed by groups above' }).getByText('charts.example.com').waitFor()
  await hers.getByLabel('Allow another host').fill('maps.example.com')
  await picture(lena.page, 'embeds-form')
  expect(await axeFaults(lena.page)).toEqual([])
  await hers.getByRole('button', { name: 'Save' }).click()
  await hers.waitFor({ state: 'hidden' })
  const asker = await place.server.signIn('ana@demo.test')
  const isShown = async (url: string) => (await asker.ask(lookAtEmbed, { courseId, url })).allowed
  expect([
    await isShown('https://charts.example.com/x'),
    await isShown('https://maps.example.com/x'),
    await isShown('https://example.com/x'),
  ]).toEqual([true, true, false])
  await ana.page.goto(`/groups/${groupOf('Sales')}`)
  await ana.page.getByRole('heading', { name: 'Sales' }).waitFor()
  expect(await ana.page.getByRole('button', { name: 'More about Sales' }).count(), 'an author does not run the group').toBe(0)
  await openDraft(ana, courseId)
  expect([faultsBut(omar), faultsBut(lena)]).toEqual([[], []])
})

test('[M10] a learner sees the film with what is said, goes to a chapter, hears the sound and sees the pictures', async () => {
  await publish(ana.page, 1)
  const leo = await place.who('leo', { width: 360, height: 740 })
  const { page } = leo
  await page.goto(`/play/${courseId}`)
  const player = lesson(page).locator('video')
  await isReady(player)
  await lesson(page)
    .getByText(/^Read what is said/)
    .click()
  await lesson(page).getByText('Welcome to the counter.').waitFor()
  await page.getByRole('button', { name: '0:02 The question' }).click()
  await expect.poll(() => player.evaluate((its: HTMLVideoElement) => its.currentTime), patience).toBeGreaterThanOrEqual(2)
  await isReady(lesson(page).locator('audio'))
  const pictures = lesson(page).locator('img')
  for (const nth of [0, 1]) {
    await pictures.nth(nth).scrollIntoViewIfNeeded()
    await expect.poll(() => pictures.nth(nth).evaluate((its: HTMLImageElement) => its.naturalWidth), patience).toBeGreaterThan(0)
  }
  expect(await page.getByRole('button', { name: /^Comment at/ }).count(), 'what authors say is not for learners').toBe(0)
  await picture(page, 'media-player')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect([faultsBut(ana), faultsBut(leo)]).toEqual([[], []])
})
