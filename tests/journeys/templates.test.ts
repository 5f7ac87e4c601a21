import { afterAll, beforeAll, test } from 'vitest'
import { aWordFile, line, run } from '../interop/office-kit.ts'
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
