import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pixel } from '../interop/pixel.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { faultsOn } from './axe.ts'
import {
  agree,
  aLetter,
  face,
  faultsBut,
  isSaved,
  mark,
  openPlace,
  outlineOf,
  outlineRow,
  paragraphs,
  patience,
  text,
  thread,
  typeAfter,
} from './people.ts'

// Two authors make a course: from a template to the published version, with all that happens between. One story, told in
// order, by keyboard and clipboard as they do it; a stopwatch says how long the way took.

const sentence = 'The quiet kettle boils a litre in three minutes without a sound.'
const asked = 'is it three minutes, or four?'

let place: Awaited<ReturnType<typeof openPlace>>
let ana: Visit
let ben: Visit
let began: number
beforeAll(async () => {
  place = await openPlace({ env: { LETTERS_AFTER_SECONDS: '1' } })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
})
afterAll(() => place?.close())

const both = () => [ana, ben]
const openLesson = async ({ page }: Visit, title: string, words: string) => {
  await outlineRow(page, title).click()
  await text(page).getByText(words).first().waitFor()
}
/** The words of the open lesson that are drawn as talked about. */
const drawn = async ({ page }: Visit) => (await text(page).locator('.highlight-thread').allTextContents()).join('')
const bothDraw = (words: string) => expect.poll(() => Promise.all(both().map(drawn)), patience).toEqual([words, words])

test('Ana begins in Sales from a template; its advice is there, and the first words are hers', async () => {
  const { page } = ana
  await page.goto('/')
  await page.getByRole('button', { name: 'Groups' }).click()
  await page.getByRole('menuitem', { name: 'Sales', exact: true }).click()
  await page.getByRole('heading', { name: 'Sales', level: 1 }).waitFor()
  began = performance.now()
  await page.getByRole('button', { name: 'New course' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New course' })
  // The title has the focus: she types at once.
  await expect.poll(() => dialog.getByLabel('Title').evaluate((field) => field === document.activeElement), patience).toBe(true)
  await page.keyboard.type('Introducing the quiet kettle', { delay: 5 })
  expect(await dialog.getByLabel('Group').locator('option:checked').textContent()).toBe('Sales')
  await dialog.getByRole('radio', { name: 'Introducing [product]' }).check({ force: true })
  await dialog.getByRole('region', { name: /What “Introducing/ }).waitFor()
  await picture(page, 'co-author-1-template')
  expect(await faultsOn(page)).toEqual([])
  const clicked = performance.now()
  await dialog.getByRole('button', { name: 'Begin writing' }).click()
  await text(page).getByText('Write this lesson last.').waitFor()
  process.stdout.write(`The course is there ${Math.round(performance.now() - clicked)} ms after the click.\n`)
  await text(page).getByText('For authors only').waitFor()
  await picture(page, 'co-author-2-lesson')
  expect(await faultsOn(page)).toEqual([])
  await mark(text(page), '[one plain sentence]')
  await page.keyboard.type('a kettle that boils without a sound')
  await text(page).getByText('is a kettle that boils without a sound.').waitFor()
})

test('a page copied from Word keeps its headings, list and picture', async () => {
  const { page } = ana
  await mark(text(page), 'at [price].', 'end')
  await page.keyboard.press('Enter')
  await copied(page, wordPage)
  await page.keyboard.press('Control+v')
  await text(page).getByRole('heading', { name: 'How it works', level: 3 }).waitFor()
  expect(await text(page).getByRole('listitem').allTextContents()).toEqual(expect.arrayContaining(['Fill it', 'Press once']))
  const image = text(page).getByRole('img', { name: 'The kettle' })
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth), patience).toBe(1)
  expect((await paragraphs(page)).join('\n')).toContain(sentence)
  await isSaved(page)
  await picture(page, 'co-author-3-pasted')
})

