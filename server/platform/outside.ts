import { lookup } from 'node:dns/promises'
import { request } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

// Asking other people's servers. Whoever names an address must not reach our own network through us.

/** Networks that are nobody's on the internet: one's own machine, one's own house, and what stands for them. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')

/** Only global unicast without its special corners: in version 6 it is easier to say what is public. */
const outsideV6 = new BlockList()
outsideV6.addSubnet('2000::', 3, 'ipv6')
const cornersV6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  cornersV6.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to the internet at large. */
export function isPublic(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !inside.check(address, 'ipv4')
  return version === 6 && outsideV6.check(address, 'ipv6') && !cornersV6.check(address, 'ipv6')
}

/** What may be asked besides the internet: networks of one's own, each as `10.0.0.0/8`. Throws on what is none. */
export function publicOr(networks: readonly string[]): (address: string) => boolean {
  const own = new BlockList()
  for (const network of networks) {
    const [net = '', bits = ''] = network.split('/')
    own.addSubnet(net, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, isIP(net) === 6 ? 'ipv6' : 'ipv4')
  }
  return (address) => isPublic(address) || (isIP(address) !== 0 && own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
}

type Resolve = (host: string) => Promise<string[]>
type Get = (
  url: URL,
  address: string,
  signal: AbortSignal,
  maxBytes: number,
) => Promise<{ status: number; location?: string | undefined; body: Uint8Array }>
type Options = { timeoutMs?: number; maxBytes?: number; resolve?: Resolve; get?: Get }

const mostRedirects = 3

/**
 * What an address on the internet answers, or nothing: for things that are nice to have.
 *
 * Only https on its own port. The host is resolved here and the very address that was judged is asked, so that a name
 * cannot change its mind in between; a redirect is judged like the first. All of it takes at most 5 s and, where nothing else is said, 1 MB.
 */
export async function askOutside(address: string, options: Options = {}): Promise<Uint8Array | undefined> {
  const { timeoutMs = 5000, maxBytes = 1024 * 1024, resolve = resolveHost, get = getPinned } = options
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('too slow')), { once: true }))
  const follow = async () => {
    let next = address
    for (let hop = 0; hop <= mostRedirects; hop++) {
      if (!URL.canParse(next)) return undefined
      const url = new URL(next)
      if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined
      const host = url.hostname.replace(/^\[|\]$/g, '')
      const found = isIP(host) ? [host] : await resolve(host)
      // One private address among public ones is a trap too.
      if (found.length === 0 || !found.every(isPublic)) return undefined
      const { status, location, body } = await get(url, found[0]!, signal, maxBytes)
      if (status === 200) return body
      if (status < 300 || status >= 400 || !location || !URL.canParse(location, url)) return undefined
      next = new URL(location, url).href
    }
    return undefined
  }
  return Promise.race([follow(), late]).catch(() => undefined)
}

const resolveHost: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address)

const getPinned: Get = (url, address, signal, maxBytes) =>
  new Promise((resolve, reject) => {
    const version = isIP(address)
    const pinned: LookupFunction = (_host, options, answer) =>
      options.all ? answer(null, [{ address, family: version }]) : answer(null, address, version)
    const asked = request(
      url,
      { lookup: pinned, signal, headers: { accept: 'application/json, image/*, */*;q=0.1', 'user-agent': 'Colloquy' } },
      (response) => {
        const pieces: Buffer[] = []
        let bytes = 0
        response.on('data', (piece: Buffer) => {
          bytes += piece.length
          if (bytes > maxBytes) asked.destroy(new Error('too large'))
          else pieces.push(piece)
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, body: Buffer.concat(pieces) }),
        )
        response.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end()
  })
