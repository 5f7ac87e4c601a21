import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
import { pixel } from '../interop/pixel.ts'
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

const file = (name: string, bytes: Uint8Array, mimeType = 'application/octet-stream') => ({ name, mimeType, buffer: Buffer.from(bytes) })
const coffee = zipSync({
  'coffee/README.md': strToU8('# Coffee\n\nWelcome to the bar.'),
  'coffee/beans.md': strToU8(
    '# Beans\n\nFirst they are **green**.\n\n![One bean](bean.png)\n\n![Far away](https://far.example/x.png)\n\n- roast\n- rest\n\n```js\ngrind()\n```',
  ),
  'coffee/water.md': strToU8('# Water\n\nHot, not boiling. Then see [beans](beans.md).'),
  'coffee/bean.png': pixel,
})

test('Ana fills an empty course from a ZIP, after a look at what will come and with a report of what did not', async () => {
  const ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { id } = await ana.ask(createCourse, { groupId: sales.id, title: 'At the bar' })
  const { page, faults } = await browser.person('ana@demo.test')
  await page.goto(`/courses/${id}`)
  await page
    .getByRole('button', { name: /Import/ })
    .first()
    .click()

  const dialog = page.getByRole('dialog')
  await dialog.getByText('Drop files, a folder or a ZIP here').waitFor()
  await picture(page, 'import-1-empty')
  // What is no Markdown is refused with a sentence, and another try is at hand.
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles(file('photo.png', pixel, 'image/png'))
  await dialog.getByText('There is nothing to import in this.').waitFor()
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles(file('coffee.zip', coffee, 'application/zip'))

  await dialog.getByText('What will be added').waitFor()
  await dialog.getByText('2 things could not be taken over as they were').waitFor()
  await dialog.getByText('Pictures on other sites').click()
  await dialog.getByText('coffee/beans.md, line 7').waitFor()
  await picture(page, 'import-2-preview')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Import 3 lessons' }).click()

  await dialog.getByText('3 lessons were added').waitFor()
  await picture(page, 'import-3-done')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Beans', { exact: true }).first().click()
  await page.locator('.ProseMirror').getByText('First they are green.').waitFor()
  await page.locator('.ProseMirror img[alt="One bean"]').waitFor()
  await picture(page, 'import-4-lesson')
  expect(faults).toEqual([])
})

test('several files chosen at once are one import', async () => {
  const ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { id } = await ana.ask(createCourse, { groupId: sales.id, title: 'Two files' })
  const { page } = await browser.person('ana@demo.test', { colorScheme: 'dark', width: 420 })
  await page.goto(`/courses/${id}`)
  await page
    .getByRole('button', { name: /Import/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles([file('one.md', strToU8('# One\n\n![dot](dot.png)')), file('two.md', strToU8('# Two\n\ntwo')), file('dot.png', pixel)])
  await dialog.getByText('1 picture').waitFor()
  await dialog.getByText('Imported lessons').waitFor()
  await dialog.getByText('Everything can be taken over.').waitFor()
  await picture(page, 'import-5-dark-narrow')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Import 2 lessons' }).click()
  await dialog.getByText('2 lessons were added').waitFor()
  await dialog.getByText('Everything was taken over.').waitFor()
})
