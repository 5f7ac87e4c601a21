import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { strToU8 } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getCourse } from '../../shared/courses.ts'
import type { CourseId } from '../../shared/id.ts'
import { getImport, startImport } from '../../shared/interop.ts'
import { playCourse } from '../../shared/play.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { aWordFile, drawn, line, run } from '../interop/office-kit.ts'
import { picture, type Visit } from '../kit/browser.ts'
import { aCourse, addBlock, face, isSaved, lesson, mark, openDraft, openPlace, paragraphs, paste, patience, text } from './people.ts'

// Everything that comes from outside, each with a script in it that would leave a mark: on the page, by its name, or on a
// server that counts who asks. The pages are looked at without our policy for their content, which would refuse the
// scripts: here they have to be gone by themselves. At the end once more with it, and then nothing is refused.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let canary: Server
let hits: string[]
let outside: string[]
let address: string
let js: string
let bad: { html: string; links: string }

beforeAll(async () => {
  hits = []
  outside = []
  canary = createServer((request, answer) => {
    hits.push(request.url ?? '')
    answer.setHeader('access-control-allow-origin', '*').end()
  })
  await new Promise<void>((ready) => canary.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
  js = `self.marked=1;self.name='marked';fetch('${address}/ran')`
  bad = hostileHtml()
  place = await openPlace()
  courseId = await aCourse(place.server, { title: `Hostile <img src=x onerror="${js}">`, lessons: { Pasted: 'Words to begin with.' } })
  ana = await watched('ana')
})
afterAll(async () => {
  await place?.close()
  canary?.close()
})

/** Somebody without our policy, and whom they ask besides our server. */
async function watched(name: string, options: { bypassCSP?: boolean } = { bypassCSP: true }) {
  const visit = await place.who(name, options)
  visit.context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(place.server.url) && !/^(data|blob|about):/.test(url)) outside.push(url)
  })
  visit.context.on('page', (page) => page.on('dialog', (dialog) => (outside.push(dialog.message()), void dialog.dismiss())))
  return visit
}

/** Nothing ran so far, in any frame of the page, and nobody else was asked. */
async function isUnmarked(page: Page) {
  const marks = await Promise.all(
    page.frames().map((frame) => frame.evaluate(() => [self.name, (self as unknown as { marked?: number }).marked])),
  )
  expect(marks.filter(([name, marked]) => name === 'marked' || marked !== undefined)).toEqual([])
  expect([hits, outside]).toEqual([[], []])
}

/** What a page of somebody who means harm may hold, with words of its own between. */
function hostileHtml() {
  const attribute = js.replaceAll('"', '&quot;')
  const links = `<a href="javascript:${attribute}">Press me</a> <a href=" JaVa&#10;script:${attribute}">or me</a>
    <a href="data:text/html,<script>${attribute}</script>">or me too</a> <a href="https://example.org/good">but this is good</a>`
  return {
    links,
    html: `<meta http-equiv="refresh" content="0;url=${address}/refresh"><base href="${address}/">
    <link rel="stylesheet" href="${address}/style.css"><style>@import url(${address}/import.css);</style><script>${js}</script>
    <h2 onclick="${attribute}" style="background:url(${address}/background)">Harmless heading</h2>
    <p onmouseover="${attribute}" onfocus="${attribute}" tabindex="0" autofocus>Harmless words <img src="x" onerror="${attribute}"><img
      src="${address}/pixel.png" onload="${attribute}"><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${js}'/>"></p>
    <svg onload="${attribute}"><script>${js}</script><animate onbegin="${attribute}" attributeName="x" dur="1s"/><foreignObject><iframe
      srcdoc="<script>${attribute}</script>"></iframe></foreignObject></svg>
    <iframe src="javascript:${attribute}"></iframe><iframe src="${address}/frame"></iframe><object data="${address}/object"></object><embed
      src="${address}/embed"><video src="${address}/video" onerror="${attribute}" autoplay></video><audio src="x" onerror="${attribute}"></audio>
    <details open ontoggle="${attribute}"><summary>More</summary><p>Inside</p></details>
    <template><script>${js}</script></template>
    <form action="javascript:${attribute}"><input autofocus onfocus="${attribute}"><button formaction="javascript:${attribute}">Send</button></form>
    <div data-button="javascript:${attribute}">A button</div><div data-embed data-url="javascript:${attribute}"></div>
    <figure data-video data-src="javascript:${attribute}" data-poster="${address}/poster"></figure>
    <div data-attachment data-src="data:text/html,<script>${attribute}</script>" data-name="a.html"></div>
    <figure data-image><img src="javascript:${attribute}"><figcaption>x</figcaption></figure>
    <aside data-tone="&quot;><script>${attribute}</script>"><p>A callout</p></aside>
    <pre data-maths>\\href{javascript:${attribute}}{x} \\includegraphics{${address}/maths.png} \\htmlData{a=b}{y}</pre><p>${links}</p>
    <noscript><p title="</noscript><img src=x onerror=${attribute}>"></noscript>
    <math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=${attribute}>"></mglyph></table></mtext></math>`,
  }
}
/** Where the first of the words are, and not what stands in the middle of them. */
const atStart = { position: { x: 4, y: 8 } }
const file = (name: string, mimeType: string, content: string) => ({ name, mimeType, buffer: Buffer.from(content) })

