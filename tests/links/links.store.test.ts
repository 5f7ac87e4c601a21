import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkService } from '../../server/links/service.ts'
import { linkStore } from '../../server/links/store.ts'
import { openLog } from '../../server/platform/log.ts'
import { day, second } from '../../shared/time.ts'
import { openTestDatabase } from '../kit/database.ts'

// What is known of links, for how long, and how many are asked at once.

let connection: Awaited<ReturnType<typeof openTestDatabase>>
let clock: number
let asked: string[]
let statuses: Record<string, number>
beforeEach(async () => {
  connection = await openTestDatabase()
  clock = Date.UTC(2026, 0, 5)
  asked = []
  statuses = {}
})
afterEach(() => connection.close())

const longMs = 20_000
const open = (more: Partial<Parameters<typeof linkService>[0]> = {}) =>
  linkService({
    store: linkStore(connection.db),
    now: () => clock,
    diary: openLog('silent'),
    appUrl: 'https://learn.test',
    on: true,
    resolve: async () => ['93.184.216.34'],
    ask: async (url, _, method) => {
      if (method === 'HEAD') asked.push(url.href)
      return { status: statuses[url.href] ?? 200, location: undefined }
    },
    ...more,
  })
const stateOf = async (links: ReturnType<typeof open>, href: string) => (await links.states([href], longMs)).get(href)

test('[V18] an answer is kept over a restart, a day when it was alive and some seconds when it was not', async () => {
  const [good, bad] = ['https://good.test/', 'https://bad.test/']
  statuses[bad] = 404
  expect(await stateOf(open(), good)).toEqual({ state: 'alive', why: null })
  expect(await stateOf(open(), bad)).toEqual({ state: 'dead', why: 'gone' })
  const links = open()
  clock += 2 * second
  expect([await stateOf(links, good), await stateOf(links, bad)]).toMatchObject([{ state: 'alive' }, { state: 'dead' }])
  expect(asked).toEqual([good, bad])
  clock += 30 * second
  statuses[bad] = 200
  expect([await stateOf(links, good), await stateOf(links, bad)]).toMatchObject([{ state: 'alive' }, { state: 'alive' }])
  expect(asked).toEqual([good, bad, bad])
  clock += day
  await stateOf(links, good)
  expect(asked).toEqual([good, bad, bad, good])
})

test('[V18] whoever looks waits no longer than they want; what they asked for is known at the next look', async () => {
  let answer!: () => void
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const links = open({ ask: () => answered.then(() => ({ status: 200, location: undefined })) })
  const href = 'https://slow.test/'
  expect((await links.states([href], 1)).get(href)).toEqual({ state: 'checking', why: null })
  answer()
  expect(await stateOf(links, href)).toEqual({ state: 'alive', why: null })
})

test('[V19] what was dead is not let pass because it is being looked at again', async () => {
  const href = 'https://bad.test/'
  statuses[href] = 404
  await stateOf(open(), href)
  clock += 60 * second
  const links = open({ ask: () => new Promise(() => {}) })
  expect((await links.states([href], 1)).get(href)).toEqual({ state: 'dead', why: 'gone' })
  links.close()
})

test('[V18] eight are asked at once and two at one host, each of them once', async () => {
  const atOnce = new Map<string, number>()
  let [now, most, mostAtHost] = [0, 0, 0]
  const links = open({
    ask: async (url) => {
      asked.push(url.href)
      now++
      atOnce.set(url.host, (atOnce.get(url.host) ?? 0) + 1)
      ;[most, mostAtHost] = [Math.max(most, now), Math.max(mostAtHost, atOnce.get(url.host)!)]
      await new Promise((done) => setImmediate(done))
      now--
      atOnce.set(url.host, atOnce.get(url.host)! - 1)
      return { status: 200, location: undefined }
    },
  })
  const hrefs = Array.from({ length: 60 }, (_, n) => `https://host${n % 5}.test/${n}`)
  const [states] = await Promise.all([links.states([...hrefs, ...hrefs], longMs), links.states(hrefs, longMs)])
  expect([...states.values()].every(({ state }) => state === 'alive')).toBe(true)
  expect([most, mostAtHost]).toEqual([8, 2])
  expect(asked.toSorted()).toEqual(hrefs.toSorted())
})

test('[V19] a name that is not found is wrong only where others are found: without a network nothing is called dead', async () => {
  const resolve = async (host: string) => {
    if (host === 'nobody.test') throw Object.assign(new Error(), { code: 'ENOTFOUND' })
    return ['93.184.216.34']
  }
  const links = open({ resolve })
  expect(await stateOf(links, 'https://nobody.test/')).toEqual({ state: 'unknown', why: 'offline' })
  await stateOf(links, 'https://good.test/')
  clock += 60 * second
  expect(await stateOf(links, 'https://nobody.test/')).toEqual({ state: 'dead', why: 'noHost' })
})

test('[V18] nobody is asked where it is switched off, nor for pages of our own', async () => {
  expect(await stateOf(open({ on: false }), 'https://good.test/')).toEqual({ state: 'unknown', why: 'off' })
  expect(await stateOf(open(), 'https://learn.test/play/1')).toEqual({ state: 'alive', why: null })
  expect(asked).toEqual([])
})
