import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createCourse, getCourse, listCourses } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
import { root } from '../../server/platform/root.ts'
import { temporaryFolder } from '../kit/database.ts'
import { startBuiltServer } from '../kit/server.ts'

// The built program as an operator runs it: how it starts, stops, fails and comes back.

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
async function aServer(options?: Parameters<typeof startBuiltServer>[0]) {
  const server = await startBuiltServer(options)
  open.push(server)
  return server
}

const run = (env: Record<string, string>) =>
  spawnSync(process.execPath, [path.join(root, 'dist/server/main.js')], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })

test('every wrong setting is told at once, and a service manager is told not to try again', () => {
  const { status, stderr } = run({ PORT: 'many', LOG_LEVEL: 'loud', DEMO: 'perhaps' })
  expect(status).toBe(78)
  for (const name of ['PORT', 'LOG_LEVEL', 'DEMO']) expect(stderr).toContain(name)
})

test('the demo does not open to a network', () => {
  const { status, stderr } = run({ HOST: '0.0.0.0', DEMO: 'on' })
  expect([status, stderr]).toEqual([78, expect.stringContaining('one-click sign-in must not be open to a network')])
})

test('an address that is taken ends the program with its reason', async () => {
  const server = await aServer()
  const { folder, remove } = await temporaryFolder()
  const { status, stderr } = run({ PORT: new URL(server.url).port, DATA_DIR: folder })
  await remove()
  expect(status).toBe(1)
  expect(stderr).toContain('EADDRINUSE')
})

test('told to stop, it ends within ten seconds and keeps what it acknowledged', async () => {
  const server = await aServer({ demo: true })
  const ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { id } = await ana.ask(createCourse, { groupId: sales.id, title: 'Stopping' })
  const began = Date.now()
  expect(await server.stop()).toBe(0)
  expect(Date.now() - began).toBeLessThan(10_000)
  await server.restart()
  expect(await ana.ask(getCourse, { courseId: id })).toMatchObject({ title: 'Stopping' })
})

test('killed in the middle of twenty acknowledgements, it keeps every one of them', async () => {
  const server = await aServer({ demo: true })
  const ana = await server.signIn('ana@demo.test')
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const acknowledged: string[] = []
  const writing = Array.from({ length: 200 }, (_, n) =>
    ana.ask(createCourse, { groupId: sales.id, title: `Course ${n}` }).then(
      ({ title }) => {
        acknowledged.push(title)
        if (acknowledged.length === 20) void server.kill()
      },
      () => undefined,
    ),
  )
  await Promise.all(writing)
  await server.restart()
  const again = await server.signIn('ana@demo.test')
  const there: string[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await again.ask(listCourses, { ...(after && { after }) })
    there.push(...page.items.map(({ title }) => title))
    after = page.next
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(20)
  expect(acknowledged.filter((title) => !there.includes(title))).toEqual([])
})

test('the pages come with a policy that lets nothing in from elsewhere, packed, and kept by browsers', async () => {
  const server = await aServer()
  const page = await server.guest().fetch('/courses/anything', { headers: { 'accept-encoding': 'gzip' } })
  expect(page.status).toBe(200)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain("script-src 'self' 'unsafe")
  expect(policy).toContain("frame-ancestors 'none'")
  const html = await page.text()
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
  const script = readdirSync(path.join(root, 'dist/client/assets')).find((file) => file.endsWith('.js'))!
  const asset = await server.guest().fetch(`/assets/${script}`, { headers: { 'accept-encoding': 'br, gzip' } })
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-encoding')).toMatch(/br|gzip/)
  for (const place of ['/assets/../../package.json', '/..%2f..%2fpackage.json', '/assets/none.js', '/%00'])
    expect((await server.guest().fetch(place)).status, place).not.toBe(500)
  expect(await (await server.guest().fetch('/..%2f..%2fpackage.json')).text()).not.toContain('"dependencies"')
})