test('[H5] what is pasted, little or much of it, keeps its words and none of its scripts', async () => {
  const { page } = ana
  await openDraft(ana, courseId)
  await mark(text(page), 'begin with.', 'end')
  await page.keyboard.press('Enter')
  await paste(page, { 'text/html': bad.html, 'text/plain': 'Harmless words' })
  await text(page).getByRole('heading', { name: 'Harmless heading' }).waitFor()
  await text(page).getByText('or me too').waitFor()
  // So much that it is read in another way: in portions.
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Enter')
  const much = `<div>${`<p>${'Word after word. '.repeat(60)}</p>`.repeat(170)}${bad.html}</div>`
  await paste(page, { 'text/html': much, 'text/plain': '' })
  await expect.poll(() => text(page).getByText('or me too').count(), patience).toBe(2)
  expect(await text(page).getByRole('heading', { name: 'Harmless heading' }).count()).toBe(2)
  expect(await text(page).locator('script, iframe, object, embed, form, svg script, [onclick], [onerror], [onload]').count()).toBe(0)
  const hrefs = await text(page)
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(new Set(hrefs)).toEqual(new Set(['https://example.org/good']))
  for (const words of ['Press me', 'Harmless heading', 'A button']) await text(page).getByText(words).first().click(atStart)
  // Nothing of it is refused by the gate: an honest author pasted it.
  await isSaved(page)
  expect(await face(page)).toBe('saved')
  await picture(page, 'hostile-pasted')
  await isUnmarked(page)
})

test('an address that acts is no link, however it is entered, and no page to show', async () => {
  const { page } = ana
  await mark(text(page), 'Words to begin')
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Address' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('javascript:self.marked=1')
  await page.keyboard.press('Enter')
  await page.getByText('Links begin with').first().waitFor()
  await page.keyboard.press('Escape')
  await addBlock(page, 'embed')
  const box = text(page).getByRole('textbox', { name: /^Address of the page/ })
  for (const typed of ['javascript:self.marked=1', `data:text/html,<script>${js}</script>`, `${address}/frame`]) {
    await box.fill(typed)
    await page.getByRole('button', { name: 'Show it here' }).click()
    await expect.poll(() => box.getAttribute('aria-invalid'), patience).toBe('true')
  }
  // A page of a host that nobody has allowed is linked, and not loaded.
  await box.fill('https://evil.example/page?"><script>alert(1)</script>')
  await page.getByRole('button', { name: 'Show it here' }).click()
  await text(page)
    .getByRole('link', { name: /evil\.example/ })
    .waitFor()
  expect(await page.locator('iframe').count()).toBe(0)
  expect((await paragraphs(page))[0]).toBe('Words to begin with.')
  await isSaved(page)
  await isUnmarked(page)
})

