import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { probe } from '../../server/links/probe.ts'
import { publicOr } from '../../server/platform/outside.ts'
import { readConfig } from '../../server/platform/config.ts'

// Whether an address leads anywhere, asked of a server on this machine.

let server: Server
let port: number
const reached: string[] = []
const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {}
const answers = (status: number, location?: string) => (_: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(status, location === undefined ? {} : { location }).end()
beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(`${request.method} ${request.headers.host} ${request.url}`)
    ;(pages[request.url ?? ''] ?? answers(404))(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close().closeAllConnections())
beforeEach(() => void reached.splice(0))

const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`
/** This machine by this one number; nothing else inside. */
const allows = publicOr(['127.0.0.1/32'])
const look = (href: string, more: Parameters<typeof probe>[1] = {}) => probe(href, { allows, ...more })

describe('[V19] what an answer means', () => {
  test.each([
    [200, 'alive', null],
    [204, 'alive', null],
    [304, 'alive', null],
    [401, 'alive', null],
    [403, 'alive', null],
    [429, 'alive', null],
    [404, 'dead', 'gone'],
    [410, 'dead', 'gone'],
    [500, 'unknown', 'failing'],
    [503, 'unknown', 'failing'],
  ])('%i: %s', async (status, state, why) => {
    pages['/it'] = answers(status)
    expect(await look(at('/it'))).toEqual({ state, why })
  })

  test('a server that knows no HEAD is asked as a reader asks', async () => {
    pages['/get'] = (request, response) => void response.writeHead(request.method === 'GET' ? 200 : 404).end()
    expect(await look(at('/get'))).toEqual({ state: 'alive', why: null })
    expect(reached.map((one) => one.split(' ')[0])).toEqual(['HEAD', 'GET'])
  })

  test('of an endless page nothing is read but its head', async () => {
    pages['/endless'] = (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end()
      response.writeHead(200)
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
        response.once('drain', write)
      }
      write()
    }
    expect(await look(at('/endless'))).toEqual({ state: 'alive', why: null })
  })

  test('nothing answers, there is no such website, or no way out to ask', async () => {
    const nobody = createServer()
    await new Promise<void>((ready) => nobody.listen(0, '127.0.0.1', ready))
    const { port: closed } = nobody.address() as AddressInfo
    await new Promise((done) => nobody.close(done))
    expect(await look(`http://127.0.0.1:${closed}/`)).toEqual({ state: 'dead', why: 'refused' })
    const fails = (code: string) => ({ resolve: () => Promise.reject(Object.assign(new Error(code), { code })) })
    expect(await look('https://nobody.test/', fails('ENOTFOUND'))).toEqual({ state: 'dead', why: 'noHost' })
    expect(await look('https://nobody.test/', { ...fails('ENOTFOUND'), isOnline: () => false })).toEqual({
      state: 'unknown',
      why: 'offline',
    })
    expect(await look('https://nobody.test/', fails('EAI_AGAIN'))).toEqual({ state: 'unknown', why: 'offline' })
    expect(
      await look('https://old.test/', {
        resolve: async () => ['127.0.0.1'],
        ask: () => Promise.reject(Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' })),
      }),
    ).toEqual({ state: 'dead', why: 'certificate' })
  })

  test('whoever does not answer in time could not be checked', async () => {
    pages['/never'] = () => {}
    expect(await look(at('/never'), { timeoutMs: 100 })).toEqual({ state: 'unknown', why: 'slow' })
    expect(await look('https://slow.test/', { timeoutMs: 100, resolve: () => new Promise(() => {}) })).toEqual({
      state: 'unknown',
      why: 'slow',
    })
  })
})

describe('[V18] where it leads', () => {
  test('redirects are followed to their end, and not in circles', async () => {
    pages['/old'] = answers(301, '/older')
    pages['/older'] = answers(302, at('/end'))
    pages['/end'] = answers(200)
    pages['/round'] = answers(302, '/round')
    pages['/lost'] = answers(302, '/nowhere')
    expect(await look(at('/old'))).toEqual({ state: 'alive', why: null })
    expect(await look(at('/round'))).toEqual({ state: 'dead', why: 'loop' })
    expect(await look(at('/lost'))).toEqual({ state: 'dead', why: 'gone' })
  })

  test('nothing inside a network is asked: by number, by name, by one of several addresses, by a redirect', async () => {
    const inside = { state: 'unknown', why: 'inside' }
    pages['/end'] = answers(200)
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
      expect([host, await probe(at('/end', host))]).toEqual([host, inside])
    expect(await probe(at('/end', 'name.test'), { resolve: async () => ['93.184.216.34', '127.0.0.1'] })).toEqual(inside)
    expect(await probe('http://169.254.169.254/latest/meta-data')).toEqual(inside)
    expect(await probe(`http://me:you@127.0.0.1:${port}/end`, { allows })).toEqual(inside)
    expect(reached).toEqual([])
    for (const target of [at('/end', '127.0.0.2'), 'http://10.0.0.1/', 'file:///etc/passwd', 'http://[::1]/']) {
      pages['/trap'] = answers(302, target)
      reached.splice(0)
      expect([target, await look(at('/trap'))]).toEqual([target, inside])
      expect(reached).toEqual([`HEAD 127.0.0.1:${port} /trap`])
    }
  })

  test('the address that was judged is the one that is asked, under the name of the link', async () => {
    pages['/end'] = answers(200)
    expect(await look(at('/end', 'name.test'), { resolve: async () => ['127.0.0.1'] })).toEqual({ state: 'alive', why: null })
    expect(reached).toEqual([`HEAD name.test:${port} /end`])
  })

  test('an operator names networks to look into; what is none is a fault of the settings', () => {
    const own = publicOr(['10.1.0.0/16', 'fd00::/8'])
    expect(['10.1.2.3', '10.2.0.1', 'fd12::1', 'fe80::1', '8.8.8.8', 'name'].map(own)).toEqual([true, false, true, false, true, false])
    const networks = (list: string) => readConfig({ LINK_CHECK_NETWORKS: list }).links.networks
    expect(networks(' 10.0.0.0/8, 192.168.7.0/24 ')).toEqual(['10.0.0.0/8', '192.168.7.0/24'])
    for (const wrong of ['10.0.0.0', '10.0.0.0/40', 'intranet', '10.0.0.0/8 192.168.0.0/16'])
      expect(() => networks(wrong)).toThrow('LINK_CHECK_NETWORKS')
    expect(readConfig({}).links).toEqual({ on: true, networks: [] })
  })
})