test('/question adds a single choice, written without the mouse', async () => {
  const { page } = ana
  await mark(text(page), 'and then relax.', 'end')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/question')
  await page.getByRole('option', { name: /Single choice/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('What do people hear?')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Nothing')
  await page.keyboard.press('Control+.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('A whistle')
  await text(page).getByText('A whistle').waitFor()
  await isSaved(page)
})

test('Ben, mentioned on a sentence, gets a letter whose link opens the draft at the thread', async () => {
  const { page } = ana
  await mark(text(page), sentence)
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor()
  await page.keyboard.type('@Ben')
  await page.getByRole('option', { name: /Ben .*cannot read this draft yet/ }).waitFor()
  await page.keyboard.press('Enter')
  const inviting = page.getByRole('dialog', { name: /Invite Ben/ })
  await inviting.getByLabel('What they may do').selectOption('Write along')
  await picture(page, 'co-author-4-invite')
  expect(await faultsOn(page)).toEqual([])
  await inviting.getByRole('button', { name: 'Invite and mention' }).click()
  await inviting.waitFor({ state: 'hidden' })
  await page.keyboard.type(asked)
  await page.keyboard.press('Control+Enter')
  await thread(page, asked).waitFor()

  const letter = await aLetter(place.server, 'ben@demo.test')
  expect(letter).toMatchObject({ subject: 'Ana Alves mentioned you in Introducing the quiet kettle' })
  expect(letter.text).toContain(asked)
  const link = new URL(/http\S+thread=\S+/.exec(letter.text)![0]) // it has one, or the journey ends here
  await ben.page.goto(link.pathname + link.search)
  const card = thread(ben.page, asked)
  await expect.poll(() => card.getAttribute('aria-current'), patience).toBe('true')
  // Opened, so that he can answer at once, and in front of a screen reader.
  await card.getByRole('textbox', { name: 'Write a reply' }).waitFor()
  await expect.poll(() => card.evaluate((it) => it === document.activeElement), patience).toBe(true)
  await bothDraw(sentence)
  await picture(ben.page, 'co-author-5-thread')
})

test('both write in one paragraph and see each other there', async () => {
  await Promise.all([
    typeAfter(ana.page, 'is a kettle', ' for offices, for kitchens and for night owls'),
    typeAfter(ben.page, 'without a sound', ' and without steam, as we measured twice'),
  ])
  await agree(both(), (read) =>
    read.includes(
      'is a kettle for offices, for kitchens and for night owls that boils without a sound and without steam, as we measured twice.',
    ),
  )
  await ana.page.locator('.caret-name', { hasText: 'Ben' }).waitFor()
  await ben.page.locator('.caret-name', { hasText: 'Ana' }).waitFor()
  await picture(ana.page, 'co-author-6-together')
})

test('Ben is offline for a while, both write on, and nothing is lost', async () => {
  await ben.context.setOffline(true)
  await expect.poll(() => face(ben.page), patience).toBe('offline')
  await Promise.all([
    typeAfter(ben.page, 'measured twice', ' on a train without a network'),
    typeAfter(ana.page, 'for night owls', ' who share a room'),
  ])
  await ben.page.getByText(/^Offline, \d+ changes kept on this device$/).waitFor()
  await isSaved(ana.page)
  expect((await paragraphs(ana.page)).join()).not.toContain('train')
  await ben.context.setOffline(false)
  await agree(both(), (read) =>
    read.includes(
      'for night owls who share a room that boils without a sound and without steam, as we measured twice on a train without a network.',
    ),
  )
  await Promise.all(both().map(({ page }) => isSaved(page)))
})

test('the sentence is cut and pasted into another section: its thread goes along, also after a reload', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Control+x')
  await ben.page.getByRole('heading', { name: 'Lost their place' }).waitFor()
  await bothDraw('')
  await openLesson(ana, 'What to say, and what to show', 'Ask first:')
  await mark(text(ana.page), 'Listen to the whole answer.', 'end')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.press('Control+v')
  await text(ana.page).getByText(sentence).waitFor()
  await openLesson(ben, 'What to say, and what to show', 'Ask first:')
  await bothDraw(sentence)
  await ben.page.getByRole('heading', { name: 'Lost their place' }).waitFor({ state: 'hidden' })
  await isSaved(ana.page)
  await Promise.all(both().map(({ page }) => page.reload()))
  await bothDraw(sentence)
})

test('the sentence deleted, the thread keeps it as a quote; undone, it is on its words for both', async () => {
  await mark(text(ana.page), sentence)
  await ana.page.keyboard.press('Delete')
  for (const { page } of both()) await page.getByRole('region', { name: 'Lost their place' }).getByText(sentence).waitFor()
  await bothDraw('')
  await picture(ben.page, 'co-author-7-detached')
  await ana.page.keyboard.press('Control+z')
  await agree(both(), (read) => read.includes(sentence))
  await bothDraw(sentence)
  for (const { page } of both()) await page.getByRole('region', { name: 'Lost their place' }).waitFor({ state: 'detached' })
})

test('both upvote the thread at once: two votes', async () => {
  const vote = ({ page }: Visit) =>
    thread(page, asked)
      .getByRole('button', { name: /^Upvote/ })
      .first()
  await Promise.all(both().map((visit) => vote(visit).click()))
  for (const { page } of both())
    await thread(page, asked)
      .getByRole('button', { name: /2 votes/ })
      .waitFor()
})

test('Ben moves the third section up while Ana moves it down: it is there once, at one place for both', async () => {
  const section = 'Prices'
  for (const title of [section, 'Orders']) {
    await ana.page.getByRole('button', { name: 'Add a section' }).click()
    await ana.page.getByRole('textbox', { name: 'New title of Untitled' }).waitFor()
    await ana.page.keyboard.type(title)
    await ana.page.keyboard.press('Enter')
    await outlineRow(ben.page, title).waitFor()
  }
  const before = await outlineOf(ana.page)
  expect(before.filter((title) => !title.startsWith(' ')).indexOf(section)).toBe(2)
  await Promise.all(both().map(({ page }) => outlineRow(page, section).focus()))
  await Promise.all([ben.page.keyboard.press('Alt+ArrowUp'), ana.page.keyboard.press('Alt+ArrowDown')])
  await Promise.all(both().map(({ page }) => isSaved(page)))
  await expect.poll(async () => (await outlineOf(ana.page)).join() === (await outlineOf(ben.page)).join(), patience).toBe(true)
  expect((await outlineOf(ana.page)).toSorted()).toEqual(before.toSorted())
})

test('Ana’s laptop is closed in the middle of a word; another device shows it', async () => {
  await typeAfter(ana.page, sentence, ' Unfortu')
  await isSaved(ana.page)
  await ana.context.close()
  ana = await place.who('ana', { width: 360, height: 740 })
  await ana.page.goto(ben.page.url())
  await text(ana.page).getByText(`${sentence} Unfortu`).waitFor()
  await typeAfter(ana.page, 'Unfortu', 'nately it is only blue.')
  await agree(both(), (read) => read.includes(`${sentence} Unfortunately it is only blue.`))
  await picture(ana.page, 'co-author-8-next-morning')
})

test('what is not theirs is put away, and version 1 is published', async () => {
  const { page } = ben
  await text(page).getByRole('button', { name: 'Put away' }).click()
  await expect.poll(() => text(page).getByText('Record yourself explaining it').count(), patience).toBe(0)
  await thread(page, asked).getByRole('button', { name: 'Resolve' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  await picture(page, 'co-author-9-publish')
  await dialog.getByRole('button', { name: /^Publish version 1/ }).click()
  await page.getByRole('dialog', { name: 'Version 1 is published' }).waitFor()
  process.stdout.write(`From “New course” to version 1: ${((performance.now() - began) / 1000).toFixed(0)} s.\n`)
  // What the browser itself says of a network that is away.
  expect([...faultsBut(ana), ...faultsBut(ben, 'WebSocket', 'net::ERR')]).toEqual([])
})

/** Puts on the clipboard what another program would. */
async function copied(page: Page, html: string) {
  await page.evaluate((html) => {
    const put = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/html', html)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    addEventListener('copy', put, { capture: true, once: true })
  }, html)
  await page.keyboard.press('Control+c')
}

/** As Word writes it: headings of its styles, a list of paragraphs, a picture in the page. */
const item = (words: string) =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>${words}<o:p></o:p></p>`
const wordPage = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0}</style></head>
<body lang=EN-GB><!--StartFragment--><h1>In detail<o:p></o:p></h1><p class=MsoNormal>${sentence}<o:p></o:p></p>
<h2>How it works<o:p></o:p></h2>${item('Fill it')}${item('Press once')}
<p class=MsoNormal><img width=40 height=40 alt="The kettle" src="data:image/png;base64,${Buffer.from(pixel).toString('base64')}"></p>
<p class=MsoNormal>Wait and then relax.<o:p></o:p></p><!--EndFragment--></body></html>`
