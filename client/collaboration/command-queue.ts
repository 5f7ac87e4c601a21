import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'
import { Problem } from '../../shared/problem.ts'
import { Offline } from '../platform/api.ts'

type Input = Record<string, unknown>
type Ask = (endpoint: Endpoint, input: Input) => Promise<unknown>
/** A command on its way, as it is kept: its endpoint by method and path. */
type Kept = { method: string; path: string; input: Input }
/** `endpoint` and who asked are absent for what an earlier page kept. */
type Waiting = {
  kept: Kept
  endpoint?: Endpoint
  asker?: { resolve: (value: unknown) => void; reject: (error: unknown) => void }
  /** It could not be sent when it was made. */
  isLate: boolean
}

type Tools = {
  ask: Ask
  /** All endpoints whose commands may have been kept by an earlier page. Asked only where one kept some. */
  endpoints: () => Promise<readonly Endpoint[]>
  load: () => string | null
  save: (kept: string | null) => void
  /** Whether what was made earlier may be sent: what was typed before it, which it may speak of, must be there first. */
  isUpToDate: () => boolean
  /** What an earlier page kept was refused for good: nobody waits for the answer any more, so its words are set aside. Resolves to whether they are. */
  setAside: (input: Input) => Promise<boolean>
  onChange: () => void
}

/** Words that a comment of an earlier page is about may still be on their way, from another tab for instance. */
const wordsArriveAfterMs = [400, 1500]

/**
 * Commands in their order, one at a time. Offline they wait on this device, over a reload too; the ids in them make a
 * second sending harmless.
 */
export function commandQueue({ ask, endpoints, load, save, isUpToDate, setAside, onChange }: Tools) {
  const waiting: Waiting[] = restored(load()).map((kept) => ({ kept, isLate: true }))
  let isSending = false

  function keep() {
    save(waiting.length > 0 ? JSON.stringify(waiting.map(({ kept }) => kept)) : null)
    onChange()
  }

  async function lookUp(kept: Kept): Promise<Endpoint | undefined> {
    const all = await endpoints().catch((error: unknown) =>
      Promise.reject(new Offline('This part cannot be fetched now.', { cause: error })),
    )
    return all.find(({ method, path }) => method === kept.method && path === kept.path)
  }

  /** Sends one; what an earlier page kept a few times, where the words it is about are not there. */
  async function sendOne({ kept, endpoint, asker }: Waiting): Promise<unknown> {
    const known = endpoint ?? (await lookUp(kept))
    if (!known) throw new Problem('gone', 'command.gone', 'This program cannot do that any more. Reload the page.')
    for (const waitMs of asker ? [] : wordsArriveAfterMs) {
      try {
        return await ask(known, kept.input)
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'thread.place')) throw error
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
    return ask(known, kept.input)
  }

  async function send() {
    if (isSending) return
    isSending = true
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        if (next.isLate && !isUpToDate()) return
        try {
          const done = await sendOne(next)
          next.asker?.resolve(done)
        } catch (error) {
          // Not answered, or signed out, or the server cannot store now: it waits, and is sent again.
          if (error instanceof Offline || (error instanceof Problem && (error.kind === 'signedOut' || error.kind === 'unavailable'))) {
            next.isLate = true
            return
          }
          if (next.asker) next.asker.reject(error)
          else if (!(await setAside(next.kept.input))) return
        }
        waiting.shift()
        keep()
      }
    } finally {
      isSending = false
    }
  }

  return {
    /** How many commands have not been answered. */
    get size() {
      return waiting.length
    },
    /** Resolves when the server did it, which may be after hours; rejects with its Problem. */
    put<In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>): Promise<z.output<Out>> {
      return new Promise((resolve, reject) => {
        const kept = { method: endpoint.method, path: endpoint.path, input: { ...(input as Input) } }
        waiting.push({ kept, endpoint, asker: { resolve: resolve as (value: unknown) => void, reject }, isLate: false })
        keep()
        void send()
      })
    },
    /** Tries again what waits. */
    send: () => void send(),
  }
}
export type CommandQueue = ReturnType<typeof commandQueue>

function restored(text: string | null): Kept[] {
  try {
    return JSON.parse(text ?? '[]') as Kept[] // written by `keep`
  } catch {
    return []
  }
}
