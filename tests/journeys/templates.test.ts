import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWordFile, line, run } from '../interop/office-kit.ts'
import { axeFaults } from '../kit/axe.ts'
import { openBrowser, picture } from '../kit/browser.ts'
import { startBuiltServer } from '../kit/server.ts'

let server: Awaited<ReturnType<typeof startBuiltServer>>
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  server = await startBuiltServer({ demo: true })
  browser = await openBrowser(server.url)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

test('from a template to a published course: Ana types what is hers and publishes, within minutes', async () => {
  const { page, faults } = await browser.person('ana@demo.test')
  await page.goto('/')
  const began = performance.now()
  await page.getByRole('button', { name: 'New course' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New course' })
  // The title has the focus: she types at once.
  await expect.poll(() => dialog.getByLabel('Title').evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.type('Introducing the quiet kettle', { delay: 20 })
  await dialog.getByText('Templates for common cases').waitFor()
  await dialog.getByRole('radio', { name: 'Introducing [product]' }).check({ force: true })
  await dialog.getByRole('region', { name: /What “Introducing/ }).waitFor()
  await dialog.getByText('not enough data yet').first().waitFor()
  await picture(page, 'templates-1-dialog')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Begin writing' }).click()
  const text = page.locator('.ProseMirror')
  await text.getByText('Write this lesson last.').waitFor()
  await text.getByText('For authors only').waitFor()
  await picture(page, 'templates-2-lesson')
  expect(await axeFaults(page)).toEqual([])

  await text.getByText('[one plain sentence]').click({ clickCount: 3 })
  await page.keyboard.type('What it is: a kettle that boils without a sound, for offices and for night owls.', { delay: 20 })
  await text.getByText('before, they had to').click({ clickCount: 3 })
  await page.keyboard.type('What changes for them: nobody has to stop talking while the water boils.', { delay: 20 })
  await text.getByRole('button', { name: 'Put away' }).click()
  await expect.poll(() => text.getByText('Write this lesson last.').count()).toBe(0)
  await page.getByText('Saved', { exact: true }).first().waitFor()

  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const publishing = page.getByRole('dialog', { name: /^Publish version/ })
  await picture(page, 'templates-3-publish')
  await publishing.getByRole('button', { name: /^Publish version 1/ }).click()
  await publishing.waitFor({ state: 'hidden' })
  const seconds = Math.round((performance.now() - began) / 1000)
  expect(seconds).toBeLessThan(17 * 60)
  expect(faults).toEqual([])
})

test('Ana begins a course with a Word file, comments and all', async () => {
  const { page } = await browser.person('ana@demo.test', { colorScheme: 'dark', width: 360 })
  await page.goto('/')
  await page.getByRole('button', { name: 'New course' }).first().click()
  const asking = page.getByRole('dialog', { name: 'New course' })
  await asking.getByLabel('Title').fill('House rules')
  await asking.getByRole('radio', { name: 'Something written already' }).check({ force: true })
  await picture(page, 'templates-4-narrow')
  await asking.getByRole('button', { name: 'Begin writing' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import lessons' })
  const word = aWordFile({
    comments: `<w:comment w:id="0" w:author="Jo Doe">${line(run('Is this so?'))}</w:comment>`,
    body:
      line(run('Calls'), 'heading1') +
      line(`${run('We ')}<w:commentRangeStart w:id="0"/>${run('always')}<w:commentRangeEnd w:id="0"/>${run(' answer.')}`) +
      line(run('Mail'), 'heading1') +
      line(run('Within a day.')),
  })
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'rules.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(word) })
  await dialog.getByText('1 comment').waitFor()
  await picture(page, 'templates-5-word')
  await dialog.getByRole('button', { name: 'Import 2 lessons' }).click()
  await dialog.getByText('2 lessons were added').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.locator('.ProseMirror').getByText('We always answer.').waitFor()
  await picture(page, 'templates-6-imported')
})
