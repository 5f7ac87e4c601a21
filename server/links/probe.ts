import { lookup } from 'node:dns/promises'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic } from '../platform/outside.ts'
import type { Why } from './store.ts'

// Asks one address whether it leads anywhere. Whoever writes a link must not reach our own network through us.

export type Verdict = { state: 'alive'; why: null } | { state: 'dead' | 'unknown'; why: Why }

type Answer = { status: number; location: string | undefined }
export type ProbeTools = {
  /** Whether an address may be asked: the internet's, and what the operator added. */
  allows?: (address: string) => boolean
  /** The addresses of a host; rejects as node:dns does. */
  resolve?: (host: string) => Promise<string[]>
  /** One question to just this address of the host; the body of the answer is not read. */
  ask?: (url: URL, address: string, method: 'HEAD' | 'GET', signal: AbortSignal) => Promise<Answer>
  /** Whether other names were found lately: a name that is not found is a wrong name only then. */
  isOnline?: () => boolean
  timeoutMs?: number
}

const mostRedirects = 5
const alive = { state: 'alive', why: null } as const
const dead = (why: Why) => ({ state: 'dead', why }) as const
const unknown = (why: Why) => ({ state: 'unknown', why }) as const

/** What a link leads to, within `timeoutMs` for all of its redirects. Never throws. */
export async function probe(href: string, tools: ProbeTools = {}): Promise<Verdict> {
  const { timeoutMs = 10_000, isOnline = () => true } = tools
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<Verdict>((resolve) => signal.addEventListener('abort', () => resolve(unknown('slow')), { once: true }))
  return Promise.race([late, follow(href, signal, tools).catch((error: unknown) => verdictOn(error, signal, isOnline()))])
}

async function follow(href: string, signal: AbortSignal, { allows = isPublic, resolve = resolveHost, ask = askPinned }: ProbeTools) {
  let next = href
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (!URL.canParse(next)) return dead('gone')
    const url = new URL(next)
    if (!/^https?:$/.test(url.protocol) || url.username || url.password) return unknown('inside')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const found = isIP(host) ? [host] : await resolve(host)
    // One private address among public ones is a trap too.
    if (found.length === 0 || !found.every(allows)) return unknown('inside')
    // Version 4 first: many servers have no way out by version 6.
    const address = found.find((one) => isIP(one) === 4) ?? found[0]!
    const answer = await askTwice(url, address, signal, ask)
    if (answer.status < 300 || answer.status >= 400 || answer.location === undefined) return verdictFor(answer.status)
    if (!URL.canParse(answer.location, url)) return dead('gone')
    next = new URL(answer.location, url).href
  }
  return dead('loop')
}

/** Without the body first. Some servers know no HEAD, or answer it with something else than they show. */
async function askTwice(url: URL, address: string, signal: AbortSignal, ask: NonNullable<ProbeTools['ask']>): Promise<Answer> {
  const first = await ask(url, address, 'HEAD', signal)
  return first.status < 400 ? first : ask(url, address, 'GET', signal)
}

/** A page that asks who is there, or how often, is there. */
function verdictFor(status: number): Verdict {
  if (status === 404 || status === 410) return dead('gone')
  return status >= 500 && status < 600 ? unknown('failing') : alive
}

function verdictOn(error: unknown, signal: AbortSignal, isOnline: boolean): Verdict {
  if (signal.aborted) return unknown('slow')
  const code = String((error as { code?: unknown } | undefined)?.code ?? '')
  if (code === 'ENOTFOUND' || code === 'ENODATA') return isOnline ? dead('noHost') : unknown('offline')
  if (code === 'ECONNREFUSED') return dead('refused')
  if (/^(EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/.test(code)) return unknown('offline')
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) return dead('certificate')
  return unknown(code === 'ETIMEDOUT' ? 'slow' : 'failing')
}

/** The addresses of a host. Rejects as node:dns does. */
export const resolveHost = async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address)

const askPinned: NonNullable<ProbeTools['ask']> = (url, address, method, signal) =>
  new Promise((resolve, reject) => {
    const family = isIP(address)
    // The very address that was judged, so that a name cannot change its mind in between.
    const pinned: LookupFunction = (_host, options, answer) =>
      options.all ? answer(null, [{ address, family }]) : answer(null, address, family)
    const headers = { accept: '*/*', 'user-agent': 'Colloquy (looks whether a link is alive)' }
    const asked = (url.protocol === 'https:' ? overHttps : overHttp)(
      url,
      { method, lookup: pinned, signal, agent: false, headers },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location })
        answer.on('error', () => {}) // what comes after the head is nobody's business
        asked.destroy()
      },
    )
    asked.on('error', reject)
    asked.end()
  })
