import { createHash } from 'node:crypto'
import { day, hour, minute, second } from '../../shared/time.ts'
import type { Log } from '../platform/log.ts'
import { probe, type ProbeTools, resolveHost, type Verdict } from './probe.ts'
import type { CheckRow, LinkStore, Why } from './store.ts'

export type { Why } from './store.ts'
/** `checking`: nobody knows yet, and somebody is looking. */
export type LinkState = { state: 'alive' | 'dead' | 'unknown' | 'checking'; why: Why | null }

type Tools = {
  store: LinkStore
  now: () => number
  diary: Log
  /** Our own address: links to it are ours to keep, and ask for somebody who is signed in. */
  appUrl: string
  /** Without it no link is asked. */
  on: boolean
  /** Whether an address may be asked. */
  allows?: (address: string) => boolean
  resolve?: ProbeTools['resolve']
  ask?: ProbeTools['ask']
  timeoutMs?: number
}

/** How long an answer counts. Who mends a link looks again soon. */
const ages: Record<CheckRow['state'], number> = { alive: day, dead: 5 * second, unknown: 5 * second }
const mostAtOnce = 8
const mostAtOneHost = 2
const mostWaiting = 2000
const keptFor = 60 * day
/** As long as one name was found within this time, a name that is not found is a wrong name. */
const onlineFor = 10 * minute

/**
 * Whether links lead anywhere. Answers are kept, so that a course is not asked for again with every look; what is not known
 * is asked in the background, a few at once and fewer at one host.
 */
export function linkService({ store, now, diary, appUrl, on, allows, resolve = resolveHost, ask, timeoutMs }: Tools) {
  const asking = new Map<string, Promise<Verdict>>()
  const waiting: { href: string; host: string; begin: () => void }[] = []
  const busy = new Map<string, number>()
  let running = 0
  let closed = false
  let foundAt = -Infinity
  let swept = now()
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))

  const isOnline = () => now() - foundAt < onlineFor
  const find = async (host: string) => {
    const addresses = await resolve(host)
    foundAt = now()
    return addresses
  }

  function pump() {
    for (let at = 0; at < waiting.length && running < mostAtOnce;) {
      const { host, begin } = waiting[at]!
      if ((busy.get(host) ?? 0) >= mostAtOneHost) at++
      else {
        waiting.splice(at, 1)
        running++
        busy.set(host, (busy.get(host) ?? 0) + 1)
        begin()
      }
    }
  }

  /** Its turn comes when few others are asked; whoever waits for it already waits for the same. */
  function askFor(href: string): Promise<Verdict> {
    const known = asking.get(href)
    if (known) return known
    const host = URL.canParse(href) ? new URL(href).host : ''
    const verdict = new Promise<void>((begin) => void waiting.push({ href, host, begin }))
      .then(async () => {
        const told: Verdict = closed
          ? { state: 'unknown', why: 'offline' }
          : await probe(href, { isOnline, resolve: find, ...(allows && { allows }), ...(ask && { ask }), ...(timeoutMs && { timeoutMs }) })
        if (!closed) await store.keep({ id: idOf(href), href, ...told, checkedAt: now() })
        return told
      })
      .finally(() => {
        asking.delete(href)
        running--
        busy.set(host, (busy.get(host) ?? 1) - 1)
        if (busy.get(host) === 0) busy.delete(host)
        pump()
      })
    verdict.catch((error: unknown) => diary.warn({ err: error }, 'what a link leads to was not kept'))
    asking.set(href, verdict)
    pump()
    return verdict
  }

  /** Addresses that no course asked about for long. */
  async function sweep() {
    if (now() - swept < hour) return
    swept = now()
    await store.forgetBefore(now() - keptFor)
  }

  return {
    /** What is known of these links, after waiting at most so long for what is not. Asking goes on behind it. */
    async states(hrefs: readonly string[], waitMs: number): Promise<Map<string, LinkState>> {
      const states = new Map<string, LinkState>()
      const own = new URL(appUrl).origin
      const others = [...new Set(hrefs)].filter((href) => {
        const isOwn = URL.canParse(href) && new URL(href).origin === own
        if (isOwn) states.set(href, { state: 'alive', why: null })
        else if (!on) states.set(href, { state: 'unknown', why: 'off' })
        return on && !isOwn
      })
      const rows = new Map((await store.find(others.map(idOf))).map((row) => [row.href, row]))
      const asked: Promise<unknown>[] = []
      for (const href of others) {
        const row = rows.get(href)
        if (row && now() - row.checkedAt < ages[row.state]) states.set(href, row)
        else if (waiting.length >= mostWaiting && !asking.has(href)) states.set(href, { state: 'unknown', why: 'tooMany' })
        else {
          // What was dead is not let pass because it is looked at again.
          states.set(href, row?.state === 'dead' ? row : { state: 'checking', why: null })
          asked.push(
            askFor(href)
              .then((verdict) => states.set(href, verdict))
              .catch(() => states.set(href, { state: 'unknown', why: 'offline' })),
          )
        }
      }
      if (asked.length > 0) await within(waitMs, Promise.race([ended, Promise.all(asked)]))
      void sweep().catch((error: unknown) => diary.warn({ err: error }, 'old links were not forgotten'))
      // A copy: what is found out later belongs to the next look.
      return new Map([...states].map(([href, { state, why }]) => [href, { state, why }]))
    },
    /** Nothing is asked any more; what is under way is let go. */
    close() {
      closed = true
      end()
      for (const { begin } of waiting.splice(0)) begin()
    },
  }
}
export type LinkService = ReturnType<typeof linkService>

const idOf = (href: string) => createHash('sha256').update(href).digest('base64url')

async function within(waitMs: number, work: Promise<unknown>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([work, new Promise((done) => (timer = setTimeout(done, waitMs)))])
  clearTimeout(timer)
}
