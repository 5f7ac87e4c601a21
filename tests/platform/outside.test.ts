import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { askOutside, isPublic } from '../../server/platform/outside.ts'

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)
/** An internet of our own: hosts with addresses, and what each page answers. Counts whom it was asked for. */
function internet(hosts: Record<string, string[]>, pages: Record<string, { status?: number; location?: string; body?: string }>) {
  const asked: string[] = []
  return {
    asked,
    resolve: (host: string) => Promise.resolve(hosts[host] ?? []),
    get: (url: URL, address: string) => {
      asked.push(`${url.href} at ${address}`)
      const { status = 200, location, body = '' } = pages[url.href] ?? { status: 404 }
      return Promise.resolve({ status, location, body: new TextEncoder().encode(body) })
    },
  }
}

describe('[E4] which addresses are public', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublic(address)).toBe(false))
  test.each(['8.8.8.8', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])('%s is', (address) =>
    expect(isPublic(address)).toBe(true),
  )
})

describe('[E4] asking somebody else’s server', () => {
  test('goes to the very address that was judged', async () => {
    const net = internet({ 'api.example.com': ['93.184.216.34'] }, { 'https://api.example.com/a': { body: 'hello' } })
    expect(text(await askOutside('https://api.example.com/a', net))).toBe('hello')
    expect(net.asked).toEqual(['https://api.example.com/a at 93.184.216.34'])
  })

  test.each([
    ['a name for this machine', 'https://trap.example/'],
    ['a name for this machine and another', 'https://both.example/'],
    ['a number', 'https://127.0.0.1/'],
    ['a number in other words', 'https://2130706433/'],
    ['a number of version 6', 'https://[::1]/'],
    ['the cloud’s own secrets', 'https://169.254.169.254/latest/meta-data'],
    ['http', 'http://public.example/'],
    ['another port', 'https://public.example:8443/'],
    ['a password', 'https://me:you@public.example/'],
    ['a file', 'file:///etc/passwd'],
    ['no address at all', 'nonsense'],
    ['an unknown name', 'https://nobody.example/'],
  ])('refuses %s and asks nobody', async (_, address) => {
    const net = internet(
      { 'trap.example': ['127.0.0.1'], 'both.example': ['93.184.216.34', '10.0.0.1'], 'public.example': ['93.184.216.34'] },
      {},
    )
    expect(await askOutside(address, net)).toBeUndefined()
    expect(net.asked).toEqual([])
  })

  test('judges every redirect like the first address, and follows only a few', async () => {
    const net = internet(
      { 'public.example': ['93.184.216.34'], 'trap.example': ['192.168.0.1'] },
      {
        'https://public.example/good': { status: 302, location: '/end' },
        'https://public.example/end': { body: 'end' },
        'https://public.example/bad': { status: 302, location: 'https://trap.example/secret' },
        'https://public.example/plain': { status: 301, location: 'http://public.example/end' },
        'https://public.example/round': { status: 302, location: '/round' },
      },
    )
    expect(text(await askOutside('https://public.example/good', net))).toBe('end')
    expect(await askOutside('https://public.example/bad', net)).toBeUndefined()
    expect(await askOutside('https://public.example/plain', net)).toBeUndefined()
    expect(await askOutside('https://public.example/round', net)).toBeUndefined()
    expect(net.asked.some((asked) => asked.includes('trap'))).toBe(false)
    expect(net.asked.filter((asked) => asked.includes('round'))).toHaveLength(4)
  })

  test('gives up on whoever is slow', async () => {
    const never = () => new Promise<never>(() => {})
    const began = Date.now()
    expect(await askOutside('https://slow.example/', { timeoutMs: 50, resolve: never })).toBeUndefined()
    expect(
      await askOutside('https://slow.example/', { timeoutMs: 50, resolve: () => Promise.resolve(['93.184.216.34']), get: never }),
    ).toBeUndefined()
    expect(Date.now() - began).toBeLessThan(2000)
  })
})

describe('[E4] a server on this machine', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  test('is never reached, whatever name leads to it', async () => {
    let reached = 0
    server = createServer((_, response) => {
      reached++
      response.end('secret')
    })
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    for (const address of [`https://localhost:${port}/`, `https://127.0.0.1:${port}/`, `http://127.0.0.1:${port}/`, 'https://localhost/'])
      expect(await askOutside(address, { timeoutMs: 1000 })).toBeUndefined()
    expect(reached).toBe(0)
  })
})