test('[M4][M5] drawings and pages are files to save: they are not shown, and their address runs nothing', async () => {
  const { page } = ana
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${js}"><script>${js}</script></svg>`
  const html = `<!doctype html><body onload="${js}"><script>${js}</script></body>`
  const give = async (sent: ReturnType<typeof file>) => {
    await addBlock(page, 'attachment')
    const chooser = page.waitForEvent('filechooser')
    await text(page).getByRole('button', { name: 'Choose a file' }).last().click()
    await (await chooser).setFiles(sent)
  }
  for (const [name, type, content] of [
    ['drawing.svg', 'image/svg+xml', svg],
    ['page.html', 'text/html', html],
    ['notes.txt', 'text/plain', `${html}<!-- notes -->`],
  ] as const) {
    await give(file(name, type, content))
    const link = text(page).locator(`a[download="${name}"]`)
    await link.waitFor()
    const url = `${place.server.url}${await link.getAttribute('href')}`
    const tab = await ana.context.newPage()
    const download = tab.waitForEvent('download')
    await tab.goto(url).catch((error: Error) => expect(error.message).toMatch(/Download is starting|ERR_ABORTED/))
    expect((await download).suggestedFilename()).toBe(name)
    await isUnmarked(tab)
    await tab.close()
    const asScript = await page.evaluate(
      (src) =>
        new Promise((done) => {
          const script = Object.assign(document.createElement('script'), { src })
          script.addEventListener('load', () => done('taken'))
          script.addEventListener('error', () => done('refused'))
          document.head.append(script)
        }),
      url,
    )
    expect([name, asScript]).toEqual([name, 'refused'])
  }
  // What says that it is a picture and is a page is not taken at all, and a sentence tells why.
  await give(file('photo.png', 'image/png', html))
  await text(page).getByRole('alert').getByText('not what its name says').waitFor()
  await text(page).getByRole('alert').locator('..').getByRole('button', { name: 'Cancel' }).click()
  await isSaved(page)
  await picture(page, 'hostile-files')
  await isUnmarked(page)
})

test('[I9][I15] a Word file, a web page and Markdown bring their words and nothing that acts or is asked for', async () => {
  const asker = await place.server.signIn('ana@demo.test')
  const bring = async (name: string, bytes: Uint8Array) => {
    const { id: importId } = await asker.ask(startImport, { courseId, name }, bytes)
    await vi.waitFor(async () => expect((await asker.ask(getImport, { courseId, importId })).state).toBe('done'), patience)
  }
  await bring(
    'word.docx',
    aWordFile({
      outside: `${address}/word.png`,
      body: [
        line(run('From Word'), 'heading1'),
        line(`${run('Words of Word. ')}<w:hyperlink r:id="rId4">${run('Press me')}</w:hyperlink>`),
        line(drawn('rId5', 'Outside')),
        line(`<w:r><w:instrText>INCLUDEPICTURE "${address}/field.png"</w:instrText></w:r>`),
        line(run(`&lt;img src=x onerror=${js.replaceAll("'", '&apos;')}&gt;`)),
      ].join(''),
    }),
  )
  await bring('page.html', strToU8(`<title>From the web</title><h1>From the web</h1>${bad.html}`))
  await bring(
    'notes.md',
    strToU8(`# From Markdown\n\nWords <img src=x onerror="${js}"> and [me](javascript:${js}).\n\n<script>${js}</script>`),
  )
  const { page } = ana
  for (const [title, words] of [
    ['From Word', 'Words of Word.'],
    ['Harmless heading', 'Harmless words'],
    ['From Markdown', 'Words'],
  ] as const) {
    await page.getByRole('treeitem', { name: title }).last().click()
    await text(page).getByText(words).first().waitFor()
    expect(await text(page).locator('a[href^="javascript" i], a[href^="data" i], script, iframe').count()).toBe(0)
    await isUnmarked(page)
  }
})

test('whoever learns sees the harmless rest, without our policy and with it', async () => {
  const asker = await place.server.signIn('ana@demo.test')
  await asker.ask(publishCourse, { courseId })
  const { title } = await asker.ask(getCourse, { courseId })
  const { lessons } = await asker.ask(playCourse, { courseId })
  const leo = await watched('leo')
  const mia = await watched('mia', {})
  const refused: string[] = []
  await mia.context.exposeFunction('tellRefused', (what: string) => refused.push(what))
  await mia.context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      (self as unknown as { tellRefused: (what: string) => void }).tellRefused(`${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  for (const { page } of [leo, mia]) {
    for (const { id, title: its } of lessons) {
      await page.goto(`/play/${courseId}?lesson=${id}`)
      await page.getByRole('heading', { level: 1, name: its }).waitFor()
      await lesson(page).locator('[data-block]').first().waitFor()
      for (const words of await lesson(page).getByText('Press me').all()) await words.click(atStart)
      await isUnmarked(page)
    }
    await page.goto(`/play/${courseId}?paper=course`)
    await page.getByText('Harmless words').first().waitFor()
    expect(await page.title()).toContain(title.slice(0, 20))
    await isUnmarked(page)
  }
  await picture(leo.page, 'hostile-paper')
  expect([refused, mia.faults]).toEqual([[], []])
})
