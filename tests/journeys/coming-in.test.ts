import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'
import { openBrowser, picture } from '../kit/browser.ts'
import { startBuiltServer } from '../kit/server.ts'

// The screens around courses: coming in, groups, people and their rights, and the program's own parts.

let server: Awaited<ReturnType<typeof startBuiltServer>>
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  server = await startBuiltServer({ demo: true })
  browser = await openBrowser(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on the page, as `rule: element`. */
async function faultsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Axe = { run(at: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document) // put there one line before
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
  })
}

test('a demo person comes in with one click and lands where they were going', async () => {
  const { page, context } = await browser.visitor()
  await page.goto('/groups/nowhere?part=people')
  await page.getByRole('button', { name: /Omar Haddad/ }).click()
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/groups/nowhere')
  await context.close()
})

test('a wrong password says so at the field, and a right one comes in', async () => {
  const { page, context } = await browser.visitor()
  await page.goto('/')
  await page.getByLabel('Email address').fill('lena@demo.test')
  await page.getByLabel('Password').fill('not-this-one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Password').fill('colloquy-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Lena/ }).waitFor()
  await context.close()
})

test('L&D invites somebody by a link, who comes in and sees the group', async () => {
  const lena = await browser.person('lena@demo.test')
  await lena.page.goto('/')
  await lena.page.getByRole('button', { name: 'Groups' }).click()
  await lena.page.getByRole('menuitem', { name: 'Sales-North' }).click()
  await lena.page.getByRole('button', { name: 'Invite somebody' }).click()
  await lena.page.getByLabel(/Email address/).fill('nora@example.org')
  await lena.page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = new URL(await lena.page.getByLabel('Link').inputValue())

  const nora = await browser.visitor()
  await nora.page.goto(link.pathname)
  await nora.page.getByRole('heading', { name: 'Come into Sales-North' }).waitFor()
  expect(await faultsOn(nora.page)).toEqual([])
  await nora.page.getByLabel('Your name').fill('Nora Quist')
  await nora.page.getByLabel('New password').fill('a long password')
  await nora.page.getByRole('button', { name: 'Come in' }).click()
  await nora.page.getByRole('button', { name: 'You: Nora Quist' }).waitFor()
  expect(nora.faults.filter((fault) => !fault.includes('401'))).toEqual([])

  await lena.page.reload()
  await lena.page.getByRole('tab', { name: 'People' }).click()
  await lena.page.getByRole('button', { name: /Nora Quist/ }).waitFor()
  await Promise.all([lena.context.close(), nora.context.close()])
})

test('somebody’s rights are explained by the roles that give them, and follow when one is added', async () => {
  const { page, context } = await browser.person('omar@demo.test')
  await page.goto('/')
  await page.getByRole('button', { name: 'Groups' }).click()
  await page.getByRole('menuitem', { name: 'Sales', exact: true }).click()
  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('button', { name: /Rita Rossi/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Roles of Rita Rossi' })
  await dialog.getByText('Comment on drafts').waitFor()
  expect(await dialog.getByText('Write courses').count()).toBe(0)
  await dialog.getByLabel('One more role').selectOption('author')
  await dialog.getByRole('button', { name: 'Give this role' }).click()
  await dialog.getByText('Write courses').waitFor()
  expect(await faultsOn(page)).toEqual([])
  await picture(page, 'roles')
  await context.close()
})

test('a group is made inside another, renamed and moved', async () => {
  const { page, context } = await browser.person('omar@demo.test')
  await page.goto('/')
  await page.getByRole('button', { name: 'Groups' }).click()
  await page.getByRole('menuitem', { name: 'Support' }).click()
  await page.getByRole('button', { name: 'More about Support' }).click()
  await page.getByRole('menuitem', { name: 'New group inside' }).click()
  await page.getByLabel('Name').fill('Night shift')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Night shift' }).waitFor()
  await page.getByRole('button', { name: 'More about Night shift' }).click()
  await page.getByRole('menuitem', { name: 'Move' }).click()
  await page.getByLabel('Inside').selectOption({ label: '\u2003Sales' })
  await page.getByRole('button', { name: 'Move it here' }).click()
  await page.getByRole('navigation', { name: 'Where this group stands' }).getByRole('link', { name: 'Sales' }).waitFor()
  await context.close()
})

test('a session that ends leaves the screen as it is and goes on after signing in again', async () => {
  const { page, context } = await browser.person('lena@demo.test')
  await page.goto('/')
  await page.getByRole('button', { name: 'Groups' }).click()
  await page.getByRole('menuitem', { name: 'Sales', exact: true }).click()
  await page.getByRole('heading', { name: 'Sales' }).waitFor()
  await context.clearCookies()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel(/Email address/).fill('half typed@')
  const again = page.getByRole('dialog', { name: 'Sign in again' })
  await again.getByLabel('Password').fill('colloquy-demo')
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.waitFor({ state: 'hidden' })
  expect(await page.getByLabel(/Email address/).inputValue()).toBe('half typed@')
  await context.close()
})

test('everything can be found and done by the keyboard alone', async () => {
  const { page, context } = await browser.person('lena@demo.test')
  await page.goto('/')
  await page.getByRole('heading', { name: /Lena/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do something' }).waitFor()
  await page.keyboard.type('sales-so')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sales-South' }).waitFor()
  await page.keyboard.press('Control+/')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.waitFor()
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('deutsch')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Kurse' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
  await context.close()
})

test('menus and dialogs give focus back to the button that opened them', async () => {
  const { page, context } = await browser.person('omar@demo.test')
  await page.goto('/')
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
  await page.getByRole('button', { name: 'Groups' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(focused).toBe('Northwind')
  await page.keyboard.press('End')
  expect(await focused()).toBe('Support')
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('Groups')

  await page.getByRole('button', { name: 'New course' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New course' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('New course')
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`every screen around courses is sound for everybody, ${colorScheme}, ${width} px wide`, async () => {
      const visitor = await browser.visitor({ colorScheme, width })
      await visitor.page.goto('/sign-in')
      await visitor.page.getByRole('button', { name: /Ana/ }).waitFor()
      expect(await faultsOn(visitor.page)).toEqual([])
      await picture(visitor.page, `sign-in-${colorScheme}-${width}`)

      const { page, context } = await browser.person('lena@demo.test', { colorScheme, width })
      const groups = (await (await context.request.get('/api/groups')).json()) as { items: { id: string; name: string }[] }
      const sales = groups.items.find((group) => group.name === 'Sales')!.id
      for (const [name, address, heading] of [
        ['home', '/', /Lena/],
        ['group', `/groups/${sales}`, 'Sales'],
        ['people', `/groups/${sales}?part=people`, 'Sales'],
        ['account', '/you', 'Lena Novak'],
        ['gallery', '/gallery', 'Gallery'],
      ] as const) {
        await page.goto(address)
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        expect(await faultsOn(page)).toEqual([])
        // Nothing makes the page wider than the screen.
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
        await picture(page, `${name}-${colorScheme}-${width}`)
      }
      await Promise.all([visitor.context.close(), context.close()])
    })
  }
}
